// Changing a playlist and taking changes back: no track is ever lost by a move, and undo leads back to what was.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Change,
  freeTitle,
  keysOf,
  movedBefore,
  movedByOne,
  NO_HISTORY,
  type PlaylistState,
  placesOf,
  redoStep,
  reduceHistory,
  undoStep,
  without,
} from '../../renderer/nurse/music/playlist-editing.ts';

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

  it('calls a new playlist as no other is called', () => {
    expect(freeTitle('New playlist', ['Rain'])).toBe('New playlist');
    expect(freeTitle('New playlist', ['New playlist', 'New playlist 2'])).toBe('New playlist 3');
  });
});

const change = (before: PlaylistState | null, after: PlaylistState | null): Change => ({
  ...{ kind: 'moved', playlistId: 'own:1', before, after, count: 1 },
});

const state = (...trackIds: readonly string[]): PlaylistState => ({ title: 'Rain', trackIds });

describe('taking changes back', () => {
  it('leads back through every change to a playlist that was not there, and forth again', () => {
    const states = [null, state(), state('a'), state('b', 'a'), null];
    let history = states
      .slice(1)
      .reduce(
        (past, after, i) => reduceHistory(past, { type: 'did', change: change(states[i] ?? null, after) }),
        NO_HISTORY,
      );
    for (const expected of [state('b', 'a'), state('a'), state(), null]) {
      expect(undoStep(history)).toEqual({ playlistId: 'own:1', to: expected });
      history = reduceHistory(history, { type: 'undid' });
    }
    expect(undoStep(history)).toBeNull();
    for (const expected of [state(), state('a'), state('b', 'a'), null]) {
      expect(redoStep(history)).toEqual({ playlistId: 'own:1', to: expected });
      history = reduceHistory(history, { type: 'redid' });
    }
    expect(redoStep(history)).toBeNull();
  });

  it('forgets what was taken back once something else is changed', () => {
    const did = reduceHistory(NO_HISTORY, { type: 'did', change: change(state(), state('a')) });
    const undone = reduceHistory(did, { type: 'undid' });
    const other = reduceHistory(undone, { type: 'did', change: change(state(), state('b')) });
    expect(redoStep(other)).toBeNull();
    expect(undoStep(other)?.to).toEqual(state());
  });

  it('has nothing to take back at first, nor after main refused a step', () => {
    expect(undoStep(NO_HISTORY)).toBeNull();
    const did = reduceHistory(NO_HISTORY, { type: 'did', change: change(state(), state('a')) });
    expect(undoStep(reduceHistory(did, { type: 'forgot' }))).toBeNull();
    expect(reduceHistory(NO_HISTORY, { type: 'undid' })).toBe(NO_HISTORY);
  });
});
