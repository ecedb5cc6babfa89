// The rows of the track list: found by any words of what is known of a track, and kept the same while it is the same.

import { describe, expect, it } from 'vitest';
import { makeLibrary, rowsOfList } from '../../renderer/nurse/music/track-rows.ts';
import { find } from '../../renderer/ui/finding.ts';
import { type LibraryContent, type LibraryTrack, NO_MARKS } from '../../shared/sound/music.ts';

const track = (id: string, changes: Partial<LibraryTrack> = {}): LibraryTrack => ({
  id,
  title: id,
  artist: null,
  album: null,
  durationS: 200,
  hasLoudness: false,
  hasCover: false,
  unheardS: 0,
  folderId: 'sea',
  marks: NO_MARKS,
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

const library = makeLibrary(
  content([
    track('tide', { title: 'Low Tide', artist: 'Ída Vestergård', album: 'Shores' }),
    track('harbour', { title: 'Quiet Harbour', artist: 'Kōji Tanabe' }),
    track('edel', { title: 'Édelweiß', folderId: 'wood' }),
    track('kana', { title: '静かな夜', folderId: 'wood' }),
  ]),
);

const found = (sought: string): readonly string[] => find(library.rows, sought).map(({ key }) => key);

describe('finding tracks', () => {
  it('searches title, artist, album and folder', () => {
    expect(found('quiet')).toEqual(['harbour']);
    expect(found('tanabe')).toEqual(['harbour']);
    expect(found('shores')).toEqual(['tide']);
    expect(found('wood')).toEqual(['edel', 'kana']);
  });

  it('takes the words in any order, whatever their case, accents and spaces', () => {
    expect(found('  TIDE   vesterg low ')).toEqual(['tide']);
    expect(found('koji')).toEqual(['harbour']);
    expect(found('edel')).toEqual(['edel']);
    expect(found('seestucke')).toEqual(['tide', 'harbour']);
    expect(found('静か')).toEqual(['kana']);
  });

  it('finds everything by nothing and nothing by a word that none has', () => {
    expect(found(' ')).toHaveLength(4);
    expect(found('tide harbour')).toEqual([]);
  });

  it('does not join the end of a title with the beginning of an artist', () => {
    expect(found('tideida')).toEqual([]);
  });
});

describe('the rows of the list', () => {
  it('stay the same objects while their tracks stay the same', () => {
    const again = makeLibrary(
      content(
        library.content.tracks.map((one) =>
          one.id === 'tide' ? { ...one, marks: { hasWords: true, suits: null } } : { ...one },
        ),
      ),
      library,
    );
    expect(again.rows[1]).toBe(library.rows[1]);
    expect(again.rows[0]).not.toBe(library.rows[0]);
    expect(again.rows[0]?.track.marks.hasWords).toBe(true);
  });

  it('are not drawn again because tracks are measured, and it is known which are', () => {
    const tracks = library.content.tracks.map((one) => ({ ...one, hasLoudness: true }));
    const later = makeLibrary(content(tracks), library);
    expect(later.rows).toBe(library.rows);
    expect(library.measured.size).toBe(0);
    expect(later.measured.size).toBe(4);
  });

  it('are found by the new name of a renamed folder', () => {
    const { folders, tracks } = library.content;
    const renamed = { ...library.content, folders: folders.map((one) => ({ ...one, name: 'Garden' })) };
    const again = makeLibrary({ ...renamed, tracks: tracks.map((one) => ({ ...one })) }, library);
    expect(find(again.rows, 'garden')).toHaveLength(4);
    expect(find(again.rows, 'wood')).toHaveLength(0);
  });

  it('are in the order of the playlist, with a place for a track that is not here', () => {
    const rows = rowsOfList(library.byId, ['edel', 'gone', 'tide', 'edel']);
    expect(rows.map(({ key }) => key)).toEqual(['edel', 'gone', 'tide', 'edel#2']);
    expect(rows.map(({ isAway }) => isAway)).toEqual([false, true, false, false]);
  });

  it('are away where their folder is', () => {
    const away = makeLibrary(content([track('a'), track('b', { folderId: 'wood' })], true));
    expect(away.rows.map(({ isAway }) => isAway)).toEqual([true, false]);
  });
});
