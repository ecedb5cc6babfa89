// Decides what the player does next: from what it knows and what has happened to what is to be done. Pure; it
// never touches sound, never has two tracks start at once, and brings nothing in but from the floor.

import type { OrderedTrack } from '../../shared/sound/player-orders.ts';
import { type Turn, taken, unloading } from './player-reducer.ts';
import {
  type DeckIndex,
  deckThatIs,
  otherThan,
  type PlayerEvent,
  phaseOf,
  putting,
  type Stage,
  type Step,
  trackOn,
  turning,
  wantedLevelDb,
  wantedTrack,
} from './player-state.ts';

const starting = (stage: Stage, deck: DeckIndex, alone: boolean): Turn => {
  const next = turning(stage, deck, 'starting');
  return {
    stage: alone ? { ...next, lead: deck, sounding: true } : next,
    steps: [{ do: 'start', deck, alone }],
  };
};

const loading = (stage: Stage, deck: DeckIndex, track: OrderedTrack): Turn => ({
  stage: putting(stage, deck, { phase: 'loading', track }),
  steps: [{ do: 'load', deck, track, asStream: stage.order?.joins === 'gapless' }],
});

/** Gets a track onto a deck that nobody hears; null when it lies there already, or the deck is in use. */
const bringing = (stage: Stage, deck: DeckIndex, track: OrderedTrack): Turn | null => {
  const phase = phaseOf(stage, deck);
  if (phase === 'empty') return loading(stage, deck, track);
  if (phase !== 'ready' && phase !== 'loading') return null;
  return trackOn(stage, deck)?.id === track.id ? null : unloading(stage, deck);
};

const isReadyWith = (stage: Stage, deck: DeckIndex, track: OrderedTrack): boolean =>
  phaseOf(stage, deck) === 'ready' && trackOn(stage, deck)?.id === track.id;

/** Nothing leads: the wanted track is loaded wherever there is room, and started once it is ready. */
const towardsFirst = (stage: Stage, wanted: OrderedTrack): Turn | null => {
  const holder = ([0, 1] as const).find(
    (deck) => trackOn(stage, deck)?.id === wanted.id && phaseOf(stage, deck) !== 'leaving',
  );
  if (holder === undefined) {
    const free = ([0, 1] as const).find((deck) => phaseOf(stage, deck) !== 'leaving') ?? 0;
    return bringing(stage, free, wanted);
  }
  if (!isReadyWith(stage, holder, wanted) || wantedLevelDb(stage) === null) return null;
  return starting(stage, holder, !stage.sounding);
};

/** Another track leads than is wanted: it is brought in on the other deck while this one goes on. */
const towardsOther = (stage: Stage, lead: DeckIndex, wanted: OrderedTrack): Turn | null => {
  if (!stage.sounding) return unloading(stage, lead);
  if (wantedLevelDb(stage) === null) return null;
  const other = otherThan(lead);
  if (phaseOf(stage, other) === 'starting' || phaseOf(stage, lead) === 'starting') return null;
  return isReadyWith(stage, other, wanted) ? starting(stage, other, false) : bringing(stage, other, wanted);
};

/** The wanted track leads: taken up again if it pauses, and `next` is loaded ahead. */
const towardsNext = (stage: Stage, lead: DeckIndex): Turn | null => {
  if (phaseOf(stage, lead) === 'paused' && wantedLevelDb(stage) !== null) return starting(stage, lead, true);
  const next = stage.order?.next ?? null;
  const other = otherThan(lead);
  const isWaste = phaseOf(stage, other) === 'ready' || phaseOf(stage, other) === 'loading';
  if (next === null) return isWaste ? unloading(stage, other) : null;
  return stage.givenUp.includes(next.id) ? null : bringing(stage, other, next);
};

/** No track is wanted: once it is silent, everything is let go. */
const towardsNothing = (stage: Stage): Turn | null => {
  const held = ([0, 1] as const).find((deck) => phaseOf(stage, deck) !== 'empty');
  return stage.sounding || held === undefined ? null : unloading(stage, held);
};

/** One thing that would bring the player nearer to its order, or null when all is as it should be. */
const nearer = (stage: Stage): Turn | null => {
  if (stage.order === null) return null;
  const wanted = wantedTrack(stage);
  if (stage.order.current === null) return towardsNothing(stage);
  if (wanted === null) return null;
  const { lead } = stage;
  if (lead === null) return deckThatIs(stage, 'starting') === null ? towardsFirst(stage, wanted) : null;
  return trackOn(stage, lead)?.id === wanted.id
    ? towardsNext(stage, lead)
    : towardsOther(stage, lead, wanted);
};

/** A deck on its way out is hurried when something else is wanted in its place. */
const hurrying = (stage: Stage): readonly Step[] => {
  const leaving = deckThatIs(stage, 'leaving');
  const wanted = wantedTrack(stage);
  const isWanted = wanted !== null && wantedLevelDb(stage) !== null;
  const isBlocked = leaving !== null && isWanted && trackOn(stage, stage.lead)?.id !== wanted.id;
  return isBlocked && stage.lead !== null ? [{ do: 'hasten', deck: leaving }] : [];
};

/** More than any one event can call for; a plan that goes on for ever is a bug and is stopped here. */
const MOST_STEPS = 12;

/** What comes of an event: the stage after it, and what is to be done, in order. */
export const planned = (stage: Stage, event: PlayerEvent): Turn => {
  let turn = taken(stage, event);
  for (let i = 0; i < MOST_STEPS; i += 1) {
    const more = nearer(turn.stage);
    if (more === null) break;
    turn = { stage: more.stage, steps: [...turn.steps, ...more.steps] };
  }
  return { stage: turn.stage, steps: [...turn.steps, ...hurrying(turn.stage)] };
};
