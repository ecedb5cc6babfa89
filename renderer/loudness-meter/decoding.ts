// Decodes a track piece by piece with WebCodecs, and mediabunny where there is a container. The only file of the loudness
// meter that imports mediabunny. It holds a few pieces at most and connects nothing to an output.

import type { InputAudioTrack } from 'mediabunny';
import { AudioSampleSink, CustomSource, Input, ReadableStreamSource, type Source, WAVE } from 'mediabunny';
import { FORMATS } from '../audio/formats.ts';
import { id3Length, wordAt } from '../audio/mp3-tags.ts';
import { makeOggWatch } from '../audio/ogg-links.ts';
import type { FileBlocks } from './file-blocks.ts';
import { openFrames, SEARCHED } from './frames.ts';
import { type Decoded, makePlanes } from './planes.ts';
import { mendWavHead } from './wav-head.ts';

/** This much is kept behind the place where a file is read, in bytes. */
const KEPT_BEHIND = 1024 * 1024;

/** No tag is longer than this, in bytes. A greater length is an error. */
const MOST_TAG = 48 * 1024 * 1024;

/** This much is kept of a file that is read here and there, in bytes. */
const KEPT_OF_INDEXED = 4 * 1024 * 1024;

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

interface Opened {
  readonly source: Source;
  /** After all pieces: how much of the file goes on behind what its head says, in seconds. */
  readonly unheardS: () => number;
}

/** A file as mediabunny reads it. */
const sourceOf = (file: FileBlocks, head: Uint8Array): Opened => {
  const { size, read } = file;
  if (isIndexed(head)) {
    const source = new CustomSource({
      getSize: () => size,
      read: (start, end) => read(start, end),
      maxCacheSize: KEPT_OF_INDEXED,
      prefetchProfile: 'fileSystem',
      handleUnhandledError,
    });
    return { source, unheardS: () => 0 };
  }
  // Most files are read as one stream from start to end, which takes the least memory.
  let unheardS = 0;
  const pass = (block: Uint8Array, at: number): void => {
    if (at === 0) unheardS = mendWavHead(block, size);
  };
  // mediabunny first reads what follows the ID3v2 tag with its cover, and then the file from its start again.
  const maxCacheSize = KEPT_BEHIND + Math.min(MOST_TAG, id3Length(head));
  const source = new ReadableStreamSource(read(0, size, pass), { maxCacheSize, handleUnhandledError });
  return { source, unheardS: () => unheardS };
};

/** The track in a source; null when its container or codec is unknown here. */
const trackIn = async (source: Source) => {
  const input = new Input({ source, formats: FORMATS });
  const track = (await input.canRead()) ? await input.getPrimaryAudioTrack() : null;
  if (track !== null && (await track.canDecode())) return { input, track };
  input.dispose();
  return null;
};

/** The stream of an Ogg file that begins at a place, and where the next one begins, once that is asked for. */
const openLink = async (file: FileBlocks, from: number) => {
  const { size, read } = file;
  const watch = makeOggWatch();
  const next = (): number | undefined => watch.starts()[1];
  const upToNext = new TransformStream<Uint8Array, Uint8Array>({
    transform: (block, controller) => {
      const before = watch.seen();
      watch.see(block);
      const end = next();
      controller.enqueue(end === undefined ? block : block.subarray(0, Math.max(0, end - before)));
      if (end !== undefined) controller.terminate();
    },
  });
  const source = new ReadableStreamSource(read(from, size).pipeThrough(upToNext), {
    maxCacheSize: KEPT_BEHIND,
    handleUnhandledError,
  });
  const opened = await trackIn(source);
  return opened === null
    ? null
    : {
        pieces: () => piecesOf(opened.track),
        close: () => opened.input.dispose(),
        endsAt: async (): Promise<number> => {
          const rest = read(from + watch.seen(), size, watch.see).getReader();
          while (from + watch.seen() < size && next() === undefined) await rest.read();
          return from + (next() ?? size - from);
        },
      };
};

/** An Ogg file, in which streams may follow one another: mediabunny decodes one, and a media element plays them all. */
const openOgg = async (file: FileBlocks) => {
  let link = await openLink(file, 0);
  if (link === null) return null;
  let decodedS = 0;
  let unheardS = 0;
  const pieces = async function* (): AsyncGenerator<Decoded> {
    while (link !== null) {
      for await (const piece of link.pieces()) {
        decodedS += (piece.planes[0]?.length ?? 0) / piece.sampleRate;
        yield piece;
      }
      const next = await link.endsAt();
      link.close();
      link = next < file.size ? await openLink(file, next) : null;
      // A stream of another codec is taken to have as many bytes a second.
      if (next < file.size && link === null) unheardS = (decodedS * (file.size - next)) / next;
    }
  };
  return { saidS: null, pieces, unheardS: () => unheardS, close: () => link?.close() };
};

/** Opens a track; null when its container or codec is unknown here. Throws if it is damaged. */
export const openTrack = async (file: FileBlocks) => {
  if (file.size === 0) return null;
  const head = await file.bytes(0, Math.min(SEARCHED, file.size));
  const frames = isContainer(head) ? null : await openFrames(file, head);
  if (frames !== null) return frames;
  if (wordAt(head, 0) === 'OggS') return openOgg(file);
  const { source, unheardS } = sourceOf(file, head);
  const opened = await trackIn(source);
  if (opened === null) return null;
  const { input, track } = opened;
  // In seconds; null: the file states no length. A wav that was written to a pipe states the greatest that fits in.
  const saidS = (await input.getFormat()) === WAVE ? null : await track.getDurationFromMetadata();
  return { saidS, pieces: () => piecesOf(track), unheardS, close: () => input.dispose() };
};
