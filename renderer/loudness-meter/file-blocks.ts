// Reads a file at an address of ours in large blocks, so that main is rarely asked and the decoder rarely has to join
// two of them. It keeps nothing of what was read.

/** Bytes in a block. */
const BLOCK = 512 * 1024;

export type FileBlocks = NonNullable<Awaited<ReturnType<typeof openFileBlocks>>>;

const fetchRange = async (url: string, start: number, end: number, signal: AbortSignal) => {
  const response = await fetch(url, { headers: { range: `bytes=${start}-${end - 1}` }, signal });
  if (!response.ok) throw new Error(`The track could not be fetched (${response.status}).`);
  return response;
};

/** The size of the file at an address; null when it cannot be fetched. */
const sizeOf = async (url: string, signal: AbortSignal): Promise<number | null> => {
  const response = await fetchRange(url, 0, 1, signal).catch(() => null);
  const size = /\/(\d+)$/.exec(response?.headers.get('content-range') ?? '')?.[1];
  await response?.body?.cancel();
  return size === undefined ? null : Number(size);
};

/** Opens the file at an address of ours; null when it cannot be fetched. */
export const openFileBlocks = async (url: string) => {
  const closing = new AbortController();
  const size = await sizeOf(url, closing.signal);
  if (size === null) return null;
  let isUnreadable = false;
  let furthest = 0;

  /** The bytes in [start, end) at once. */
  const bytes = async (start: number, end: number): Promise<Uint8Array> => {
    try {
      const response = await fetchRange(url, start, end, closing.signal);
      const fetched = new Uint8Array(await response.arrayBuffer());
      if (fetched.length !== end - start) throw new Error('The track has become shorter.');
      furthest = Math.max(furthest, end);
      return fetched;
    } catch (error) {
      isUnreadable = true;
      throw error;
    }
  };

  /**
   * The bytes in [start, end), block by block, each fetched when it is needed; `pass` sees each block and its place.
   *
   * @param before what is put before them
   */
  const read = (
    start: number,
    end: number,
    pass: (block: Uint8Array, at: number) => void = () => {},
    before: Uint8Array | null = null,
  ): ReadableStream<Uint8Array> => {
    let at = start;
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          if (before !== null) controller.enqueue(before);
        },
        pull: async (controller) => {
          const to = Math.min(end, (Math.floor(at / BLOCK) + 1) * BLOCK);
          const block = await bytes(at, to);
          pass(block, at);
          controller.enqueue(block);
          at = to;
          if (at === end) controller.close();
        },
      },
      { highWaterMark: 1 },
    );
  };

  return {
    /** In bytes. */
    size,
    read,
    bytes,
    /** The end of the furthest read so far, in bytes. */
    readBytes: (): number => furthest,
    /** It could not be fetched, so nothing is known of its content. */
    isUnreadable: (): boolean => isUnreadable,
    /** Stops fetching. */
    close: (): void => closing.abort(),
  };
};
