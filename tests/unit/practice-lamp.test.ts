import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insideGamut, type LampColour, mirekOfXy, xyOf } from '../../main/lights/practice/colour.ts';
import {
  commanded,
  createLamp,
  DEFAULT_TRANSITION_MS,
  type Lamp,
  type LampCommand,
  type LampTraits,
  reportedBri,
  SAFETY_WHITE,
  withinTraits,
} from '../../main/lights/practice/lamp.ts';
import { chromaticityOfKelvin } from '../../shared/score/planckian.ts';
import { type Light, outputAt } from '../practice/output.ts';
import { withoutPower, withPowerBack } from '../practice/power.ts';

const colourTraits: LampTraits = { kind: 'colour', mirekMin: 153, mirekMax: 500 };
const ambianceTraits: LampTraits = { kind: 'ambiance', mirekMin: 153, mirekMax: 454 };
const whiteTraits: LampTraits = { kind: 'white', mirekMin: 366, mirekMax: 366 };

const warm: LampColour = { mode: 'ct', mirek: 366 };
const pctOf = (bri: number): number => (bri / 254) * 100;
const lit = (bri: number, traits = colourTraits): Lamp => createLamp(traits, { on: true, bri, colour: warm });
const dark = (bri: number, traits = colourTraits): Lamp =>
  createLamp(traits, { on: false, bri, colour: warm });
const pctAt = (lamp: Lamp, nowMs: number): number => outputAt(lamp, nowMs).brightnessPct;

/** Chromaticity of what leaves a lamp; a white lamp is taken as its 2700 K. */
const shownXy = ({ colour: shown }: Light) => xyOf(shown ?? SAFETY_WHITE);

const bri = fc.integer({ min: 1, max: 254 });
const colour: fc.Arbitrary<LampColour> = fc.oneof(
  fc.record({ mode: fc.constant('ct' as const), mirek: fc.integer({ min: 153, max: 500 }) }),
  fc.record({
    mode: fc.constant('xy' as const),
    xy: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
  }),
  fc.record({
    mode: fc.constant('hs' as const),
    hue: fc.integer({ min: 0, max: 65_535 }),
    sat: fc.integer({ min: 0, max: 254 }),
  }),
);
const command: fc.Arbitrary<LampCommand> = fc.record(
  { on: fc.boolean(), bri, colour, transitionMs: fc.integer({ min: 1, max: 655 }).map((ds) => ds * 100) },
  { requiredKeys: [] },
);
const steps = fc.array(fc.record({ command, waitMs: fc.integer({ min: 0, max: 30_000 }) }), {
  maxLength: 20,
});
const anyLamp = fc
  .record({ traits: fc.constantFrom(colourTraits, ambianceTraits, whiteTraits), on: fc.boolean(), bri })
  .map(({ traits, on, bri: level }) => createLamp(traits, { on, bri: level, colour: warm }));

describe('a practice lamp', () => {
  it('never jumps, whatever it is told and however soon', () => {
    fc.assert(
      fc.property(anyLamp, steps, (start, sequence) => {
        let lamp = start;
        let nowMs = 0;
        for (const step of sequence) {
          nowMs += step.waitMs;
          const before = outputAt(lamp, nowMs);
          lamp = commanded(lamp, step.command, nowMs);
          const after = outputAt(lamp, nowMs);
          expect(after.brightnessPct).toBeCloseTo(before.brightnessPct, 9);
          expect(shownXy(after)[0]).toBeCloseTo(shownXy(before)[0], 9);
          expect(shownXy(after)[1]).toBeCloseTo(shownXy(before)[1], 9);
        }
      }),
    );
  });

  it('never changes faster than the quickest transition it was given', () => {
    fc.assert(
      fc.property(anyLamp, steps, (start, sequence) => {
        let lamp = start;
        let nowMs = 0;
        let shortestMs = Number.POSITIVE_INFINITY;
        for (const step of sequence) {
          lamp = commanded(lamp, step.command, nowMs);
          shortestMs = Math.min(shortestMs, step.command.transitionMs ?? DEFAULT_TRANSITION_MS);
          const quickest = 100 / shortestMs;
          for (let share = 0; share < 1; share += 0.125) {
            const from = nowMs + share * step.waitMs;
            const to = nowMs + (share + 0.125) * step.waitMs;
            expect(Math.abs(pctAt(lamp, to) - pctAt(lamp, from))).toBeLessThanOrEqual(
              quickest * (to - from) + 1e-9,
            );
          }
          nowMs += step.waitMs;
        }
      }),
    );
  });

  it('moves in a straight line from where it is to what it was told', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const lengthMs = fc.integer({ min: 1, max: 65_535 }).map((ds) => ds * 100);
    fc.assert(
      fc.property(bri, bri, lengthMs, share, (from, to, transitionMs, at) => {
        const lamp = commanded(lit(from), { bri: to, transitionMs }, 1000);
        expect(pctAt(lamp, 1000 + at * transitionMs)).toBeCloseTo(pctOf(from + (to - from) * at), 6);
        expect(pctAt(lamp, 1000 + transitionMs)).toBe(pctOf(to));
      }),
    );
  });

  it('arrives, and then stays, whatever came before', () => {
    fc.assert(
      fc.property(anyLamp, steps, bri, (start, sequence, last) => {
        const tossed = sequence.reduce(
          (lamp, step, index) => commanded(lamp, step.command, index * 37),
          start,
        );
        const lamp = commanded(tossed, { on: true, bri: last, transitionMs: 5000 }, 2000);
        expect(pctAt(lamp, 7000)).toBe(pctOf(last));
        expect(pctAt(lamp, 7e9)).toBe(pctOf(last));
      }),
    );
  });

  it('gives 1/254 of its light at bri 1, and none when off', () => {
    expect(pctAt(lit(1), 0)).toBeCloseTo(100 / 254, 9);
    expect(pctAt(dark(254), 0)).toBe(0);
  });

  it('takes 400 ms where no transition was given', () => {
    const lamp = commanded(lit(100), { bri: 200 }, 0);
    expect(pctAt(lamp, 200)).toBeCloseTo(pctOf(150), 9);
    expect(pctAt(lamp, 400)).toBe(pctOf(200));
  });

  it('reports its target at once, long before it gets there', () => {
    const lamp = commanded(lit(254), { bri: 8, transitionMs: 180_000 }, 0);
    expect(reportedBri(lamp, 1)).toBe(8);
    expect(pctAt(lamp, 1)).toBeGreaterThan(99.9);
  });

  it('jumps only when told to, by a transition of 0', () => {
    expect(pctAt(commanded(lit(254), { bri: 8, transitionMs: 0 }, 5), 5)).toBe(pctOf(8));
  });

  it('comes back to its old brightness at a bare on, even if that was full', () => {
    const off = commanded(lit(254), { on: false }, 0);
    expect(pctAt(off, 400)).toBe(0);
    expect(pctAt(commanded(off, { on: true }, 1000), 1400)).toBe(100);
  });

  it('comes up at 1 at a bare on, if it was faded off', () => {
    const off = commanded(lit(254), { on: false, transitionMs: 2000 }, 0);
    expect(reportedBri(off, 1000)).toBe(254);
    expect(reportedBri(off, 2000)).toBe(1);
    expect(pctAt(commanded(off, { on: true }, 3000), 9000)).toBe(pctOf(1));
  });

  it('stops where it is at a bare on amid a fade to off', () => {
    const off = commanded(lit(254), { on: false, transitionMs: 2000 }, 0);
    expect(pctAt(commanded(off, { on: true }, 1000), 9000)).toBeCloseTo(50, 9);
  });

  it('goes on with its fade at a bare on while it is on', () => {
    const fading = commanded(lit(254), { bri: 54, transitionMs: 2000 }, 0);
    expect(pctAt(commanded(fading, { on: true }, 1000), 2000)).toBe(pctOf(54));
  });

  it('obeys nothing but on while it is off', () => {
    const lamp = dark(100);
    expect(commanded(lamp, { bri: 254, colour: { mode: 'ct', mirek: 200 } }, 0)).toBe(lamp);
    expect(pctAt(commanded(lamp, { on: true, bri: 8 }, 0), 400)).toBe(pctOf(8));
  });

  it('goes on dimming while a new colour comes, and the other way round', () => {
    const dimming = commanded(lit(254), { bri: 54, transitionMs: 4000 }, 0);
    const both = commanded(dimming, { colour: { mode: 'ct', mirek: 466 }, transitionMs: 1000 }, 2000);
    expect(pctAt(both, 3000)).toBeCloseTo(pctOf(104), 9);
    expect(outputAt(both, 2500).colour).toEqual({ mode: 'ct', mirek: 416 });
  });

  it('shows its old colour while the new one comes, even from off', () => {
    const lamp = commanded(dark(254), { on: true, bri: 8, colour: { mode: 'ct', mirek: 466 } }, 0);
    expect(outputAt(lamp, 200).colour).toEqual({ mode: 'ct', mirek: 416 });
  });

  it('keeps to the whites and colours it can make', () => {
    expect(withinTraits({ mode: 'ct', mirek: 500 }, ambianceTraits)).toEqual({ mode: 'ct', mirek: 454 });
    expect(withinTraits({ mode: 'xy', xy: [0.6, 0.3] }, ambianceTraits)).toBeNull();
    expect(withinTraits(warm, whiteTraits)).toBeNull();
    expect(outputAt(lit(254, whiteTraits), 0).colour).toBeNull();
  });

  it('is dark without power, and ends its fade there', () => {
    const fading = commanded(lit(254), { bri: 54, transitionMs: 2000 }, 0);
    const cut = withoutPower(fading, 1000);
    expect(pctAt(cut, 1000)).toBe(0);
    expect(pctAt(withPowerBack(cut, { mode: 'powerfail' }), 5000)).toBe(pctOf(154));
  });

  it('comes back after a power cut as its startup preset says', () => {
    const cut = withoutPower(commanded(lit(20), { on: false }, 0), 1000);
    expect(pctAt(withPowerBack(cut, { mode: 'safety' }), 0)).toBe(100);
    expect(pctAt(withPowerBack(cut, { mode: 'powerfail' }), 0)).toBe(0);
    expect(pctAt(withPowerBack(cut, { mode: 'lastonstate' }), 0)).toBe(pctOf(20));
    const custom = withPowerBack(cut, { mode: 'custom', bri: 3, colour: { mode: 'ct', mirek: 454 } });
    expect(outputAt(custom, 0)).toEqual({ brightnessPct: pctOf(3), colour: { mode: 'ct', mirek: 454 } });
  });
});

describe('the colours of a practice lamp', () => {
  it('put every point into the gamut, and leave alone what is in it', () => {
    fc.assert(
      fc.property(colour, (wish) => {
        const [x, y] = insideGamut(xyOf(wish));
        const again = insideGamut([x, y]);
        expect(again[0]).toBeCloseTo(x, 9);
        expect(again[1]).toBeCloseTo(y, 9);
      }),
    );
  });

  it('agree on white, whether said in mirek or in xy', () => {
    fc.assert(
      fc.property(fc.integer({ min: 160, max: 490 }), (mirek) => {
        expect(Math.abs(mirekOfXy(chromaticityOfKelvin(1e6 / mirek)) - mirek)).toBeLessThan(8);
      }),
    );
  });
});
