// Decodes a track piece by piece, by mediabunny and WebCodecs. The only file of the loudness meter that imports mediabunny;
// it holds a few pieces at most, and joins nothing to any output.

import {
  ADTS,
  type AudioSample,
  AudioSampleSink,
  CustomSource,
  FLAC,
  Input,
  type InputAudioTrack,
  MATROSKA,
  MP3,
  MP4,
  OGG,
  QTFF,
  ReadableStreamSource,
  type Source,
  WAVE,
  WEBM,
} from 'mediabunny';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { FileBlocks } from './file-blocks.ts';

const FORMATS = [MP3, FLAC, OGG, WAVE, MP4, QTFF, ADTS, WEBM, MATROSKA];

/** What was read is kept for this long behind the place where a file is read, in bytes. */
const KEPT_BEHIND = 1024 * 1024;

/** No tag is longer than this, in bytes; a length beyond it is a broken one. */
const MOST_TAG = 48 * 1024 * 1024;

/** Of a file that is read here and there, so much is kept, in bytes. */
const KEPT_OF_INDEXED = 4 * 1024 * 1024;

/** How far into a file it shows whether it has an index, or a tag and of which length. */
const HEAD_BYTES = 10;

/** What comes first in an MP4 or a QuickTime file, at its fifth byte. */
const BOXES = ['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot'];

export interface Decoded {
  readonly sampleRate: number;
  /** One for each channel, full scale at 1; they are filled anew with the next piece. */
  readonly planes: readonly Float32Array[];
}

export interface OpenTrack {
  /** What the file says of its length, in seconds; null where it says nothing. */
  readonly saidS: number | null;
  /** The pieces in order. Throws where the file cannot be decoded any further. */
  readonly pieces: () => AsyncGenerator<Decoded>;
  readonly close: () => void;
}

/** The planes of one track, used again for each piece. */
const makePlanes = (): ((sample: AudioSample, fromFrame: number) => readonly Float32Array[]) => {
  let kept: readonly Float32Array<ArrayBuffer>[] = [];
  return (sample, fromFrame) => {
    const frames = sample.numberOfFrames - fromFrame;
    if (kept.length !== sample.numberOfChannels || (kept[0]?.length ?? 0) < frames) {
      kept = Array.from({ length: sample.numberOfChannels }, () => new Float32Array(frames));
    }
    return kept.map((plane, planeIndex) => {
      const part = plane.subarray(0, frames);
      sample.copyTo(part, { planeIndex, format: 'f32-planar', frameOffset: fromFrame });
      return part;
    });
  };
};

async function* piecesOf(track: InputAudioTrack): AsyncGenerator<Decoded> {
  const fill = makePlanes();
  for await (const sample of new AudioSampleSink(track).samples()) {
    // What comes before the beginning is an encoder's run-up, and is never heard.
    const early = Math.max(0, Math.round(-sample.timestamp * sample.sampleRate));
    const { sampleRate } = sample;
    const planes = early < sample.numberOfFrames ? fill(sample, early) : null;
    sample.close();
    if (planes !== null) yield { sampleRate, planes };
  }
}

/** MP4, QuickTime and Matroska say in one place where in the file everything else lies. */
const isIndexed = (head: Uint8Array): boolean =>
  BOXES.includes(String.fromCharCode(...head.subarray(4, 8))) || (head[0] === 0x1a && head[1] === 0x45);

/**
 * How long the ID3v2 tag at the beginning is, with its cover, in bytes: ten, and four times seven bits of length.
 * What comes after it is looked at first, and then the file is read from its beginning once more.
 */
const tagBytes = (head: Uint8Array): number => {
  if (String.fromCharCode(...head.subarray(0, 3)) !== 'ID3') return 0;
  return Math.min(MOST_TAG, head.subarray(6, 10).reduce((sum, seven) => sum * 128 + (seven & 0x7f), 0) + 10);
};

/** Whatever fails while nothing waits for it fails again when it is waited for. */
const handleUnhandledError = (): void => {};

/** Most files are read from end to end, as one stream: that takes the least memory. */
const sourceOf = async (file: FileBlocks): Promise<Source> => {
  const { size, read } = file;
  const head = await file.bytes(0, Math.min(HEAD_BYTES, size));
  if (!isIndexed(head)) {
    return new ReadableStreamSource(read(0, size), {
      maxCacheSize: KEPT_BEHIND + tagBytes(head),
      handleUnhandledError,
    });
  }
  const memory = { maxCacheSize: KEPT_OF_INDEXED, prefetchProfile: 'fileSystem' } as const;
  return new CustomSource({ getSize: () => size, read, ...memory, handleUnhandledError });
};

/** Opens a track; `unsupported` where its container or its codec is none that is known here. Throws if it is damaged. */
export const openTrack = async (file: FileBlocks): Promise<Result<OpenTrack, 'unsupported'>> => {
  if (file.size === 0) return fail('unsupported');
  const input = new Input({ source: await sourceOf(file), formats: FORMATS });
  const unsupported = (): Result<OpenTrack, 'unsupported'> => {
    input.dispose();
    return fail('unsupported');
  };
  if (!(await input.canRead())) return unsupported();
  const track = await input.getPrimaryAudioTrack();
  if (track === null || !(await track.canDecode())) return unsupported();
  // A wav that was written to a pipe claims to be as long as its header has room for.
  const saidS = (await input.getFormat()) === WAVE ? null : await track.getDurationFromMetadata();
  return ok({ saidS, pieces: () => piecesOf(track), close: () => input.dispose() });
};
