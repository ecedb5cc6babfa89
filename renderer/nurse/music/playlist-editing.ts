// Changes of a playlist, on ids alone. Pure; main keeps what they make of it.

import { begun, type History, redone, undone } from '../../ui/history.ts';

/** A playlist as it can be kept and brought back. */
export interface PlaylistState {
  readonly title: string;
  readonly trackIds: readonly string[];
}

/** One change of one playlist, as the undo history keeps it; a state of null: the playlist is not there. */
export interface Change {
  readonly kind: 'made' | 'renamed' | 'removed' | 'added' | 'takenOut' | 'moved';
  readonly playlistId: string;
  readonly before: PlaylistState | null;
  readonly after: PlaylistState | null;
  /** How many tracks were added, taken out or moved. */
  readonly count: number;
}

/** What was done to playlists. The present is the newest change that stands; null: none does. */
export type Changes = History<Change | null>;

export const NO_CHANGES: Changes = begun(null);

/**
 * The history after main was asked to undo or redo a change. Where main refused, what the step began from is gone, so
 * nothing before it can be undone either.
 */
export const stepped = (changes: Changes, step: 'undo' | 'redo', isKept: boolean): Changes => {
  if (!isKept) return NO_CHANGES;
  return step === 'undo' ? undone(changes) : redone(changes);
};

/** The longest title of a playlist, in characters, and the most tracks in one, as the contract has it. */
export const LONGEST_TITLE = 60;
export const MOST_TRACKS = 10_000;

/** A key for every place of a list: the track's id, with a count where the track comes again. */
export const keysOf = (trackIds: readonly string[]): readonly string[] => {
  const met = new Map<string, number>();
  return trackIds.map((id) => {
    const count = (met.get(id) ?? 0) + 1;
    met.set(id, count);
    return count === 1 ? id : `${id}#${count}`;
  });
};

/** The places (0-based) of these keys, first to last. */
export const placesOf = (trackIds: readonly string[], keys: ReadonlySet<string>): readonly number[] =>
  keysOf(trackIds).flatMap((key, place) => (keys.has(key) ? [place] : []));

/** Without the tracks at these places. */
export const without = (trackIds: readonly string[], places: readonly number[]): readonly string[] => {
  const gone = new Set(places);
  return trackIds.filter((_, place) => !gone.has(place));
};

/** The tracks at these places moved together to before a place, in their order. */
export const movedBefore = (
  trackIds: readonly string[],
  places: readonly number[],
  before: number,
): readonly string[] => {
  const moved = new Set(places);
  return [
    ...trackIds.filter((_, place) => place < before && !moved.has(place)),
    ...trackIds.filter((_, place) => moved.has(place)),
    ...trackIds.filter((_, place) => place >= before && !moved.has(place)),
  ];
};

/** The tracks at these places one place up or down; those at the end stay there. */
export const movedByOne = (
  trackIds: readonly string[],
  places: readonly number[],
  direction: 1 | -1,
): readonly string[] => {
  const moved = [...trackIds];
  const held = new Set<number>();
  const inTurn = [...places].sort((a, b) => (b - a) * direction);
  for (const place of inTurn) {
    const to = place + direction;
    const there = moved[to];
    const own = moved[place];
    if (there === undefined || own === undefined || held.has(to)) {
      held.add(place);
      continue;
    }
    moved[to] = own;
    moved[place] = there;
    held.add(to);
  }
  return moved;
};

/** A title that no playlist has yet: `New playlist`, `New playlist 2`. */
export const freeTitle = (wished: string, taken: readonly string[]): string => {
  const isTaken = new Set(taken);
  let title = wished;
  for (let count = 2; isTaken.has(title); count++) title = `${wished} ${count}`;
  return title;
};

/** True where nothing moved: the tracks were at the end already. */
export const isSameOrder = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, place) => id === b[place]);
