// Finding tracks: by any words of what is known of them, and in a library of ten thousand as fast as somebody types.

import { describe, expect, it } from 'vitest';
import { findTracks, makeSearchable, textsOf } from '../../renderer/nurse/music/find-tracks.ts';
import { rowsOfAll, rowsOfList } from '../../renderer/nurse/music/track-rows.ts';
import { type LibraryContent, type LibraryTrack, NO_MARKS } from '../../shared/sound/music.ts';

const track = (id: string, changes: Partial<LibraryTrack> = {}): LibraryTrack => ({
  ...{ id, title: id, artist: null, album: null, durationS: 200, loudness: null },
  ...{ hasCover: false, folderId: 'sea', marks: NO_MARKS },
  ...changes,
});

const content = (tracks: readonly LibraryTrack[], isAway = false): LibraryContent => ({
  revision: 1,
  folders: [
    { id: 'sea', name: 'Seestücke', kind: 'folder', trackCount: tracks.length, isAway },
    { id: 'wood', name: 'Wood', kind: 'folder', trackCount: 0, isAway: false },
  ],
  tracks,
  unplayable: [],
});

const library = makeSearchable(
  content([
    track('tide', { title: 'Low Tide', artist: 'Ída Vestergård', album: 'Shores' }),
    track('harbour', { title: 'Quiet Harbour', artist: 'Kōji Tanabe' }),
    track('edel', { title: 'Édelweiß', folderId: 'wood' }),
    track('kana', { title: '静かな夜', folderId: 'wood' }),
  ]),
);

const found = (sought: string): readonly string[] =>
  findTracks(rowsOfAll(library), textsOf(rowsOfAll(library), library), sought).map(({ key }) => key);

describe('finding tracks', () => {
  it('looks in title, artist, album and folder', () => {
    expect(found('quiet')).toEqual(['harbour']);
    expect(found('tanabe')).toEqual(['harbour']);
    expect(found('shores')).toEqual(['tide']);
    expect(found('wood')).toEqual(['edel', 'kana']);
  });

  it('takes the words in any order, whatever their case, marks and spaces', () => {
    expect(found('  TIDE   vesterg low ')).toEqual(['tide']);
    expect(found('koji')).toEqual(['harbour']);
    expect(found('edel')).toEqual(['edel']);
    expect(found('seestucke')).toEqual(['tide', 'harbour']);
    expect(found('静か')).toEqual(['kana']);
  });

  it('finds everything by nothing and nothing by a word that nobody has', () => {
    expect(found(' ')).toHaveLength(4);
    expect(found('tide harbour')).toEqual([]);
  });

  it('does not join the end of a title with the beginning of an artist', () => {
    expect(found('tideida')).toEqual([]);
  });
});

describe('the rows of the list', () => {
  it('stay the very objects that they were while their tracks are as before', () => {
    const before = rowsOfAll(library);
    const again = makeSearchable(
      content(
        library.content.tracks.map((one) =>
          one.id === 'tide' ? { ...one, marks: { hasWords: true, suits: null } } : { ...one },
        ),
      ),
      library,
    );
    const after = rowsOfAll(again);
    expect(after[1]).toBe(before[1]);
    expect(after[0]).not.toBe(before[0]);
    expect(after[0]?.track.marks.hasWords).toBe(true);
  });

  it('are not drawn anew because tracks are measured, and it is known which are', () => {
    const loudness = { lufs: -14, truePeakDbtp: -1 };
    const later = makeSearchable(
      content(library.content.tracks.map((one) => ({ ...one, loudness }))),
      library,
    );
    expect(later.content.tracks).toBe(library.content.tracks);
    expect(library.measured.size).toBe(0);
    expect(later.measured.size).toBe(4);
  });

  it('are found by the new name of what was renamed', () => {
    const { folders, tracks } = library.content;
    const renamed = { ...library.content, folders: folders.map((one) => ({ ...one, name: 'Garden' })) };
    const again = makeSearchable({ ...renamed, tracks: tracks.map((one) => ({ ...one })) }, library);
    const rows = rowsOfAll(again);
    expect(findTracks(rows, textsOf(rows, again), 'garden')).toHaveLength(4);
    expect(findTracks(rows, textsOf(rows, again), 'wood')).toHaveLength(0);
  });

  it('are in the order of the playlist, with a place for a track that is not here', () => {
    const rows = rowsOfList(library, ['edel', 'gone', 'tide', 'edel']);
    expect(rows.map(({ key }) => key)).toEqual(['edel', 'gone', 'tide', 'edel#2']);
    expect(rows.map(({ isAway }) => isAway)).toEqual([false, true, false, false]);
  });

  it('say of every track in a folder that is away that it is not here', () => {
    const away = makeSearchable(content([track('a'), track('b', { folderId: 'wood' })], true));
    expect(rowsOfAll(away).map(({ isAway }) => isAway)).toEqual([true, false]);
  });
});
