// Has the page's memory swept while a track is measured. Packets and blocks of a file are dropped by the hundred a
// second, and left to itself the page would let several hundred MB of them lie before it looks.

/** A sweep comes after this much more of the file, in bytes, or after this time, in ms; it takes a few ms. */
const EVERY_BYTES = 4 * 1024 * 1024;
const EVERY_MS = 500;

/** To be called now and then with how many bytes of the file were read. */
export const makeSweeper = (): ((readBytes: number) => void) => {
  // The meter's window alone is given this; without it all goes as well, and takes more memory.
  const { gc } = globalThis as { readonly gc?: () => void };
  let sweptBytes = 0;
  let sweptAt = performance.now();
  return (readBytes) => {
    if (readBytes - sweptBytes < EVERY_BYTES && performance.now() - sweptAt < EVERY_MS) return;
    gc?.();
    sweptBytes = readBytes;
    sweptAt = performance.now();
  };
};
