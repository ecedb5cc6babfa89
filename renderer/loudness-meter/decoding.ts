// Decodes a track piece by piece with WebCodecs, and mediabunny where there is a container. The only file of the loudness
// meter that imports mediabunny. It holds a few pieces at most and connects nothing to an output.

import type { InputAudioTrack } from 'mediabunny';
import {
  AudioSampleSink,
  CustomSource,
  EncodedPacketSink,
  FLAC,
  Input,
  ReadableStreamSource,
  type Source,
  WAVE,
} from 'mediabunny';
import { FORMATS } from '../audio/formats.ts';
import { id3Length, wordAt } from '../audio/mp3-tags.ts';
import { makeOggWatch } from '../audio/ogg-links.ts';
import { type Chunk, decodedOf } from './chunks.ts';
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

/** The signature of a FLAC file with its first block, in bytes, and what marks the last of its blocks. */
const FLAC_START = 42;
const FLAC_LAST = 0x80;

/** So many bytes of a FLAC file are read with one reader. */
const ANEW_BYTES = 16 * 1024 * 1024;

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

/** A stream of bytes, of which mediabunny may go back a little way. */
const streamSource = (bytes: ReadableStream<Uint8Array>, tagBytes = 0): Source => {
  // It first reads what follows the ID3v2 tag with its cover, and then the file from its start again.
  const maxCacheSize = KEPT_BEHIND + Math.min(MOST_TAG, tagBytes);
  return new ReadableStreamSource(bytes, { maxCacheSize, handleUnhandledError });
};

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
  return { source: streamSource(read(0, size, pass), id3Length(head)), unheardS: () => unheardS };
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
  const opened = await trackIn(streamSource(read(from, size).pipeThrough(upToNext)));
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

/**
 * What must stand before the frames of a FLAC file, and where they begin: its first block, which says what they are. null:
 * it is put together in another way.
 */
const flacHead = async (file: FileBlocks, from: number) => {
  const start = (await file.bytes(from, Math.min(from + FLAC_START, file.size))).slice();
  if (wordAt(start, 0) !== 'fLaC' || start.length < FLAC_START) return null;
  let at = from + 4;
  for (let isLast = false; !isLast; ) {
    if (at + 4 > file.size) return null;
    const [kind = 0, ...length] = await file.bytes(at, at + 4);
    isLast = kind >= FLAC_LAST;
    at += 4 + length.reduce((sum, one) => sum * 256 + one, 0);
  }
  start[4] = FLAC_LAST;
  return { start, framesAt: at };
};

/**
 * The frames of a FLAC file. mediabunny keeps an entry for each that it has read, so it begins anew now and then, with the
 * next one behind the file's first block.
 */
async function* flacChunks(
  file: FileBlocks,
  start: Uint8Array,
  framesAt: number,
  secondBytes: number,
): AsyncGenerator<Chunk> {
  let at = framesAt;
  let config: AudioDecoderConfig | null = null;
  for (let isMore = true; isMore; ) {
    isMore = false;
    const began = at;
    const opened = await trackIn(streamSource(file.read(began, file.size, undefined, start)));
    config ??= (await opened?.track.getDecoderConfig()) ?? null;
    if (opened === null || config === null) throw new Error('The file cannot be decoded from here on.');
    try {
      for await (const { data, duration, byteLength } of new EncodedPacketSink(opened.track).packets()) {
        yield { data, lengthS: duration, config };
        at += byteLength;
        isMore = at - began > ANEW_BYTES;
        if (isMore) break;
      }
    } finally {
      opened.input.dispose();
    }
  }
  // A media element breaks off in the midst of such a file.
  if (file.size - at > secondBytes) throw new Error('Something follows behind the last frame.');
}

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
  const close = (): void => input.dispose();
  const flac = (await input.getFormat()) === FLAC ? await flacHead(file, id3Length(head)) : null;
  if (flac === null) return { saidS, pieces: () => piecesOf(track), unheardS, close };
  const secondBytes = saidS === null ? file.size : file.size / Math.max(1, saidS);
  return {
    saidS,
    pieces: () => decodedOf(flacChunks(file, flac.start, flac.framesAt, secondBytes)),
    unheardS,
    close,
  };
};
