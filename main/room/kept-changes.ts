// Keeps what was changed in a session for the next one: in the person's own preset, or in a new one under the label that
// was offered. It can be taken back for as long as the room waits to be turned over, and is forgotten with the label.

import type { Answer } from '../../shared/ipc/contract.ts';
import { plainPreset } from '../../shared/ipc/snapshot.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { fail, ok } from '../../shared/result.ts';
import { type SessionChange, withChanges } from '../../shared/session/changes.ts';
import type { Turnover } from '../../shared/session/session.ts';
import { turnoverIn } from '../../shared/session/turnover.ts';
import type { Presets } from '../storage/presets.ts';
import type { Room } from './room.ts';

export interface KeptChangesParts {
  readonly room: Pick<Room, 'session' | 'apply'>;
  readonly presets: Pick<Presets, 'view' | 'add' | 'save' | 'remove'>;
}

export interface KeptChanges {
  /** Keeps them, and answers the preset's id. Without a label in the preset itself, with one in a new preset. */
  readonly keep: (changes: readonly SessionChange[], label: string | null) => Answer<string>;
  /** Takes back what was kept last, and offers it once more. */
  readonly takeBack: () => Answer;
  readonly forget: () => void;
}

/** What was kept, and the way back. */
interface Kept {
  readonly endedAt: number;
  /** All that was offered when it was kept. */
  readonly offered: readonly SessionChange[];
  readonly presetId: string;
  /** The preset before; null: there was none. */
  readonly before: Preset | null;
}

const isSame = (a: SessionChange, b: SessionChange): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What can be kept of the last session, nothing of it kept yet. */
export const openKeptChanges = ({ room, presets }: KeptChangesParts): KeptChanges => {
  let kept: Kept | null = null;

  const present = (): Turnover | null => turnoverIn(room.session());

  /** The preset as it is now: it may have been given another label, or other music, since the session began. */
  const asItIs = (ran: Preset): { readonly preset: Preset; readonly isOwn: boolean } => {
    const view = presets.view(ran.id);
    if (view === null) return { preset: ran, isOwn: false };
    return { preset: plainPreset(view), isOwn: !view.isBuiltIn };
  };

  /** Without an id it is given a fresh one, made of its label. */
  const addAsNew = ({ id: _, ...preset }: Preset, label: string): Answer<string> => {
    const added = presets.add({ ...preset, label });
    return added.ok ? ok(added.value.id) : added;
  };

  const keep: KeptChanges['keep'] = (changes, label) => {
    const turnover = present();
    if (turnover?.preset == null) return fail('noTurnover');
    const { endedAt, changes: offered } = turnover;
    if (changes.some((one) => !offered.some((other) => isSame(one, other)))) return fail('wrongShape');
    const { preset, isOwn } = asItIs(turnover.preset);
    if (label === null && !isOwn) return fail('builtInPreset');
    const changed = withChanges(preset, changes);
    const saved = label === null ? presets.save(changed) : addAsNew(changed, label);
    if (!saved.ok) return saved;
    kept = { endedAt, offered, presetId: saved.value, before: label === null ? preset : null };
    room.apply({ type: 'changesSettled' });
    return saved;
  };

  const takeBack = (): Answer => {
    const turnover = present();
    if (kept === null || turnover?.preset == null || turnover.endedAt !== kept.endedAt)
      return fail('noTurnover');
    const back = kept.before === null ? presets.remove(kept.presetId) : presets.save(kept.before);
    if (!back.ok) return back;
    room.apply({ type: 'changesOffered', changes: kept.offered });
    kept = null;
    return ok(null);
  };

  return {
    keep,
    takeBack,
    forget: () => {
      kept = null;
    },
  };
};
