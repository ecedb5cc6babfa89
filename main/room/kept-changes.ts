// Keeps what was changed in a session for the next one: in the person's own preset, or in a new one under the label that
// was offered. It can be taken back until the room is turned over, and is forgotten with the label.

import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../../shared/ipc/contract.ts';
import { plainPreset } from '../../shared/ipc/snapshot.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { fail, ok } from '../../shared/result.ts';
import { type SessionChange, withChanges } from '../../shared/session/changes.ts';
import { turnoverIn } from '../../shared/session/turnover.ts';
import type { Presets } from '../storage/presets.ts';
import type { Room } from './room.ts';

export type KeptChanges = ReturnType<typeof openKeptChanges>;

/** What was kept last, and what it takes to undo that. */
interface Kept {
  readonly endedAt: number;
  readonly offered: readonly SessionChange[];
  readonly presetId: string;
  /** The preset before; null: there was none. */
  readonly before: Preset | null;
}

/** The changes of the last session, none of them kept yet. */
export const openKeptChanges = (
  room: Pick<Room, 'session' | 'apply'>,
  presets: Pick<Presets, 'view' | 'add' | 'save' | 'remove'>,
) => {
  let kept: Kept | null = null;

  /** Without an id the preset is given a new one, made of its label. */
  const addAsNew = ({ id: _, ...preset }: Preset, label: string): Answer<string> => {
    const added = presets.add({ ...preset, label });
    return added.ok ? ok(added.value.id) : added;
  };

  /** Keeps them in the preset itself, or with a label in a new one; answers the preset's id. */
  const keep = (changes: readonly SessionChange[], label: string | null): Answer<string> => {
    const turnover = turnoverIn(room.session());
    if (turnover?.preset == null) return fail('noTurnover');
    const { endedAt, changes: offered } = turnover;
    if (changes.some((one) => !offered.some((other) => isDeepStrictEqual(one, other))))
      return fail('wrongShape');
    // The preset may have been given another label, or other music, since the session began.
    const view = presets.view(turnover.preset.id);
    const preset = view === null ? turnover.preset : plainPreset(view);
    if (label === null && view?.isBuiltIn !== false) return fail('builtInPreset');
    const changed = withChanges(preset, changes);
    const saved = label === null ? presets.save(changed) : addAsNew(changed, label);
    if (!saved.ok) return saved;
    kept = { endedAt, offered, presetId: saved.value, before: label === null ? preset : null };
    room.apply({ type: 'changesSettled' });
    return saved;
  };

  /** Takes back what was kept last, and offers it again. */
  const takeBack = (): Answer => {
    const turnover = turnoverIn(room.session());
    if (kept === null || turnover?.preset == null || turnover.endedAt !== kept.endedAt) {
      return fail('noTurnover');
    }
    const back = kept.before === null ? presets.remove(kept.presetId) : presets.save(kept.before);
    if (!back.ok) return back;
    room.apply({ type: 'changesOffered', changes: kept.offered });
    kept = null;
    return ok(null);
  };

  return {
    keep,
    takeBack,
    forget: (): void => {
      kept = null;
    },
  };
};
