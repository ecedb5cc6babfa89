// The score of a session as a chart draws it: phases as bands, light and sound as lines, checks and the assess mark as
// instants. Pure. It shows what was, and what will be if nobody changes anything.

import { brightnessAt, nudgedLight, nudgedSound, rungOf } from '../../../shared/preset/ladder.ts';
import type { PhaseName, Preset } from '../../../shared/preset/preset.ts';
import { reduce } from '../../../shared/session/reduce.ts';
import {
  type Check,
  EMPTY_ROOM,
  type Ms,
  type PhaseRun,
  type RunningSession,
  type Stand,
} from '../../../shared/session/session.ts';
import { assessAt, lightLagMs, MINUTE_MS, nameIn, shareOf } from '../../../shared/session/timeline.ts';
import { trailUntil } from '../../../shared/session/trail.ts';

/** A phase as a band of the chart. */
export interface ChartPhase {
  readonly name: PhaseName;
  readonly beganAt: Ms;
  readonly endsAt: Ms;
}

/** A point of both lines, which are straight from one to the next. */
export interface Knot {
  readonly at: Ms;
  /** The ambient brightness on the patient's ladder, 0–12, where low brightness stays visible. */
  readonly rung: number;
  readonly levelDb: number;
}

/** What the chart shows, in ms on the session clock. */
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

/** The number of pieces a fade is drawn in: straight in %, it is a curve on the ladder. */
const PIECES = 12;

/** Where both lines are at an instant. */
interface Level {
  readonly brightnessPct: number;
  readonly levelDb: number;
}

/** A phase as it is drawn. */
interface Stretch {
  readonly run: PhaseRun;
  readonly from: Level;
  readonly beganAt: Ms;
  readonly endsAt: Ms;
  /** A hold within it, and how long it lasts. */
  readonly still: { readonly at: Ms; readonly ms: Ms } | null;
}

const mix = (from: number, to: number, share: number): number => from + (to - from) * share;

const levelOf = ({ ambient, levelDb }: Pick<Stand, 'ambient' | 'levelDb'>): Level => ({
  brightnessPct: ambient.brightnessPct,
  levelDb,
});

const levelAt = ({ run, from, beganAt, still }: Stretch, at: Ms): Level => {
  // The time on hold does not count.
  const goneAt = still === null || at <= still.at ? at : Math.max(still.at, at - still.ms);
  const intoMs = goneAt - beganAt;
  const lagMs = lightLagMs(run);
  const lightShare = shareOf(intoMs - lagMs, run.fadeMs - lagMs);
  return {
    brightnessPct: mix(from.brightnessPct, run.ambient.brightnessPct, lightShare),
    levelDb: mix(from.levelDb, run.levelDb, shareOf(intoMs, run.fadeMs)),
  };
};

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
      const { brightnessPct, levelDb } = levelAt(stretch, at);
      return { at, rung: rungOf(brightnessPct), levelDb };
    });
};

/** How long settle usually takes: the dose mark is expected after it. In ms. */
export const usualSettleMs = ({ phases }: Preset): Ms => (phases[0]?.lengthMin ?? 0) * MINUTE_MS;

const presentStretch = (session: RunningSession, run: PhaseRun, now: Ms): Stretch => {
  const { phase, heldAt, overAt, startedAt } = session;
  const still = heldAt === null ? null : { at: heldAt, ms: Math.max(0, now - heldAt) };
  const settles = Math.max(now, startedAt + usualSettleMs(session.preset));
  const endsAt = overAt ?? (phase.endsAt === null ? settles : phase.endsAt + (still?.ms ?? 0));
  return { run, from: levelOf(phase.from), beganAt: phase.beganAt, endsAt, still };
};

/** Every phase as a band. A hold is kept as a later beginning of its phase: a band begins where the one before ended. */
const bandsOf = (session: RunningSession, ahead: readonly Stretch[]): readonly ChartPhase[] => {
  const behind = session.past.map((past) => ({ name: nameIn(session, past), endsAt: past.endsAt }));
  const bands: ChartPhase[] = [];
  for (const { name, endsAt } of [
    ...behind,
    ...ahead.map(({ run, endsAt }) => ({ name: run.name, endsAt })),
  ]) {
    if (name === undefined || endsAt === null) continue;
    bands.push({ name, beganAt: bands.at(-1)?.endsAt ?? session.startedAt, endsAt });
  }
  return bands;
};

/** The present phase and those to come. */
const stretchesOf = (session: RunningSession, now: Ms): readonly Stretch[] => {
  const stretches: Stretch[] = [];
  for (const [index, run] of session.phases.entries()) {
    const before = stretches.at(-1);
    if (index === session.phase.index) stretches.push(presentStretch(session, run, now));
    if (index <= session.phase.index || before === undefined || session.overAt !== null) continue;
    const beganAt = before.endsAt;
    stretches.push({
      run,
      from: levelAt(before, before.endsAt),
      beganAt,
      endsAt: beganAt + (run.lengthMs ?? 0),
      still: null,
    });
  }
  return stretches;
};

/** The score of a running session: its bands from the start, and its lines from the present phase on (see pastKnots). */
export const scoreOf = (session: RunningSession, now: Ms): ChartScore => {
  const stretches = stretchesOf(session, now);
  const doseAt = session.doseAt ?? Math.max(now, session.startedAt + usualSettleMs(session.preset));
  const phasesEndAt = stretches.at(-1)?.endsAt ?? now;
  const assess = assessAt(session, now);
  const knots = stretches.flatMap(knotsOf);
  const last = knots.at(-1);
  const endsAt = Math.max(phasesEndAt, assess, now);
  return {
    beginsAt: session.startedAt,
    endsAt,
    doseAt,
    phases: bandsOf(session, stretches),
    knots: last === undefined || last.at >= endsAt ? knots : [...knots, { ...last, at: endsAt }],
    checks: session.checks.map(({ atMin, state }) => ({ at: doseAt + atMin * MINUTE_MS, state })),
    assessAt: assess,
  };
};

/** The score of a preset, started at 0 and with the usual settle. */
export const scoreOfPreset = (preset: Preset): ChartScore => {
  const { session } = reduce(EMPTY_ROOM, { type: 'start', preset, found: null }, 0);
  if (session.stage !== 'running') throw new Error('a start in an empty room always runs');
  return scoreOf(session, 0);
};

/** What was wanted so far, as it was: straight in %, a line between two corners is a curve on the ladder. */
export const pastKnots = (session: RunningSession, now: Ms): readonly Knot[] =>
  trailUntil(session, now).flatMap(([at, brightnessPct, levelDb], i, all) => {
    const [before, fromPct, fromDb] = all[i - 1] ?? [at, brightnessPct, levelDb];
    const pieces = fromPct === brightnessPct ? 1 : PIECES;
    return Array.from({ length: pieces }, (_, piece) => {
      const share = (piece + 1) / pieces;
      return {
        at: mix(before, at, share),
        rung: rungOf(mix(fromPct, brightnessPct, share)),
        levelDb: mix(fromDb, levelDb, share),
      };
    });
  });

/** The knots with the patient's present steps: what will be if nobody changes anything. */
export const nudgedKnots = ({ knots }: ChartScore, { nudge, preset }: RunningSession): readonly Knot[] =>
  knots.map(({ at, rung, levelDb }) => ({
    at,
    rung: rungOf(nudgedLight(brightnessAt(rung), nudge.light, preset.limits.lightPct)),
    levelDb: nudgedSound(levelDb, nudge.sound, preset.limits.soundDb),
  }));

/** Where the lines are at an instant; before the first knot and after the last, what those are at. */
export const knotAt = (knots: readonly Knot[], at: Ms): Knot | null => {
  const after = knots.findIndex((knot) => knot.at >= at);
  const b = after === -1 ? knots.at(-1) : knots[after];
  if (b === undefined) return null;
  const a = knots[after - 1] ?? b;
  const share = shareOf(at - a.at, b.at - a.at);
  return { at, rung: mix(a.rung, b.rung, share), levelDb: mix(a.levelDb, b.levelDb, share) };
};

/** The steps between ticks, in minutes. */
const STEPS_MIN: readonly number[] = [1, 2, 5, 10, 15, 20, 30, 60, 120];

/** The instants of an axis's ticks, counted from `zero`; `most` is about how many fit. */
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
