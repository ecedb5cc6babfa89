// What main does for the session's commands: Start, the presses of nurse and patient, the patient's pages, and the
// turnover afterwards.

import type { Answer } from '../../shared/ipc/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import type { NurseAct, SessionEvent } from '../../shared/session/events.ts';
import { doneUnless, type HandlerParts, type Handlers } from './answers.ts';

/** The patient display stays awake this long after a touch, in real ms. */
const AWAKE_MS = 45_000;

/**
 * The keys at which a second press would do the same once more, undo it, or be refused with a sentence that is not true
 * any more, each with all that it does. Never Full light: nobody waits for it or for the way back from it.
 */
const KEYS = [
  ['start'],
  ['doseMark'],
  ['quietCheck', 'endQuietCheck'],
  ['hold', 'release'],
  ['extend'],
  ['nextPhase'],
  ['gentleEnd', 'undoGentleEnd'],
  ['undoNextPhase', 'undoExtend'],
  ['roomFree'],
  ['finishTurnover'],
] satisfies readonly (readonly (NurseAct | 'start' | 'finishTurnover')[])[];

const isOneKey = (act: string, other: string): boolean =>
  KEYS.some((acts: readonly string[]) => acts.includes(act) && acts.includes(other));

/** Presses of one key within this time are one press of an unsteady or hurried hand, in real ms. */
export const ONE_PRESS_MS = 1000;

type Parts = 'clock' | 'room' | 'roomLights' | 'roomSound' | 'presets' | 'pages' | 'keptChanges' | 'turnOver';

/** The handlers of the session and of the turnover. */
export const sessionHandlers = (parts: Pick<HandlerParts, Parts>) => {
  const { clock, room, roomLights, roomSound, presets, pages, keptChanges, turnOver } = parts;

  const press = (event: SessionEvent): Answer => doneUnless(room.apply(event));

  let latest: { readonly act: string; readonly atMs: number } | null = null;
  /** Staff's press, unless its key was pressed just now: what a hurried hand does to a key, it means once. */
  const once = (act: string, event: () => Answer): Answer => {
    const nowMs = performance.now();
    if (latest !== null && isOneKey(latest.act, act) && nowMs - latest.atMs < ONE_PRESS_MS) return ok(null);
    const answer = event();
    latest = answer.ok ? { act, atMs: nowMs } : null;
    return answer;
  };

  const awakeUntil = (): number => clock.now() + AWAKE_MS * clock.rate;

  const start = (presetId: string): Answer => {
    const preset = presets.find(presetId);
    if (preset === null) return fail('unknownPreset');
    const started = press({ type: 'start', preset, found: roomLights.lights.found() });
    if (started.ok) presets.used(presetId, Date.now());
    return started;
  };

  return {
    start: ({ presetId }) => once('start', () => start(presetId)),
    nurse: ({ act }) => once(act, () => press({ type: act })),
    oneCheckDone: ({ atMin }) => press({ type: 'oneCheckDone', atMin }),
    correctDose: ({ minutesAgo }) => press({ type: 'correctDose', minutesAgo }),
    patient: ({ act }) =>
      act === 'different'
        ? press({ type: act, awakeUntil: awakeUntil(), playing: roomSound.player.current() })
        : press({ type: act, awakeUntil: awakeUntil() }),
    wish: ({ wish }) => press({ type: 'wish', wish, awakeUntil: awakeUntil() }),
    changePages: ({ startedAt, change }) => pages.change(startedAt, change),
    pages: () => ok(pages.present()),
    keepChanges: ({ changes, label }) => keptChanges.keep(changes, label),
    takeBackChanges: () => keptChanges.takeBack(),
    turnOver,
    finishTurnover: () => once('finishTurnover', () => press({ type: 'turnoverDone' })),
  } satisfies Partial<Handlers>;
};
