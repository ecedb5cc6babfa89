// The score of a session as a chart draws it: phases as bands, light and sound as knots of a line, checks and the
// assess mark as instants. Pure; it reads what was and what would come if nobody changed anything more.

import { brightnessAt, nudgedLight, nudgedSound, rungOf } from '../../../shared/preset/ladder.ts';
import type { PhaseName, Preset } from '../../../shared/preset/preset.ts';
import { mixLooks } from '../../../shared/score/light-score.ts';
import { reduce } from '../../../shared/session/reduce.ts';
import {
  type Check,
  type CurrentPhase,
  EMPTY_ROOM,
  type Ms,
  type PhaseRun,
  type RunningSession,
  type Stand,
} from '../../../shared/session/session.ts';
import { assessAt, lightLagMs, MINUTE_MS, phasesOf } from '../../../shared/session/timeline.ts';

/** A phase as a band of the chart. */
export interface ChartPhase {
  readonly name: PhaseName;
  readonly beganAt: Ms;
  readonly endsAt: Ms;
}

/** A point of the two lines; straight on to the next. */
export interface Knot {
  readonly at: Ms;
  /** The place of the ambient brightness on the patient's ladder, 0–12: small looks stay visible on it. */
  readonly rung: number;
  readonly levelDb: number;
}

/** All that the chart shows, in ms on the session clock. */
export interface ChartScore {
  readonly beginsAt: Ms;
  readonly endsAt: Ms;
  /** The dose mark, or where it is expected. */
  readonly doseAt: Ms;
  readonly phases: readonly ChartPhase[];
  readonly knots: readonly Knot[];
  readonly checks: readonly { readonly at: Ms; readonly state: Check['state'] }[];
  readonly assessAt: Ms;
}

/** A straight fade in % is a curve on the ladder: it is drawn in so many pieces. */
const PIECES = 12;

interface Stretch {
  readonly run: PhaseRun;
  readonly from: Stand;
  readonly beganAt: Ms;
  readonly endsAt: Ms;
  /** A time in which everything stood still, and how long it lasted. */
  readonly still: { readonly at: Ms; readonly ms: Ms } | null;
}

const shareOf = (into: Ms, whole: Ms): number => (whole <= 0 ? 1 : Math.min(1, Math.max(0, into / whole)));

const standAt = ({ run, from }: Stretch, intoMs: Ms): Stand => {
  const share = shareOf(intoMs, run.fadeMs);
  const lagMs = lightLagMs(run);
  const lightShare = shareOf(intoMs - lagMs, run.fadeMs - lagMs);
  return {
    ambient: mixLooks(from.ambient, run.ambient, lightShare),
    task: mixLooks(from.task, run.task, lightShare),
    levelDb: from.levelDb + (run.levelDb - from.levelDb) * share,
  };
};

/** How far into its fade a stretch is at an instant, the time on hold left out. */
const intoFade = ({ beganAt, still }: Stretch, at: Ms): Ms => {
  if (still === null || at <= still.at) return at - beganAt;
  return Math.max(still.at, at - still.ms) - beganAt;
};

const endOf = (stretch: Stretch): Stand => standAt(stretch, intoFade(stretch, stretch.endsAt));

const knotsOf = (stretch: Stretch): readonly Knot[] => {
  const { run, beganAt, endsAt, still } = stretch;
  const lagMs = lightLagMs(run);
  const pieces = Array.from({ length: PIECES + 1 }, (_, i) => lagMs + ((run.fadeMs - lagMs) * i) / PIECES);
  const fade = [0, ...pieces].map((into) => beganAt + into);
  const moved = fade.map((at) => (still !== null && at > still.at ? at + still.ms : at));
  const rests = still === null ? [] : [still.at, still.at + still.ms];
  const instants = [...moved, ...rests, endsAt].filter((at) => at >= beganAt && at <= endsAt);
  return instants
    .sort((a, b) => a - b)
    .map((at) => {
      const { ambient, levelDb } = standAt(stretch, intoFade(stretch, at));
      return { at, rung: rungOf(ambient.brightnessPct), levelDb };
    });
};

const settleMs = ({ preset }: RunningSession): Ms => (preset.phases[0]?.lengthMin ?? 0) * MINUTE_MS;

const presentStretch = (session: RunningSession, run: PhaseRun, now: Ms): Stretch => {
  const { phase, heldAt, overAt, startedAt } = session;
  const still = heldAt === null ? null : { at: heldAt, ms: Math.max(0, now - heldAt) };
  const settles = Math.max(now, startedAt + settleMs(session));
  const endsAt = overAt ?? (phase.endsAt === null ? settles : phase.endsAt + (still?.ms ?? 0));
  return { run, from: phase.from, beganAt: phase.beganAt, endsAt, still };
};

/**
 * A phase that is behind. After a hold it is kept with a later beginning; when within it the hold was is not
 * known, so the gap is drawn before it.
 */
const pastStretch = (run: PhaseRun, past: CurrentPhase, before: Stretch | undefined): Stretch => {
  const begins = before?.endsAt ?? past.beganAt;
  const gap = past.beganAt - begins;
  const still = gap > 0 ? { at: begins, ms: gap } : null;
  return { run, from: past.from, beganAt: begins, endsAt: past.endsAt ?? past.beganAt, still };
};

/** The phase as it was run: one that a gentle end took up again was the preset's own before. */
const runOfPast = (session: RunningSession, place: number, index: number): PhaseRun | undefined => {
  const after = session.past[place + 1] ?? session.phase;
  return after.index === index ? phasesOf(session.preset)[index] : session.phases[index];
};

/** Every phase in order: as it went, as it goes, and as it would go. */
const stretchesOf = (session: RunningSession, now: Ms): readonly Stretch[] => {
  const stretches: Stretch[] = [];
  for (const [place, past] of session.past.entries()) {
    const run = runOfPast(session, place, past.index);
    if (run !== undefined) stretches.push(pastStretch(run, past, stretches.at(-1)));
  }
  for (const [index, run] of session.phases.entries()) {
    const before = stretches.at(-1);
    if (index === session.phase.index) stretches.push(presentStretch(session, run, now));
    if (index <= session.phase.index || before === undefined || session.overAt !== null) continue;
    const beganAt = before.endsAt;
    stretches.push({ run, from: endOf(before), beganAt, endsAt: beganAt + (run.lengthMs ?? 0), still: null });
  }
  return stretches;
};

/** The score of a running session, as it has gone and as it will go if nobody changes anything more. */
export const scoreOf = (session: RunningSession, now: Ms): ChartScore => {
  const stretches = stretchesOf(session, now);
  const doseAt = session.doseAt ?? Math.max(now, session.startedAt + settleMs(session));
  const phasesEndAt = stretches.at(-1)?.endsAt ?? now;
  const assess = assessAt(session, now);
  const knots = stretches.flatMap(knotsOf);
  const last = knots.at(-1);
  const endsAt = Math.max(phasesEndAt, assess, now);
  return {
    beginsAt: session.startedAt,
    endsAt,
    doseAt,
    phases: stretches.map(({ run, beganAt, endsAt: ends }) => ({ name: run.name, beganAt, endsAt: ends })),
    knots: last === undefined || last.at >= endsAt ? knots : [...knots, { ...last, at: endsAt }],
    checks: session.checks.map(({ atMin, state }) => ({ at: doseAt + atMin * MINUTE_MS, state })),
    assessAt: assess,
  };
};

/** The score that a preset would have, begun at 0 and with the usual settle. */
export const scoreOfPreset = (preset: Preset): ChartScore => {
  const { session } = reduce(EMPTY_ROOM, { type: 'start', preset, found: null }, 0);
  if (session.stage !== 'running') throw new Error('a start in an empty room always runs');
  return scoreOf(session, 0);
};

/** The knots as they are with the patient's present steps: how it goes on if nobody changes anything more. */
export const nudgedKnots = ({ knots }: ChartScore, { nudge, preset }: RunningSession): readonly Knot[] =>
  knots.map(({ at, rung, levelDb }) => ({
    at,
    rung: rungOf(nudgedLight(brightnessAt(rung), nudge.light, preset.limits.lightPct)),
    levelDb: nudgedSound(levelDb, nudge.sound, preset.limits.soundDb),
  }));

/** The place of an instant between two knots; before the first and after the last, theirs. */
export const knotAt = (knots: readonly Knot[], at: Ms): Knot | null => {
  const after = knots.findIndex((knot) => knot.at >= at);
  const b = after === -1 ? knots.at(-1) : knots[after];
  if (b === undefined) return null;
  const a = knots[after - 1] ?? b;
  const share = b.at <= a.at ? 1 : Math.min(1, (at - a.at) / (b.at - a.at));
  return {
    at,
    rung: a.rung + (b.rung - a.rung) * share,
    levelDb: a.levelDb + (b.levelDb - a.levelDb) * share,
  };
};

/** The steps that a time axis may have, in minutes. */
const STEPS_MIN: readonly number[] = [1, 2, 5, 10, 15, 20, 30, 60, 120];

/** Instants for an axis, counted from `zero`, in steps that leave about as many as wished. */
export const ticksOf = (
  { beginsAt, endsAt }: Pick<ChartScore, 'beginsAt' | 'endsAt'>,
  zero: Ms,
  most: number,
): readonly Ms[] => {
  const wishedMin = (endsAt - beginsAt) / MINUTE_MS / Math.max(1, most);
  const stepMs = (STEPS_MIN.find((step) => step >= wishedMin) ?? Math.ceil(wishedMin / 60) * 60) * MINUTE_MS;
  const first = Math.ceil((beginsAt - zero) / stepMs);
  const count = Math.floor((endsAt - zero) / stepMs) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => zero + (first + i) * stepMs);
};
