// The meter compared with ffmpeg's ebur128 on the same samples, and with what EBU Tech 3341 demands of a meter.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MeterResult, makeMeter } from '../../renderer/loudness-meter/r128.ts';
import { decode, ebur128OfSamples, type Samples } from './ebur128.ts';

/** The meter may differ from ffmpeg by this. */
const LUFS_OFF = 0.1;
const PEAK_OFF_DB = 0.2;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'stillroom-loudness-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Adds the samples in pieces, like a decoder. */
const metered = ({ sampleRate, planes }: Samples, piece = 1152): MeterResult => {
  const meter = makeMeter(sampleRate, planes.length);
  const frames = planes[0]?.length ?? 0;
  for (let at = 0; at < frames; at += piece) meter.add(planes.map((plane) => plane.subarray(at, at + piece)));
  return meter.result();
};

interface Part {
  /** The peak of the sine in dBFS. */
  readonly db: number;
  readonly s: number;
}

/** A sine in parts of different level, with a continuous phase. */
const sine = (parts: readonly Part[], sampleRate: number, hz = 1000, phase = 0): Float32Array => {
  const lengths = parts.map(({ s }) => Math.round(s * sampleRate));
  const plane = new Float32Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const [index, { db }] of parts.entries()) {
    const size = 10 ** (db / 20);
    for (let k = 0; k < (lengths[index] ?? 0); k += 1, at += 1) {
      plane[at] = size * Math.sin(phase + (2 * Math.PI * hz * at) / sampleRate);
    }
  }
  return plane;
};

const stereo = (parts: readonly Part[], sampleRate = 48_000): Samples => {
  const plane = sine(parts, sampleRate);
  return { sampleRate, planes: [plane, plane] };
};

/** Random numbers in [0, 1) that are the same each time. */
const makeRandom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

/** Pink noise by Kellet's filter. */
const pink = (s: number, sampleRate: number, size: number, seed: number): Float32Array => {
  const random = makeRandom(seed);
  let [b0, b1, b2] = [0, 0, 0];
  return new Float32Array(Math.round(s * sampleRate)).map(() => {
    const white = random() * 2 - 1;
    b0 = 0.99765 * b0 + white * 0.099046;
    b1 = 0.963 * b1 + white * 0.2965164;
    b2 = 0.57 * b2 + white * 1.0526913;
    return size * (b0 + b1 + b2 + white * 0.1848);
  });
};

const noise = (sampleRate: number, size: number, channels = 2, s = 20): Samples => ({
  sampleRate,
  planes: Array.from({ length: channels }, (_, channel) => pink(s, sampleRate, size, channel + 1)),
});

/** Fades the first and last 10 ms, as Tech 3341 demands, so that the start adds no overshoot. */
const faded = (plane: Float32Array, sampleRate: number): Float32Array => {
  const length = sampleRate / 100;
  return plane.map((sample, at) => sample * Math.min(1, at / length, (plane.length - 1 - at) / length));
};

const clipped = (sampleRate: number): Samples => {
  const plane = noise(sampleRate, 0.5).planes.map((one) => one.map((v) => Math.max(-1, Math.min(1, v))));
  return { sampleRate, planes: plane };
};

const bundled = (...names: readonly string[]): string =>
  path.join(import.meta.dirname, '..', '..', 'assets', 'playlists', ...names);

const S10 = { s: 10 };

const MATERIALS: Readonly<Record<string, () => Samples>> = {
  'pink noise': () => noise(48_000, 0.1),
  'pink noise at 44.1 kHz': () => noise(44_100, 0.1),
  'pink noise at 96 kHz': () => noise(96_000, 0.1),
  'pink noise at 22.05 kHz': () => noise(22_050, 0.1),
  'pink noise at 11.025 kHz, whose tenths of a second are no whole frames': () => noise(11_025, 0.1),
  'one channel of pink noise': () => noise(48_000, 0.1, 1),
  'pink noise on 5.1, with a loud bass channel': () => {
    const { sampleRate, planes } = noise(48_000, 0.1, 6);
    return { sampleRate, planes: planes.map((plane, at) => (at === 3 ? plane.map((v) => v * 3) : plane)) };
  },
  'very quiet noise': () => noise(48_000, 0.0008),
  'a tone between long silences': () =>
    stereo([
      { db: -200, ...S10 },
      { db: -20, s: 5 },
      { db: -200, s: 30 },
    ]),
  'noise whose quiet half the relative gate leaves out': () => {
    const { sampleRate, planes } = noise(48_000, 0.2, 2, 30);
    return {
      sampleRate,
      planes: planes.map((one) => one.map((v, at) => (at < one.length / 2 ? v : v * 0.2))),
    };
  },
  'noise that is clipped, with peaks between the samples': () => clipped(44_100),
  'a high tone that is clipped': () => {
    const plane = sine([{ db: 6, s: 5 }], 48_000, 5003).map((v) => Math.max(-0.7, Math.min(0.7, v)));
    return { sampleRate: 48_000, planes: [plane, plane] };
  },
  'a recording of rain': () => decode(bundled('Rain and Wind', '1 Rain on Leaves.opus'), 48_000),
};

describe('the meter and ffmpeg', () => {
  for (const [name, make] of Object.entries(MATERIALS)) {
    it(`agree on ${name}`, () => {
      const samples = make();
      const theirs = ebur128OfSamples(samples, path.join(folder, 'samples.f32'));
      const ours = metered(samples);
      const lufs = ours.lufs ?? Number.NaN;
      const peak = ours.truePeakDbtp ?? Number.NaN;
      expect(Math.abs(lufs - theirs.lufs)).toBeLessThanOrEqual(LUFS_OFF);
      expect(Math.abs(peak - theirs.truePeakDbtp)).toBeLessThanOrEqual(PEAK_OFF_DB);
    });
  }
});

/** Tech 3341, table 1, cases 1–5: sines of 1 kHz on two channels, and what the meter must show. */
const CASES: readonly (readonly [number, number, readonly Part[]])[] = [
  [1, -23, [{ db: -23, s: 20 }]],
  [2, -33, [{ db: -33, s: 20 }]],
  [
    3,
    -23,
    [
      { db: -36, ...S10 },
      { db: -23, s: 60 },
      { db: -36, ...S10 },
    ],
  ],
  [
    4,
    -23,
    [
      { db: -72, ...S10 },
      { db: -36, ...S10 },
      { db: -23, s: 60 },
      { db: -36, ...S10 },
      { db: -72, ...S10 },
    ],
  ],
  [
    5,
    -23,
    [
      { db: -26, s: 20 },
      { db: -20, s: 20.1 },
      { db: -26, s: 20 },
    ],
  ],
];

/** Tech 3341, cases 15–19: sines at a fraction of the sample rate, with a phase that hides their tops. */
const PEAK_CASES: readonly (readonly [number, number, number, number, number])[] = [
  [15, 4, 0, 0.5, -6],
  [16, 4, 45, 0.5, -6],
  [17, 6, 60, 0.5, -6],
  [18, 8, 67.5, 0.5, -6],
  [19, 4, 45, 1.41, 3],
];

describe('the meter', () => {
  it('measures nothing in silence, and no loudness in less than a block', () => {
    const silence = new Float32Array(96_000);
    const nothing = metered({ sampleRate: 48_000, planes: [silence, silence] });
    expect(nothing).toEqual({ lufs: null, truePeakDbtp: null });
    const short = metered(stereo([{ db: -20, s: 0.39 }]));
    expect(short.lufs).toBeNull();
    expect(short.truePeakDbtp).toBeCloseTo(-20, 1);
    expect(metered(stereo([{ db: -20, s: 0.41 }])).lufs).toBeCloseTo(-20, 0);
  });

  it('measures no loudness below the absolute gate', () => {
    expect(metered(stereo([{ db: -75, s: 5 }])).lufs).toBeNull();
  });

  it('measures the same however the samples are cut into pieces', () => {
    const samples = noise(44_100, 0.3, 2, 3);
    const whole = metered(samples, 44_100 * 3);
    for (const piece of [1, 17, 960, 4608]) {
      const { lufs, truePeakDbtp } = metered(samples, piece);
      expect(lufs).toBeCloseTo(whole.lufs ?? Number.NaN, 9);
      expect(truePeakDbtp).toBe(whole.truePeakDbtp);
    }
  });
});

describe('the meter and EBU Tech 3341', () => {
  for (const [number, lufs, parts] of CASES) {
    it(`agree on case ${number}, and ffmpeg as well`, () => {
      const samples = stereo(parts);
      const shown = metered(samples).lufs ?? Number.NaN;
      expect(Math.abs(shown - lufs)).toBeLessThanOrEqual(LUFS_OFF);
      const theirs = ebur128OfSamples(samples, path.join(folder, 'case.f32'));
      expect(Math.abs(shown - theirs.lufs)).toBeLessThanOrEqual(LUFS_OFF);
    });
  }

  it('agree on case 6, with five channels', () => {
    const planes = [-28, -28, -24, -30, -30].map((db) => sine([{ db, s: 20 }], 48_000));
    expect(Math.abs((metered({ sampleRate: 48_000, planes }).lufs ?? Number.NaN) + 23)).toBeLessThanOrEqual(
      0.1,
    );
  });

  for (const [number, part, degrees, size, dbtp] of PEAK_CASES) {
    it(`agree on the true peak of case ${number}`, () => {
      const plane = sine(
        [{ db: 20 * Math.log10(size), s: 1 }],
        48_000,
        48_000 / part,
        (degrees * Math.PI) / 180,
      );
      const one = faded(plane, 48_000);
      const { truePeakDbtp } = metered({ sampleRate: 48_000, planes: [one, one] });
      // The tolerance of Tech 3341.
      expect(truePeakDbtp).toBeLessThanOrEqual(dbtp + 0.2);
      expect(truePeakDbtp).toBeGreaterThanOrEqual(dbtp - 0.4);
    });
  }
});
