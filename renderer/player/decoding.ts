// Decodes a track as a stream, sample by sample, without what its encoder added before and after the music. The only
// file of the player that imports mediabunny; it is loaded when a track needs it.

import { type AudioSample, AudioSampleSink, Input, type InputAudioTrack, UrlSource } from 'mediabunny';
import { FORMATS } from '../audio/formats.ts';
import { type Ends, id3Length, lameEnds } from '../audio/mp3-tags.ts';

/** The longest first frame of an mp3, in bytes. */
const FIRST_FRAME_BYTES = 2048;

/** The most of a file to keep in memory, in bytes. */
const CACHE_BYTES = 2 ** 21;

/** A piece of sound, one plane per channel. */
export type Planes = readonly Float32Array[];

export type Decoder = Awaited<ReturnType<typeof openDecoder>>;

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
 * Where the music starts and ends. mediabunny drops opus' pre-skip and counts from the start of an edit list;
 * anything beyond the container's duration is the encoder's padding. It knows neither of mp3.
 */
const endsOf = async (url: string, track: InputAudioTrack, rate: number): Promise<Ends> => {
  if (track.codec === 'mp3') return mp3Ends(url);
  // A flac states its length at its start; computing it would read the whole file.
  const saidS = track.codec === 'flac' ? await track.getDurationFromMetadata() : null;
  return { head: 0, frames: Math.round((saidS ?? (await track.computeDuration())) * rate) };
};

const planesOf = (sample: AudioSample, from: number, to: number): Planes =>
  Array.from({ length: sample.numberOfChannels }, (_, planeIndex) => {
    const plane = new Float32Array(to - from);
    sample.copyTo(plane, { planeIndex, format: 'f32-planar', frameOffset: from, frameCount: to - from });
    return plane;
  });

/** mediabunny counts every frame of an mp3: to start later than this takes too long, in seconds. */
const DEEPEST_MP3_S = 600;

/** A file goes on for this much longer than it says, in seconds: what it says is of its first part. */
const LONGER_BY_S = 1;

/**
 * Opens a track that is to start at `fromS` and was measured to be so long (null: it was not). Throws if it cannot be read
 * or decoded from there in good time.
 */
export const openDecoder = async (url: string, fromS: number, knownS: number | null) => {
  const input = new Input({ source: new UrlSource(url, { maxCacheSize: CACHE_BYTES }), formats: FORMATS });
  const track = await input.getPrimaryAudioTrack();
  if (track === null || !(await track.canDecode())) throw new Error('cannot be decoded');
  if (track.codec === 'mp3' && fromS > DEEPEST_MP3_S) throw new Error('too deep to begin there');
  const rate = track.sampleRate;
  const { head, frames: said } = await endsOf(url, track, rate);
  const isLonger = said !== null && knownS !== null && said / rate < knownS - LONGER_BY_S;
  const frames = isLonger ? null : said;
  const sink = new AudioSampleSink(track);

  /** All samples from a frame of the music on, piece by piece. Throws on decoding errors. */
  const from = async function* (frame: number): AsyncGenerator<Planes, void> {
    const samples = frame === 0 ? sink.samples() : sink.samples((frame + head) / rate);
    /** The frame of the music at which the next sample starts; null before the first. */
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
  return {
    rate,
    channels: track.numberOfChannels,
    /** Frames of music as the file says; null: unknown until it has ended. */
    frames,
    from,
    close: (): void => input.dispose(),
  };
};
