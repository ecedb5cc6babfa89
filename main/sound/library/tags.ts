// Reads the tags of an audio file, or finds out why it cannot be played. The only file that imports music-metadata, and
// only when an added file must be read, so that the program starts quickly.

import { createReadStream } from 'node:fs';
import { TimeoutError } from 'p-timeout';
import type { UnplayableReason } from '../../../shared/sound/music.ts';
import { TARGET_LUFS } from '../../../shared/sound/player-orders.ts';
import { onDisk } from '../../storage/disk-names.ts';
import type { FileEntry, Tags } from '../../storage/track-catalogue.ts';
import { beginningOf, faultOf, mediaTypeOf, readInTime } from './beginnings.ts';

/** ReplayGain 2.0 brings every track to this loudness, so a gain tells the loudness without it. */
const REPLAY_GAIN_LUFS = -18;

/** Codecs that the player's Chromium cannot decode, whatever the file's ending. */
const UNDECODABLE = /ALAC|AC-?3|DTS|TrueHD|ADPCM|Speex|drm|Layer (?:1|2|I|II)$/i;

/** Containers that it cannot read. */
const UNKNOWN_CONTAINER = /Monkey|Musepack|WavPack|DSF|DSD/i;

/** What a file is whose beginning does not tell it. */
const MPEG = 'audio/mpeg';

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

/** A file that is not what its name says, or whose name is no text, is read as a stream of what it is. */
const parsed = async (file: string, beginning: Buffer) => {
  const { parseFile, parseStream } = await import('music-metadata');
  const place = onDisk(file);
  const found = mediaTypeOf(file, beginning);
  const isUsual = typeof place === 'string' && found?.isAsNamed !== false;
  const stream = isUsual ? null : createReadStream(place);
  const options = { duration: false };
  const parsing =
    stream === null ? parseFile(file, options) : parseStream(stream, found?.type ?? MPEG, options);
  return readInTime(parsing).finally(() => stream?.destroy());
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

/** The tags of a file, or why it cannot be played. Never throws. */
export const readTags = async (file: string): Promise<ReadFile> => {
  let beginning: Buffer;
  try {
    beginning = await beginningOf(file);
  } catch (error) {
    return withheld(codeOf(error));
  }
  if (beginning.length === 0) return unplayable('empty');
  const broken = faultOf(file, beginning);
  if (broken === 'unsupported') return unplayable(broken);
  try {
    const { format, common } = await parsed(file, beginning);
    // music-metadata finds no sound in a text file named .mp3, and reports no error.
    if (format.hasAudio === false || positive(format.sampleRate) === null) return unplayable(broken);
    const { codec = '', container = '' } = format;
    if (UNDECODABLE.test(codec) || UNKNOWN_CONTAINER.test(container)) return unplayable('unsupported');
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
    const read = await parsed(file, await beginningOf(file));
    const picture = selectCover(read.common.picture);
    return picture === null ? null : { bytes: picture.data, mime: picture.format };
  } catch {
    return null;
  }
};
