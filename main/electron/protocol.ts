// app://stillroom/…: the pages of the program, the tracks of its library and their covers, read-only, and nothing
// outside those three. Tracks are served in ranges, so that an hour of music streams.
//
// Electron would rather have `protocol.handle`, which is the same with requests and answers as `fetch` has them: to
// read those in takes main some 30 ms, which a cold start waits for (1.48 times an empty window instead of 1.57).

import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { net, type ProtocolRequest, type ProtocolResponse, protocol } from 'electron';
import { pageFile, rangeOf } from './byte-ranges.ts';
import { makeThumbnails, type Thumbnails } from './thumbnails.ts';

/** Where every page of ours comes from. */
export const ORIGIN = 'app://stillroom';

const MEDIA = '/media/';
const COVER = '/cover/';

/** A cover may be shown again for this long without asking, in seconds; who changes one sees it after that. */
const COVER_KEEPS_S = 300;

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

/** Sent with every built page. In development there is none: reloading needs scripts within the page. */
const POLICY =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export interface Served {
  /** The folder of the built pages. */
  readonly pages: string;
  /** The file of a track, or null when there is no such track. */
  readonly fileOfTrack: (trackId: string) => string | null;
  /** The cover of a track, or null when it has none. */
  readonly coverOf: (
    trackId: string,
  ) => Promise<{ readonly bytes: Uint8Array; readonly mime: string } | null>;
  /** The development server whose pages are served instead, if any. */
  readonly devServer: string | null;
}

/** Must be called before the app is ready. */
export const declareProtocol = (): void => {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
};

/** What a request is answered with; its body is a stream, of nothing where there is none. */
type Reply = Pick<ProtocolResponse, 'statusCode' | 'headers' | 'data'>;

const refusal = (statusCode: number, headers: Record<string, string> = {}): Reply => ({
  ...{ statusCode, headers, data: Readable.from([]) },
});

const headersOf = (file: string): Record<string, string> => ({
  'content-type': TYPES[path.extname(file).toLowerCase()] ?? 'application/octet-stream',
  'x-content-type-options': 'nosniff',
});

const whole = (bytes: Uint8Array, headers: Record<string, string>): Reply => ({
  ...{ statusCode: 200, headers, data: Readable.from([bytes]) },
});

/** A page's file, read whole: pages are small, and a start waits for them. */
const pageReply = async (file: string): Promise<Reply> => {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return refusal(404);
  return whole(bytes, { ...headersOf(file), 'content-security-policy': POLICY });
};

/** A track, or the range of it that is asked for, as a stream. */
const trackReply = async (file: string, asked: string | null): Promise<Reply> => {
  const found = await stat(file).catch(() => null);
  if (found === null || !found.isFile()) return refusal(404);
  const range = found.size === 0 ? { start: 0, end: -1 } : rangeOf(asked, found.size);
  if (range === null) return refusal(416, { 'content-range': `bytes */${found.size}` });
  const isPart = asked !== null;
  return {
    statusCode: isPart ? 206 : 200,
    data: range.end < range.start ? Readable.from([]) : createReadStream(file, range),
    headers: {
      ...headersOf(file),
      'content-length': String(range.end - range.start + 1),
      'accept-ranges': 'bytes',
      ...(isPart ? { 'content-range': `bytes ${range.start}-${range.end}/${found.size}` } : {}),
    },
  };
};

const coverReply = async (thumbnails: Thumbnails, trackId: string): Promise<Reply> => {
  const cover = await thumbnails.of(trackId);
  if (cover === null) return refusal(404);
  return whole(cover.bytes, {
    'content-type': cover.mime,
    'x-content-type-options': 'nosniff',
    'cache-control': `max-age=${COVER_KEEPS_S}`,
  });
};

/** What the development server answers. */
const forwarded = async (url: string): Promise<Reply> => {
  const answer = await net.fetch(url);
  const type = answer.headers.get('content-type') ?? 'application/octet-stream';
  return {
    ...whole(new Uint8Array(await answer.arrayBuffer()), { 'content-type': type }),
    statusCode: answer.status,
  };
};

const rangeAsked = ({ headers }: ProtocolRequest): string | null =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === 'range')?.[1] ?? null;

/** Serves the pages, the tracks and their covers from now on; anything else is refused. */
export const serve = ({ pages, fileOfTrack, coverOf, devServer }: Served): void => {
  const thumbnails = makeThumbnails(coverOf);
  const replyTo = async (request: ProtocolRequest): Promise<Reply> => {
    if (request.method !== 'GET') return refusal(405);
    const url = new URL(request.url);
    if (url.host !== 'stillroom') return refusal(404);
    if (url.pathname.startsWith(MEDIA)) {
      const file = fileOfTrack(url.pathname.slice(MEDIA.length));
      return file === null ? refusal(404) : trackReply(file, rangeAsked(request));
    }
    if (url.pathname.startsWith(COVER)) return coverReply(thumbnails, url.pathname.slice(COVER.length));
    if (devServer !== null) return forwarded(new URL(url.pathname + url.search, devServer).href);
    const file = pageFile(pages, url.pathname);
    return file === null ? refusal(404) : pageReply(file);
  };
  protocol.registerStreamProtocol('app', (request, done) => {
    void replyTo(request).then(done, () => done(refusal(500)));
  });
};
