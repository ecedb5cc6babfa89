// Finding tracks by what somebody types of them. Everything that can be prepared is prepared once per library, so that
// a keystroke costs a comparison of texts and nothing else.

import type { LibraryContent, LibraryTrack } from '../../../shared/sound/music.ts';
import { finder, folded } from '../../ui/finding.ts';

/** A library made ready to be searched. */
export interface SearchableLibrary {
  readonly content: LibraryContent;
  readonly byId: ReadonlyMap<string, LibraryTrack>;
  /** What a track can be found by, folded. */
  readonly haystacks: ReadonlyMap<string, string>;
  /** The ids of the tracks of which it is known how loud they are. */
  readonly measured: ReadonlySet<string>;
}

/** Nothing that a row shows of it has changed; that it is measured by now is no reason to draw it anew. */
const isSame = (a: LibraryTrack, b: LibraryTrack): boolean =>
  a.title === b.title &&
  a.artist === b.artist &&
  a.album === b.album &&
  a.durationS === b.durationS &&
  a.hasCover === b.hasCover &&
  a.folderId === b.folderId &&
  a.marks.hasWords === b.marks.hasWords &&
  a.marks.suits === b.marks.suits;

/** The tracks, each the very object that it was before where it is the same; all of them so, where all are. */
const withFormer = (
  tracks: readonly LibraryTrack[],
  former: SearchableLibrary | null,
): readonly LibraryTrack[] => {
  if (former === null) return tracks;
  const kept = tracks.map((track) => {
    const known = former.byId.get(track.id);
    return known !== undefined && isSame(known, track) ? known : track;
  });
  const before = former.content.tracks;
  return kept.length === before.length && kept.every((track, i) => track === before[i]) ? before : kept;
};

const haystacksOf = (
  { folders, tracks }: LibraryContent,
  former: SearchableLibrary | null,
): ReadonlyMap<string, string> => {
  const names = new Map(folders.map(({ id, name }) => [id, name]));
  const formerNames = new Map(former?.content.folders.map(({ id, name }) => [id, name]));
  const haystackOf = (track: LibraryTrack): string => {
    const { id, title, artist, album, folderId } = track;
    const isFormer = former?.byId.get(id) === track && formerNames.get(folderId) === names.get(folderId);
    const known = isFormer ? former?.haystacks.get(id) : undefined;
    return known ?? folded([title, artist ?? '', album ?? '', names.get(folderId) ?? ''].join('\n'));
  };
  return new Map(tracks.map((track) => [track.id, haystackOf(track)]));
};

/**
 * Folds title, artist, album and folder of every track.
 *
 * @param former the library before it; what has not changed since is neither folded nor drawn anew
 */
export const makeSearchable = (
  found: LibraryContent,
  former: SearchableLibrary | null = null,
): SearchableLibrary => {
  const content = { ...found, tracks: withFormer(found.tracks, former) };
  return {
    content,
    byId: new Map(content.tracks.map((track) => [track.id, track])),
    haystacks: haystacksOf(content, former),
    measured: new Set(found.tracks.filter(({ loudness }) => loudness !== null).map(({ id }) => id)),
  };
};

/** What each item's track can be found by, in the order of the items: looked up once, not at every keystroke. */
export const textsOf = (
  items: readonly { readonly track: { readonly id: string } }[],
  { haystacks }: SearchableLibrary,
): readonly string[] => items.map(({ track }) => haystacks.get(track.id) ?? '');

/**
 * The items whose track has every typed word in its title, artist, album or folder, in any order of the words and in
 * the order given; all of them when nothing is typed.
 *
 * @param texts of the same items, see textsOf
 */
export const findTracks = <T>(
  items: readonly T[],
  texts: readonly string[],
  sought: string,
): readonly T[] => {
  if (sought.trim() === '') return items;
  const isFound = finder(sought);
  return items.filter((_, i) => isFound(texts[i] ?? ''));
};
