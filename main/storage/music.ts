// Keeps playlists made by hand and marks on tracks in music.json. It never replaces a file that it could not read, and
// a bad entry never takes a good one with it.

import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type Marks, MarksSchema, NO_MARKS } from '../../shared/sound/music.ts';
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

/** Opens music.json in the folder. Never throws; notices say what went wrong. */
export const openMusic = (folder: string, now?: () => Date) => {
  const file = openJsonFile<Content>({
    folder,
    name: 'music',
    version: FILE_VERSION,
    empty: { playlists: [], marks: {} },
    read: readContent,
    text: (value) => [JSON.stringify({ ...value, version: FILE_VERSION }, undefined, '\t')],
    delayMs: 0,
    now,
  });
  let content = file.found;

  const change = (changed: Partial<Content>): void => {
    content = { ...content, ...changed };
    file.write(content);
  };

  const marksOf = (id: string): Marks => content.marks[id] ?? NO_MARKS;

  return {
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
