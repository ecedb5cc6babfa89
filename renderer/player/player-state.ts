// What the player knows of itself: the newest order, what its two decks hold, and which of them is heard. Plain
// values and questions about them; it never does anything.

import {
  type LevelOrder,
  MOST_BOOST_DB,
  type OrderedTrack,
  type PlayerOrder,
  type PlayerReport,
} from '../../shared/sound/player-orders.ts';

export type DeckIndex = 0 | 1;
export const DECKS: readonly DeckIndex[] = [0, 1];

/** The other of the two decks. */
export const otherThan = (deck: DeckIndex): DeckIndex => (deck === 0 ? 1 : 0);

/** `starting`: asked to play and not heard yet; `leaving`: still heard, on its way out; `paused`: to be resumed. */
export type DeckStatus = 'empty' | 'loading' | 'ready' | 'starting' | 'playing' | 'paused' | 'leaving';

export type DeckState =
  | { readonly status: 'empty' }
  | { readonly status: Exclude<DeckStatus, 'empty'>; readonly track: OrderedTrack };

export interface PlayerState {
  readonly order: PlayerOrder | null;
  /** When the ordered level should be reached, in ms on the player's clock. */
  readonly levelBy: number;
  readonly decks: readonly [DeckState, DeckState];
  /** The deck that is heard, or would be without silence; in a cross-fade the newer one. */
  readonly lead: DeckIndex | null;
  /** False once the master level is silent. */
  readonly isSounding: boolean;
  /** `next` was started by the player itself, and is not heard yet. */
  readonly isAdvancing: boolean;
  /** The track before the lead, until an order shows that main knows of the change. */
  readonly cameFrom: string | null;
  /** `next` will start at the very end of the lead. */
  readonly isJoining: boolean;
  /** The addresses of tracks found unreadable since the newest order. */
  readonly givenUp: readonly string[];
  /** `leaving`: the sound falls silent to move to another output; `away`: it moves, or there is none. */
  readonly output: 'there' | 'leaving' | 'away';
  /** When the output that it leaves should be silent, in ms on the player's clock. */
  readonly leaveBy: number;
}

export const EMPTY_PLAYER: PlayerState = {
  order: null,
  levelBy: 0,
  decks: [{ status: 'empty' }, { status: 'empty' }],
  lead: null,
  isSounding: false,
  isAdvancing: false,
  cameFrom: null,
  isJoining: false,
  givenUp: [],
  output: 'away',
  leaveBy: 0,
};

/**
 * `outputGone`: the system would play the sound elsewhere now; `outputOther`: another output waits for silence;
 * `outputReady`: it is in use.
 */
export type OutputEvent = 'outputGone' | 'outputOther' | 'outputReady';

export type PlayerEvent =
  | { readonly type: 'ordered'; readonly order: PlayerOrder; readonly at: number }
  | { readonly type: 'loaded' | 'failed' | 'ended' | 'left'; readonly deck: DeckIndex }
  | { readonly type: 'started'; readonly deck: DeckIndex; readonly at: number }
  /** The master level has reached silence. */
  | { readonly type: 'silent' }
  /** The lead is near enough its end to hand over; `canJoin`: both decks can go over sample by sample. */
  | { readonly type: 'nearEnd'; readonly canJoin: boolean }
  /** The lead is about to end; `canJoin`: as above, the end is known exactly, and no deck fades. */
  | { readonly type: 'atEnd'; readonly canJoin: boolean }
  | { readonly type: OutputEvent; readonly at: number };

interface OfDeck {
  readonly deck: DeckIndex;
}

/** What the engine can do about an event. */
interface Effects {
  /** `asStream`: as a source that can join. */
  load: OfDeck & { readonly track: OrderedTrack; readonly asStream: boolean };
  unload: OfDeck;
  pause: OfDeck;
  /** A deck that is fading out does so as fast as it may. */
  hasten: OfDeck;
  /** `alone`: nothing else is heard; it starts at full share, with the master level at the floor. */
  start: OfDeck & { readonly alone: boolean };
  crossfade: { readonly from: DeckIndex | null; readonly to: DeckIndex };
  /** `to` starts at full share, as loud as `from`, at the sample at which that ends. */
  join: { readonly from: DeckIndex; readonly to: DeckIndex };
  /** That has happened: the difference between both gains is evened out. */
  joined: { readonly to: DeckIndex };
  level: LevelOrder;
  /** Nothing is heard: the sound moves to the other output. */
  moveOutput: object;
  /** Nothing is left to hear: the master level is silent from now on. */
  cut: object;
  report: { readonly report: PlayerReport };
}
export type Effect<Do extends keyof Effects = keyof Effects> = {
  [One in Do]: { readonly do: One } & Effects[One];
}[Do];

/** The track on a deck, or null. */
export const trackOn = ({ decks }: PlayerState, deck: DeckIndex | null): OrderedTrack | null => {
  const held = deck === null ? null : decks[deck];
  return held === null || held.status === 'empty' ? null : held.track;
};

export const statusOf = ({ decks }: PlayerState, deck: DeckIndex): DeckStatus => decks[deck].status;

/** The deck with this status, if any. */
export const deckThatIs = (state: PlayerState, status: DeckStatus): DeckIndex | null =>
  DECKS.find((deck) => statusOf(state, deck) === status) ?? null;

/** The gain that a deck gives a track, in dB. */
export const deckGainDb = ({ gainDb }: OrderedTrack): number => Math.min(MOST_BOOST_DB, gainDb);

/** The current track of the newest order, unless it turned out unreadable. */
export const wantedTrack = ({ order, givenUp }: PlayerState): OrderedTrack | null => {
  const current = order?.current ?? null;
  return current !== null && givenUp.includes(current.url) ? null : current;
};

/** The level that the newest order wants; silence without a track, or without an output. */
export const wantedLevelDb = ({ order, output }: PlayerState): number | null =>
  order === null || order.current === null || output !== 'there' ? null : order.levelDb;

/** Tracks whose gains differ by more than this are cross-faded even where joins are gapless, in dB. */
const MOST_JOINED_DB = 3;

/** Whether the lead should go over into the next track without a gap. */
export const joinsNext = ({ order }: PlayerState): boolean => {
  if (order?.joins !== 'gapless' || order.current === null || order.next === null) return false;
  return Math.abs(deckGainDb(order.current) - deckGainDb(order.next)) <= MOST_JOINED_DB;
};

/** The state with something else on a deck. */
export const withDeck = (state: PlayerState, deck: DeckIndex, held: DeckState): PlayerState => ({
  ...state,
  decks: deck === 0 ? [held, state.decks[1]] : [state.decks[0], held],
});

/** The state with the same track on a deck in another status. */
export const withStatus = (
  state: PlayerState,
  deck: DeckIndex,
  status: Exclude<DeckStatus, 'empty'>,
): PlayerState => {
  const track = trackOn(state, deck);
  return track === null ? state : withDeck(state, deck, { status, track });
};

/** Whether a deck is ready with this track. */
export const isReadyWith = (state: PlayerState, deck: DeckIndex, track: OrderedTrack): boolean =>
  statusOf(state, deck) === 'ready' && trackOn(state, deck)?.url === track.url;

/** What an event leads to: the next state, and the effects to carry out in order. */
export interface Transition {
  readonly state: PlayerState;
  readonly effects: readonly Effect[];
}

export const to = (state: PlayerState, ...effects: readonly Effect[]): Transition => ({ state, effects });

/** One transition after another. */
export const andThen = (before: Transition, { state, effects }: Transition): Transition => ({
  state,
  effects: [...before.effects, ...effects],
});

/** The state without a deck's track. */
export const emptied = (state: PlayerState, deck: DeckIndex): PlayerState => ({
  ...withDeck(state, deck, { status: 'empty' }),
  lead: state.lead === deck ? null : state.lead,
});

/** Lets go of a deck's track. */
export const unloading = (state: PlayerState, deck: DeckIndex): Transition =>
  to(emptied(state, deck), { do: 'unload', deck });

/** Starts a deck; `alone`: nothing else is heard. */
export const starting = (state: PlayerState, deck: DeckIndex, alone: boolean): Transition => {
  const next = withStatus(state, deck, 'starting');
  return to(alone ? { ...next, lead: deck, isSounding: true } : next, { do: 'start', deck, alone });
};
