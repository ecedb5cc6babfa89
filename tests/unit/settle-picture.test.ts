// The picture of settle: dark, still, and never twice the same.

import { describe, expect, it } from 'vitest';
import { eachTone, grainAt, paintPicture, type Tone } from '../../renderer/patient/settle-picture.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The tones of a picture of this size, before rounding, row by row. */
const tonesOf = (width: number, height: number, ms: number): readonly Tone[] => {
  const tones: Tone[] = [];
  eachTone(width, height, ms, (_x, _y, ...tone) => tones.push(tone));
  return tones;
};

const pictureAt = (ms: number): readonly Tone[] => tonesOf(9, 9, ms);

/** The most that any channel of any place differs. */
const apart = (a: readonly Tone[], b: readonly Tone[]): number =>
  Math.max(...a.flatMap((tone, i) => tone.map((value, c) => Math.abs(value - (b[i]?.[c] ?? 0)))));

const linear = (value: number): number =>
  value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4;

/** Relative luminance, 0–1 (sRGB, IEC 61966-2-1). */
const luminance = ([red, green, blue]: Tone): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

const TIMES = Array.from({ length: 181 }, (_, minute) => minute * MINUTE);

describe('the picture of settle', () => {
  it('changes by less than one of 255 steps within a second, at any time', () => {
    for (const ms of TIMES) expect(apart(pictureAt(ms), pictureAt(ms + SECOND))).toBeLessThanOrEqual(1);
  });

  it('is never the same twice within three hours, and goes ever further from where it was', () => {
    const pictures = TIMES.map(pictureAt);
    for (const [i, picture] of pictures.entries())
      for (const later of pictures.slice(i + 1)) expect(apart(picture, later)).toBeGreaterThan(0.01);
    for (let i = 0; i + 20 < pictures.length; i += 10) {
      const [from, half, whole] = [pictures[i] ?? [], pictures[i + 10] ?? [], pictures[i + 20] ?? []];
      expect(apart(from, whole)).toBeGreaterThan(apart(from, half));
    }
  });

  it('has changed so that one could tell after ten minutes', () => {
    expect(apart(pictureAt(0), pictureAt(10 * MINUTE))).toBeGreaterThan(3);
  });

  it('is very dark, warm, and not nothing', () => {
    for (const ms of [0, 10 * MINUTE, HOUR, 3 * HOUR]) {
      const all = pictureAt(ms);
      const most = Math.max(...all.map(luminance));
      expect(most).toBeLessThan(0.01);
      expect(most).toBeGreaterThan(0.002);
      for (const [red, green, blue] of all) {
        expect(red).toBeGreaterThanOrEqual(green);
        expect(green).toBeGreaterThanOrEqual(blue);
      }
    }
  });

  it('is black where the ring is', () => {
    const [width, height] = [400, 250];
    for (const ms of [0, HOUR, 3 * HOUR]) {
      const tones = tonesOf(width, height, ms);
      for (let angle = 0; angle < 6.28; angle += 0.2) {
        const x = Math.floor((0.5 + 0.047 * Math.cos(angle)) * width);
        const y = Math.floor((0.5 + 0.075 * Math.sin(angle)) * height);
        expect(Math.max(...(tones[y * width + x] ?? [Infinity]))).toBeLessThan(10);
      }
    }
  });

  it('is painted as it is, with a grain that stands still in place of bands', () => {
    const [width, height] = [64, 40];
    const pixels = new Uint8ClampedArray(width * height * 4);
    paintPicture(pixels, width, height, HOUR);
    for (const [place, tone] of tonesOf(width, height, HOUR).entries()) {
      const grain = grainAt(place % width, Math.floor(place / width));
      const painted = [...pixels.slice(4 * place, 4 * place + 4)];
      expect(painted).toEqual([...tone.map((value) => Math.floor(value + grain)), 255]);
    }
  });

  it('rounds up as often as it should, so that the mean is the tone', () => {
    let up = 0;
    for (let y = 0; y < 100; y += 1) for (let x = 0; x < 100; x += 1) up += Math.floor(0.3 + grainAt(x, y));
    expect(up / 10_000).toBeCloseTo(0.3, 1);
  });
});
