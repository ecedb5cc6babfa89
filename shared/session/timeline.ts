// The timeline of a running session: how its phases begin, move on, are held and lengthened, and when they end. It
// knows no nudge, check or overlay.

import type { Preset } from '../preset/preset.ts';
import { type Happening, milestone } from './events.ts';
import type { CurrentPhase, Ms, PastPhase, PhaseRun, RunningSession, Stand } from './session.ts';

export const MINUTE_MS = 60_000;

/** One press of "+10 min". */
export const EXTENSION_MS = 10 * MINUTE_MS;

/** The phases of a preset as a session will run them. */
export const phasesOf = (preset: Preset): readonly PhaseRun[] =>
  preset.phases.map(({ name, lengthMin, fadeS, ambient, task, levelDb }, i) => {
    const lengthMs = i === 0 ? null : lengthMin * MINUTE_MS;
    const fadeMs = Math.min(fadeS * 1000, lengthMs ?? Infinity);
    return { name, lengthMs, fadeMs, ambient, task, levelDb };
  });

/** The phase that runs now, as the session runs it. */
export const runningPhase = (session: RunningSession): PhaseRun => {
  const run = session.phases[session.phase.index];
  if (run === undefined) throw new Error('a running session is always in one of its phases');
  return run;
};

/** What is told of the phase that runs from now on, or of there being none left. */
export const phaseTold = (session: RunningSession, at: Ms): Happening =>
  session.overAt === null
    ? { kind: 'phase', phase: runningPhase(session).name, at }
    : milestone('phasesOver', at);

/** True while the room settles and waits for the dose mark. */
export const isSettling = (session: RunningSession): boolean =>
  session.phase.endsAt === null && session.overAt === null;

/** The instant that the score counts from: now, or the moment at which the timeline was held. */
export const timelineNow = (session: RunningSession, now: Ms): Ms => session.heldAt ?? now;

/** When the present fade is done, with the timeline as it stands. */
export const fadeEndsAt = (session: RunningSession): Ms =>
  session.phase.beganAt + runningPhase(session).fadeMs;

/** How far into a whole, as a share of 0–1. */
export const shareOf = (into: Ms, whole: Ms): number =>
  whole <= 0 ? 1 : Math.min(1, Math.max(0, into / whole));

/** The share of the present fade of music that is done, 0–1. */
export const fadeShare = (session: RunningSession, now: Ms): number =>
  shareOf(timelineNow(session, now) - session.phase.beganAt, runningPhase(session).fadeMs);

/** The share of the present fade of light that is done, 0–1. It may begin later than music's, and ends with it. */
export const lightShare = (session: RunningSession, now: Ms): number => {
  const { lightAt, lightWaits } = session.phase;
  if (lightWaits) return 0;
  return shareOf(timelineNow(session, now) - lightAt, fadeEndsAt(session) - lightAt);
};

/** In return, light begins so much later than music: at most a minute, and a quarter of the fade. */
export const lightLagMs = ({ name, fadeMs }: Pick<PhaseRun, 'name' | 'fadeMs'>): Ms =>
  name === 'return' ? Math.min(MINUTE_MS, fadeMs / 4) : 0;

/** A phase that begins at an instant, from where the room is then. */
export const beginPhase = (phases: readonly PhaseRun[], index: number, at: Ms, from: Stand): CurrentPhase => {
  const run = phases[index];
  const lengthMs = run?.lengthMs ?? null;
  const lagMs = run === undefined ? 0 : lightLagMs(run);
  const endsAt = lengthMs === null ? null : at + lengthMs;
  return { index, beganAt: at, endsAt, from, lightAt: at + lagMs, lightWaits: lagMs > 0, extendedAt: [] };
};

/** The phases behind, once the present one ends at this instant. */
export const pastWith = (session: RunningSession, at: Ms): readonly PastPhase[] => [
  ...session.past,
  {
    ...session.phase,
    name: runningPhase(session).name,
    endsAt: at,
    nudge: session.nudge,
    silenced: session.silenced,
  },
];

/** The name of a phase that is behind, or of the present one. */
export const nameIn = (session: RunningSession, { name, index }: CurrentPhase & Pick<PastPhase, 'name'>) =>
  name ?? session.phases[index]?.name;

/** The session in its next phase, which fades on from here, or resting with all phases over. */
export const afterPhase = (session: RunningSession, at: Ms, here: Stand): RunningSession => {
  const next = session.phase.index + 1;
  const on = { ...session, heldAt: null, skipped: [] };
  if (next >= session.phases.length) {
    return { ...on, phase: { ...session.phase, endsAt: null }, overAt: at };
  }
  return { ...on, past: pastWith(session, at), phase: beginPhase(session.phases, next, at, here) };
};

/** The session with its timeline released: everything ahead is later by the time that it was held. */
export const released = (session: RunningSession, now: Ms): RunningSession => {
  if (session.heldAt === null) return session;
  const late = now - session.heldAt;
  const { phase } = session;
  return {
    ...session,
    heldAt: null,
    phase: {
      ...phase,
      beganAt: phase.beganAt + late,
      lightAt: phase.lightAt + late,
      endsAt: phase.endsAt === null ? null : phase.endsAt + late,
    },
  };
};

/** The session with its present phase ten minutes longer. */
export const extended = ({ phase, ...session }: RunningSession, now: Ms): RunningSession => ({
  ...session,
  phase: {
    ...phase,
    endsAt: (phase.endsAt ?? 0) + EXTENSION_MS,
    extendedAt: [...phase.extendedAt, now],
  },
});

/** When the phases are over, or will be if nobody changes anything more. */
export const phasesEndAt = (session: RunningSession, now: Ms): Ms => {
  if (session.overAt !== null) return session.overAt;
  const ahead = session.phases
    .slice(session.phase.index + 1)
    .reduce((sum, run) => sum + (run.lengthMs ?? 0), 0);
  if (session.phase.endsAt !== null) {
    const heldFor = session.heldAt === null ? 0 : now - session.heldAt;
    return session.phase.endsAt + heldFor + ahead;
  }
  return usualDoseAt(session, now) + ahead;
};

/** When the dose would be marked after the preset's usual settle; not before now. */
const usualDoseAt = ({ preset, startedAt }: RunningSession, now: Ms): Ms =>
  Math.max(now, startedAt + (preset.phases[0]?.lengthMin ?? 0) * MINUTE_MS);

/** The assess mark: the earliest instant at which staff assess for leaving. An estimate before the dose mark. */
export const assessAt = (session: RunningSession, now: Ms): Ms =>
  (session.doseAt ?? usualDoseAt(session, now)) + session.preset.assessMin * MINUTE_MS;

/**
 * The end of the do-not-disturb time: the end of the phases or the assess mark, whichever is later. A session that ends
 * before its dose mark has no assess mark to wait for. A last fade that outlives its phase counts too.
 */
export const quietUntil = (session: RunningSession, now: Ms): Ms => {
  const end =
    session.overAt === null ? phasesEndAt(session, now) : Math.max(session.overAt, fadeEndsAt(session));
  return session.doseAt === null && (session.gentle || session.overAt !== null)
    ? end
    : Math.max(end, assessAt(session, now));
};
