// A session that nobody is in: what a preset would make of the room at an instant, worked out by the state machine
// itself. Pure; it never asks anything of a lamp or a loudspeaker.

import type { LampView } from '../../../shared/ipc/snapshot.ts';
import type { PhaseName, Preset, Role } from '../../../shared/preset/preset.ts';
import { type LightPaths, want } from '../../../shared/score/score.ts';
import type { SessionEvent } from '../../../shared/session/events.ts';
import { reduce } from '../../../shared/session/reduce.ts';
import { EMPTY_ROOM, type Ms, type RunningSession } from '../../../shared/session/session.ts';
import { MINUTE_MS, phasesOf } from '../../../shared/session/timeline.ts';

/** In a preview staff have looked in so long after a check is due. */
const LOOKED_IN_MS = 3 * MINUTE_MS;

/** How long settle takes as a rule, and the dose mark with it. */
const doseAtOf = (preset: Preset): Ms => (preset.phases[0]?.lengthMin ?? 0) * MINUTE_MS;

/**
 * The session as it would stand: begun at 0, the dose marked after the usual settle, each check seen to.
 *
 * @param atMs ms since Start
 */
export const previewSession = (preset: Preset, atMs: Ms): RunningSession => {
  const doseAt = doseAtOf(preset);
  const seenTo = preset.checksMin.map((minute) => doseAt + minute * MINUTE_MS + LOOKED_IN_MS);
  const events: readonly (readonly [Ms, SessionEvent])[] = [
    [doseAt, { type: 'doseMark' }],
    ...seenTo.map((at) => [at, { type: 'checkDone' }] as const),
    [Math.max(0, atMs), { type: 'tick' }],
  ];
  const begun = reduce(EMPTY_ROOM, { type: 'start', preset, found: null }, 0).session;
  const session = events
    .filter(([at]) => at <= Math.max(0, atMs))
    .sort(([a], [b]) => a - b)
    .reduce((before, [at, event]) => reduce(before, event, at).session, begun);
  if (session.stage !== 'running') throw new Error('nobody ends a previewed session');
  return session;
};

/** When a phase has come to its look, in ms since Start: what it is like once it is there. */
export const lookReachedAt = (preset: Preset, name: PhaseName): Ms => {
  const runs = phasesOf(preset);
  let beganAt = 0;
  for (const [i, run] of runs.entries()) {
    const lengthMs = (preset.phases[i]?.lengthMin ?? 0) * MINUTE_MS;
    if (run.name === name) return beganAt + Math.max(0, Math.min(run.fadeMs, lengthMs - 1));
    beganAt += lengthMs;
  }
  return 0;
};

/** The lamps of the practice room, as they are drawn. */
const DRAWN: readonly { readonly id: string; readonly role: Role }[] = [
  { id: 'ceiling-left', role: 'ambient' },
  { id: 'ceiling-right', role: 'ambient' },
  { id: 'floor', role: 'ambient' },
  { id: 'bookshelf', role: 'ambient' },
  { id: 'desk', role: 'task' },
  { id: 'door', role: 'door' },
];

/** Lamps that are only drawn, each at what the score wants of its role now. */
export const drawnLamps = (light: LightPaths): readonly LampView[] =>
  DRAWN.map(({ id, role }) => ({
    ...{ id, role, name: id, reachable: true, isChanged: false, afterPowerCut: null },
    ...{ from: light[role].now, to: light[role].now, beganAt: 0, endsAt: 0 },
  }));

/** The lamps of a previewed session at an instant. */
export const lampsAt = (session: RunningSession, atMs: Ms): readonly LampView[] => {
  const { light } = want(session, atMs);
  return light === null ? [] : drawnLamps(light);
};
