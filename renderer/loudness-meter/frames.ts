// Decodes an mp3 or ADTS file frame by frame, in the same memory for any length: mediabunny keeps an entry for each frame.
// It never guesses a length, and passes over what is no frame.

import { id3Length, xingFrames } from '../audio/mp3-tags.ts';
import { type Chunk, decodedOf } from './chunks.ts';
import type { FileBlocks } from './file-blocks.ts';
import { type Frame, frameAt, LONGEST_FRAME } from './frame-headers.ts';

/** The first frame is looked for in this many bytes behind the tags. */
export const SEARCHED = 64 * 1024;

/** So many frames in a row are no accident. */
const IN_A_ROW = 4;

const isAlike = (one: Frame, other: Frame): boolean =>
  one.codec === other.codec && one.sampleRate === other.sampleRate;

/** How many frames of one kind follow one another from a place on, IN_A_ROW at most. */
const countFrom = (bytes: Uint8Array, at: number): number => {
  const first = frameAt(bytes, at);
  let [count, next, frame] = [0, at, first];
  while (frame !== null && first !== null && isAlike(frame, first) && count < IN_A_ROW) {
    count += 1;
    next += frame.length;
    frame = frameAt(bytes, next);
  }
  return count;
};

/** The place of the first of several frames in a row; -1: there is none. */
const firstFrame = (bytes: Uint8Array): number => {
  for (let at = bytes.indexOf(0xff); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    if (countFrom(bytes, at) === IN_A_ROW) return at;
  }
  return -1;
};

/** The frames of a file from a place on, one after another. What lies between them is passed over. */
async function* framesOf(file: FileBlocks, from: number, first: Frame) {
  let bytes = new Uint8Array();
  let at = 0;
  let lost = false;
  let latest = first;
  const reader = file.read(from, file.size).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (value !== undefined) {
      const rest = bytes.subarray(at);
      bytes = new Uint8Array(rest.length + value.length);
      bytes.set(rest);
      bytes.set(value, rest.length);
      at = 0;
    }
    // Enough is kept ahead to see whether what follows is a frame again.
    const safe = done === true ? bytes.length : bytes.length - (IN_A_ROW + 1) * LONGEST_FRAME;
    while (at < safe) {
      const frame = frameAt(bytes, at);
      const isFrame = frame !== null && (lost ? countFrom(bytes, at) === IN_A_ROW : isAlike(frame, latest));
      if (frame === null || !isFrame) {
        lost = true;
        const next = bytes.indexOf(0xff, at + 1);
        at = next === -1 ? bytes.length : next;
        continue;
      }
      lost = false;
      latest = frame;
      if (at + frame.length <= bytes.length) yield { frame, data: bytes.slice(at, at + frame.length) };
      at += frame.length;
    }
    if (done === true) return;
  }
}

const configOf = ({ codec, sampleRate, channels }: Frame): AudioDecoderConfig => ({
  codec,
  sampleRate,
  numberOfChannels: channels,
});

const isXing = ({ codec }: Frame, data: Uint8Array): boolean =>
  codec === 'mp3' && /(?:Xing|Info|VBRI)/.test(String.fromCharCode(...data.subarray(0, 64)));

/** What of a file is decoded. */
async function* chunksOf(file: FileBlocks, from: number, first: Frame): AsyncGenerator<Chunk> {
  let present = first;
  let config = configOf(first);
  for await (const { frame, data } of framesOf(file, from, first)) {
    if (isXing(frame, data)) continue;
    if (!isAlike(frame, present)) config = configOf(frame);
    present = frame;
    yield { data, lengthS: frame.samples / frame.sampleRate, config };
  }
}

/**
 * Opens a file of frames; null when it is something else.
 *
 * @param beginning its first bytes, SEARCHED or all of them
 */
export const openFrames = async (file: FileBlocks, beginning: Uint8Array) => {
  let [from, head] = [0, beginning];
  for (let tag = id3Length(head); tag > 0; tag = id3Length(head)) {
    from += tag;
    if (from >= file.size) return null;
    head = await file.bytes(from, Math.min(from + SEARCHED, file.size));
  }
  const at = firstFrame(head);
  const first = at === -1 ? null : frameAt(head, at);
  if (first === null || !(await AudioDecoder.isConfigSupported(configOf(first))).supported) return null;
  const count = first.codec === 'mp3' ? xingFrames(head.subarray(at)) : null;
  return {
    /** In seconds, as the file says; null: it does not. */
    saidS: count === null ? null : (count * first.samples) / first.sampleRate,
    pieces: () => decodedOf(chunksOf(file, from + at, first)),
    unheardS: () => 0,
    close: (): void => {},
  };
};
