// Keeps what people made of the music in music.json: playlists by hand, and marks on tracks. It never replaces a
// file that it could not read, and a bad entry never takes a good one with it.

import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { Notice } from '../../shared/ipc/snapshot.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type Marks, MarksSchema, NO_MARKS } from '../../shared/sound/music.ts';
import { openKeptFile } from './kept-file.ts';
import { openNotices } from './notices.ts';
import { isJsonObject, type JsonObject } from './quarantine.ts';
import type { OpenStore } from './store.ts';

const FILE_VERSION = 1;
const FILE_NAME = 'music.json';

/** More tracks than this are a whole collection. */
const MOST_TRACKS = 10_000;

const trackId = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const ownId = v.pipe(v.string(), v.regex(/^own:[0-9a-z-]{1,40}$/));

const OwnPlaylistSchema = v.object({
  id: ownId,
  title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
  /** In playing order, each once, and those that are away now among them. */
  trackIds: v.pipe(v.array(trackId), v.maxLength(MOST_TRACKS)),
});
/** A playlist that was made by hand. */
export type OwnPlaylist = Readonly<v.InferOutput<typeof OwnPlaylistSchema>>;

/** What is left out stays as it was. */
export type MarkChange = { readonly [Name in keyof Marks]?: Marks[Name] | undefined };

export interface MusicParts {
  readonly folder: string;
  readonly openStore: OpenStore;
  readonly now?: () => Date;
}

export interface KeptMusic {
  /** In the order in which they were made. */
  readonly playlists: () => readonly OwnPlaylist[];
  /** Makes one (null), changes one, or brings a removed one back under its id; answers the id. */
  readonly save: (
    id: string | null,
    title: string,
    trackIds: readonly string[],
  ) => Result<string, 'unknownPlaylist'>;
  /** False when there is none of that id. */
  readonly remove: (id: string) => boolean;
  readonly marksOf: (trackId: string) => Marks;
  readonly mark: (trackIds: readonly string[], change: MarkChange) => void;
  readonly notices: () => readonly Notice[];
  readonly dismiss: (noticeId: string) => void;
  /** True when its last writing failed. */
  readonly isFailing: () => boolean;
}

/** What was read. `isBad`: some of it had to be left out. */
interface Read {
  readonly playlists: readonly OwnPlaylist[];
  readonly marks: ReadonlyMap<string, Marks>;
  /** Fields of the file that this version does not know. */
  readonly unknown: JsonObject;
  readonly isBad: boolean;
}

const NOTHING: Read = { playlists: [], marks: new Map(), unknown: {}, isBad: false };

const readPlaylists = (raw: readonly unknown[]): readonly OwnPlaylist[] => {
  const good = new Map<string, OwnPlaylist>();
  for (const one of raw) {
    const parsed = v.safeParse(OwnPlaylistSchema, one);
    if (!parsed.success || good.has(parsed.output.id)) continue;
    good.set(parsed.output.id, { ...parsed.output, trackIds: [...new Set(parsed.output.trackIds)] });
  }
  return [...good.values()];
};

const readMarks = (raw: JsonObject): ReadonlyMap<string, Marks> =>
  new Map(
    Object.entries(raw).flatMap(([id, marks]) => {
      const parsed = v.safeParse(MarksSchema, marks);
      return parsed.success && v.is(trackId, id) ? [[id, parsed.output] as const] : [];
    }),
  );

const readContent = (document: JsonObject): Read => {
  const { version: _, playlists = [], marks = {}, ...unknown } = document;
  const lists: readonly unknown[] = Array.isArray(playlists) ? playlists : [];
  const marked = isJsonObject(marks) ? marks : {};
  const good = { playlists: readPlaylists(lists), marks: readMarks(marked) };
  const isBad =
    !Array.isArray(playlists) ||
    !isJsonObject(marks) ||
    good.playlists.length < lists.length ||
    good.marks.size < Object.keys(marked).length;
  return { ...good, unknown, isBad };
};

const isUnmarked = ({ hasWords, suits }: Marks): boolean => !hasWords && suits === null;

/** Opens music.json in the folder. Never throws; what went wrong is in the notices. */
export const openMusic = ({ folder, openStore, now = () => new Date() }: MusicParts): KeptMusic => {
  const notices = openNotices('music');
  const file = openKeptFile({ folder, name: 'music', openStore, now });
  const read = file.found === null ? NOTHING : readContent(file.found);
  let { playlists } = read;
  const marks = new Map(read.marks);

  const save = (): void => {
    const content = { ...read.unknown, version: FILE_VERSION, playlists, marks: Object.fromEntries(marks) };
    const { isWritten, aside } = file.write(content);
    if (isWritten) notices.worked();
    else notices.failed(FILE_NAME);
    if (aside !== null) notices.tell('musicSetAside', aside);
  };

  if (file.wasUnusable) notices.tell('musicSetAside', file.aside ?? FILE_NAME);
  const { version }: JsonObject = file.found ?? {};
  if (read.isBad || (version !== undefined && version !== FILE_VERSION)) file.distrust();
  if (read.isBad) save();

  return {
    playlists: () => playlists,
    save: (wishedId, title, trackIds) => {
      const id = wishedId ?? `own:${randomBytes(8).toString('hex')}`;
      const parsed = v.safeParse(OwnPlaylistSchema, { id, title, trackIds: [...new Set(trackIds)] });
      if (!parsed.success) return fail('unknownPlaylist');
      const isThere = playlists.some((one) => one.id === id);
      playlists = isThere
        ? playlists.map((one) => (one.id === id ? parsed.output : one))
        : [...playlists, parsed.output];
      save();
      return ok(id);
    },
    remove: (id) => {
      const others = playlists.filter((one) => one.id !== id);
      if (others.length === playlists.length) return false;
      playlists = others;
      save();
      return true;
    },
    marksOf: (id) => marks.get(id) ?? NO_MARKS,
    mark: (trackIds, { hasWords, suits }) => {
      for (const id of trackIds) {
        const before = marks.get(id) ?? NO_MARKS;
        const next = {
          hasWords: hasWords === undefined ? before.hasWords : hasWords,
          suits: suits === undefined ? before.suits : suits,
        };
        if (isUnmarked(next)) marks.delete(id);
        else marks.set(id, next);
      }
      save();
    },
    notices: notices.all,
    dismiss: notices.dismiss,
    isFailing: notices.isFailing,
  };
};
