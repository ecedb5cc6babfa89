// Reads an mp3's tags: how long the ID3v2 tag is, and how much of the sound is the encoder's padding and not music. Pure.

/** The delay of an MPEG layer 3 decoder, in frames (LAME's own figure: 528, and 1 for the overlap). */
const DECODER_FRAMES = 529;

const ENCODER_AT = 0x78;
const FRAME_COUNT_FLAG = 1;

export interface Ends {
  /** Decoded frames before the music. */
  readonly head: number;
  /** Frames of music; null: unknown. */
  readonly frames: number | null;
}

/** Four bytes as letters, as containers and tags name their parts. */
export const wordAt = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + 4));
const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

/** The length of an ID3v2 tag at the start, with its header; 0 without one. */
export const id3Length = (bytes: Uint8Array): number => {
  if (!wordAt(bytes, 0).startsWith('ID3')) return 0;
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (byteAt(bytes, at) & 0x7f), 0);
  return 10 + size + ((byteAt(bytes, 5) & 0x10) !== 0 ? 10 : 0);
};

/** Where the Xing tag lies in a first frame: after the header and the side information. */
const xingOffset = (bytes: Uint8Array): number => {
  const isVersion1 = (byteAt(bytes, 1) & 0x18) === 0x18;
  const isMono = (byteAt(bytes, 3) & 0xc0) === 0xc0;
  if (isVersion1) return isMono ? 21 : 36;
  return isMono ? 13 : 21;
};

/** How many frames an mp3 has, as its first one says; null if it does not. */
export const xingFrames = (frame: Uint8Array): number | null => {
  const tag = xingOffset(frame);
  const isTold =
    ['Xing', 'Info'].includes(wordAt(frame, tag)) && (byteAt(frame, tag + 7) & FRAME_COUNT_FLAG) !== 0;
  return isTold ? [8, 9, 10, 11].reduce((sum, offset) => sum * 256 + byteAt(frame, tag + offset), 0) : null;
};

/** Where the music starts and ends, from the first frame of an mp3; null if it does not say. */
export const lameEnds = (frame: Uint8Array): Ends | null => {
  const tag = xingOffset(frame);
  if (!['Xing', 'Info'].includes(wordAt(frame, tag))) return null;
  const encoder = tag + ENCODER_AT;
  if (!['LAME', 'Lavc', 'Lavf', 'L3.9'].includes(wordAt(frame, encoder))) return null;
  const at = encoder + 21;
  const delay = (byteAt(frame, at) << 4) | (byteAt(frame, at + 1) >> 4);
  const padding = ((byteAt(frame, at + 1) & 0x0f) << 8) | byteAt(frame, at + 2);
  const head = delay + DECODER_FRAMES;
  const count = xingFrames(frame);
  if (count === null) return { head, frames: null };
  const perFrame = (byteAt(frame, 1) & 0x18) === 0x18 ? 1152 : 576;
  return { head, frames: Math.max(0, count * perFrame - delay - padding) };
};
