// Mends the head of a wav that its recorder never finished, or that promises more than there is. Pure.

import { wordAt } from '../audio/mp3-tags.ts';

const CHUNK_HEAD = 8;
const GREATEST = 0xffff_ffff;

/** Where a chunk of this name begins; -1 where there is none. */
const chunkAt = (bytes: Uint8Array, view: DataView, name: string): number => {
  let at = 12;
  while (at + CHUNK_HEAD <= bytes.length) {
    if (wordAt(bytes, at) === name) return at;
    const length = view.getUint32(at + 4, true);
    at += CHUNK_HEAD + length + (length & 1);
  }
  return -1;
};

/**
 * Mends the head in place where it must be. Answers for how long the file of this size goes on behind what its head says,
 * in seconds; less than a second is none.
 */
export const mendWavHead = (bytes: Uint8Array, fileSize: number): number => {
  if (wordAt(bytes, 0) !== 'RIFF' || bytes.length < 12) return 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [format, data] = [chunkAt(bytes, view, 'fmt '), chunkAt(bytes, view, 'data')];
  if (format === -1 || data === -1) return 0;
  const said = view.getUint32(data + 4, true);
  const rest = fileSize - data - CHUNK_HEAD;
  const length = said === 0 || said > rest ? Math.min(GREATEST, rest) : said;
  view.setUint32(data + 4, length, true);
  const dataEnd = data + CHUNK_HEAD + length;
  const riffEnd = view.getUint32(4, true) + CHUNK_HEAD;
  if (riffEnd < dataEnd) view.setUint32(4, Math.min(GREATEST, fileSize - CHUNK_HEAD), true);
  const bytesPerS = view.getUint32(format + CHUNK_HEAD + 8, true);
  const unheardS = (fileSize - Math.max(riffEnd, dataEnd)) / bytesPerS;
  return unheardS >= 1 && Number.isFinite(unheardS) ? unheardS : 0;
};
