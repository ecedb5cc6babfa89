// The trail of a session: at every past instant the chart's past is what the score wanted then, whatever was done.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knotAt, pastKnots, scoreOf } from '../../renderer/nurse/chart/chart-score.ts';
import { rungOf } from '../../shared/preset/ladder.ts';
import type { PhaseName } from '../../shared/preset/preset.ts';
import { runningLooks } from '../../shared/score/light-score.ts';
import { levelNow } from '../../shared/score/sound-score.ts';
import { reduce } from '../../shared/session/reduce.ts';
import type { RunningSession, Session } from '../../shared/session/session.ts';
import { runningPhase } from '../../shared/session/timeline.ts';
import { MOST_CORNERS, trailUntil } from '../../shared/session/trail.ts';
import { type Act, anyGapMs, eventOf, MINUTE, play, running, SPRAVATO } from './session-arbitraries.ts';

const wanted = (session: RunningSession, at: number) => ({
  rung: rungOf(runningLooks(session, at).ambient.brightnessPct),
  levelDb: levelNow(session, at),
});

const ACTS: readonly Act[] = [
  ...(['doseMark', 'darker', 'lighter', 'softer', 'louder', 'hold', 'release', 'nextPhase'] as const),
  ...(['undoNextPhase', 'extend', 'undoExtend', 'gentleEnd', 'undoGentleEnd', 'correctDose'] as const),
  ...(['quietCheck', 'endQuietCheck', 'fullLight', 'undoFullLight', 'silence', 'wake'] as const),
];

const story = fc.array(fc.tuple(fc.constantFrom(...ACTS), anyGapMs), { minLength: 1, maxLength: 25 });

describe('the past of a chart', () => {
  it('is what was wanted at every instant, whatever was pressed', () => {
    let looked = 0;
    fc.assert(
      fc.property(story, (acts) => {
        let session: Session = play(SPRAVATO).session;
        let now = 0;
        const seen: { at: number; rung: number; levelDb: number }[] = [];
        for (const [act, gapMs] of acts) {
          for (const share of [0.3, 0.8]) {
            const at = now + gapMs * share;
            // At the instant of a press there are two truths.
            if (gapMs < 10) continue;
            const between = reduce(session, { type: 'tick' }, at).session;
            if (between.stage === 'running') seen.push({ at, ...wanted(between, at) });
          }
          now += gapMs;
          session = reduce(session, eventOf(act, now), now).session;
        }
        if (session.stage === 'idle') return;
        const knots = pastKnots(session, now);
        for (const { at, rung, levelDb } of seen) {
          const shown = knotAt(knots, at);
          looked += 1;
          expect(Math.abs((shown?.levelDb ?? Number.NaN) - levelDb)).toBeLessThan(0.05);
          // Between the pieces of a fade, a straight line stands for a curve.
          expect(Math.abs((shown?.rung ?? Number.NaN) - rung)).toBeLessThan(0.6);
        }
      }),
    );
    expect(looked).toBeGreaterThan(500);
  });

  it('names every phase as it ran, also where a gentle end put others in its place since', () => {
    let looked = 0;
    // A press that is taken back leaves no band: its phase goes on as if it had never ended.
    const acts = story.map((all) => all.filter(([act]) => !act.startsWith('undo')));
    fc.assert(
      fc.property(acts, (deeds) => {
        let session: Session = play(SPRAVATO).session;
        let now = 0;
        const seen: { at: number; name: PhaseName }[] = [];
        for (const [act, gapMs] of [...deeds, ['gentleEnd', 7000], ['wake', 0]] as const) {
          session = reduce(session, eventOf(act, now), now).session;
          const at = now + gapMs / 2;
          const between = reduce(session, { type: 'tick' }, at).session;
          if (gapMs > 10 && between.stage === 'running' && between.overAt === null)
            seen.push({ at, name: runningPhase(between).name });
          now += gapMs;
          session = reduce(session, { type: 'tick' }, now).session;
        }
        if (session.stage === 'idle') return;
        const bands = scoreOf(session, now).phases;
        for (const { at, name } of seen) {
          looked += 1;
          expect(bands.find(({ beganAt, endsAt }) => at >= beganAt && at < endsAt)?.name).toBe(name);
        }
      }),
      { numRuns: 300 },
    );
    expect(looked).toBeGreaterThan(500);
  });

  it('shows a step where it was made, and not before', () => {
    const { session } = play(SPRAVATO, [0, 'doseMark'], [30, 'lighter'], [31, 'lighter'], [50, 'tick']);
    const knots = pastKnots(running(session), 50 * MINUTE);
    const rungs = [29, 30.5, 40].map((minute) => knotAt(knots, minute * MINUTE)?.rung ?? Number.NaN);
    expect(rungs.map((rung) => Math.round((rung - (rungs[0] ?? 0)) * 10) / 10)).toEqual([0, 1, 2]);
  });

  it('begins anew with every session, and keeps no more than fits', () => {
    let session: Session = play(SPRAVATO, [0, 'doseMark']).session;
    for (let i = 0; i < 2 * MOST_CORNERS; i += 1) {
      const act = i % 2 === 0 ? 'darker' : 'lighter';
      session = reduce(session, eventOf(act, 30 * MINUTE + i * 1000), 30 * MINUTE + i * 1000).session;
    }
    expect(running(session).trail.length).toBeLessThanOrEqual(MOST_CORNERS);
    expect(play(SPRAVATO).session).toMatchObject({ trail: [[0, expect.any(Number), expect.any(Number)]] });
    expect(trailUntil(running(session), 60 * MINUTE).at(-1)?.[0]).toBe(60 * MINUTE);
  });
});
