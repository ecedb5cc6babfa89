// Decides what the player does: from its state and an event to the next state and the effects to carry out. Pure. It
// never lets a deck be heard except by a cross-fade, a join or a level from the floor.

import { assertNever } from '../../shared/result.ts';
import type { OrderedTrack } from '../../shared/sound/player-orders.ts';
import { hurrying, nearer } from './player-planner.ts';
import {
  andThen,
  DECKS,
  type DeckIndex,
  deckThatIs,
  type Effect,
  emptied,
  isReadyWith,
  joinsNext,
  otherThan,
  type PlayerEvent,
  type PlayerState,
  starting,
  statusOf,
  type Transition,
  to,
  trackOn,
  unloading,
  wantedLevelDb,
  withStatus,
} from './player-state.ts';

/** Full light takes the music out within this time, well within the second that it promises (design), in ms. */
const FULL_LIGHT_OUT_MS = 700;

/** Sound that moves to another output falls silent within this time; the guard may make it longer (ms). */
const LEAVE_OUTPUT_MS = 1500;

/** More effects than any event can need; a plan without an end is a bug and stops here. */
const MOST_STEPS = 12;

type Ordered = PlayerEvent & { readonly type: 'ordered' };

/** When the level should be reached. A new order does not delay leaving an output. */
const reachedBy = ({ output, order, levelBy, leaveBy }: PlayerState): number => {
  if (output === 'there') return levelBy;
  return order?.levelDb == null ? Math.min(levelBy, leaveBy) : leaveBy;
};

const levelEffect = (state: PlayerState, at: number): Effect => ({
  do: 'level',
  levelDb: wantedLevelDb(state),
  overMs: Math.max(0, reachedBy(state) - at),
  isFullLight: state.order?.isFullLight ?? false,
  capDb: state.order?.capDb ?? 0,
});

/** Moves the sound to another output if it waits for silence. */
const moving = (done: Transition): Transition =>
  done.state.output === 'leaving'
    ? andThen(done, to({ ...done.state, output: 'away' }, { do: 'moveOutput' }))
    : done;

/** Silences the master level once nothing sounds any more, so that the next sound starts at the floor. */
const cuttingIfSilent = (done: Transition): Transition => {
  const { state } = done;
  const isHeard =
    state.lead !== null || deckThatIs(state, 'leaving') !== null || deckThatIs(state, 'starting') !== null;
  if (isHeard || !state.isSounding) return done;
  return moving(andThen(done, to({ ...state, isSounding: false }, { do: 'cut' })));
};

/** When an order's level should be reached. Asking for Full light again does not delay it. */
const orderedBy = ({ order: before, levelBy: by }: PlayerState, { order, at }: Ordered): number => {
  if (!order.isFullLight) return at + order.overMs;
  return before?.isFullLight ? by : at + FULL_LIGHT_OUT_MS;
};

/** Main may send an order before it knows that `next` started by itself. The order then means the newer track. */
const withOrder = (state: PlayerState, event: Ordered): PlayerState => {
  const { order } = event;
  const here = state.order?.current ?? null;
  const knows = here !== null && order.current?.id === here.id;
  const { cameFrom } = state;
  const isBehind =
    !knows && cameFrom !== null && order.current?.id === cameFrom && order.next?.id === here?.id;
  const next: PlayerState = {
    ...state,
    order: isBehind ? { ...order, current: here, next: null } : order,
    levelBy: orderedBy(state, event),
    cameFrom: isBehind ? cameFrom : null,
    givenUp: [],
  };
  // A track that was about to start by itself no longer does when another one is to follow.
  const about = trackOn(next, deckThatIs(next, 'starting'));
  const isStillNext = about !== null && about.url === next.order?.next?.url;
  return { ...next, isAdvancing: next.isAdvancing && isStillNext };
};

const ordered = (state: PlayerState, event: Ordered): Transition => {
  if (state.order !== null && event.order.number <= state.order.number) return to(state);
  const next = withOrder(state, event);
  const waitsForStart = next.lead !== null && statusOf(next, next.lead) === 'starting';
  const movesLevel = next.isSounding && (!waitsForStart || wantedLevelDb(next) === null);
  return movesLevel ? to(next, levelEffect(next, event.at)) : to(next);
};

/** The player has gone over to a track by itself: reads the order as if main had said so. */
const advancedTo = (state: PlayerState, track: OrderedTrack): Transition => {
  const { order } = state;
  if (order === null) return to(state);
  const next = order.next?.url === track.url ? null : order.next;
  const cameFrom = order.current?.id ?? null;
  return to(
    { ...state, order: { ...order, current: track, next }, cameFrom, isAdvancing: false },
    { do: 'report', report: { kind: 'advanced', trackId: track.id } },
  );
};

const started = (state: PlayerState, deck: DeckIndex, at: number): Transition => {
  const track = trackOn(state, deck);
  if (statusOf(state, deck) !== 'starting' || track === null) return to(state);
  const playing = withStatus(state, deck, 'playing');
  const from = state.lead;
  if (from === deck) return to(playing, levelEffect(state, at));
  const left = from === null ? playing : withStatus(playing, from, 'leaving');
  const over: Effect = state.isJoining ? { do: 'joined', to: deck } : { do: 'crossfade', from, to: deck };
  const crossed = to({ ...left, lead: deck, isJoining: false }, over);
  return state.isAdvancing ? andThen(crossed, advancedTo(crossed.state, track)) : crossed;
};

const failed = (state: PlayerState, deck: DeckIndex): Transition => {
  const track = trackOn(state, deck);
  if (track === null) return to(state);
  if (statusOf(state, deck) === 'leaving') return cuttingIfSilent(unloading(state, deck));
  // A track that was to join the failed one at its end must not start after a gap.
  const gone = state.isJoining && state.lead === deck ? [deck, otherThan(deck)] : [deck];
  const without = gone.reduce(emptied, state);
  return cuttingIfSilent(
    to(
      { ...without, isAdvancing: false, isJoining: false, givenUp: [...state.givenUp, track.url] },
      ...gone.map((one): Effect => ({ do: 'unload', deck: one })),
      { do: 'report', report: { kind: 'unreadable', trackId: track.id, url: track.url } },
    ),
  );
};

const ended = (state: PlayerState, deck: DeckIndex): Transition => {
  const track = trackOn(state, deck);
  if (track === null) return to(state);
  const wasCurrent = state.lead === deck && state.order?.current?.url === track.url && !state.isAdvancing;
  const gone = cuttingIfSilent(unloading(state, deck));
  const { order } = gone.state;
  if (!wasCurrent || order === null) return gone;
  const { next } = order;
  // If nothing was to follow, the track does not start again.
  if (next === null) return { ...gone, state: { ...gone.state, order: { ...order, current: null } } };
  return andThen(gone, advancedTo(gone.state, next));
};

/** Everything stops: the lead keeps its place, the rest is unloaded. */
const stilled = (state: PlayerState): Transition => {
  let done = to({ ...state, isSounding: false, isAdvancing: false, isJoining: false });
  for (const deck of DECKS) {
    const status = statusOf(state, deck);
    if (state.lead === deck && (status === 'playing' || status === 'starting')) {
      done = andThen(done, to(withStatus(done.state, deck, 'paused'), { do: 'pause', deck }));
    } else if (status === 'leaving' || status === 'starting') {
      done = andThen(done, unloading(done.state, deck));
    }
  }
  return done;
};

const outputOther = (state: PlayerState, at: number): Transition => {
  const next: PlayerState = { ...state, output: 'leaving', leaveBy: at + LEAVE_OUTPUT_MS };
  return state.isSounding ? to(next, levelEffect(next, at)) : moving(stilled(next));
};

/** The other deck, if the lead can hand over to it by itself. */
const heir = (state: PlayerState): DeckIndex | null => {
  const { lead, order } = state;
  if (lead === null || order?.next == null || wantedLevelDb(state) === null || state.isAdvancing) return null;
  const other = otherThan(lead);
  const isCurrent = statusOf(state, lead) === 'playing' && trackOn(state, lead)?.url === order.current?.url;
  return isCurrent && isReadyWith(state, other, order.next) ? other : null;
};

const nearEnd = (state: PlayerState, canJoin: boolean): Transition => {
  const other = heir(state);
  if (other === null || (canJoin && joinsNext(state))) return to(state);
  return starting({ ...state, isAdvancing: true }, other, false);
};

const atEnd = (state: PlayerState, canJoin: boolean): Transition => {
  const other = heir(state);
  const { lead } = state;
  if (other === null || lead === null || !canJoin || !joinsNext(state)) return nearEnd(state, false);
  const joining = { ...withStatus(state, other, 'starting'), isAdvancing: true, isJoining: true };
  return to(joining, { do: 'join', from: lead, to: other });
};

/** What an event changes at once. */
const afterEvent = (state: PlayerState, event: PlayerEvent): Transition => {
  switch (event.type) {
    case 'ordered':
      return ordered(state, event);
    case 'loaded':
      return to(statusOf(state, event.deck) === 'loading' ? withStatus(state, event.deck, 'ready') : state);
    case 'started':
      return started(state, event.deck, event.at);
    case 'failed':
      return failed(state, event.deck);
    case 'ended':
      return ended(state, event.deck);
    case 'left':
      if (statusOf(state, event.deck) !== 'leaving') return to(state);
      return cuttingIfSilent(unloading(state, event.deck));
    case 'silent':
      return wantedLevelDb(state) !== null || !state.isSounding ? to(state) : moving(stilled(state));
    case 'nearEnd':
      return nearEnd(state, event.canJoin);
    case 'atEnd':
      return atEnd(state, event.canJoin);
    case 'outputGone':
      // The system would play the sound elsewhere now: silence comes before everything.
      return andThen(to(state, { do: 'cut' }), stilled({ ...state, output: 'away' }));
    case 'outputOther':
      return outputOther(state, event.at);
    case 'outputReady':
      return to({ ...state, output: 'there' });
    default:
      return assertNever(event);
  }
};

/** The state after an event, and the effects to carry out in order. */
export const reducePlayer = (state: PlayerState, event: PlayerEvent): Transition => {
  let done = afterEvent(state, event);
  for (let i = 0; i < MOST_STEPS; i += 1) {
    const more = nearer(done.state);
    if (more === null) break;
    done = andThen(done, more);
  }
  return to(done.state, ...done.effects, ...hurrying(done.state));
};
