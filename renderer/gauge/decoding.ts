// Decodes a track piece by piece, by mediabunny and WebCodecs. The only file of the gauge that imports mediabunny;
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
  WAVE,
  WEBM,
} from 'mediabunny';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { FileBlocks } from './file-blocks.ts';

const FORMATS = [MP3, FLAC, OGG, WAVE, MP4, QTFF, ADTS, WEBM, MATROSKA];

/** What has been read of the file is kept here up to this size, in bytes; it is read onwards and once. */
const MOST_KEPT = 2 * 1024 * 1024;

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

/** Opens a track; `unsupported` where its container or its codec is none that is known here. */
export const openTrack = async (file: FileBlocks): Promise<Result<OpenTrack, 'unsupported'>> => {
  const source = new CustomSource({
    getSize: () => file.size,
    read: file.read,
    maxCacheSize: MOST_KEPT,
    // Whatever fails while nothing waits for it fails again when it is waited for.
    handleUnhandledError: () => {},
  });
  const input = new Input({ source, formats: FORMATS });
  const unsupported = (): Result<OpenTrack, 'unsupported'> => {
    input.dispose();
    return fail('unsupported');
  };
  if (!(await input.canRead())) return unsupported();
  const track = await input.getPrimaryAudioTrack();
  if (track === null || !(await track.canDecode())) return unsupported();
  const saidS = await track.getDurationFromMetadata();
  return ok({ saidS, pieces: () => piecesOf(track), close: () => input.dispose() });
};
