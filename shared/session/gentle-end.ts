// A gentle end: what is left of the way back, put into five minutes. Its light never darkens.

import { type Look, withBrightness } from '../preset/preset.ts';
import { standToGoOnFrom } from '../score/light-score.ts';
import type { LeftLooks, Ms, PhaseRun, RunningSession } from './session.ts';
import { keptTimeline } from './take-back.ts';
import { beginPhase, MINUTE_MS, pastWith, timelineNow } from './timeline.ts';

/** What is left of the way back takes this long after a gentle end. */
export const GENTLE_END_MS = 5 * MINUTE_MS;

/** Phases that lead back to the room, in their order. */
const WAY_BACK: readonly string[] = ['return', 'rest'];

/** No step of a gentle end is made shorter than this, however short it is beside the others. */
const GENTLE_STEP_MS = 30_000;

/** The lengths of the steps of a way back, shortened to five minutes where they are longer together. */
const intoGentleEnd = (lengths: readonly Ms[]): readonly Ms[] => {
  const sum = (all: readonly Ms[]): Ms => all.reduce((whole, ms) => whole + ms, 0);
  const least = lengths.map((ms) => Math.min(ms, GENTLE_STEP_MS));
  const spare = sum(lengths) - sum(least);
  const scale = Math.min(1, (GENTLE_END_MS - sum(least)) / Math.max(1, spare));
  return lengths.map((ms, i) => (least[i] ?? 0) + (ms - (least[i] ?? 0)) * scale);
};

const lightens = (a: LeftLooks, b: LeftLooks): boolean =>
  b.ambient.brightnessPct >= a.ambient.brightnessPct && b.task.brightnessPct >= a.task.brightnessPct;

const raised = (look: Look, least: Look): Look =>
  withBrightness(look, Math.max(look.brightnessPct, least.brightnessPct));

/**
 * Puts what is left of the way back into five minutes, beginning now; a shorter way back stays as it is. It never
 * darkens: a step that would is left out, and the last, which is always taken, is no darker than the room is now.
 */
export const gentlyEnding = (session: RunningSession, now: Ms): RunningSession => {
  const { index } = session.phase;
  const here = standToGoOnFrom(session, now);
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
  const phases = [...behind, ...shortened];
  return {
    ...session,
    heldAt: null,
    gentle: true,
    beforeGentle: keptTimeline(session, now),
    skipped: [],
    past: pastWith(session, now),
    phases,
    phase: beginPhase(phases, behind.length, now, here),
  };
};
