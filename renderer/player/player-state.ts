// What the player knows of itself: the newest order, what lies on its two decks, and which of them is heard.
// Plain values and questions about them; it never does anything.

import {
  MOST_BOOST_DB,
  type OrderedTrack,
  type PlayerOrder,
  type PlayerReport,
} from '../../shared/sound/player-orders.ts';

export type DeckIndex = 0 | 1;
const DECKS: readonly DeckIndex[] = [0, 1];

/** The other of the two decks. */
export const otherThan = (deck: DeckIndex): DeckIndex => (deck === 0 ? 1 : 0);

/**
 * What lies on a deck. `starting`: asked to play and not heard yet; `leaving`: still heard, on its way out;
 * `paused`: in place, to be taken up again.
 */
export type Holding =
  | { readonly phase: 'empty' }
  | {
      readonly phase: 'loading' | 'ready' | 'starting' | 'playing' | 'paused' | 'leaving';
      readonly track: OrderedTrack;
    };

export interface Stage {
  readonly order: PlayerOrder | null;
  /** When the ordered level should be reached, in ms on the player's clock. */
  readonly levelBy: number;
  readonly decks: readonly [Holding, Holding];
  /** The deck that is heard, or would be but for the level; in a cross-fade the newer one. */
  readonly lead: DeckIndex | null;
  /** False once the master level is at silence. */
  readonly sounding: boolean;
  /** True from asking `next` to start by itself until it is heard. */
  readonly advancing: boolean;
  /** The track that the lead took over from by itself, until an order shows that main knows. */
  readonly cameFrom: string | null;
  /** True from asking `next` to begin at the very end of the lead until it does. */
  readonly joining: boolean;
  /** Tracks found unreadable since the newest order. */
  readonly givenUp: readonly string[];
  /** `leaving`: to be silent, for another output; `away`: that is on its way, or there is none. */
  readonly output: 'there' | 'leaving' | 'away';
  /** When an output that is being left should be silent, in ms on the player's clock. */
  readonly leaveBy: number;
}

export const EMPTY_STAGE: Stage = {
  order: null,
  levelBy: 0,
  decks: [{ phase: 'empty' }, { phase: 'empty' }],
  lead: null,
  sounding: false,
  advancing: false,
  cameFrom: null,
  joining: false,
  givenUp: [],
  output: 'away',
  leaveBy: 0,
};

/** What happened to the player. */
export type PlayerEvent =
  | { readonly type: 'ordered'; readonly order: PlayerOrder; readonly at: number }
  | { readonly type: 'loaded' | 'failed' | 'ended' | 'left'; readonly deck: DeckIndex }
  | { readonly type: 'started'; readonly deck: DeckIndex; readonly at: number }
  /** The master level has reached silence. */
  | { readonly type: 'silent' }
  /** The lead is near enough its end to hand over; `canJoin`: both decks can go over sample by sample. */
  | { readonly type: 'nearEnd'; readonly canJoin: boolean }
  /** The lead is about to end, and it is known when; `canJoin` as above, and nothing moves on the decks. */
  | { readonly type: 'atEnd'; readonly canJoin: boolean }
  | { readonly type: OutputEvent; readonly at: number };

/**
 * `outputGone`: what is played now would be heard elsewhere; `outputOther`: another output waits for silence;
 * `outputReady`: it is in use.
 */
export type OutputEvent = 'outputGone' | 'outputOther' | 'outputReady';

/** What is to be done about it, in this order. */
export type Step =
  /** `asStream`: by the kind of sound that can go over into another sample by sample. */
  | {
      readonly do: 'load';
      readonly deck: DeckIndex;
      readonly track: OrderedTrack;
      readonly asStream: boolean;
    }
  | { readonly do: 'unload' | 'pause' | 'hasten'; readonly deck: DeckIndex }
  /** `alone`: nothing else is heard; it begins at the floor of the master level, itself whole. */
  | { readonly do: 'start'; readonly deck: DeckIndex; readonly alone: boolean }
  | { readonly do: 'crossfade'; readonly from: DeckIndex | null; readonly to: DeckIndex }
  /** `to` begins whole, and as loud as `from`, at the sample at which that ends. */
  | { readonly do: 'join'; readonly from: DeckIndex; readonly to: DeckIndex }
  /** That has happened: what differs between the two is evened out. */
  | { readonly do: 'joined'; readonly to: DeckIndex }
  | {
      readonly do: 'level';
      readonly toDb: number | null;
      readonly overMs: number;
      readonly isFullLight: boolean;
      readonly capDb: number;
    }
  /** Nothing is heard: the sound goes over to the other output. */
  | { readonly do: 'moveOutput' }
  /** Nothing is left to hear: the master level is silence from now on. */
  | { readonly do: 'cut' }
  | { readonly do: 'report'; readonly report: PlayerReport };

/** The track on a deck, or null. */
export const trackOn = (stage: Stage, deck: DeckIndex | null): OrderedTrack | null => {
  if (deck === null) return null;
  const holding = stage.decks[deck];
  return holding.phase === 'empty' ? null : holding.track;
};

export const phaseOf = (stage: Stage, deck: DeckIndex): Holding['phase'] => stage.decks[deck].phase;

/** The deck that is in a phase, if any. */
export const deckThatIs = (stage: Stage, phase: Holding['phase']): DeckIndex | null =>
  DECKS.find((deck) => phaseOf(stage, deck) === phase) ?? null;

/** The gain that a deck gives a track, in dB. */
export const deckGainDb = ({ gainDb }: OrderedTrack): number => Math.min(MOST_BOOST_DB, gainDb);

/** What the newest order wants to be current, unless it has turned out unreadable. */
export const wantedTrack = (stage: Stage): OrderedTrack | null => {
  const current = stage.order?.current ?? null;
  return current !== null && stage.givenUp.includes(current.id) ? null : current;
};

/** The level that the newest order wants; without a track, or an output to hear it from, there is none. */
export const wantedLevelDb = (stage: Stage): number | null =>
  stage.order === null || stage.order.current === null || stage.output !== 'there'
    ? null
    : stage.order.levelDb;

/** Two tracks whose gains differ by more than this are cross-faded even where joins are gapless, in dB. */
const MOST_JOINED_DB = 3;

/** Whether the lead is to go over into the next track without a gap. */
export const joinsNext = ({ order }: Stage): boolean => {
  if (order?.joins !== 'gapless' || order.current === null || order.next === null) return false;
  return Math.abs(deckGainDb(order.current) - deckGainDb(order.next)) <= MOST_JOINED_DB;
};

/** The stage with something else on a deck. */
export const putting = (stage: Stage, deck: DeckIndex, holding: Holding): Stage => ({
  ...stage,
  decks: deck === 0 ? [holding, stage.decks[1]] : [stage.decks[0], holding],
});

/** The stage with the same track on a deck in another phase. */
export const turning = (stage: Stage, deck: DeckIndex, phase: Exclude<Holding['phase'], 'empty'>): Stage => {
  const track = trackOn(stage, deck);
  return track === null ? stage : putting(stage, deck, { phase, track });
};
