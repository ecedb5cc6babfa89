// The score as the chart draws it: what was, is and will be, and where it is drawn.

import { describe, expect, it } from 'vitest';
import { placeFor, placesOfNames } from '../../renderer/nurse/chart/chart-place.ts';
import {
  knotAt,
  nudgedKnots,
  scoreOf,
  scoreOfPreset,
  ticksOf,
} from '../../renderer/nurse/chart/chart-score.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { rungOf } from '../../shared/preset/ladder.ts';
import { want } from '../../shared/score/score.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { reduce } from '../../shared/session/reduce.ts';
import { EMPTY_ROOM, type RunningSession, type Session } from '../../shared/session/session.ts';
import { MINUTE_MS, quietUntil } from '../../shared/session/timeline.ts';

const min = (minutes: number): number => minutes * MINUTE_MS;

const spravato = (() => {
  const [first] = BUILT_IN_PRESETS;
  if (first === undefined) throw new Error('there is always a built-in preset');
  return first;
})();

type Deed = readonly [atMin: number, event: SessionEvent];

const sessionAfter = (untilMin: number, ...deeds: readonly Deed[]): RunningSession => {
  const begun: Session = reduce(EMPTY_ROOM, { type: 'start', preset: spravato, found: null }, 0).session;
  const done = deeds.reduce((session, [atMin, event]) => reduce(session, event, min(atMin)).session, begun);
  const { session } = reduce(done, { type: 'tick' }, min(untilMin));
  if (session.stage !== 'running') throw new Error('the session is over too early for this test');
  return session;
};

const dose: Deed = [10, { type: 'doseMark' }];

/** What the chart shows at an instant, as [ladder, dB]. */
const shownAt = (session: RunningSession, nowMin: number) => {
  const knot = knotAt(nudgedKnots(scoreOf(session, min(nowMin)), session), min(nowMin));
  return [knot?.rung ?? Number.NaN, knot?.levelDb ?? Number.NaN] as const;
};

const wantedAt = (session: RunningSession, nowMin: number) => {
  const wish = want(session, min(nowMin));
  return [rungOf(wish.light?.ambient.now.brightnessPct ?? 0), wish.sound.level?.nowDb ?? 0] as const;
};

describe('the score as a chart', () => {
  it('begins with the usual settle and counts its marks from the dose', () => {
    const score = scoreOfPreset(spravato);
    expect(score.doseAt - score.beginsAt).toBe(min(10));
    expect(score.phases.map(({ name }) => name)).toEqual(['settle', 'onset', 'deep', 'return', 'rest']);
    expect(score.checks.map(({ at }) => at - score.doseAt)).toEqual([min(40)]);
    expect(score.endsAt - score.doseAt).toBe(min(120));
  });

  it('is at the needle what the score wants, whatever was done', () => {
    const wake = min(500);
    const told: readonly (readonly [number, RunningSession])[] = [
      [5, sessionAfter(5)],
      [12, sessionAfter(12, dose)],
      [33, sessionAfter(33, dose, [31, { type: 'hold' }])],
      [45, sessionAfter(45, dose, [31, { type: 'hold' }], [40, { type: 'release' }])],
      [52, sessionAfter(52, dose, [50, { type: 'darker', awakeUntil: wake }])],
      [62, sessionAfter(62, dose, [60, { type: 'gentleEnd' }])],
      [91, sessionAfter(91, dose, [87, { type: 'gentleEnd' }])],
    ];
    for (const [nowMin, session] of told) {
      const [rung, levelDb] = shownAt(session, nowMin);
      const [wantedRung, wantedDb] = wantedAt(session, nowMin);
      expect(Math.abs(rung - wantedRung), `light at ${nowMin} min`).toBeLessThan(0.12);
      expect(Math.abs(levelDb - wantedDb), `sound at ${nowMin} min`).toBeLessThan(0.1);
    }
  });

  it('has its bands without gaps, after a hold too', () => {
    const session = sessionAfter(
      90,
      dose,
      [31, { type: 'hold' }],
      [40, { type: 'release' }],
      [88, { type: 'gentleEnd' }],
    );
    const { phases } = scoreOf(session, min(90));
    for (const [i, phase] of phases.slice(1).entries()) expect(phase.beganAt).toBe(phases[i]?.endsAt);
    const released = sessionAfter(45, dose, [31, { type: 'hold' }], [40, { type: 'release' }]);
    expect(scoreOf(released, min(45)).phases[2]).toMatchObject({ name: 'deep', beganAt: min(30) });
  });

  it('ends when the room is no longer quiet', () => {
    const session = sessionAfter(40, dose, [31, { type: 'extend' }]);
    expect(scoreOf(session, min(40)).endsAt).toBe(quietUntil(session, min(40)));
  });

  it('moves what is ahead during a hold, and during a longer settle', () => {
    const held = sessionAfter(36, dose, [31, { type: 'hold' }]);
    const firstPhase = (session: RunningSession, nowMin: number) => scoreOf(session, min(nowMin)).phases[3];
    expect(firstPhase(held, 36)?.beganAt).toBe(min(10 + 75 + 5));
    expect(scoreOf(sessionAfter(25), min(25)).doseAt).toBe(min(25));
  });

  it('keeps low brightness visible: 3 % is drawn well above the bottom', () => {
    const score = scoreOfPreset(spravato);
    const place = placeFor({ width: 800, height: 300 }, score);
    const deep = knotAt(score.knots, score.doseAt + min(50));
    const bottom = place.top + place.height;
    expect(bottom - place.yOfRung(deep?.rung ?? 0)).toBeGreaterThan(place.height * 0.15);
  });
});

describe('the time axis', () => {
  it('has ticks at round minutes, and no more than fit', () => {
    const ticks = ticksOf({ beginsAt: min(-10), endsAt: min(120) }, 0, 8);
    expect(ticks).toEqual([0, 20, 40, 60, 80, 100, 120].map(min));
    for (const most of [1, 3, 12]) {
      expect(ticksOf({ beginsAt: 0, endsAt: min(600) }, 0, most).length).toBeLessThanOrEqual(most + 1);
    }
  });
});

describe("the phases' names", () => {
  const score = scoreOfPreset(spravato);

  it('are drawn above a band that is too narrow for them', () => {
    const place = placeFor({ width: 500, height: 300 }, score);
    const rows = placesOfNames(score.phases, place, null).map((name) => name?.row ?? null);
    expect(rows.slice(0, 3)).toEqual(['above', 'within', 'within']);
  });

  it('stay clear of the needle', () => {
    const place = placeFor({ width: 900, height: 300 }, score);
    const deepX = place.x(score.doseAt + min(20));
    const names = placesOfNames(score.phases, place, deepX + 20);
    expect(names[2]?.x).toBeGreaterThan(deepX + 20);
  });

  it('are left out where the chart is too low for them and its lines', () => {
    const place = placeFor({ width: 900, height: 120 }, score);
    expect(placesOfNames(score.phases, place, null).filter((name) => name?.row === 'within')).toEqual([]);
  });
});
