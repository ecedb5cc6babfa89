// A file behind an address, read in large blocks with one block ahead, so that main is asked seldom. It holds a
// few blocks at most, however long the file is.

/** Bytes in a block: a second of the largest file, a minute of the smallest. */
const BLOCK = 512 * 1024;

/** The block in use, the one ahead, and one for whoever looks back. */
const MOST_BLOCKS = 3;

export interface FileBlocks {
  /** Bytes. */
  readonly size: number;
  /** The bytes in [start, end); at once where they are there. */
  readonly read: (start: number, end: number) => Uint8Array | Promise<Uint8Array>;
  /** How far it has been read, 0–1. */
  readonly share: () => number;
  /** It could not be fetched any more, which is no fault of what is in it. */
  readonly isUnreadable: () => boolean;
  readonly close: () => void;
}

const fetchRange = async (
  url: string,
  start: number,
  end: number,
  signal: AbortSignal,
): Promise<Response> => {
  const response = await fetch(url, { headers: { range: `bytes=${start}-${end - 1}` }, signal });
  if (!response.ok) throw new Error(`The track could not be fetched (${response.status}).`);
  return response;
};

/** Opens the file at an address of ours; null when it cannot be fetched. */
export const openFileBlocks = async (url: string): Promise<FileBlocks | null> => {
  const closing = new AbortController();
  const first = await fetchRange(url, 0, 1, closing.signal).catch(() => null);
  const size = Number(/\/(\d+)$/.exec(first?.headers.get('content-range') ?? '')?.[1] ?? Number.NaN);
  await first?.body?.cancel();
  if (!Number.isFinite(size)) return null;

  /** By number, the one that was wanted last at the end. */
  const blocks = new Map<number, Uint8Array | Promise<Uint8Array>>();
  let isUnreadable = false;
  let furthest = 0;

  const fetchBlock = async (number: number): Promise<Uint8Array> => {
    const start = number * BLOCK;
    const end = Math.min(size, start + BLOCK);
    const response = await fetchRange(url, start, end, closing.signal);
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.length !== end - start) throw new Error('The track became shorter.');
    if (blocks.has(number)) blocks.set(number, bytes);
    return bytes;
  };

  const block = (number: number): Uint8Array | Promise<Uint8Array> => {
    const present = blocks.get(number) ?? fetchBlock(number);
    blocks.delete(number);
    blocks.set(number, present);
    for (const oldest of blocks.keys()) {
      if (blocks.size <= MOST_BLOCKS) break;
      blocks.delete(oldest);
    }
    return present;
  };

  /** What fails ahead of time fails again when it is wanted, and is told then. */
  const readAhead = (number: number): void => {
    if (number * BLOCK >= size || blocks.has(number)) return;
    Promise.resolve(block(number)).catch(() => blocks.delete(number));
  };

  const gather = async (start: number, end: number): Promise<Uint8Array> => {
    const gathered = new Uint8Array(end - start);
    for (let at = start; at < end; ) {
      const number = Math.floor(at / BLOCK);
      const bytes = await block(number);
      const part = bytes.subarray(at - number * BLOCK, Math.min(bytes.length, end - number * BLOCK));
      gathered.set(part, at - start);
      at += part.length;
    }
    return gathered;
  };

  const read = (start: number, end: number): Uint8Array | Promise<Uint8Array> => {
    furthest = Math.max(furthest, end);
    const number = Math.floor(start / BLOCK);
    const last = Math.floor((end - 1) / BLOCK);
    const present = number === last ? block(number) : null;
    readAhead(last + 1);
    if (present instanceof Uint8Array) {
      return present.slice(start - number * BLOCK, end - number * BLOCK);
    }
    return gather(start, end).catch((error: unknown) => {
      isUnreadable = true;
      throw error;
    });
  };

  return {
    size,
    read,
    share: () => (size === 0 ? 1 : furthest / size),
    isUnreadable: () => isUnreadable,
    close: () => {
      closing.abort();
      blocks.clear();
    },
  };
};
