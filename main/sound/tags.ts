// What an audio file says of itself: title, length, and how loud it is where it carries ReplayGain. The only
// file that imports music-metadata, and only once a file of one's own is to be read, so that starting up is quick.

import path from 'node:path';

/** ReplayGain 2.0 brings every track to this loudness; a gain therefore tells what the track has without it. */
const REPLAY_GAIN_LUFS = -18;

/** A file that takes longer than this to say what it is, is taken for unreadable, in ms. */
const MOST_READING_MS = 15_000;

export interface Tags {
  /** null: the file says none. */
  readonly title: string | null;
  /** Seconds; null while unknown. */
  readonly durationS: number | null;
  /** Integrated loudness in LUFS; null while unknown. */
  readonly lufs: number | null;
}

const positive = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) && value > 0 ? value : null;

const withinTime = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('reading took too long')), MOST_READING_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** The tags of a file; null when it is no audio that can be read. Never throws. */
export const readTags = async (file: string): Promise<Tags | null> => {
  try {
    const { parseFile } = await import('music-metadata');
    const { format, common } = await withinTime(parseFile(file, { skipCovers: true, duration: false }));
    // A text file by the name of .mp3 is searched for sound in vain, without an error.
    if (format.hasAudio === false || positive(format.sampleRate) === null) return null;
    const gainDb = common.replaygain_track_gain?.dB;
    return {
      title: common.title?.trim() || null,
      durationS: positive(format.duration),
      lufs: gainDb === undefined || !Number.isFinite(gainDb) ? null : REPLAY_GAIN_LUFS - gainDb,
    };
  } catch {
    return null;
  }
};

/** A title made of a file's name: without its ending, and without a number and its separator in front. */
export const titleOfFile = (file: string): string => {
  const bare = path.basename(file, path.extname(file)).trim();
  const unnumbered = bare.replace(/^\d{1,3}(?:[-.]\d{1,3})?(?:\s*[-–_.)]\s*|\s+)/u, '').trim();
  return (unnumbered === '' ? bare : unnumbered).replaceAll('_', ' ');
};
