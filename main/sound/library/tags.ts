// Reads the tags of an audio file, or finds out why it cannot be played. The only file that imports music-metadata, and
// only when an added file must be read, so that the program starts quickly.

import { open } from 'node:fs/promises';
import path from 'node:path';
import pTimeout, { TimeoutError } from 'p-timeout';
import type { UnplayableReason } from '../../../shared/sound/music.ts';
import { TARGET_LUFS } from '../../../shared/sound/player-orders.ts';
import type { FileEntry, Tags } from '../../storage/track-catalogue.ts';

/** ReplayGain 2.0 brings every track to this loudness, so a gain tells the loudness without it. */
const REPLAY_GAIN_LUFS = -18;

/** A file that takes longer than this to read counts as unreadable, in ms. */
const MOST_READING_MS = 15_000;

/** Codecs that the player's Chromium cannot decode, whatever the file's ending. */
const UNDECODABLE = /ALAC|AC-3|ADPCM|Speex|drm|Layer (?:1|2|I|II)$/i;

/** The first bytes of audio files. A file that begins like this but cannot be read is damaged. */
const BEGINNINGS = ['fLaC', 'OggS', 'RIFF', 'ID3', 'ADIF'];

/** A cover. */
export interface Picture {
  readonly bytes: Uint8Array;
  readonly mime: string;
}

/** A file's tags, or why it cannot be played; null: it no longer exists. */
export type ReadFile = Pick<FileEntry, 'tags' | 'reason'> | null;

const unplayable = (reason: UnplayableReason): ReadFile => ({ tags: null, reason });

const positive = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) && value > 0 ? value : null;

const parsed = async (file: string) => {
  const { parseFile } = await import('music-metadata');
  return pTimeout(parseFile(file, { duration: false }), { milliseconds: MOST_READING_MS });
};

/** Titles and names of artists and albums are cut at this length. */
const LONGEST_TEXT = 300;

const textOf = (text: string | undefined): string | null => text?.trim().slice(0, LONGEST_TEXT) || null;

/** A tag may be wrong, so it may make a track softer than the target but never raise it. */
const provisionalLufs = (gainDb: number | undefined): number | null =>
  gainDb === undefined || !Number.isFinite(gainDb) ? null : Math.max(TARGET_LUFS, REPLAY_GAIN_LUFS - gainDb);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** The outcome for an error of the file system. */
const withheld = (code: string): ReadFile =>
  code === 'ENOENT' || code === 'ENOTDIR' ? null : unplayable('unreadable');

/** The first bytes of a file. @throws as the file system does */
const beginningOf = async (file: string): Promise<Buffer> => {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(12), 0, 12, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
};

const beginsLikeAudio = (bytes: Buffer): boolean => {
  const start = bytes.toString('latin1');
  const isFrame = bytes.length > 1 && bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0;
  return isFrame || BEGINNINGS.some((word) => start.startsWith(word)) || start.startsWith('ftyp', 4);
};

/** The tags of a file, or why it cannot be played. Never throws. */
export const readTags = async (file: string): Promise<ReadFile> => {
  let beginning: Buffer;
  try {
    beginning = await pTimeout(beginningOf(file), { milliseconds: MOST_READING_MS });
  } catch (error) {
    return withheld(codeOf(error));
  }
  if (beginning.length === 0) return unplayable('empty');
  const broken = beginsLikeAudio(beginning) ? 'damaged' : 'notAudio';
  try {
    const { format, common } = await parsed(file);
    // music-metadata finds no sound in a text file named .mp3, and reports no error.
    if (format.hasAudio === false || positive(format.sampleRate) === null) return unplayable(broken);
    if (UNDECODABLE.test(format.codec ?? '')) return unplayable('unsupported');
    const tags: Tags = {
      title: textOf(common.title),
      artist: textOf(common.artist),
      album: textOf(common.album),
      durationS: positive(format.duration),
      lufs: provisionalLufs(common.replaygain_track_gain?.dB),
      hasCover: (common.picture?.length ?? 0) > 0,
    };
    return { tags, reason: null };
  } catch (error) {
    if (error instanceof TimeoutError) return unplayable('unreadable');
    const code = codeOf(error);
    return /^E[A-Z]+$/.test(code) ? withheld(code) : unplayable(broken);
  }
};

/** The picture in a file, the front cover before others; null when it has none. Never throws. */
export const readPicture = async (file: string): Promise<Picture | null> => {
  try {
    const { selectCover } = await import('music-metadata');
    const picture = selectCover((await parsed(file)).common.picture);
    return picture === null ? null : { bytes: picture.data, mime: picture.format };
  } catch {
    return null;
  }
};

/** A title from a file's name, without its ending and without a number in front. */
export const titleOfFile = (file: string): string => {
  const bare = path.basename(file, path.extname(file)).trim();
  const unnumbered = bare.replace(/^\d{1,3}(?:[-.]\d{1,3})?(?:\s*[-–_.)]\s*|\s+)/u, '').trim();
  return (unnumbered === '' ? bare : unnumbered).replaceAll('_', ' ');
};
