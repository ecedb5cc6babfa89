// The rows of the track list: a track of the library at its place in what is shown, or the place of one that is not
// here now. A row stays the same object for as long as its track does, so that lists of thousands are drawn at once.

import type { LibraryContent, LibraryTrack } from '../../../shared/sound/music.ts';
import { NO_MARKS } from '../../../shared/sound/music.ts';
import { words } from '../../words/index.ts';
import type { SearchableLibrary } from './find-tracks.ts';
import { keysOf } from './playlist-editing.ts';

export interface TrackRow {
  /** Unique in its list, where a track may come twice. */
  readonly key: string;
  readonly track: LibraryTrack;
  readonly isAway: boolean;
}

const rows = new WeakMap<LibraryTrack, TrackRow>();

const rowOf = (track: LibraryTrack, key: string, isAway: boolean): TrackRow => {
  const known = rows.get(track);
  if (known !== undefined && known.key === key && known.isAway === isAway) return known;
  const row = { key, track, isAway };
  if (key === track.id) rows.set(track, row);
  return row;
};

const awayFolders = ({ folders }: LibraryContent): ReadonlySet<string> =>
  new Set(folders.filter(({ isAway }) => isAway).map(({ id }) => id));

/** Every track of the library, in its order. */
export const rowsOfAll = ({ content }: SearchableLibrary): readonly TrackRow[] => {
  const away = awayFolders(content);
  return content.tracks.map((track) => rowOf(track, track.id, away.has(track.folderId)));
};

const missing = (id: string): LibraryTrack => ({
  ...{ id, title: words.music.missingTrack, artist: null, album: null, durationS: null, loudness: null },
  ...{ hasCover: false, folderId: '', marks: NO_MARKS },
});

/** The tracks of a playlist, in playing order; those that the library does not have keep their place. */
export const rowsOfList = (library: SearchableLibrary, trackIds: readonly string[]): readonly TrackRow[] => {
  const away = awayFolders(library.content);
  const keys = keysOf(trackIds);
  return trackIds.map((id, place) => {
    const track = library.byId.get(id);
    const key = keys[place] ?? id;
    return track === undefined
      ? { key, track: missing(id), isAway: true }
      : rowOf(track, key, away.has(track.folderId));
  });
};
