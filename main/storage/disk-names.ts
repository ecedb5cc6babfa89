// Names of files as the disk has them. On Linux a name is bytes, and old ones are often no UTF-8: each byte that is none
// becomes a lone surrogate, so that such a name is text like any other and still leads to its file.

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The lone surrogate of the byte 0 (as Python's surrogateescape). */
const FIRST = 0xdc00;
const STRANGE = /[\udc80-\udcff]/u;
const EACH_STRANGE = /[\udc80-\udcff]/gu;

const byteOf = (letter: string): number => letter.charCodeAt(0) - FIRST;
const letterOf = (byte: number): string => String.fromCharCode(byte < 0x80 ? byte : FIRST + byte);

/** A name or a path as text, whatever its bytes. */
export const nameOf = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    return Array.from(bytes, letterOf).join('');
  }
};

/** What the file system takes for a name or a path of ours. */
export const onDisk = (name: string): string | Buffer => {
  if (!STRANGE.test(name)) return name;
  const pieces = name.split(/([\udc80-\udcff])/u);
  return Buffer.concat(pieces.map((one) => (STRANGE.test(one) ? Buffer.of(byteOf(one)) : Buffer.from(one))));
};

const western = new TextDecoder('windows-1252');

/** A name as people read it: bytes that are no UTF-8 are most likely old western letters. */
export const readable = (name: string): string =>
  name.replaceAll(EACH_STRANGE, (one) => western.decode(Uint8Array.of(byteOf(one))));
