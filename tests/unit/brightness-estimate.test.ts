// The estimate of a lamp always holds what it puts out, whatever is lost, late, overtaken or without an answer: the
// guard's slopes are only as good as that.

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  afterAnswer,
  afterNoAnswer,
  afterSending,
  type BrightnessEstimate,
  brightnessAt,
  likelyBrightnessAt,
  settledAt,
  shownBy,
  unknownBrightness,
} from '../../main/lights/tracking/brightness-estimate.ts';
import { type Fade, newestIsLastAt } from '../../main/lights/tracking/possible-fades.ts';
import { known } from '../../shared/score/guard.ts';
import { anyFate, anyTurn, expectTrue, play, STORIES, storyOf } from './lamp-stories.ts';
import { white } from './told-lamp.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it.each([6000, 700])(
  'holds the truth over any light wanted, Full lights, undos and faults, with up to %i ms from one to the next',
  async (longestMs) => {
    await fc.assert(
      fc.asyncProperty(storyOf(anyFate, anyTurn(longestMs)), (story) => play(story, expectTrue)),
      { numRuns: STORIES },
    );
  },
);

/** Sent at an instant, to a brightness, over a time. */
const command = (sentAt: number, toPct: number, overMs: number, fromPct = 0): Fade => ({
  lampId: '1',
  look: white(toPct),
  ramp: { from: known(fromPct), to: toPct, beganAt: sentAt, endsAt: sentAt + overMs },
  path: { at: sentAt, now: white(toPct), to: white(toPct), reachAt: sentAt },
  isFinal: true,
});
const at = (pct: number): BrightnessEstimate => settledAt(unknownBrightness(white(pct), 0), white(pct), 0);

describe('a command', () => {
  const up = command(1000, 50, 5000, 0);

  it('may take effect as soon as it is sent, not only once it is answered', () => {
    const estimate = afterSending(at(0), up, 3500);
    expect(brightnessAt(estimate, 1000)).toEqual({ low: 0, high: 0 });
    expect(brightnessAt(estimate, 2000)).toEqual({ low: 0, high: 10 });
    expect(brightnessAt(estimate, 60_000)).toEqual({ low: 0, high: 50 });
  });

  it('that was taken took effect between its sending and its answer, if the lamp heard it', () => {
    const estimate = afterAnswer(afterSending(at(0), up, 3500), up, 1500);
    expect(likelyBrightnessAt(estimate, 2000)).toEqual({ low: 5, high: 10 });
    expect(likelyBrightnessAt(estimate, 6500)).toEqual({ low: 50, high: 50 });
    expect(brightnessAt(estimate, 6500)).toEqual({ low: 0, high: 50 });
  });

  it('that was taken was heard once the lamp itself says that it is there, or on its way, and nowhere before', () => {
    const estimate = afterAnswer(afterSending(at(0), up, 3500), up, 1500);
    expect(brightnessAt(shownBy(estimate, white(50), 2000), 6500)).toEqual({ low: 50, high: 50 });
    expect(brightnessAt(shownBy(estimate, white(8), 2000), 6500)).toEqual({ low: 50, high: 50 });
    expect(brightnessAt(shownBy(estimate, white(0), 2000), 6500)).toEqual({ low: 0, high: 50 });
    expect(brightnessAt(shownBy(estimate, white(70), 2000), 6500)).toEqual({ low: 0, high: 50 });
  });

  it('that was taken may have been missed by a lamp that goes to the same end at another pace', () => {
    const slow = command(1000, 50, 60_000, 0);
    const going = afterAnswer(afterSending(at(0), slow, 3500), slow, 1000);
    const quick = command(10_000, 50, 1500, 8);
    const estimate = afterAnswer(afterSending(going, quick, 12_500), quick, 10_000);
    expect(brightnessAt(shownBy(estimate, white(50), 31_000), 31_000)).toEqual({ low: 25, high: 50 });
    expect(brightnessAt(shownBy(estimate, white(50), 31_000), 61_000)).toEqual({ low: 50, high: 50 });
  });

  it('that got no answer leaves the lamp where it was or on its way', () => {
    const estimate = afterNoAnswer(afterSending(at(0), up, 3500), up, 3500);
    expect(estimate.newest).toBeNull();
    expect(brightnessAt(estimate, 60_000)).toEqual({ low: 0, high: 50 });
  });
});

describe('a command that overtook another', () => {
  const slow = command(0, 10, 2000, 20);
  const past = command(100, 100, 600, 20);
  const both = afterSending(afterSending(at(20), slow, 2500), past, 2600);

  it('may have taken effect before it or after', () => {
    const estimate = afterAnswer(both, past, 105);
    expect(brightnessAt(estimate, 5000)).toEqual({ low: 10, high: 100 });
    expect(newestIsLastAt(estimate.fades)).toBe(2500);
  });

  it('may be where the other begins, which then leads on from there', () => {
    const long = command(0, 100, 100_000, 0);
    const short = command(100, 20, 2000, 0);
    const estimate = afterAnswer(afterSending(afterSending(at(0), long, 2500), short, 2600), short, 100);
    // At 20 % when the other is carried out, at 2500, and five seconds on its way since.
    expect(brightnessAt(estimate, 7500).high).toBeGreaterThanOrEqual(24);
    expect(brightnessAt(estimate, 7500).high).toBeLessThan(28);
  });

  it('no longer counts as the newest once the other was answered, unless that one leads to the same look', () => {
    expect(both.newest).toBe(past);
    expect(afterAnswer(both, slow, 600).newest).toBeNull();
    const again = command(200, 100, 600, 20);
    expect(afterAnswer(afterSending(both, again, 2700), past, 700).newest).toBe(again);
  });

  it('is not disputed by one that leads to the same end', () => {
    const again = command(700, 100, 600, 20);
    const estimate = afterAnswer(afterSending(afterAnswer(both, slow, 600), again, 3200), again, 705);
    expect(newestIsLastAt(estimate.fades)).toBeNull();
    expect(likelyBrightnessAt(estimate, 5000)).toEqual({ low: 100, high: 100 });
  });
});

it('knows all that lies between many commands without effect', () => {
  const many = Array.from({ length: 40 }, (_, i) => 12 + 2 * i).reduce((estimate, pct, i) => {
    const one = command(i * 1000, pct, 2000, 5);
    return afterNoAnswer(afterSending(estimate, one, i * 1000 + 2500), one, i * 1000 + 2500);
  }, at(5));
  expect(many.fades.length).toBeLessThanOrEqual(14);
  expect(brightnessAt(many, 160_000)).toEqual({ low: 5, high: 90 });
});
