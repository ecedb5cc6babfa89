// The ear of the gapless tests: it must hear every flaw, or those tests mean nothing.

import { describe, expect, it } from 'vitest';
import { toneFlaws } from '../e2e/tone.ts';

const RATE = 48_000;
const HZ = 997;

/** A tone of two seconds on one channel, with a change in its middle. */
const recorded = (change: (samples: Float32Array) => Float32Array) => ({
  sampleRate: RATE,
  channels: 1,
  samples: change(
    Float32Array.from({ length: 2 * RATE }, (_, i) => 0.1 * Math.sin((2 * Math.PI * HZ * i) / RATE)),
  ),
});

const flawsOf = (change: (samples: Float32Array) => Float32Array) => toneFlaws(recorded(change), HZ, 0, 1990);

const without = (samples: Float32Array, from: number, count: number): Float32Array =>
  Float32Array.from([...samples.subarray(0, from), ...samples.subarray(from + count)]);

describe('listening to a tone', () => {
  it('finds nothing wrong with a whole one', () => {
    const flaws = flawsOf((samples) => samples);
    expect(flaws.longestGapMs).toBe(0);
    expect(flaws.mostOffDb).toBeLessThan(0.1);
    expect(flaws.phaseStepMs).toBeLessThan(0.005);
  });

  it('hears a gap of two ms', () => {
    expect(flawsOf((samples) => samples.fill(0, RATE, RATE + RATE / 500)).longestGapMs).toBeGreaterThan(1);
  });

  it('hears ten samples that are missing or repeated', () => {
    expect(flawsOf((samples) => without(samples, RATE, 10)).phaseStepMs).toBeGreaterThan(0.1);
    const twice = (samples: Float32Array) =>
      Float32Array.from([...samples.subarray(0, RATE), ...samples.subarray(RATE - 10)]);
    expect(flawsOf(twice).phaseStepMs).toBeGreaterThan(0.1);
  });

  it('hears two tones at once', () => {
    const doubled = flawsOf((samples) =>
      samples.map((sample, i) => (i > RATE && i < RATE + 480 ? 2 * sample : sample)),
    );
    expect(doubled.mostOffDb).toBeGreaterThan(5);
  });
});
