// Decodes a track piece by piece with WebCodecs, and mediabunny where there is a container. The only file of the loudness
// meter that imports mediabunny. It holds a few pieces at most and connects nothing to an output.

import type { InputAudioTrack } from 'mediabunny';
import { AudioSampleSink, CustomSource, Input, ReadableStreamSource, WAVE } from 'mediabunny';
import { FORMATS } from '../audio/formats.ts';
import { id3Length, wordAt } from '../audio/mp3-tags.ts';
import type { FileBlocks } from './file-blocks.ts';
import { openFrames } from './frames.ts';
import { makeOggWatch } from './ogg-chain.ts';
import { type Decoded, makePlanes } from './planes.ts';
import { mendWavHead } from './wav-head.ts';

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
  BOXES.includes(wordAt(head, 4)) || (head[0] === 0x1a && head[1] === 0x45);

/** mediabunny reads ahead. What fails there is thrown again once it is needed. */
const handleUnhandledError = (): void => {};

const CONTAINERS = ['OggS', 'RIFF', 'RIFX', 'RF64', 'fLaC'];

const isContainer = (head: Uint8Array): boolean => isIndexed(head) || CONTAINERS.includes(wordAt(head, 0));

/** A file as mediabunny reads it. */
const sourceOf = (file: FileBlocks, head: Uint8Array) => {
  const { size, read } = file;
  const whole = async (): Promise<boolean> => true;
  if (isIndexed(head)) {
    const source = new CustomSource({
      getSize: () => size,
      read: (start, end) => read(start, end),
      maxCacheSize: KEPT_OF_INDEXED,
      prefetchProfile: 'fileSystem',
      handleUnhandledError,
    });
    return { source, isWhole: whole };
  }
  // Most files are read as one stream from start to end, which takes the least memory.
  const ogg = makeOggWatch();
  let isWavWhole = true;
  const pass = (block: Uint8Array, at: number): void => {
    ogg.see(block);
    if (at === 0) isWavWhole = mendWavHead(block, size);
  };
  // mediabunny first reads what follows the ID3v2 tag with its cover, and then the file from its start again.
  const maxCacheSize = KEPT_BEHIND + Math.min(MOST_TAG, id3Length(head));
  const source = new ReadableStreamSource(read(0, size, pass), { maxCacheSize, handleUnhandledError });
  const isWhole = async (): Promise<boolean> => {
    const rest = read(ogg.seen(), size, ogg.see).getReader();
    while (ogg.seen() < size && !ogg.isChained()) await rest.read();
    return isWavWhole && !ogg.isChained();
  };
  return { source, isWhole };
};

/** Opens a track; null when its container or codec is unknown here. Throws if it is damaged. */
export const openTrack = async (file: FileBlocks) => {
  if (file.size === 0) return null;
  const head = await file.bytes(0, Math.min(HEAD_BYTES, file.size));
  const frames = isContainer(head) ? null : await openFrames(file);
  if (frames !== null) return frames;
  const { source, isWhole } = sourceOf(file, head);
  const input = new Input({ source, formats: FORMATS });
  const track = (await input.canRead()) ? await input.getPrimaryAudioTrack() : null;
  if (track === null || !(await track.canDecode())) {
    input.dispose();
    return null;
  }
  // In seconds; null: the file states no length. A wav that was written to a pipe states the greatest that fits in.
  const saidS = (await input.getFormat()) === WAVE ? null : await track.getDurationFromMetadata();
  return {
    saidS,
    pieces: () => piecesOf(track),
    /** After all pieces: false where the file goes on with what is none of them. */
    isWhole,
    close: () => input.dispose(),
  };
};
