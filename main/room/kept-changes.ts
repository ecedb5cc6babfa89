// Keeps what was changed in a session for the next one: in the person's own preset, or in a new one under the label that
// was offered. It can be taken back until the room is turned over, and is forgotten with the label.

import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../../shared/ipc/contract.ts';
import { type KeptView, plainPreset } from '../../shared/ipc/snapshot.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { fail, ok } from '../../shared/result.ts';
import { type SessionChange, withChanges } from '../../shared/session/changes.ts';
import { turnoverIn } from '../../shared/session/turnover.ts';
import type { Presets } from '../storage/presets.ts';
import type { Room } from './room.ts';

export type KeptChanges = ReturnType<typeof openKeptChanges>;

/** What was kept last, and what it takes to undo that. */
interface Kept extends KeptView {
  readonly endedAt: number;
  readonly offered: readonly SessionChange[];
  readonly presetId: string;
  /** The preset before; null: there was none. */
  readonly before: Preset | null;
}

/** While it is being done, a second press for the same has the same answer; one for something else waits for its turn. */
const onceAtATime = <G extends readonly unknown[], A>(act: (...given: G) => Promise<A>) => {
  let running: { readonly given: G; readonly answer: Promise<A> } | null = null;
  return (...given: G): Promise<A> => {
    if (running !== null && isDeepStrictEqual(running.given, given)) return running.answer;
    const turn = running?.answer.catch(() => {}) ?? Promise.resolve();
    const mine = { given, answer: turn.then(() => act(...given)) };
    running = mine;
    const over = (): void => {
      if (running === mine) running = null;
    };
    mine.answer.then(over, over);
    return mine.answer;
  };
};

/** The changes of the last session, none of them kept yet. */
export const openKeptChanges = (
  room: Pick<Room, 'session' | 'apply'>,
  presets: Pick<Presets, 'view' | 'add' | 'save' | 'remove'>,
) => {
  let kept: Kept | null = null;

  /** While the room is in the turnover of the session that ended then, and its label is known. */
  const mayTakeBack = (endedAt: number): boolean => {
    const turnover = turnoverIn(room.session());
    return turnover?.endedAt === endedAt && turnover.preset !== null;
  };

  /** Without an id the preset is given a new one, made of its label. */
  const addAsNew = async ({ id: _, ...preset }: Preset, label: string): Promise<Answer<string>> => {
    const added = await presets.add({ ...preset, label });
    return added.ok ? ok(added.value.id) : added;
  };

  /** Keeps them in the preset itself, or with a label in a new one; answers the preset's id. */
  const keep = async (changes: readonly SessionChange[], label: string | null): Promise<Answer<string>> => {
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
    const saved = await (label === null ? presets.save(changed) : addAsNew(changed, label));
    if (!saved.ok || !mayTakeBack(endedAt)) return saved;
    const isOwn = label === null;
    kept = {
      endedAt,
      offered,
      changes,
      label: isOwn ? preset.label : label,
      presetId: saved.value,
      before: isOwn ? preset : null,
    };
    room.apply({ type: 'changesSettled' });
    return saved;
  };

  /** Takes back what was kept last, and offers it again. */
  const takeBack = async (): Promise<Answer> => {
    const last = kept;
    if (last === null || !mayTakeBack(last.endedAt)) return fail('noTurnover');
    const { before, presetId, offered } = last;
    const back = await (before === null ? presets.remove(presetId) : presets.save(before));
    if (!back.ok) return back;
    kept = null;
    if (mayTakeBack(last.endedAt)) room.apply({ type: 'changesOffered', changes: offered });
    return ok(null);
  };

  /** What can be taken back now; null: nothing. */
  const view = (): KeptView | null => {
    if (kept === null || !mayTakeBack(kept.endedAt)) return null;
    return { changes: kept.changes, label: kept.label };
  };

  return {
    view,
    keep: onceAtATime(keep),
    takeBack: onceAtATime(takeBack),
    forget: (): void => {
      kept = null;
    },
  };
};
