// The phase clock: settle waits for the dose mark, phases go on from where the room is, and every length can be
// changed without a step.

import { describe, expect, it } from 'vitest';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { PhaseName, Preset } from '../../shared/preset/preset.ts';
import { mixLooks, standToGoOnFrom } from '../../shared/score/light-score.ts';
import { want } from '../../shared/score/score.ts';
import { advance } from '../../shared/session/deadlines.ts';
import { GENTLE_END_MS } from '../../shared/session/gentle-end.ts';
import { reduce } from '../../shared/session/reduce.ts';
import {
  assessAt,
  EXTENSION_MS,
  fadeEndsAt,
  fadeShare,
  phasesEndAt,
  phasesOf,
  quietUntil,
  runningPhase,
} from '../../shared/session/timeline.ts';
import { type Act, eventOf, IM, IV, MINUTE, play, running, SPRAVATO } from './session-arbitraries.ts';

const DOSE_AT_MIN = 12;

/** Every phase that a session tells of after its dose mark, with the minute; nothing else is pressed. */
const phasesToldFor = (preset: Preset): readonly (readonly [PhaseName, number])[] => {
  const { session } = play(preset, [DOSE_AT_MIN, 'doseMark']);
  const whole = advance(session, 10 * 60 * MINUTE).happened;
  return whole.flatMap((one) =>
    one.kind === 'phase' ? [[one.phase, one.at / MINUTE - DOSE_AT_MIN] as const] : [],
  );
};

const lived = (preset: Preset, ...acts: readonly (readonly [number, Act])[]) =>
  running(play(preset, ...acts).session);

/** The phase a session is in at a minute, with nothing more pressed. */
const phaseAt = (preset: Preset, minute: number, ...acts: readonly (readonly [number, Act])[]): PhaseName =>
  runningPhase(lived(preset, ...acts, [minute, 'tick'])).name;

describe('a built-in preset', () => {
  it.each([
    ['Spravato, two hours', SPRAVATO, { deep: 20, return: 75, rest: 105 }],
    ['IV, forty minutes', IV, { deep: 10, return: 40, rest: 55 }],
    ['IM', IM, { deep: 5, return: 50, rest: 70 }],
  ])('%s turns at the minutes of the design, counted from the dose mark', (label, preset, turns) => {
    expect(preset.label).toBe(label);
    expect(phasesToldFor(preset)).toEqual(Object.entries(turns));
  });

  it.each(BUILT_IN_PRESETS.map((preset) => [preset.label, preset] as const))(
    '%s fades within the figures of the design, and never longer than its phase',
    (_, preset) => {
      const runs = phasesOf(preset);
      for (const [i, run] of runs.entries()) {
        const before = runs[i - 1];
        if (before === undefined) continue;
        const darkens = run.ambient.brightnessPct < before.ambient.brightnessPct;
        expect(run.fadeMs).toBeGreaterThanOrEqual(darkens ? 60_000 : 300_000);
        expect(run.fadeMs).toBeLessThanOrEqual(darkens ? 180_000 : 600_000);
        expect(run.fadeMs).toBeLessThanOrEqual(run.lengthMs ?? 0);
      }
    },
  );
});

describe('settle', () => {
  it('has no end of its own', () => {
    const { session } = play(SPRAVATO, [9 * 60, 'tick']);
    expect(runningPhase(running(session)).name).toBe('settle');
  });

  it('ends at the dose mark, from which the other phases count', () => {
    const session = lived(SPRAVATO, [37, 'doseMark']);
    expect(session.doseAt).toBe(37 * MINUTE);
    expect(session.phase).toMatchObject({ index: 1, beganAt: 37 * MINUTE, endsAt: 57 * MINUTE });
    expect(session.past).toMatchObject([{ index: 0, beganAt: 0, endsAt: 37 * MINUTE }]);
  });

  it('is expected to last as usual, and longer once it does', () => {
    const session = lived(SPRAVATO, [3, 'tick']);
    expect(phasesEndAt(session, 3 * MINUTE)).toBe(130 * MINUTE);
    expect(assessAt(session, 3 * MINUTE)).toBe(130 * MINUTE);
    expect(phasesEndAt(session, 25 * MINUTE)).toBe(145 * MINUTE);
    expect(assessAt(session, 25 * MINUTE)).toBe(145 * MINUTE);
  });
});

describe('+10 min', () => {
  it('makes the present phase ten minutes longer and all that follows ten minutes later', () => {
    expect(EXTENSION_MS).toBe(10 * MINUTE);
    expect(phaseAt(SPRAVATO, 29.9, [0, 'doseMark'], [5, 'extend'])).toBe('onset');
    expect(phaseAt(SPRAVATO, 30, [0, 'doseMark'], [5, 'extend'])).toBe('deep');
    expect(phasesEndAt(lived(SPRAVATO, [0, 'doseMark'], [5, 'extend']), 5 * MINUTE)).toBe(130 * MINUTE);
  });

  it('adds up, also while the timeline is held', () => {
    const acts = [
      [0, 'doseMark'],
      [5, 'extend'],
      [6, 'hold'],
      [7, 'extend'],
      [9, 'release'],
    ] as const;
    expect(lived(SPRAVATO, ...acts).phase.endsAt).toBe(43 * MINUTE);
  });

  it('leaves the present fade as it is', () => {
    const session = lived(SPRAVATO, [0, 'doseMark'], [1, 'extend']);
    expect(fadeEndsAt(session)).toBe(3 * MINUTE);
  });
});

describe('hold', () => {
  it('freezes the timeline for as long as it lasts', () => {
    expect(phaseAt(SPRAVATO, 300, [0, 'doseMark'], [19, 'hold'])).toBe('onset');
    const session = lived(SPRAVATO, [0, 'doseMark'], [19, 'hold'], [49, 'release']);
    expect(session.phase).toMatchObject({ beganAt: 30 * MINUTE, endsAt: 50 * MINUTE });
  });

  it('freezes a fade half-way, and the fade goes on from there', () => {
    const held = lived(SPRAVATO, [0, 'doseMark'], [1.5, 'hold']);
    expect(fadeShare(held, 60 * MINUTE)).toBe(0.5);
    const freed = running(reduce(held, { type: 'release' }, 60 * MINUTE).session);
    expect(fadeShare(freed, 60 * MINUTE)).toBe(0.5);
    expect(fadeEndsAt(freed)).toBe(61.5 * MINUTE);
  });

  it('moves the expected end while it lasts', () => {
    const held = lived(SPRAVATO, [0, 'doseMark'], [10, 'hold']);
    expect(phasesEndAt(held, 40 * MINUTE)).toBe(150 * MINUTE);
  });

  it('ends with the next phase', () => {
    const session = lived(SPRAVATO, [0, 'doseMark'], [10, 'hold'], [15, 'nextPhase']);
    expect(session).toMatchObject({ heldAt: null, phase: { index: 2, beganAt: 15 * MINUTE } });
  });
});

describe('next phase', () => {
  it('begins the next phase now, at its full length', () => {
    const session = lived(SPRAVATO, [0, 'doseMark'], [7, 'nextPhase']);
    expect(session.phase).toMatchObject({ index: 2, beganAt: 7 * MINUTE, endsAt: 62 * MINUTE });
  });

  it('goes on from where a fade had got to', () => {
    const session = lived(SPRAVATO, [0, 'doseMark'], [1.5, 'nextPhase']);
    // Half of the way from settle's 40 % to onset's 8 %.
    expect(session.phase.from.ambient.brightnessPct).toBeCloseTo(24, 9);
    expect(session.phase.from.levelDb).toBeCloseTo(-10, 9);
  });

  it('after the last phase is the rest of the do-not-disturb time', () => {
    const session = lived(
      IM,
      ...([
        [0, 'doseMark'],
        [1, 'nextPhase'],
        [2, 'nextPhase'],
      ] as const),
    );
    const resting = [
      [3, 'nextPhase'],
      [4, 'nextPhase'],
    ] as const;
    const over = resting.reduce(
      (s, [minute, act]) => running(reduce(s, eventOf(act, 0), minute * MINUTE).session),
      session,
    );
    expect(over).toMatchObject({ overAt: 4 * MINUTE, phase: { index: 4, endsAt: null } });
    expect(quietUntil(over, 5 * MINUTE)).toBe(90 * MINUTE);
  });
});

describe('the do-not-disturb time', () => {
  it('lasts to the end of the phases where that is later than the assess mark', () => {
    expect(quietUntil(lived(IM, [0, 'doseMark'], [6, 'extend']), 6 * MINUTE)).toBe(100 * MINUTE);
  });

  it('lasts to the assess mark where that is later', () => {
    expect(quietUntil(lived(IM, [0, 'doseMark'], [6, 'gentleEnd']), 6 * MINUTE)).toBe(90 * MINUTE);
  });

  it('waits for no assess mark after a gentle end without a dose', () => {
    const session = lived(IM, [6, 'gentleEnd']);
    expect(quietUntil(session, 6 * MINUTE)).toBe(6 * MINUTE + GENTLE_END_MS);
  });
});

describe('a look between two', () => {
  it('mixes warmth in mired, as a bridge does', () => {
    const half = mixLooks({ brightnessPct: 0, warmthK: 2000 }, { brightnessPct: 10, warmthK: 4000 }, 0.5);
    expect(half.brightnessPct).toBe(5);
    expect('warmthK' in half ? half.warmthK : 0).toBeCloseTo(1e6 / 375, 6);
  });

  it('mixes colours in xy', () => {
    const from = { brightnessPct: 10, colour: { x: 0.1, y: 0.3 } };
    const half = mixLooks(from, { brightnessPct: 20, colour: { x: 0.3, y: 0.1 } }, 0.5);
    expect(half).toEqual({ brightnessPct: 15, colour: { x: 0.2, y: 0.2 } });
  });

  it('takes the later tint at once where one is a colour and the other a warmth', () => {
    const colour = { brightnessPct: 10, colour: { x: 0.1, y: 0.3 } };
    expect(mixLooks(colour, { brightnessPct: 20, warmthK: 2200 }, 0.5)).toEqual({
      brightnessPct: 15,
      warmthK: 2200,
    });
  });
});

describe('where the next fade goes on from', () => {
  it('is what the room is at, less the steps of the patient', () => {
    const now = 30 * MINUTE;
    const session = lived(SPRAVATO, [0, 'doseMark'], [25, 'lighter'], [26, 'lighter'], [27, 'softer']);
    expect(want(session, now).light?.ambient.now.brightnessPct).toBe(8);
    expect(standToGoOnFrom(session, now)).toMatchObject({ ambient: { brightnessPct: 3 }, levelDb: -6 });
  });

  it('is never louder than a room may be, where a limit swallowed a part of a step', () => {
    const loud: Preset = {
      ...SPRAVATO,
      limits: { ...SPRAVATO.limits, soundDb: { least: -10, most: 0 } },
      phases: SPRAVATO.phases.map((phase) => ({ ...phase, levelDb: 0 })),
    };
    const four = Array.from({ length: 4 }, (): [number, Act] => [30, 'softer']);
    const session = lived(loud, [0, 'doseMark'], ...four, [31, 'nextPhase']);
    // Four steps of 3 dB, of which the limit let 10 dB through: without the bound this would be +2 dB.
    expect(session.nudge.sound).toBe(-4);
    expect(session.phase.from.levelDb).toBe(0);
    expect(want(session, 31 * MINUTE).sound.level?.nowDb).toBe(-10);
  });
});
