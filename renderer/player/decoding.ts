// Decodes a track as a stream, sample by sample and without what its encoder put before and after the music. The
// only file of the player that knows mediabunny; it is loaded when a track needs it, and holds no sound.

import {
  ADTS,
  type AudioSample,
  AudioSampleSink,
  FLAC,
  Input,
  type InputAudioTrack,
  MATROSKA,
  MP3,
  MP4,
  OGG,
  QTFF,
  UrlSource,
  WAVE,
} from 'mediabunny';
import { type Ends, id3Length, lameEnds } from './lame.ts';

const FORMATS = [MP3, OGG, FLAC, WAVE, MP4, QTFF, ADTS, MATROSKA];

/** The first frame of an mp3 is no longer than this, in bytes. */
const FIRST_FRAME_BYTES = 2048;

/** Of a file, no more than this is kept in memory, in bytes. */
const CACHE_BYTES = 2 ** 21;

export interface Decoder {
  readonly rate: number;
  readonly channels: number;
  /** Frames of music, as far as the file says; null: unknown until it has ended. */
  readonly frames: number | null;
  /** All samples from a frame of the music on, piece by piece, one plane per channel. Throws what decoding throws. */
  from(frame: number): AsyncGenerator<readonly Float32Array[], void>;
  close(): void;
}

const bytesOf = async (url: string, from: number, length: number): Promise<Uint8Array> => {
  const headers = { range: `bytes=${from}-${from + length - 1}` };
  return new Uint8Array(await (await fetch(url, { headers })).arrayBuffer());
};

const mp3Ends = async (url: string): Promise<Ends> => {
  const start = await bytesOf(url, 0, FIRST_FRAME_BYTES);
  const tag = id3Length(start);
  const frame = tag === 0 ? start : await bytesOf(url, tag, FIRST_FRAME_BYTES);
  return lameEnds(frame) ?? { head: 0, frames: null };
};

/**
 * What is music of it. mediabunny drops opus' pre-skip and counts from an edit list's beginning; what lies beyond
 * the duration that the container tells is an encoder's run-out. Of mp3 it knows neither.
 */
const endsOf = async (url: string, track: InputAudioTrack, rate: number): Promise<Ends> => {
  if (track.codec === 'mp3') return mp3Ends(url);
  // A flac says how long it is at its beginning; computing it would read all of it.
  const saidS = track.codec === 'flac' ? await track.getDurationFromMetadata() : null;
  return { head: 0, frames: Math.round((saidS ?? (await track.computeDuration())) * rate) };
};

const planesOf = (sample: AudioSample, from: number, to: number): readonly Float32Array[] =>
  Array.from({ length: sample.numberOfChannels }, (_, planeIndex) => {
    const plane = new Float32Array(to - from);
    sample.copyTo(plane, { planeIndex, format: 'f32-planar', frameOffset: from, frameCount: to - from });
    return plane;
  });

/** Deeper in an mp3 than this, in seconds, it takes mediabunny too long to come: it counts every frame before. */
const DEEPEST_MP3_S = 600;

/** Opens a track that is to begin at `fromS`. Throws when it cannot be read or decoded from there in good time. */
export const openDecoder = async (url: string, fromS: number): Promise<Decoder> => {
  const input = new Input({ source: new UrlSource(url, { maxCacheSize: CACHE_BYTES }), formats: FORMATS });
  const track = await input.getPrimaryAudioTrack();
  if (track === null || !(await track.canDecode())) throw new Error('cannot be decoded');
  if (track.codec === 'mp3' && fromS > DEEPEST_MP3_S) throw new Error('too deep to begin there');
  const rate = track.sampleRate;
  const { head, frames } = await endsOf(url, track, rate);
  const sink = new AudioSampleSink(track);

  const from = async function* (frame: number): AsyncGenerator<readonly Float32Array[], void> {
    const samples = frame === 0 ? sink.samples() : sink.samples((frame + head) / rate);
    /** The place in the music of the next sample to come; null before the first. */
    let at: number | null = null;
    for await (const sample of samples) {
      at ??= Math.round(sample.timestamp * rate) - head;
      const first = Math.max(0, frame - at);
      const end = Math.min(sample.numberOfFrames, (frames ?? Infinity) - at);
      at += sample.numberOfFrames;
      const planes = end > first ? planesOf(sample, first, end) : null;
      sample.close();
      if (planes !== null) yield planes;
      if (frames !== null && at >= frames) return;
    }
  };
  return { rate, channels: track.numberOfChannels, frames, from, close: () => input.dispose() };
};
