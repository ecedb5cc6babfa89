// The phase clock of a running session: where the score stands, which deadline is next, and how the phases
// move on, are held, lengthened and cut short. It knows nothing of nudges, checks or overlays.

import type { Look, Preset } from './preset.ts';
import type { CurrentPhase, LeftLooks, Ms, PastPhase, PhaseRun, RunningSession, Stand } from './session.ts';

export const MINUTE_MS = 60_000;

/** One press of "+10 min". */
export const EXTENSION_MS = 10 * MINUTE_MS;

/** What is left of the way back takes this long after a gentle end (design, "two clocks"). */
export const GENTLE_END_MS = 5 * MINUTE_MS;

const mix = (a: number, b: number, part: number): number => a + (b - a) * part;

/**
 * The look a part of the way between two. Warmth is mixed in mired, as a bridge does; where one is a colour
 * and the other a warmth, the colour is the later one's at once and only the brightness is mixed.
 */
export const mixLooks = (a: Look, b: Look, part: number): Look => {
  const brightnessPct = mix(a.brightnessPct, b.brightnessPct, part);
  if ('warmthK' in a && 'warmthK' in b) {
    return { brightnessPct, warmthK: 1e6 / mix(1e6 / a.warmthK, 1e6 / b.warmthK, part) };
  }
  if ('colour' in a && 'colour' in b) {
    return {
      brightnessPct,
      colour: { x: mix(a.colour.x, b.colour.x, part), y: mix(a.colour.y, b.colour.y, part) },
    };
  }
  return { ...b, brightnessPct };
};

/** The phases of a preset as a session will run them. */
export const phasesOf = (preset: Preset): readonly PhaseRun[] =>
  preset.phases.map((phase, i) => ({
    name: phase.name,
    lengthMs: i === 0 ? null : phase.lengthMin * MINUTE_MS,
    fadeMs: Math.min(phase.fadeS * 1000, i === 0 ? Infinity : phase.lengthMin * MINUTE_MS),
    ambient: phase.ambient,
    task: phase.task,
    levelDb: phase.levelDb,
  }));

/** The phase that runs now, as the session runs it. */
export const runningPhase = (session: RunningSession): PhaseRun => {
  const run = session.phases[session.phase.index];
  if (run === undefined) throw new Error('a running session is always in one of its phases');
  return run;
};

/** True while the room settles and waits for the dose mark. */
export const isSettling = (session: RunningSession): boolean =>
  session.phase.endsAt === null && session.overAt === null;

/** The instant that counts for the score: now, or the moment at which the timeline was frozen. */
export const timelineNow = (session: RunningSession, now: Ms): Ms => session.heldAt ?? now;

/** When the present phase's fade is done, with the timeline as it stands. */
export const fadeEndsAt = (session: RunningSession): Ms =>
  session.phase.beganAt + runningPhase(session).fadeMs;

const shareOf = (into: Ms, whole: Ms): number => (whole <= 0 ? 1 : Math.min(1, Math.max(0, into / whole)));

/** The part of the present fade of music that is done, 0–1. */
export const fadeShare = (session: RunningSession, now: Ms): number =>
  shareOf(timelineNow(session, now) - session.phase.beganAt, runningPhase(session).fadeMs);

/** The part of the present fade of light that is done, 0–1: it may begin later than music's, and ends with it. */
export const lightShare = (session: RunningSession, now: Ms): number => {
  const { lightAt, lightWaits } = session.phase;
  if (lightWaits) return 0;
  return shareOf(timelineNow(session, now) - lightAt, fadeEndsAt(session) - lightAt);
};

/** Music leads the way back, and light follows so much later: at most a minute, and a quarter of the fade. */
export const lightLagMs = ({ name, fadeMs }: Pick<PhaseRun, 'name' | 'fadeMs'>): Ms =>
  name === 'return' ? Math.min(MINUTE_MS, fadeMs / 4) : 0;

/** A phase's beginning at an instant, from where the room is then. */
export const beginPhase = (
  { phases }: Pick<RunningSession, 'phases'>,
  index: number,
  at: Ms,
  from: Stand,
): CurrentPhase => {
  const run = phases[index];
  const lengthMs = run?.lengthMs ?? null;
  const lagMs = run === undefined ? 0 : lightLagMs(run);
  return {
    index,
    beganAt: at,
    endsAt: lengthMs === null ? null : at + lengthMs,
    from,
    lightAt: at + lagMs,
    lightWaits: lagMs > 0,
  };
};

/** The present phase as it went, for the record of what is past. */
export const walked = (session: RunningSession, at: Ms): readonly PastPhase[] => [
  ...session.past,
  { ...session.phase, endsAt: at, nudge: session.nudge, silenced: session.silenced },
];

/**
 * The session at the end of its present phase: in the next one, or resting with all phases over.
 *
 * @param here where the next fade starts from, see `standToGoOnFrom`
 */
export const afterPhase = (session: RunningSession, at: Ms, here: Stand): RunningSession => {
  const next = session.phase.index + 1;
  if (next >= session.phases.length) {
    return { ...session, heldAt: null, phase: { ...session.phase, endsAt: null }, overAt: at };
  }
  return { ...session, heldAt: null, past: walked(session, at), phase: beginPhase(session, next, at, here) };
};

/** The session with its timeline running again: everything that lay ahead is later by the time it was held. */
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
export const extended = (session: RunningSession): RunningSession => ({
  ...session,
  phase: { ...session.phase, endsAt: (session.phase.endsAt ?? 0) + EXTENSION_MS },
});

/** Phases that lead back to the room, in the order in which they come. */
const WAY_BACK: readonly string[] = ['return', 'rest'];

/** No step of a gentle end is hurried more than this, however short it is beside the others. */
const GENTLE_STEP_MS = 30_000;

/** The lengths of the steps of a way back, put into five minutes where they are longer together. */
const intoGentleEnd = (lengths: readonly Ms[]): readonly Ms[] => {
  const sum = (all: readonly Ms[]): Ms => all.reduce((whole, ms) => whole + ms, 0);
  const least = lengths.map((ms) => Math.min(ms, GENTLE_STEP_MS));
  const spare = sum(lengths) - sum(least);
  const scale = Math.min(1, (GENTLE_END_MS - sum(least)) / Math.max(1, spare));
  return lengths.map((ms, i) => (least[i] ?? 0) + (ms - (least[i] ?? 0)) * scale);
};

const lightens = (a: LeftLooks, b: LeftLooks): boolean =>
  b.ambient.brightnessPct >= a.ambient.brightnessPct && b.task.brightnessPct >= a.task.brightnessPct;

const raised = (look: Look, least: Look): Look => ({
  ...look,
  brightnessPct: Math.max(look.brightnessPct, least.brightnessPct),
});

/**
 * The session with what is left of the way back put into five minutes, beginning now. A way back never
 * darkens: a step of it that would is left out, and the last, which is always taken, is no darker than it is
 * here. What would have been shorter than five minutes stays as it is.
 *
 * @param here where the way back starts from, see `standToGoOnFrom`
 */
export const gentlyEnding = (session: RunningSession, now: Ms, here: Stand): RunningSession => {
  const { phases } = session;
  const { index } = session.phase;
  const leftMs = (run: PhaseRun, i: number): Ms => {
    if (i > index) return run.lengthMs ?? 0;
    return Math.max(0, (session.phase.endsAt ?? now) - timelineNow(session, now));
  };
  const last = session.phases.length - 1;
  const end = session.phases[last] ?? here;
  const goal = { ambient: raised(end.ambient, here.ambient), task: raised(end.task, here.task) };
  const way = session.phases
    .map((run, i) => (i === last ? { run: { ...run, ...goal }, i } : { run, i }))
    .filter(({ run, i }) => {
      if (i === last) return true;
      return i >= index && WAY_BACK.includes(run.name) && lightens(here, run) && lightens(run, goal);
    });
  const lengths = intoGentleEnd(way.map(({ run, i }) => leftMs(run, i)));
  const shortened = way.map(({ run }, step): PhaseRun => {
    const lengthMs = lengths[step] ?? 0;
    return { ...run, lengthMs, fadeMs: lengthMs };
  });
  const behind = session.phases.slice(0, way[0]?.i === index ? index : index + 1);
  const wayBack = [...behind, ...shortened];
  return {
    ...session,
    heldAt: null,
    gentle: true,
    beforeGentle: { at: now, phases, phase: session.phase, past: session.past, heldAt: session.heldAt },
    past: walked(session, now),
    phases: wayBack,
    phase: beginPhase({ phases: wayBack }, behind.length, now, here),
  };
};

/**
 * The session with its gentle end taken back: in the phase that it was in, with as much of it ahead as there was,
 * and on the way from here to that phase's look and level.
 *
 * @param here where the room is now, see `standToGoOnFrom`
 */
export const takenBack = (session: RunningSession, now: Ms, here: Stand): RunningSession => {
  const kept = session.beforeGentle;
  if (kept === null) return session;
  const { phases, phase, past } = kept;
  const late = now - (kept.heldAt ?? kept.at);
  return {
    ...session,
    heldAt: null,
    gentle: false,
    beforeGentle: null,
    phases,
    past: [...past, { ...phase, endsAt: now, nudge: session.nudge, silenced: session.silenced }],
    phase: {
      index: phase.index,
      beganAt: now,
      endsAt: phase.endsAt === null ? null : phase.endsAt + late,
      from: here,
      // The way back had begun; nothing waits a second time.
      ...{ lightAt: now, lightWaits: false },
    },
  };
};

/** When the phases are (or will be) over, if nobody changes anything more. */
export const phasesEndAt = (session: RunningSession, now: Ms): Ms => {
  if (session.overAt !== null) return session.overAt;
  const ahead = session.phases
    .slice(session.phase.index + 1)
    .reduce((sum, run) => sum + (run.lengthMs ?? 0), 0);
  if (session.phase.endsAt !== null) {
    const heldFor = session.heldAt === null ? 0 : now - session.heldAt;
    return session.phase.endsAt + heldFor + ahead;
  }
  const settleMin = session.preset.phases[0]?.lengthMin ?? 0;
  return Math.max(now, session.startedAt + settleMin * MINUTE_MS) + ahead;
};

/** The earliest instant at which staff assess for leaving; estimated from the usual settle before the dose mark. */
export const assessAt = (session: RunningSession, now: Ms): Ms => {
  const settleMin = session.preset.phases[0]?.lengthMin ?? 0;
  const dose = session.doseAt ?? Math.max(now, session.startedAt + settleMin * MINUTE_MS);
  return dose + session.preset.assessMin * MINUTE_MS;
};

/**
 * The end of the do-not-disturb time: the end of the phases or the assess mark, whichever is later. A session
 * that ends gently before its dose mark has no assess mark to wait for; a last fade that outlives its phase is
 * let come to its end.
 */
export const quietUntil = (session: RunningSession, now: Ms): Ms => {
  const end =
    session.overAt === null ? phasesEndAt(session, now) : Math.max(session.overAt, fadeEndsAt(session));
  return session.doseAt === null && (session.gentle || session.overAt !== null)
    ? end
    : Math.max(end, assessAt(session, now));
};
