// What an event makes of the stage, before anything new is begun for it. Pure; it never touches sound, and it
// never lets a deck be heard except by a cross-fade or a level.

import { assertNever } from '../../shared/result.ts';
import { FULL_LIGHT_OUT_MS } from './level.ts';
import {
  type DeckIndex,
  deckThatIs,
  joinsNext,
  otherThan,
  type PlayerEvent,
  phaseOf,
  putting,
  type Stage,
  type Step,
  trackOn,
  turning,
  wantedLevelDb,
} from './player-state.ts';

/** What comes of an event: the stage after it, and what is to be done. */
export interface Turn {
  readonly stage: Stage;
  readonly steps: readonly Step[];
}

const nothing = (stage: Stage): Turn => ({ stage, steps: [] });

const emptied = (stage: Stage, deck: DeckIndex): Stage => ({
  ...putting(stage, deck, { phase: 'empty' }),
  lead: stage.lead === deck ? null : stage.lead,
});

/** A deck let go. */
export const unloading = (stage: Stage, deck: DeckIndex): Turn => ({
  stage: emptied(stage, deck),
  steps: [{ do: 'unload', deck }],
});

/** Sound that goes to another output is silent within this time; the guard may make it longer (ms). */
const LEAVE_OUTPUT_MS = 1500;

/** When the level should be reached; an output that is being left is given no longer by what is ordered meanwhile. */
const reachedBy = ({ output, order, levelBy, leaveBy }: Stage): number => {
  if (output === 'there') return levelBy;
  return order?.levelDb == null ? Math.min(levelBy, leaveBy) : leaveBy;
};

const levelStep = (stage: Stage, at: number): Step => ({
  do: 'level',
  toDb: wantedLevelDb(stage),
  overMs: Math.max(0, reachedBy(stage) - at),
  isFullLight: stage.order?.isFullLight ?? false,
  capDb: stage.order?.capDb ?? 0,
});

/** The sound goes over to another output, now that nothing of it is heard. */
const moving = (turn: Turn): Turn =>
  turn.stage.output === 'leaving'
    ? { stage: { ...turn.stage, output: 'away' }, steps: [...turn.steps, { do: 'moveOutput' }] }
    : turn;

/** Silences the master once nothing sounds any more, so that the next sound begins at the floor. */
const cuttingIfMute = (turn: Turn): Turn => {
  const { stage } = turn;
  const isHeard =
    stage.lead !== null || deckThatIs(stage, 'leaving') !== null || deckThatIs(stage, 'starting') !== null;
  if (isHeard || !stage.sounding) return turn;
  return moving({ stage: { ...stage, sounding: false }, steps: [...turn.steps, { do: 'cut' }] });
};

/** When an order's level should be reached. Full light that is asked for once more is given no second time. */
const orderedBy = (
  { order: before, levelBy }: Stage,
  { order, at }: PlayerEvent & { type: 'ordered' },
): number => {
  if (!order.isFullLight) return at + order.overMs;
  return before?.isFullLight ? levelBy : at + FULL_LIGHT_OUT_MS;
};

/** Main may have sent an order before it heard that `next` had begun by itself; it then means the newer track. */
const understood = (stage: Stage, event: PlayerEvent & { type: 'ordered' }): Stage => {
  const { order } = event;
  const here = stage.order?.current ?? null;
  const knows = here !== null && order.current?.id === here.id;
  const isBehind =
    !knows && stage.cameFrom !== null && order.current?.id === stage.cameFrom && order.next?.id === here?.id;
  return {
    ...stage,
    order: isBehind ? { ...order, current: here, next: null } : order,
    levelBy: orderedBy(stage, event),
    cameFrom: isBehind ? stage.cameFrom : null,
    givenUp: [],
  };
};

const ordered = (stage: Stage, event: PlayerEvent & { type: 'ordered' }): Turn => {
  if (stage.order !== null && event.order.number <= stage.order.number) return nothing(stage);
  const understoodStage = understood(stage, event);
  const starting = trackOn(understoodStage, deckThatIs(understoodStage, 'starting'));
  // A track that was about to begin by itself is no turn of its own once another one is to come.
  const stillAdvances = starting !== null && starting.id === understoodStage.order?.next?.id;
  const next = { ...understoodStage, advancing: understoodStage.advancing && stillAdvances };
  const waitsForStart = next.lead !== null && phaseOf(next, next.lead) === 'starting';
  const tellsLevel = next.sounding && (!waitsForStart || wantedLevelDb(next) === null);
  return { stage: next, steps: tellsLevel ? [levelStep(next, event.at)] : [] };
};

/** `next` has become what is heard: the order is read as if main had said so. */
const advanced = (stage: Stage, deck: DeckIndex): Turn => {
  const track = trackOn(stage, deck);
  if (track === null || stage.order === null) return nothing(stage);
  const cameFrom = stage.order.current?.id ?? null;
  const next = stage.order.next?.id === track.id ? null : stage.order.next;
  return {
    stage: { ...stage, order: { ...stage.order, current: track, next }, cameFrom, advancing: false },
    steps: [{ do: 'report', report: { kind: 'advanced', trackId: track.id } }],
  };
};

const started = (stage: Stage, event: PlayerEvent & { type: 'started' }): Turn => {
  const { deck } = event;
  if (phaseOf(stage, deck) !== 'starting') return nothing(stage);
  const playing = turning(stage, deck, 'playing');
  if (stage.lead === deck) return { stage: playing, steps: [levelStep(stage, event.at)] };
  const from = stage.lead;
  const left = from === null ? playing : turning(playing, from, 'leaving');
  const crossed = { ...left, lead: deck, joining: false };
  const turn = stage.advancing ? advanced(crossed, deck) : nothing(crossed);
  const over: Step = stage.joining ? { do: 'joined', to: deck } : { do: 'crossfade', from, to: deck };
  return { stage: turn.stage, steps: [over, ...turn.steps] };
};

const failed = (stage: Stage, deck: DeckIndex): Turn => {
  const track = trackOn(stage, deck);
  if (track === null) return nothing(stage);
  if (phaseOf(stage, deck) === 'leaving') return cuttingIfMute(unloading(stage, deck));
  // What would have begun whole at the end of what failed must not begin after a gap.
  const joined = stage.joining && stage.lead === deck ? [otherThan(deck)] : [];
  const without = [deck, ...joined].reduce(emptied, stage);
  const known = { ...without, advancing: false, joining: false, givenUp: [...stage.givenUp, track.id] };
  return cuttingIfMute({
    stage: known,
    steps: [
      ...[deck, ...joined].map((gone): Step => ({ do: 'unload', deck: gone })),
      { do: 'report', report: { kind: 'unreadable', trackId: track.id } },
    ],
  });
};

const ended = (stage: Stage, deck: DeckIndex): Turn => {
  const track = trackOn(stage, deck);
  if (track === null) return nothing(stage);
  const wasCurrent = stage.lead === deck && stage.order?.current?.id === track.id && !stage.advancing;
  const gone = cuttingIfMute(unloading(stage, deck));
  const { order } = gone.stage;
  if (!wasCurrent || order === null) return gone;
  const { next } = order;
  // Nothing was to follow: what has come to its end does not begin again.
  if (next === null) return { ...gone, stage: { ...gone.stage, order: { ...order, current: null } } };
  return {
    stage: { ...gone.stage, order: { ...order, current: next, next: null }, cameFrom: track.id },
    steps: [...gone.steps, { do: 'report', report: { kind: 'advanced', trackId: next.id } }],
  };
};

/** All is held or let go: what was leaving is gone, what leads stays in place. */
const stilled = (stage: Stage): Turn => {
  let turn: Turn = nothing({ ...stage, sounding: false, advancing: false, joining: false });
  for (const deck of [0, 1] as const) {
    const phase = phaseOf(stage, deck);
    const isLead = stage.lead === deck;
    if (isLead && (phase === 'playing' || phase === 'starting')) {
      turn = { stage: turning(turn.stage, deck, 'paused'), steps: [...turn.steps, { do: 'pause', deck }] };
    } else if (phase === 'leaving' || phase === 'starting') {
      turn = { stage: emptied(turn.stage, deck), steps: [...turn.steps, { do: 'unload', deck }] };
    }
  }
  return turn;
};

const silent = (stage: Stage): Turn =>
  wantedLevelDb(stage) !== null || !stage.sounding ? nothing(stage) : moving(stilled(stage));

/** What sounds now would be heard elsewhere: silence comes before everything. */
const outputGone = (stage: Stage): Turn => {
  const turn = stilled({ ...stage, output: 'away' });
  return { stage: turn.stage, steps: [{ do: 'cut' }, ...turn.steps] };
};

const outputOther = (stage: Stage, at: number): Turn => {
  const next: Stage = { ...stage, output: 'leaving', leaveBy: at + LEAVE_OUTPUT_MS };
  return stage.sounding ? { stage: next, steps: [levelStep(next, at)] } : moving(stilled(next));
};

/** The other deck, if the lead can hand over to it by itself. */
const heir = (stage: Stage): DeckIndex | null => {
  const { lead, order } = stage;
  if (lead === null || order?.next == null || wantedLevelDb(stage) === null || stage.advancing) return null;
  const other = otherThan(lead);
  const isReady = phaseOf(stage, other) === 'ready' && trackOn(stage, other)?.id === order.next.id;
  const isCurrent = phaseOf(stage, lead) === 'playing' && trackOn(stage, lead)?.id === order.current?.id;
  return isReady && isCurrent ? other : null;
};

const nearEnd = (stage: Stage, canJoin: boolean): Turn => {
  const other = heir(stage);
  if (other === null || (canJoin && joinsNext(stage))) return nothing(stage);
  return {
    stage: { ...turning(stage, other, 'starting'), advancing: true },
    steps: [{ do: 'start', deck: other, alone: false }],
  };
};

const atEnd = (stage: Stage, canJoin: boolean): Turn => {
  const other = heir(stage);
  const { lead } = stage;
  if (other === null || lead === null || !canJoin || !joinsNext(stage)) return nearEnd(stage, false);
  return {
    stage: { ...turning(stage, other, 'starting'), advancing: true, joining: true },
    steps: [{ do: 'join', from: lead, to: other }],
  };
};

/** The stage after an event, and what is to be done at once. */
export const taken = (stage: Stage, event: PlayerEvent): Turn => {
  switch (event.type) {
    case 'ordered':
      return ordered(stage, event);
    case 'loaded':
      return nothing(phaseOf(stage, event.deck) === 'loading' ? turning(stage, event.deck, 'ready') : stage);
    case 'started':
      return started(stage, event);
    case 'failed':
      return failed(stage, event.deck);
    case 'ended':
      return ended(stage, event.deck);
    case 'left':
      return phaseOf(stage, event.deck) === 'leaving'
        ? cuttingIfMute(unloading(stage, event.deck))
        : nothing(stage);
    case 'silent':
      return silent(stage);
    case 'nearEnd':
      return nearEnd(stage, event.canJoin);
    case 'atEnd':
      return atEnd(stage, event.canJoin);
    case 'outputGone':
      return outputGone(stage);
    case 'outputOther':
      return outputOther(stage, event.at);
    case 'outputReady':
      return nothing({ ...stage, output: 'there' });
    default:
      return assertNever(event);
  }
};
