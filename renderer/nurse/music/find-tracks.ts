// Finding tracks by what somebody types of them. Everything that can be prepared is prepared once per library, so that
// a keystroke costs a comparison of texts and nothing else.

import type { LibraryContent, LibraryTrack } from '../../../shared/music.ts';

/** Letters without case and marks: `Édelweiß` is found by `edel`. */
export const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** A library made ready to be searched. */
export interface SearchableLibrary {
  readonly content: LibraryContent;
  readonly byId: ReadonlyMap<string, LibraryTrack>;
  /** What a track can be found by, folded. */
  readonly haystacks: ReadonlyMap<string, string>;
}

const isSame = (a: LibraryTrack, b: LibraryTrack): boolean =>
  a.title === b.title &&
  a.artist === b.artist &&
  a.album === b.album &&
  a.durationS === b.durationS &&
  a.hasCover === b.hasCover &&
  a.folderId === b.folderId &&
  a.marks.hasWords === b.marks.hasWords &&
  a.marks.suits === b.marks.suits &&
  (a.loudness === null) === (b.loudness === null);

/** The tracks, each the very object that it was before where nothing that is shown of it has changed. */
const withFormer = (
  tracks: readonly LibraryTrack[],
  former: SearchableLibrary | null,
): readonly LibraryTrack[] => {
  if (former === null) return tracks;
  return tracks.map((track) => {
    const known = former.byId.get(track.id);
    return known !== undefined && isSame(known, track) ? known : track;
  });
};

/**
 * Folds title, artist, album and folder of every track.
 *
 * @param former the library before it; rows of tracks that have not changed are then not drawn anew
 */
export const makeSearchable = (
  content: LibraryContent,
  former: SearchableLibrary | null = null,
): SearchableLibrary => {
  const tracks = withFormer(content.tracks, former);
  const folders = new Map(content.folders.map(({ id, name }) => [id, name]));
  const haystackOf = ({ title, artist, album, folderId }: LibraryTrack): string =>
    folded([title, artist ?? '', album ?? '', folders.get(folderId) ?? ''].join('\n'));
  return {
    content: { ...content, tracks },
    byId: new Map(tracks.map((track) => [track.id, track])),
    haystacks: new Map(tracks.map((track) => [track.id, haystackOf(track)])),
  };
};

const wordsOf = (sought: string): readonly string[] =>
  folded(sought)
    .split(/\s+/)
    .filter((word) => word !== '');

/**
 * The items whose track has every typed word in its title, artist, album or folder, in any order of the words and in
 * the order given; all of them when nothing is typed.
 */
export const findTracks = <T extends { readonly track: { readonly id: string } }>(
  items: readonly T[],
  haystacks: ReadonlyMap<string, string>,
  sought: string,
): readonly T[] => {
  const soughtWords = wordsOf(sought);
  if (soughtWords.length === 0) return items;
  return items.filter(({ track }) => {
    const text = haystacks.get(track.id) ?? '';
    return soughtWords.every((word) => text.includes(word));
  });
};
