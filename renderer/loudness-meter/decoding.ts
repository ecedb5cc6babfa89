// Decodes a track piece by piece with mediabunny and WebCodecs. The only file of the loudness meter that imports
// mediabunny. It holds a few pieces at most and connects nothing to an output.

import type { AudioSample, InputAudioTrack, Source } from 'mediabunny';
import { AudioSampleSink, CustomSource, Input, ReadableStreamSource, WAVE } from 'mediabunny';
import { FORMATS } from '../audio/formats.ts';
import { id3Length } from '../audio/mp3-tags.ts';
import type { FileBlocks } from './file-blocks.ts';

/** This much is kept behind the place where a file is read, in bytes. */
const KEPT_BEHIND = 1024 * 1024;

/** No tag is longer than this, in bytes. A greater length is an error. */
const MOST_TAG = 48 * 1024 * 1024;

/** This much is kept of a file that is read here and there, in bytes. */
const KEPT_OF_INDEXED = 4 * 1024 * 1024;

/** These first bytes of a file show whether it has an index, or a tag and how long. */
const HEAD_BYTES = 10;

/** How MP4 and QuickTime files begin, from their fifth byte. */
const BOXES = ['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot'];

interface Decoded {
  readonly sampleRate: number;
  /** One per channel, full scale at 1. The next piece overwrites them. */
  readonly planes: readonly Float32Array[];
}

/** Planes that are reused for each piece of a track. */
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

/** The pieces of a track in order. Throws where the file cannot be decoded. */
async function* piecesOf(track: InputAudioTrack): AsyncGenerator<Decoded> {
  const fill = makePlanes();
  for await (const sample of new AudioSampleSink(track).samples()) {
    // Samples before the start are the encoder's run-up and are never heard.
    const early = Math.max(0, Math.round(-sample.timestamp * sample.sampleRate));
    const { sampleRate } = sample;
    const planes = early < sample.numberOfFrames ? fill(sample, early) : null;
    sample.close();
    if (planes !== null) yield { sampleRate, planes };
  }
}

/** MP4, QuickTime and Matroska have an index of where everything is in the file. */
const isIndexed = (head: Uint8Array): boolean =>
  BOXES.includes(String.fromCharCode(...head.subarray(4, 8))) || (head[0] === 0x1a && head[1] === 0x45);

/** mediabunny reads ahead. What fails there is thrown again once it is needed. */
const handleUnhandledError = (): void => {};

/** Most files are read as one stream from start to end, which takes the least memory. */
const sourceOf = async (file: FileBlocks): Promise<Source> => {
  const { size, read } = file;
  const head = await file.bytes(0, Math.min(HEAD_BYTES, size));
  if (!isIndexed(head)) {
    // mediabunny first reads what follows the ID3v2 tag with its cover, and then the file from its start again.
    const maxCacheSize = KEPT_BEHIND + Math.min(MOST_TAG, id3Length(head));
    return new ReadableStreamSource(read(0, size), { maxCacheSize, handleUnhandledError });
  }
  return new CustomSource({
    getSize: () => size,
    read,
    maxCacheSize: KEPT_OF_INDEXED,
    prefetchProfile: 'fileSystem',
    handleUnhandledError,
  });
};

/** Opens a track; null when its container or codec is unknown here. Throws if it is damaged. */
export const openTrack = async (file: FileBlocks) => {
  if (file.size === 0) return null;
  const input = new Input({ source: await sourceOf(file), formats: FORMATS });
  const track = (await input.canRead()) ? await input.getPrimaryAudioTrack() : null;
  if (track === null || !(await track.canDecode())) {
    input.dispose();
    return null;
  }
  // In seconds; null: the file states no length. A wav that was written to a pipe states the greatest that fits in.
  const saidS = (await input.getFormat()) === WAVE ? null : await track.getDurationFromMetadata();
  return { saidS, pieces: () => piecesOf(track), close: () => input.dispose() };
};
