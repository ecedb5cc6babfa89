// What our protocol answers with a file: a page, or a track or a range of it. Without Electron. Whatever is asked, nothing
// here throws, and no page is served from outside its folder.

import { type FileHandle, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { ProtocolResponse } from 'electron';
import { orNull } from '../../shared/errors.ts';
import { onDisk } from '../storage/disk-names.ts';
import { type FileVersion, isSameVersion, versionOf } from '../storage/file-version.ts';

/** What a request is answered with; the body is a stream, empty where there is none. */
export type Reply = Pick<ProtocolResponse, 'statusCode' | 'headers' | 'data'>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.aac': 'audio/aac',
  '.ogg': 'audio/ogg',
  '.oga': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.flac': 'audio/flac',
  '.wav': 'audio/wav',
};

const UNKNOWN_TYPE = 'application/octet-stream';

/** Sent with every built page. In development there is none: hot reloading needs inline scripts. */
const POLICY =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export const refusal = (statusCode: number, headers: Record<string, string> = {}): Reply => ({
  statusCode,
  headers,
  data: Readable.from([]),
});

export const whole = (bytes: Uint8Array, headers: Record<string, string>): Reply => ({
  statusCode: 200,
  headers,
  data: Readable.from([bytes]),
});

/** The bytes that a Range header with one range asks for; null when it cannot be met. */
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

/** A NUL ends a name early in C, and a backslash separates folders on Windows: no page of ours has either. */
const STRANGE = ['\0', '\\'];

/** The file of a page, or null when the address leads out of the folder or is none. */
export const pageFile = (pages: string, pathname: string): string | null => {
  const name = orNull(() => decodeURIComponent(pathname));
  if (name === null || STRANGE.some((strange) => name.includes(strange))) return null;
  const file = path.join(pages, name);
  const inside = path.relative(pages, file);
  return inside === '' || inside.startsWith('..') || path.isAbsolute(inside) ? null : file;
};

const headersOf = (file: string): Record<string, string> => ({
  'content-type': TYPES[path.extname(file).toLowerCase()] ?? UNKNOWN_TYPE,
  'x-content-type-options': 'nosniff',
});

/** A page, read whole: pages are small, and a cold start waits for them. */
export const pageReply = async (pages: string, pathname: string): Promise<Reply> => {
  const file = pageFile(pages, pathname);
  const bytes = file === null ? null : await readFile(file).catch(() => null);
  if (file === null || bytes === null) return refusal(404);
  return whole(bytes, { ...headersOf(file), 'content-security-policy': POLICY });
};

/** Read at once, in bytes. */
const CHUNK_BYTES = 2 ** 16;

/**
 * A range of a file, for as long as the file is this version: from then on nothing more comes, and `changed` is called once.
 * Nothing else would do: whoever plays it has the gain of what was measured, and what lies there now may be far louder.
 * The end of the stream would cut off what is being heard; so the player plays what it has, and main orders what is next.
 */
const versionStream = (
  handle: FileHandle,
  { start, end }: { readonly start: number; readonly end: number },
  version: FileVersion,
  changed: () => void,
): Readable => {
  let at = start;
  const readNext = async (stream: Readable): Promise<void> => {
    const chunk = Buffer.allocUnsafe(Math.max(0, Math.min(CHUNK_BYTES, end + 1 - at)));
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, at);
    at += bytesRead;
    // The time of a file changes before its bytes do.
    if (!isSameVersion(versionOf(await handle.stat()), version)) changed();
    else stream.push(bytesRead === 0 ? null : chunk.subarray(0, bytesRead));
  };
  return new Readable({
    highWaterMark: CHUNK_BYTES,
    read() {
      readNext(this).catch((error: Error) => this.destroy(error));
    },
    destroy(error, done) {
      handle.close().then(() => done(error), done);
    },
  });
};

export interface TrackRequest {
  readonly file: string;
  /** The Range header; null: there is none. */
  readonly range: string | null;
  /** The only version to answer with; null: the one that is there. */
  readonly version: FileVersion | null;
  /** The file is another version, or becomes one while it is read. */
  readonly changed: () => void;
}

/**
 * A track, or the range of it that is asked for, as a stream. Of another version than was asked for nothing comes, as if the
 * disk were slow: whoever asked gets a new order soon, and a refusal would cut off what it still plays.
 */
export const trackReply = async ({ file, range: asked, version, changed }: TrackRequest): Promise<Reply> => {
  const handle = await open(onDisk(file)).catch(() => null);
  const about = await handle?.stat().catch(() => null);
  if (handle === null || about == null || !about.isFile()) {
    await handle?.close();
    return refusal(404);
  }
  const { size } = version ?? about;
  const range = size === 0 ? { start: 0, end: -1 } : rangeOf(asked, size);
  if (range === null) {
    await handle.close();
    return refusal(416, { 'content-range': `bytes */${size}` });
  }
  const { 'content-type': type = '', ...others } = headersOf(file);
  const headers = {
    ...others,
    // A track may be called anything, and is never a page or a script.
    'content-type': type.startsWith('audio/') ? type : UNKNOWN_TYPE,
    'content-length': String(range.end - range.start + 1),
    'accept-ranges': 'bytes',
  };
  const data = versionStream(handle, range, version ?? versionOf(about), changed);
  if (asked === null) return { statusCode: 200, headers, data };
  const part = { 'content-range': `bytes ${range.start}-${range.end}/${size}` };
  return { statusCode: 206, headers: { ...headers, ...part }, data };
};
