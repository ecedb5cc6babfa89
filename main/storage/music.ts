// Keeps playlists made by hand and marks on tracks in music.json. It never replaces a file that it could not read, and
// a bad entry never takes a good one with it.

import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { EarlierMusic } from '../../shared/ipc/earlier.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type Marks, MarksSchema, NO_MARKS } from '../../shared/sound/music.ts';
import { openEarlier } from './earlier.ts';
import { type JsonObject, openJsonFile, type Understood } from './json-file.ts';
import { entryOf, fieldsOf, listOf, recordOf } from './tolerant-reading.ts';

const FILE_VERSION = 1;

/** More tracks than this are a whole collection. */
const MOST_TRACKS = 10_000;

const trackId = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

const OwnPlaylistSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^own:[0-9a-z-]{1,40}$/)),
  title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
  /** In playing order, including those that are away now; one may come twice. */
  trackIds: v.pipe(v.array(trackId), v.maxLength(MOST_TRACKS)),
});
/** A playlist that was made by hand. */
export type OwnPlaylist = Readonly<v.InferOutput<typeof OwnPlaylistSchema>>;

/** What is left out stays as it was. */
export type MarkChange = { readonly [Name in keyof Marks]?: Marks[Name] | undefined };

export type KeptMusic = ReturnType<typeof openMusic>;

interface Content {
  readonly playlists: readonly OwnPlaylist[];
  /** By track id; a track without marks is not in it. */
  readonly marks: Readonly<Record<string, Marks>>;
}

const marksEntry = entryOf(MarksSchema);

const readFields = fieldsOf<Content>({
  playlists: (raw) => {
    const { value, isBad } = listOf(OwnPlaylistSchema)(raw);
    const first = value.filter(({ id }, i) => value.findIndex((one) => one.id === id) === i);
    return { value: first, isBad: isBad || first.length < value.length };
  },
  marks: recordOf((raw, id) => (v.is(trackId, id) ? marksEntry(raw) : null)),
});

/** Fields that this version does not know are part of the content, and stay in the file. */
const readContent = (found: JsonObject): Understood<Content> => {
  const { value, isBad } = readFields(found);
  return { value: { ...found, ...value }, isBad };
};

/** What differs between lists and marks as they were and as they are, by title. */
const changesSince = (before: Content, after: Content): Omit<EarlierMusic, 'id' | 'untilWallMs'> => {
  const of = ({ playlists }: Content) => new Map(playlists.map((list) => [list.id, list]));
  const [then, now] = [of(before), of(after)];
  const titles = (lists: Iterable<OwnPlaylist>): readonly string[] => [...lists].map(({ title }) => title);
  return {
    changed: titles(
      after.playlists.filter(({ id }) => then.has(id) && !isDeepStrictEqual(then.get(id), now.get(id))),
    ),
    added: titles(after.playlists.filter(({ id }) => !then.has(id))),
    removed: titles(before.playlists.filter(({ id }) => !now.has(id))),
    areMarksOther: !isDeepStrictEqual(before.marks, after.marks),
  };
};

/** Opens music.json in the folder. Never throws; notices say what went wrong. */
export const openMusic = (folder: string, now = () => new Date()) => {
  const earlier = openEarlier(folder, 'music', FILE_VERSION, now);
  const file = openJsonFile<Content>({
    folder,
    name: 'music',
    version: FILE_VERSION,
    empty: { playlists: [], marks: {} },
    read: readContent,
    text: (value) => [JSON.stringify({ ...value, version: FILE_VERSION }, undefined, '\t')],
    delayMs: 0,
    now,
    replacing: (before, after, place) => {
      const isOther = before.playlists !== after.playlists || before.marks !== after.marks;
      if (isOther) earlier.keep(place);
    },
  });
  let content = file.found;
  /** What there was before somebody went back, until something else is changed. */
  let beforeGoingBack: Content | null = null;

  const change = (changed: Partial<Content>): void => {
    beforeGoingBack = null;
    content = { ...content, ...changed };
    file.write(content);
  };

  const marksOf = (id: string): Marks =>
    Object.hasOwn(content.marks, id) ? (content.marks[id] ?? NO_MARKS) : NO_MARKS;

  /** Makes everything what a file says, keeps the present as a version, and remembers it. */
  const become = (json: JsonObject): void => {
    const before = content;
    earlier.need();
    change(readFields(json).value);
    beforeGoingBack = before;
  };

  return {
    /** Lists and marks as they were, the newest first; versions that are as now are left out. */
    earlier: (): readonly EarlierMusic[] =>
      earlier.all().flatMap(({ id, untilMs }) => {
        const json = earlier.read(id);
        if (json === null) return [];
        const since = changesSince(readFields(json).value, content);
        const { areMarksOther, ...lists } = since;
        const isOther = areMarksOther || Object.values(lists).some((titles) => titles.length > 0);
        return isOther ? [{ id, untilWallMs: untilMs, ...since }] : [];
      }),
    /** Everything as it was in a version, and the present one kept as a version. */
    goBack: (versionId: string): Result<null, 'unknownVersion'> => {
      const json = earlier.read(versionId);
      if (json === null) return fail('unknownVersion');
      become(json);
      return ok(null);
    },
    /** As it was before somebody went back, unless something was changed since. */
    undoGoBack: (): Result<null, 'unknownVersion'> => {
      if (beforeGoingBack === null) return fail('unknownVersion');
      const { playlists, marks } = beforeGoingBack;
      change({ playlists, marks });
      return ok(null);
    },
    /** All that the file holds, to be taken over elsewhere. */
    document: (): JsonObject => ({ ...content, version: FILE_VERSION }),
    /** Everything as another program kept it; answers how many lists there are. */
    takeOver: (json: JsonObject): number => {
      become(json);
      return content.playlists.length;
    },
    /** In the order in which they were made. */
    playlists: (): readonly OwnPlaylist[] => content.playlists,
    /** Makes one (null), changes one, or restores a removed one under its id; returns the id. */
    save: (
      wishedId: string | null,
      title: string,
      trackIds: readonly string[],
    ): Result<string, 'unknownPlaylist'> => {
      const id = wishedId ?? `own:${randomBytes(8).toString('hex')}`;
      const parsed = v.safeParse(OwnPlaylistSchema, { id, title, trackIds });
      if (!parsed.success) return fail('unknownPlaylist');
      const { playlists } = content;
      const place = playlists.findIndex((one) => one.id === id);
      const at = place === -1 ? playlists.length : place;
      change({ playlists: playlists.toSpliced(at, 1, parsed.output) });
      return ok(id);
    },
    /** False when there is none of that id. */
    remove: (id: string): boolean => {
      const playlists = content.playlists.filter((one) => one.id !== id);
      if (playlists.length === content.playlists.length) return false;
      change({ playlists });
      return true;
    },
    marksOf,
    mark: (trackIds: readonly string[], { hasWords, suits }: MarkChange): void => {
      const marks = { ...content.marks };
      for (const id of trackIds) {
        const before = marksOf(id);
        const next = {
          hasWords: hasWords === undefined ? before.hasWords : hasWords,
          suits: suits === undefined ? before.suits : suits,
        };
        if (next.hasWords || next.suits !== null) marks[id] = next;
        else delete marks[id];
      }
      change({ marks });
    },
    ...file.state,
  };
};
