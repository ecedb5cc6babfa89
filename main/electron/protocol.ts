// app://stillroom/…: the pages of the program, the tracks of its library and their covers, read-only, and nothing else.
// Tracks are served in ranges, so that an hour of music streams.
//
// Electron recommends `protocol.handle`, which takes and returns what `fetch` does. Loading those classes takes main some
// 30 ms, and a cold start waits for it (1.48 times an empty window instead of 1.57).

import { net, type ProtocolRequest, protocol } from 'electron';
import { readVersion } from '../storage/file-version.ts';
import { pageReply, type Reply, refusal, trackReply, whole } from './served-files.ts';
import { type Cover, makeThumbnails } from './thumbnails.ts';

/** Where every page of ours comes from. */
export const ORIGIN = 'app://stillroom';

const MEDIA = '/media/';
const COVER = '/cover/';

/** A page may show a cover again for this long without asking, in seconds; a changed cover shows after that. */
const COVER_KEEPS_S = 300;

export interface Served {
  /** The folder of the built pages. */
  readonly pages: string;
  /** The file of a track, or null when there is no such track. */
  readonly fileOfTrack: (trackId: string) => string | null;
  /** The file of a track is not in the version that was asked for, or not any more. */
  readonly fileChanged: (trackId: string) => void;
  /** The cover of a track, or null when it has none. */
  readonly coverOf: (trackId: string) => Promise<Cover | null>;
  /** The development server whose pages are served instead, if any. */
  readonly devServer: string | null;
}

/** Must be called before the app is ready. */
export const declareProtocol = (): void => {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
};

/** What the development server answers. */
const forwarded = async (url: string): Promise<Reply> => {
  const answer = await net.fetch(url);
  const type = answer.headers.get('content-type') ?? 'application/octet-stream';
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { ...whole(bytes, { 'content-type': type }), statusCode: answer.status };
};

const rangeAsked = ({ headers }: ProtocolRequest): string | null =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === 'range')?.[1] ?? null;

/** Serves the pages, the tracks and their covers from now on; anything else is refused. */
export const serve = ({ pages, fileOfTrack, fileChanged, coverOf, devServer }: Served): void => {
  const thumbnailOf = makeThumbnails(coverOf);

  const coverReply = async (trackId: string): Promise<Reply> => {
    const cover = await thumbnailOf(trackId);
    if (cover === null) return refusal(404);
    return whole(cover.bytes, {
      'content-type': cover.mime,
      'x-content-type-options': 'nosniff',
      'cache-control': `max-age=${COVER_KEEPS_S}`,
    });
  };

  const replyTo = async (request: ProtocolRequest): Promise<Reply> => {
    if (request.method !== 'GET') return refusal(405);
    const { host, pathname, search } = new URL(request.url);
    if (host !== 'stillroom') return refusal(404);
    if (pathname.startsWith(MEDIA)) {
      const trackId = pathname.slice(MEDIA.length);
      const file = fileOfTrack(trackId);
      if (file === null) return refusal(404);
      return trackReply({
        file,
        range: rangeAsked(request),
        version: readVersion(search.slice(1)),
        changed: () => fileChanged(trackId),
      });
    }
    if (pathname.startsWith(COVER)) return coverReply(pathname.slice(COVER.length));
    if (devServer !== null) return forwarded(new URL(pathname + search, devServer).href);
    return pageReply(pages, pathname);
  };

  protocol.registerStreamProtocol('app', (request, done) => {
    void replyTo(request).then(done, () => done(refusal(500)));
  });
};
