// What a lamp is asked for is the nearest it has, and a fade is never steeper than it may be.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourPart, groupColourPart, nearestMirek } from '../../main/lights/hue/colour.ts';
import { bringUpState, fadeState, transitionSteps } from '../../main/lights/hue/command-plan.ts';
import type { LampAbility } from '../../main/lights/hue/lamps.ts';
import { chromaticityOfKelvin } from '../../shared/score/planckian.ts';
import { anyLook } from './session-arbitraries.ts';

const COLOUR: LampAbility = { mirek: { least: 153, most: 500 }, hasColour: true, afterPowerCut: null };
const AMBIANCE: LampAbility = { mirek: { least: 153, most: 454 }, hasColour: false, afterPowerCut: null };
const OLD_COLOUR: LampAbility = { mirek: null, hasColour: true, afterPowerCut: null };
const WHITE: LampAbility = { mirek: null, hasColour: false, afterPowerCut: null };
const red = { brightnessPct: 5, colour: { x: 0.65, y: 0.32 } };
const warm = { brightnessPct: 5, warmthK: 2000 };

describe('the colour that a lamp is asked for', () => {
  it.each<[string, LampAbility, object, object]>([
    ['a colour lamp', COLOUR, { xy: [0.65, 0.32] }, { ct: 500 }],
    ['a lamp of whites', AMBIANCE, { ct: 454 }, { ct: 454 }],
    ['a lamp of colours alone', OLD_COLOUR, { xy: [0.65, 0.32] }, { xy: [0.5269, 0.4133] }],
    ['a lamp of one white', WHITE, {}, {}],
  ])('of %s is the nearest it has', (_, ability, forRed, forWarm) => {
    expect(colourPart(red, ability)).toEqual(forRed);
    expect(colourPart(warm, ability)).toEqual(forWarm);
  });

  it('is, of whites, that of the same warmth', () => {
    for (const warmthK of [2000, 2200, 2700, 4000, 6500]) {
      expect(1e6 / nearestMirek(chromaticityOfKelvin(warmthK))).toBeCloseTo(warmthK, -2);
    }
  });

  it('is told to a group at once, and singly to those who need something else', () => {
    expect(groupColourPart(warm, [AMBIANCE, COLOUR, WHITE])).toEqual({ part: { ct: 500 }, others: [] });
    expect(groupColourPart(red, [AMBIANCE, COLOUR])).toEqual({ part: { xy: [0.65, 0.32] }, others: [0] });
    expect(groupColourPart(red, [AMBIANCE, WHITE])).toEqual({ part: { ct: 454 }, others: [] });
    expect(groupColourPart(warm, [WHITE, WHITE])).toEqual({ part: {}, others: [] });
  });
});

describe('a state', () => {
  it('always says how bright, from 1 to 254, unless it is darkness', () => {
    fc.assert(
      fc.property(anyLook, fc.double({ min: 0, max: 1e8, noNaN: true }), (look, overMs) => {
        const state = fadeState(look, colourPart(look, COLOUR), overMs);
        expect(state.transitiontime).toBeGreaterThanOrEqual(0);
        expect(state.transitiontime).toBeLessThanOrEqual(65_535);
        if (!state.on) {
          expect(look.brightnessPct).toBe(0);
          return;
        }
        expect(state.bri).toBeGreaterThanOrEqual(1);
        expect(state.bri).toBeLessThanOrEqual(254);
        expect(Number.isInteger(state.bri)).toBe(true);
      }),
    );
  });

  it.each([
    [0, 0],
    [1, 1],
    [100, 1],
    [100.1, 2],
    [90_000, 900],
    [1e9, 65_535],
    [-5, 0],
  ])('takes for %d ms %d steps: never less time than the guard allowed', (overMs, steps) => {
    expect(transitionSteps(overMs)).toBe(steps);
  });

  it('that brings a dark lamp up is at its least, at once, and in the new colour', () => {
    expect(bringUpState({ ct: 455 })).toEqual({ on: true, bri: 1, ct: 455, transitiontime: 0 });
  });
});
