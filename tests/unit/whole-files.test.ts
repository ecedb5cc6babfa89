// What tells the loudness meter that a file goes on behind what is decoded of it, and that a head is unfinished.

import { describe, expect, it } from 'vitest';
import { makeOggWatch } from '../../renderer/audio/ogg-links.ts';
import type { FileBlocks } from '../../renderer/loudness-meter/file-blocks.ts';
import { frameAt } from '../../renderer/loudness-meter/frame-headers.ts';
import { openFrames } from '../../renderer/loudness-meter/frames.ts';
import { mendWavHead } from '../../renderer/loudness-meter/wav-head.ts';
import { wavOf } from '../integration/wav.ts';

/** A page of a stream with so many bytes of content. */
const page = (begins: boolean, length: number): Buffer => {
  const segments = [...Array.from({ length: Math.floor(length / 255) }, () => 255), length % 255];
  const head = Buffer.alloc(27);
  head.write('OggS', 'latin1');
  head[5] = begins ? 2 : 0;
  head[26] = segments.length;
  return Buffer.concat([head, Buffer.from(segments), Buffer.alloc(length, 'OggS')]);
};

const STREAM = Buffer.concat([page(true, 30), page(false, 4000), page(false, 700)]);

const startsOf = (file: Buffer, block: number): readonly number[] => {
  const watch = makeOggWatch();
  for (let at = 0; at < file.length; at += block) watch.see(file.subarray(at, at + block));
  expect(watch.seen()).toBe(file.length);
  return watch.starts();
};

describe('an Ogg file', () => {
  it.each([1, 7, 28, 300, 100_000])('is one stream or several, read %i bytes at a time', (block) => {
    const { length } = STREAM;
    expect(startsOf(STREAM, block)).toEqual([0]);
    expect(startsOf(Buffer.concat([STREAM, STREAM, STREAM]), block)).toEqual([0, length, 2 * length]);
    // Two streams beside each other, such as sound and pictures, begin together.
    const beside = Buffer.concat([page(true, 30), STREAM]);
    expect(startsOf(beside, block)).toEqual([0]);
    expect(startsOf(Buffer.concat([beside, beside]), block)).toEqual([0, beside.length]);
    expect(startsOf(Buffer.concat([Buffer.from('fLaC'), STREAM, STREAM]), block)).toEqual([0]);
  });
});

describe('the head of a wav', () => {
  it('is mended where it says nothing or promises more than there is, and only there', () => {
    const whole = wavOf(2);
    const same = Buffer.from(whole);
    expect(mendWavHead(same, same.length)).toBe(0);
    expect(same).toEqual(whole);
    const unfinished = Buffer.from(whole);
    for (const at of [4, unfinished.indexOf('data') + 4]) unfinished.writeUInt32LE(0, at);
    expect(mendWavHead(unfinished, unfinished.length)).toBe(0);
    expect(unfinished).toEqual(whole);
    const torn = Buffer.from(whole.subarray(0, whole.length - 1001));
    expect(mendWavHead(torn, torn.length)).toBe(0);
    expect(torn.readUInt32LE(torn.indexOf('data') + 4)).toBe(32_000 - 1001);
    const noise = Buffer.alloc(100, 'RIFF');
    expect(mendWavHead(Buffer.from(noise), 100)).toBe(0);
  });

  it('tells for how long the file goes on', () => {
    const two = Buffer.concat([wavOf(2), wavOf(90)]);
    expect(mendWavHead(two, two.length)).toBeCloseTo(90, 1);
    expect(mendWavHead(two, 33_000)).toBe(0);
  });
});

describe('a frame', () => {
  it.each([
    [[0xff, 0xfb, 0x90, 0x64], { codec: 'mp3', length: 417, sampleRate: 44_100, channels: 2, samples: 1152 }],
    [[0xff, 0xf3, 0x42, 0xc0], { codec: 'mp3', length: 105, sampleRate: 22_050, channels: 1, samples: 576 }],
    [
      [0xff, 0xf1, 0x50, 0x80, 0x2e, 0x7f, 0xfc],
      { codec: 'mp4a.40.2', length: 371, sampleRate: 44_100, channels: 2, samples: 1024 },
    ],
  ])('%j is known by its head', (head, frame) => {
    const bytes = Uint8Array.from([0, ...head, 0, 0, 0, 0]);
    expect(frameAt(bytes, 1)).toMatchObject(frame);
    expect(frameAt(bytes, 0)).toBeNull();
  });

  it.each([
    [[0xff, 0xfd, 0x90, 0x64, 0, 0, 0]],
    [[0xff, 0xfb, 0x00, 0x64, 0, 0, 0]],
    [[0xff, 0xfe, 0x61, 0x00, 0, 0, 0]],
    [[0xff, 0xfb, 0x90]],
  ])('%j is none of ours', (head) => {
    expect(frameAt(Uint8Array.from(head), 0)).toBeNull();
  });
});

describe('the beginning of a file of frames', () => {
  const file = (content: Buffer) => {
    const reads: [number, number][] = [];
    const bytes = async (start: number, end: number): Promise<Uint8Array> => {
      reads.push([start, end]);
      return content.subarray(start, end);
    };
    return { blocks: { size: content.length, bytes } as unknown as FileBlocks, reads };
  };

  it('is read once, and once more behind each tag', async () => {
    const plain = file(Buffer.alloc(200_000));
    expect(await openFrames(plain.blocks, Buffer.alloc(65_536))).toBeNull();
    expect(plain.reads).toEqual([]);
    const tag = Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, 0, 90]);
    const tagged = file(Buffer.concat([tag, Buffer.alloc(200_000)]));
    expect(await openFrames(tagged.blocks, tag)).toBeNull();
    expect(tagged.reads).toEqual([[100, 65_636]]);
  });
});
