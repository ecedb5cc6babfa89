// Whether a file's word on its own length can be taken. An mp3 without a count of its frames has a length that is
// only guessed from its first frame, and a guess must not make a whole file out to be cut short.

import type { FileBlocks } from './file-blocks.ts';

/** The frame that holds the count comes first, and the count's mark lies within this many bytes of its start. */
const FIRST_FRAME_BYTES = 200;

const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** How long the ID3v2 tag before an mp3's frames is, in bytes: ten, and four times seven bits of length. */
const tagLength = (head: Uint8Array): number => {
  if (textAt(head, 0, 3) !== 'ID3') return 0;
  return head.subarray(6, 10).reduce((sum, seven) => sum * 128 + (seven & 0x7f), 10);
};

/** The first two bytes of a frame: eleven bits set, and layer III. */
const isFrame = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0 && ((bytes[1] ?? 0) & 0x06) === 0x02;

/** False only for an mp3 without a count of its frames (a Xing or Info header, as encoders write it). */
export const saysItsLength = async (file: FileBlocks): Promise<boolean> => {
  const head = await file.read(0, Math.min(10, file.size));
  const start = tagLength(head);
  if (start >= file.size) return true;
  const frame = await file.read(start, Math.min(file.size, start + FIRST_FRAME_BYTES));
  if (start === 0 && !isFrame(frame)) return true;
  return /Xing|Info/.test(textAt(frame, 0, frame.length));
};
