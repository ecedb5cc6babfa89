// What main does for the session's commands: Start, the presses of nurse and patient, the patient's pages, and the
// turnover afterwards.

import type { Answer } from '../../shared/ipc/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { doneUnless, type HandlerParts, type Handlers, onceKept } from './answers.ts';

/** The patient display stays awake this long after a touch, in real ms. */
const AWAKE_MS = 45_000;

type Parts = 'clock' | 'room' | 'roomLights' | 'roomSound' | 'presets' | 'pages' | 'keptChanges' | 'turnOver';

/** The handlers of the session and of the turnover. */
export const sessionHandlers = (parts: Pick<HandlerParts, Parts>) => {
  const { clock, room, roomLights, roomSound, presets, pages, keptChanges, turnOver } = parts;

  const kept = onceKept(presets);

  const press = (event: SessionEvent): Answer => doneUnless(room.apply(event));

  const awakeUntil = (): number => clock.now() + AWAKE_MS * clock.rate;

  const start = (presetId: string): Answer => {
    const preset = presets.find(presetId);
    if (preset === null) return fail('unknownPreset');
    const started = press({ type: 'start', preset, found: roomLights.lights.found() });
    if (started.ok) presets.used(presetId, Date.now());
    return started;
  };

  return {
    start: ({ presetId }) => start(presetId),
    nurse: ({ act }) => press({ type: act }),
    correctDose: ({ minutesAgo }) => press({ type: 'correctDose', minutesAgo }),
    patient: ({ act }) =>
      act === 'different'
        ? press({ type: act, awakeUntil: awakeUntil(), playing: roomSound.player.current() })
        : press({ type: act, awakeUntil: awakeUntil() }),
    wish: ({ wish }) => press({ type: 'wish', wish, awakeUntil: awakeUntil() }),
    changePages: ({ startedAt, change }) => pages.change(startedAt, change),
    pages: () => ok(pages.present()),
    keepChanges: ({ changes, label }) => kept(keptChanges.keep(changes, label)),
    takeBackChanges: () => kept(keptChanges.takeBack()),
    turnOver,
    finishTurnover: () => press({ type: 'turnoverDone' }),
  } satisfies Partial<Handlers>;
};
