// A session that nobody is in: what a preset would make of the room at an instant, computed by the state machine itself,
// and the clock that goes through the whole of it in a minute. Pure; it never touches a lamp or a loudspeaker.

import type { LampView } from '../../../shared/ipc/snapshot.ts';
import type { PhaseName, Preset, Role } from '../../../shared/preset/preset.ts';
import { type LightPaths, want } from '../../../shared/score/score.ts';
import type { SessionEvent } from '../../../shared/session/events.ts';
import { reduce } from '../../../shared/session/reduce.ts';
import { EMPTY_ROOM, type Ms, type RunningSession } from '../../../shared/session/session.ts';
import { MINUTE_MS, phasesOf } from '../../../shared/session/timeline.ts';
import { usualSettleMs } from '../chart/chart-score.ts';

/** How long after a check is due staff mark it done in a preview. */
const CHECKED_AFTER_MS = 3 * MINUTE_MS;

/**
 * The session as it would stand: started at 0, the dose marked after the usual settle, each check done.
 *
 * @param atMs ms since Start
 */
export const previewSession = (preset: Preset, atMs: Ms): RunningSession => {
  const doseAt = usualSettleMs(preset);
  const checkDone = { type: 'checkDone' } as const;
  const events: readonly (readonly [Ms, SessionEvent])[] = [
    [doseAt, { type: 'doseMark' }],
    ...preset.checksMin.map((min) => [doseAt + min * MINUTE_MS + CHECKED_AFTER_MS, checkDone] as const),
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

/** When a phase has reached its look, in ms since Start. */
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

/** The roles of the lamps that are drawn, as the practice room has them. */
const DRAWN_ROLES: readonly Role[] = ['ambient', 'ambient', 'ambient', 'ambient', 'task', 'door'];

/** Lamps that are only drawn, each at what the score wants of its role now. */
export const drawnLamps = (light: LightPaths): readonly LampView[] =>
  DRAWN_ROLES.map((role, place) => ({
    id: `drawn-${place}`,
    name: `drawn-${place}`,
    role,
    reachable: true,
    isUntold: false,
    isUnclear: false,
    runsOther: false,
    isChanged: false,
    afterPowerCut: null,
    from: light[role].now,
    to: light[role].now,
    beganAt: 0,
    endsAt: 0,
  }));

/** The lamps of a preset's session at an instant. */
export const lampsAt = (preset: Preset, atMs: Ms): readonly LampView[] => {
  const { light } = want(previewSession(preset, atMs), atMs);
  return light === null ? [] : drawnLamps(light);
};

/** The clock of a preview, with a pause. Wall time is passed in. */
export interface PreviewClock {
  /** How long the previewed session is, in ms. */
  readonly wholeMs: Ms;
  /** Where it stood when it was last started or paused, in ms of the session. */
  readonly atMs: Ms;
  /** Since when it runs, in wall ms; null: it is paused. */
  readonly runsSince: number | null;
}

/** A preview lasts a minute, however long the session is. */
const PREVIEW_LASTS_MS = 60_000;

/** Where it stands, in ms since Start; never past the end. */
export const previewAt = ({ atMs, runsSince, wholeMs }: PreviewClock, wallMs: number): Ms => {
  if (runsSince === null) return atMs;
  return Math.min(wholeMs, atMs + (Math.max(0, wallMs - runsSince) * wholeMs) / PREVIEW_LASTS_MS);
};

export const isPreviewOver = (clock: PreviewClock, wallMs: number): boolean =>
  previewAt(clock, wallMs) >= clock.wholeMs;

/** Pauses a preview, or resumes it where it stands; one that is over begins again. */
export const toggledPreview = (clock: PreviewClock, wallMs: number): PreviewClock => {
  const { wholeMs, runsSince } = clock;
  const isOver = isPreviewOver(clock, wallMs);
  if (runsSince !== null && !isOver) return { wholeMs, atMs: previewAt(clock, wallMs), runsSince: null };
  return { wholeMs, atMs: isOver ? 0 : previewAt(clock, wallMs), runsSince: wallMs };
};
