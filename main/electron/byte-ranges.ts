// Which bytes of which file a request may have: the parts of the protocol that read what a stranger may have
// written. Pure and without Electron; whatever is asked, nothing here throws.

import path from 'node:path';

/** The bytes asked for by a Range header of one range; null when it cannot be met. */
export const rangeOf = (header: string | null, size: number): { start: number; end: number } | null => {
  if (header === null) return { start: 0, end: size - 1 };
  const match = /^bytes=(\d*)-(\d*)$/.exec(header);
  if (match === null) return null;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(size - 1, Number(last));
  return start <= end && start < size ? { start, end } : null;
};

/** The words of an address's path, or null when they are no text. */
const decoded = (pathname: string): string | null => {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
};

/** A NUL cuts a name short in C, and a backslash parts folders on Windows: no page of ours has either. */
const STRANGE = ['\0', '\\'];

/** The file of a page, or null when the address leads out of the folder or is no address of a page. */
export const pageFile = (pages: string, pathname: string): string | null => {
  const name = decoded(pathname);
  if (name === null || STRANGE.some((strange) => name.includes(strange))) return null;
  const file = path.join(pages, name);
  const inside = path.relative(pages, file);
  return inside === '' || inside.startsWith('..') || path.isAbsolute(inside) ? null : file;
};
