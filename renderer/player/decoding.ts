// Decodes a track as a stream, sample by sample, without what its encoder added before and after the music. The only
// file of the player that imports mediabunny; it is loaded when a track needs it.

import {
  type AudioSample,
  AudioSampleSink,
  CustomSource,
  Input,
  type InputAudioTrack,
  OGG,
  type Source,
  UrlSource,
} from 'mediabunny';
import { FORMATS } from '../audio/formats.ts';
import { type Ends, id3Length, lameEnds } from '../audio/mp3-tags.ts';
import { makeOggWatch } from '../audio/ogg-links.ts';

/** The longest first frame of an mp3, in bytes. */
const FIRST_FRAME_BYTES = 2048;

/** The most of a file to keep in memory, in bytes. */
const CACHE_BYTES = 2 ** 21;

/** A piece of sound, one plane per channel. */
export type Planes = readonly Float32Array[];

export interface Decoder {
  readonly rate: number;
  readonly channels: number;
  /** Frames of music as the file says; null: unknown until it has ended. */
  readonly frames: number | null;
  /** All samples from a frame of the music on, piece by piece. Throws on decoding errors. */
  readonly from: (frame: number) => AsyncGenerator<Planes, void>;
  readonly close: () => void;
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

/** Opens what a source holds, whose file is at an address. Throws if it cannot be read or decoded. */
const openSource = async (source: Source, url: string) => {
  const input = new Input({ source, formats: FORMATS });
  const track = await input.getPrimaryAudioTrack();
  if (track === null || !(await track.canDecode())) throw new Error('cannot be decoded');
  const rate = track.sampleRate;
  const { head, frames } = await endsOf(url, track, rate);
  const sink = new AudioSampleSink(track);

  /** All samples from a frame of the music on, `most` of them at most. Throws on decoding errors. */
  const from = async function* (frame: number, most: number | null): AsyncGenerator<Planes, void> {
    const samples = frame === 0 ? sink.samples() : sink.samples((frame + head) / rate);
    /** The frame of the music at which the next sample starts; null before the first. */
    let at: number | null = null;
    for await (const sample of samples) {
      at ??= Math.round(sample.timestamp * rate) - head;
      const first = Math.max(0, frame - at);
      const end = Math.min(sample.numberOfFrames, (most ?? Infinity) - at);
      at += sample.numberOfFrames;
      const planes = end > first ? planesOf(sample, first, end) : null;
      sample.close();
      if (planes !== null) yield planes;
      if (most !== null && at >= most) return;
    }
  };
  const isOgg = (await input.getFormat()) === OGG;
  const { codec, numberOfChannels: channels } = track;
  return { rate, channels, codec, isOgg, frames, from, close: (): void => input.dispose() };
};

/** The places at which the streams of an Ogg file begin, in bytes, and its end. */
const linksOf = async (url: string): Promise<readonly number[]> => {
  const watch = makeOggWatch();
  const reader = (await fetch(url)).body?.getReader();
  for (let got = await reader?.read(); got?.value !== undefined; got = await reader?.read())
    watch.see(got.value);
  return [...watch.starts(), watch.seen()];
};

/** Opens an Ogg file in which streams of one format follow one another as one. */
const openChain = async (
  url: string,
  { rate, channels }: Pick<Decoder, 'rate' | 'channels'>,
): Promise<Decoder> => {
  const places = await linksOf(url);
  const open = (link: number) => {
    const [start = 0, end = 0] = places.slice(link);
    const read = (from: number, to: number) => bytesOf(url, start + from, to - from);
    return openSource(new CustomSource({ getSize: () => end - start, read, maxCacheSize: CACHE_BYTES }), url);
  };
  const lengths: number[] = [];
  for (let link = 0; link < places.length - 1; link += 1) {
    const opened = await open(link).catch(() => null);
    opened?.close();
    if (opened?.frames == null || opened.rate !== rate || opened.channels !== channels) break;
    lengths.push(opened.frames);
  }
  const from = async function* (frame: number): AsyncGenerator<Planes, void> {
    let first = frame;
    for (const [link, length] of lengths.entries()) {
      if (first < length) {
        const opened = await open(link);
        try {
          yield* opened.from(first, length);
        } finally {
          opened.close();
        }
      }
      first = Math.max(0, first - length);
    }
  };
  const frames = lengths.reduce((sum, length) => sum + length, 0);
  return { rate, channels, frames, from, close: (): void => {} };
};

/**
 * Opens a track that is to start at `fromS` and was measured to be so long (null: it was not). Throws if it cannot be read
 * or decoded from there in good time.
 */
export const openDecoder = async (url: string, fromS: number, knownS: number | null): Promise<Decoder> => {
  const opened = await openSource(new UrlSource(url, { maxCacheSize: CACHE_BYTES }), url);
  const { rate, channels, codec, isOgg, frames: said, from, close } = opened;
  if (codec === 'mp3' && fromS > DEEPEST_MP3_S) throw new Error('too deep to begin there');
  const isLonger = said !== null && knownS !== null && said / rate < knownS - LONGER_BY_S;
  if (isOgg && (isLonger || knownS === null)) {
    close();
    return openChain(url, opened);
  }
  const frames = isLonger ? null : said;
  return { rate, channels, frames, from: (frame) => from(frame, frames), close };
};
