// Resampling and the ends of files: however a track is cut into pieces, and wherever it goes over into the next, the
// result is one sound.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { id3Length, lameEnds } from '../../renderer/audio/mp3-tags.ts';
import { makeResampler, type Piece } from '../../renderer/player/resampler.ts';

const tone = (hz: number, rate: number, from: number, to: number): Float32Array =>
  Float32Array.from({ length: to - from }, (_, i) => Math.sin((2 * Math.PI * hz * (from + i)) / rate));

/** Adds pieces up on one clock. */
const laid = (pieces: readonly (Piece | null)[], length: number): Float32Array => {
  const all = new Float32Array(length);
  for (const piece of pieces) {
    piece?.planes[0]?.forEach((sample, i) => {
      const at = piece.at + i;
      if (at >= 0 && at < length) all[at] = (all[at] ?? 0) + sample;
    });
  }
  return all;
};

const mostApart = (heard: Float32Array, hz: number, rate: number, startsAt: number): number => {
  let most = 0;
  for (let at = 200; at < heard.length - 200; at += 1) {
    const ideal = Math.sin((2 * Math.PI * hz * (at - startsAt)) / rate);
    most = Math.max(most, Math.abs((heard[at] ?? 0) - ideal));
  }
  return most;
};

const RATES = [
  [44_100, 48_000],
  [48_000, 44_100],
  [22_050, 48_000],
  [96_000, 48_000],
  [48_000, 48_000],
  [44_056, 48_000],
] as const;

describe('the resampler', () => {
  it.each(RATES)('keeps a tone of %i samples a second as it is at %i', (inRate, outRate) => {
    const resampler = makeResampler(inRate, outRate, 1, 0);
    const samples = tone(1000, inRate, 0, inRate);
    const heard = laid([resampler.push([samples]), resampler.end()], outRate);
    expect(mostApart(heard, 1000, outRate, 0)).toBeLessThan(1e-4);
  });

  it('gives the same bits for any pieces of a track', () => {
    const samples = tone(440, 44_100, 0, 5000);
    const whole = makeResampler(44_100, 48_000, 1, 0);
    const once = laid([whole.push([samples]), whole.end()], 6000);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1500 }), { maxLength: 20 }), (lengths) => {
        const parts = makeResampler(44_100, 48_000, 1, 0);
        const pieces: (Piece | null)[] = [];
        let at = 0;
        for (const length of [...lengths, samples.length]) {
          pieces.push(parts.push([samples.subarray(at, at + length)]));
          at = Math.min(samples.length, at + length);
        }
        pieces.push(parts.end());
        expect(laid(pieces, 6000)).toEqual(once);
      }),
    );
  });

  it.each(RATES)('makes one tone of two adjoining tracks, from %i to %i', (inRate, outRate) => {
    const cut = 12_345;
    const first = makeResampler(inRate, outRate, 1, 0);
    const pieces = [first.push([tone(997, inRate, 0, cut)]), first.end()];
    const second = makeResampler(inRate, outRate, 1, first.endsAt());
    pieces.push(second.push([tone(997, inRate, cut, inRate)]), second.end());
    expect(mostApart(laid(pieces, outRate), 997, outRate, 0)).toBeLessThan(1e-4);
  });

  it('has no aliases', () => {
    const resampler = makeResampler(96_000, 48_000, 1, 0);
    const heard = laid([resampler.push([tone(30_000, 96_000, 0, 96_000)]), resampler.end()], 48_000);
    expect(Math.max(...heard.subarray(200, 47_800).map(Math.abs))).toBeLessThan(1e-3);
  });
});

/** The first frame of an mp3 as LAME writes it: 44.1 kHz, stereo. */
const lameFrame = (tag: string, frames: number, delay: number, padding: number): Uint8Array => {
  const bytes = new Uint8Array(400);
  bytes.set([0xff, 0xfb, 0x90, 0x00]);
  bytes.set(new TextEncoder().encode('Info'), 36);
  bytes.set([0, 0, 0, 0x0f], 40);
  new DataView(bytes.buffer).setUint32(44, frames);
  const encoder = 36 + 0x78;
  bytes.set(new TextEncoder().encode(tag), encoder);
  bytes.set([delay >> 4, ((delay & 0xf) << 4) | (padding >> 8), padding & 0xff], encoder + 21);
  return bytes;
};

describe('the ends of an mp3', () => {
  it('are known if the encoder wrote them', () => {
    expect(lameEnds(lameFrame('LAME3.100', 377, 576, 1605))).toEqual({
      head: 576 + 529,
      frames: 377 * 1152 - 576 - 1605,
    });
    expect(lameEnds(lameFrame('Lavc', 10, 1105, 0))?.head).toBe(1634);
  });

  it('are unknown if nobody wrote them', () => {
    expect(lameEnds(lameFrame('????', 377, 576, 1605))).toBeNull();
    expect(lameEnds(new Uint8Array(400))).toBeNull();
    expect(lameEnds(new Uint8Array(0))).toBeNull();
  });

  it('lie after the tags', () => {
    const tag = new Uint8Array(20);
    tag.set([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 2, 1]);
    expect(id3Length(tag)).toBe(10 + 257);
    expect(id3Length(new Uint8Array(20))).toBe(0);
  });
});
