// Changing a playlist, and taking changes back: pure, on ids alone. What is kept is main's business; this only says
// what it is to become.

/** A playlist as it can be kept and brought back. */
export interface PlaylistState {
  readonly title: string;
  readonly trackIds: readonly string[];
}

/** The longest title of a playlist, in characters, and the most tracks that one may have, as the contract has it. */
export const LONGEST_TITLE = 60;
export const MOST_TRACKS = 10_000;

/** A key for every place of a list: the track's id, and for one that comes again its count. */
export const keysOf = (trackIds: readonly string[]): readonly string[] => {
  const met = new Map<string, number>();
  return trackIds.map((id) => {
    const count = (met.get(id) ?? 0) + 1;
    met.set(id, count);
    return count === 1 ? id : `${id}#${count}`;
  });
};

/** The places (0-based) at which these keys stand, first to last. */
export const placesOf = (trackIds: readonly string[], keys: ReadonlySet<string>): readonly number[] =>
  keysOf(trackIds).flatMap((key, place) => (keys.has(key) ? [place] : []));

const isAmong = (places: readonly number[]): ((place: number) => boolean) => {
  const set = new Set(places);
  return (place) => set.has(place);
};

/** Without the tracks at these places. */
export const without = (trackIds: readonly string[], places: readonly number[]): readonly string[] => {
  const goes = isAmong(places);
  return trackIds.filter((_, place) => !goes(place));
};

/** The tracks at these places moved together to before a place, in their order. */
export const movedBefore = (
  trackIds: readonly string[],
  places: readonly number[],
  before: number,
): readonly string[] => {
  const moves = isAmong(places);
  const kept = (from: number, to: number): readonly string[] =>
    trackIds.slice(from, to).filter((_, i) => !moves(from + i));
  return [
    ...kept(0, before),
    ...trackIds.filter((_, place) => moves(place)),
    ...kept(before, trackIds.length),
  ];
};

/** The tracks at these places one place up or down; those that stand at the end already stay there. */
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

/** What somebody did, for the line that offers to take it back. */
export type ChangeKind = 'made' | 'renamed' | 'removed' | 'added' | 'takenOut' | 'moved';

/** One change of one playlist; null: it is not there. */
export interface Change {
  readonly kind: ChangeKind;
  readonly playlistId: string;
  readonly before: PlaylistState | null;
  readonly after: PlaylistState | null;
  /** How many tracks were added, taken out or moved. */
  readonly count: number;
}

/** What was done and what was taken back, the newest last. */
export interface History {
  readonly done: readonly Change[];
  readonly undone: readonly Change[];
}

export const NO_HISTORY: History = { done: [], undone: [] };

/** Further back nobody remembers what they did. */
const MOST_KEPT = 200;

export type HistoryEvent =
  | { readonly type: 'did'; readonly change: Change }
  | { readonly type: 'undid' }
  | { readonly type: 'redid' }
  /** Main refused a step: what it began from is no more, so nothing before it can be taken back either. */
  | { readonly type: 'forgot' };

/** The history after a step. A new change forgets what was taken back. */
export const reduceHistory = (history: History, event: HistoryEvent): History => {
  const { done, undone } = history;
  const last = done.at(-1);
  const next = undone.at(-1);
  switch (event.type) {
    case 'did':
      return { done: [...done, event.change].slice(-MOST_KEPT), undone: [] };
    case 'undid':
      return last === undefined ? history : { done: done.slice(0, -1), undone: [...undone, last] };
    case 'redid':
      return next === undefined ? history : { done: [...done, next], undone: undone.slice(0, -1) };
    case 'forgot':
      return NO_HISTORY;
  }
};

/** What a playlist has to become; null: it goes. */
export interface Step {
  readonly playlistId: string;
  readonly to: PlaylistState | null;
}

/** The step that takes the last change back; null when there is none. */
export const undoStep = ({ done }: History): Step | null => {
  const last = done.at(-1);
  return last === undefined ? null : { playlistId: last.playlistId, to: last.before };
};

/** The step that does again what was taken back last; null when there is none. */
export const redoStep = ({ undone }: History): Step | null => {
  const next = undone.at(-1);
  return next === undefined ? null : { playlistId: next.playlistId, to: next.after };
};

/** A title that no playlist has yet: `New playlist`, `New playlist 2`. */
export const freeTitle = (wished: string, taken: readonly string[]): string => {
  const isTaken = new Set(taken);
  let title = wished;
  for (let count = 2; isTaken.has(title); count++) title = `${wished} ${count}`;
  return title;
};

/** Moves change nothing when everything stands at the end already. */
export const isSameOrder = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, place) => id === b[place]);
