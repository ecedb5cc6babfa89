// Changes of a playlist: a move never loses a track.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Change,
  freeTitle,
  keysOf,
  movedBefore,
  movedByOne,
  NO_CHANGES,
  placesOf,
  stepped,
  without,
} from '../../renderer/nurse/music/playlist-editing.ts';
import { changed } from '../../renderer/ui/history.ts';

const list = ['a', 'b', 'c', 'd', 'e'];

const listAndPlaces = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 })
  .chain((ids) =>
    fc.tuple(
      fc.constant(ids),
      fc.uniqueArray(fc.nat({ max: ids.length - 1 }), { maxLength: ids.length }),
      fc.nat({ max: ids.length }),
    ),
  );

const sorted = (ids: readonly string[]): readonly string[] => [...ids].sort();

describe('changing a playlist', () => {
  it('moves tracks together to before a place, in their order', () => {
    expect(movedBefore(list, [3, 0], 2)).toEqual(['b', 'a', 'd', 'c', 'e']);
    expect(movedBefore(list, [1, 2], 5)).toEqual(['a', 'd', 'e', 'b', 'c']);
    expect(movedBefore(list, [1, 2], 2)).toEqual(list);
  });

  it('moves tracks by one place, and those at the end stay there', () => {
    expect(movedByOne(list, [1, 3], -1)).toEqual(['b', 'a', 'd', 'c', 'e']);
    expect(movedByOne(list, [1, 2], 1)).toEqual(['a', 'd', 'b', 'c', 'e']);
    expect(movedByOne(list, [0, 1], -1)).toEqual(list);
    expect(movedByOne(list, [0, 2], -1)).toEqual(['a', 'c', 'b', 'd', 'e']);
    expect(movedByOne(list, [4], 1)).toEqual(list);
  });

  it('never loses or doubles a track by a move', () => {
    fc.assert(
      fc.property(listAndPlaces, ([ids, places, before]) => {
        for (const moved of [
          movedBefore(ids, places, before),
          movedByOne(ids, places, 1),
          movedByOne(ids, places, -1),
        ]) {
          expect(sorted(moved)).toEqual(sorted(ids));
        }
      }),
    );
  });

  it('keeps the moved tracks in their order among themselves', () => {
    fc.assert(
      fc.property(listAndPlaces, ([ids, places, before]) => {
        const chosen = new Set(places.map((place) => ids[place]));
        const inOrder = (from: readonly string[]) => from.filter((id) => chosen.has(id));
        expect(inOrder(movedBefore(ids, places, before))).toEqual(inOrder(ids));
        expect(inOrder(movedByOne(ids, places, 1))).toEqual(inOrder(ids));
      }),
    );
  });

  it('takes out one of two places of the same track, and leaves the other', () => {
    const twice = ['a', 'b', 'a'];
    expect(keysOf(twice)).toEqual(['a', 'b', 'a#2']);
    expect(without(twice, placesOf(twice, new Set(['a#2'])))).toEqual(['a', 'b']);
    expect(without(twice, placesOf(twice, new Set(['a'])))).toEqual(['b', 'a']);
  });

  it('gives a new playlist a title that no other has', () => {
    expect(freeTitle('New playlist', ['Rain'])).toBe('New playlist');
    expect(freeTitle('New playlist', ['New playlist', 'New playlist 2'])).toBe('New playlist 3');
  });
});

describe('undoing a change of a playlist', () => {
  const rename = (before: string, after: string): Change => ({
    kind: 'renamed',
    playlistId: 'own:rain',
    before: { title: before, trackIds: list },
    after: { title: after, trackIds: list },
    count: 0,
  });
  const renamed = changed(NO_CHANGES, rename('Rain', 'Snow'), null, 0);
  const twice = changed(renamed, rename('Snow', 'Frost'), null, 1);

  it('goes one change back and one forward again', () => {
    const back = stepped(twice, 'undo', true);
    expect(back.present?.after?.title).toBe('Snow');
    expect(stepped(back, 'redo', true).present?.after?.title).toBe('Frost');
  });

  it('forgets every change once main has refused to take one back or make it again', () => {
    expect(stepped(twice, 'undo', false)).toEqual(NO_CHANGES);
    expect(stepped(stepped(twice, 'undo', true), 'redo', false)).toEqual(NO_CHANGES);
  });
});
