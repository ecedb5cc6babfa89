// Decodes coded chunks with WebCodecs, one after another. It keeps no more than the decoder has to work on.

import { type Decoded, makePlanes } from './planes.ts';

/** What a decoder takes at one go. */
export interface Chunk {
  readonly data: Uint8Array;
  /** In seconds. */
  readonly lengthS: number;
  /** The same object as long as nothing of it changes. */
  readonly config: AudioDecoderConfig;
}

/** So many chunks may wait for the decoder. */
const MOST_WAITING = 32;

/** The pieces of some chunks in order. Throws where they cannot be decoded. */
export async function* decodedOf(chunks: AsyncIterable<Chunk>): AsyncGenerator<Decoded> {
  const fill = makePlanes();
  const decoded: AudioData[] = [];
  const failed: unknown[] = [];
  let wake = (): void => {};
  let timeS = 0;
  let present: AudioDecoderConfig | null = null;
  const decoder = new AudioDecoder({
    output: (sound) => void decoded.push(sound),
    error: (error) => {
      failed.push(error);
      wake();
    },
  });
  decoder.ondequeue = () => wake();

  const drained = function* (): Generator<Decoded> {
    for (let sound = decoded.shift(); sound !== undefined; sound = decoded.shift()) {
      const { sampleRate } = sound;
      const planes = fill(sound, 0);
      sound.close();
      yield { sampleRate, planes };
    }
    if (failed.length > 0) throw failed[0];
  };

  try {
    for await (const { data, lengthS, config } of chunks) {
      if (config !== present) {
        if (present !== null) await decoder.flush();
        decoder.configure(config);
        present = config;
      }
      decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp: Math.round(timeS * 1e6), data }));
      timeS += lengthS;
      while (failed.length === 0 && decoder.decodeQueueSize > MOST_WAITING) {
        await new Promise<void>((done) => {
          wake = done;
        });
      }
      yield* drained();
    }
    if (present !== null) await decoder.flush();
    yield* drained();
  } finally {
    for (const sound of decoded) sound.close();
    if (decoder.state !== 'closed') decoder.close();
  }
}
