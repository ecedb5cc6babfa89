// What brings the player nearer to its order: which track to load, start or let go. Pure. It never lets two tracks
// start at once, and brings nothing in except from the floor.

import type { OrderedTrack } from '../../shared/sound/player-orders.ts';
import {
  DECKS,
  type DeckIndex,
  deckThatIs,
  type Effect,
  isReadyWith,
  otherThan,
  type PlayerState,
  starting,
  statusOf,
  type Transition,
  to,
  trackOn,
  unloading,
  wantedLevelDb,
  wantedTrack,
  withDeck,
} from './player-state.ts';

/** Loads a track on a deck that nobody hears; null when it is there already, or the deck is in use. */
const bringing = (state: PlayerState, deck: DeckIndex, track: OrderedTrack): Transition | null => {
  const status = statusOf(state, deck);
  if (status === 'empty') {
    const asStream = state.order?.joins === 'gapless';
    return to(withDeck(state, deck, { status: 'loading', track }), { do: 'load', deck, track, asStream });
  }
  if (status !== 'ready' && status !== 'loading') return null;
  return trackOn(state, deck)?.url === track.url ? null : unloading(state, deck);
};

/** Nothing leads: loads the wanted track where there is room, and starts it once it is ready. */
const towardsFirst = (state: PlayerState, wanted: OrderedTrack): Transition | null => {
  const free = DECKS.filter((deck) => statusOf(state, deck) !== 'leaving');
  const holder = free.find((deck) => trackOn(state, deck)?.url === wanted.url);
  if (holder === undefined) return bringing(state, free[0] ?? 0, wanted);
  if (!isReadyWith(state, holder, wanted) || wantedLevelDb(state) === null) return null;
  return starting(state, holder, !state.isSounding);
};

/** Another track leads: brings the wanted one in on the other deck while this one goes on. */
const towardsOther = (state: PlayerState, lead: DeckIndex, wanted: OrderedTrack): Transition | null => {
  if (!state.isSounding) return unloading(state, lead);
  if (wantedLevelDb(state) === null || deckThatIs(state, 'starting') !== null) return null;
  const other = otherThan(lead);
  return isReadyWith(state, other, wanted) ? starting(state, other, false) : bringing(state, other, wanted);
};

/** The wanted track leads: resumes it if it is paused, and loads `next` ahead. */
const towardsNext = (state: PlayerState, lead: DeckIndex): Transition | null => {
  if (statusOf(state, lead) === 'paused' && wantedLevelDb(state) !== null) return starting(state, lead, true);
  const next = state.order?.next ?? null;
  const other = otherThan(lead);
  const isUseless = statusOf(state, other) === 'ready' || statusOf(state, other) === 'loading';
  if (next === null) return isUseless ? unloading(state, other) : null;
  return state.givenUp.includes(next.url) ? null : bringing(state, other, next);
};

/** One step that brings the player nearer to its order, or null when all is as it should be. */
export const nearer = (state: PlayerState): Transition | null => {
  const { order, lead } = state;
  if (order === null) return null;
  if (order.current === null) {
    const held = DECKS.find((deck) => statusOf(state, deck) !== 'empty');
    return state.isSounding || held === undefined ? null : unloading(state, held);
  }
  const wanted = wantedTrack(state);
  if (wanted === null) return null;
  if (lead === null) return deckThatIs(state, 'starting') === null ? towardsFirst(state, wanted) : null;
  return trackOn(state, lead)?.url === wanted.url
    ? towardsNext(state, lead)
    : towardsOther(state, lead, wanted);
};

/** Hurries a deck on its way out when another track waits for its place. */
export const hurrying = (state: PlayerState): readonly Effect[] => {
  const { lead } = state;
  const leaving = deckThatIs(state, 'leaving');
  const wanted = wantedTrack(state);
  if (leaving === null || lead === null || wanted === null || wantedLevelDb(state) === null) return [];
  return trackOn(state, lead)?.url === wanted.url ? [] : [{ do: 'hasten', deck: leaving }];
};
