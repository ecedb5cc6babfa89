// Carries out what the reducer decides on two decks and the master level, and reports. It decides nothing itself, and
// knows neither page nor loudspeaker. After an exception it falls silent and does nothing any more.

import { errorInWords } from '../../shared/errors.ts';
import {
  CROSSFADE_MS,
  type OrderedTrack,
  type PlayerOrder,
  type PlayerReport,
} from '../../shared/sound/player-orders.ts';
import { BESIDE_CROSSFADE, BESIDE_DECKS, FALLING, FALLING_AT_ONCE, handOverS, RISING } from './crossfade.ts';
import type { Deck, DeckEvent } from './deck.ts';
import { lengthMs } from './fader.ts';
import { leadMasterLevel, type MasterOutput } from './master-output.ts';
import { reducePlayer } from './player-reducer.ts';
import {
  type DeckIndex,
  type Effect,
  EMPTY_PLAYER,
  type OutputEvent,
  otherThan,
  type PlayerEvent,
  trackOn,
} from './player-state.ts';
import type { Sink } from './sink.ts';
import type { PlayerClock } from './sound-clock.ts';

/** How often the engine polls the decks, in ms; tracks hand over at most this late. */
export const POLL_EVERY_MS = 100;

/** A gapless join is asked for this long before the end of the track, in seconds. */
const JOIN_AHEAD_S = 1;

export interface PlayerEngineParts {
  readonly output: Omit<MasterOutput, 'input'>;
  readonly clock: PlayerClock;
  readonly makeDeck: (tell: (event: DeckEvent) => void) => Deck;
  readonly makeSink: (tell: (event: OutputEvent) => void) => Pick<Sink, 'want' | 'move'>;
  readonly report: (report: PlayerReport) => void;
}

export type PlayerEngine = ReturnType<typeof makePlayerEngine>;

/** An engine in silence, with two empty decks. */
export const makePlayerEngine = (parts: PlayerEngineParts) => {
  const { output, report } = parts;
  let state = EMPTY_PLAYER;
  /** Effects may cause further events at once; those wait until the effects before them are done. */
  const waiting: PlayerEvent[] = [];
  let isAtWork = false;
  let isOver = false;

  /** The player is broken: it falls silent, tells main, and does nothing any more. Its own exceptions do the same. */
  const end = (error: unknown): void => {
    if (isOver) return;
    isOver = true;
    // The fall comes first: whatever else is broken, nothing may be heard any more.
    try {
      output.fallSilent();
      for (const deck of decks) deck.hold();
    } finally {
      report({ kind: 'broken', why: errorInWords(error) });
    }
  };

  /** Everything comes in through here: from main, the decks, the output and the clock. */
  const safely = (act: () => void): void => {
    if (isOver) return;
    try {
      act();
    } catch (error) {
      end(error);
    }
  };

  const clock: PlayerClock = {
    now: parts.clock.now,
    after: (ms, act) => parts.clock.after(ms, () => safely(act)),
  };

  const hearDeck = (deck: DeckIndex, event: DeckEvent): void => {
    if (event === 'refilled') {
      level.decksMove(lengthMs(RISING), BESIDE_DECKS);
      return;
    }
    // In the middle of a cross-fade, the other deck does not make up for this one any more.
    if (level.areDecksMoving() && (event === 'failed' || event === 'ended')) level.decksMove(0, BESIDE_DECKS);
    happen(event === 'started' ? { type: event, deck, at: clock.now() } : { type: event, deck });
  };
  const tellOfDeck = (deck: DeckIndex) => (event: DeckEvent) => safely(() => hearDeck(deck, event));

  const decks = [parts.makeDeck(tellOfDeck(0)), parts.makeDeck(tellOfDeck(1))] as const;
  const sink = parts.makeSink((type) => safely(() => happen({ type, at: clock.now() })));
  const level = leadMasterLevel({
    output,
    decks,
    clock,
    isSounding: () => state.isSounding,
    onSilent: () => happen({ type: 'silent' }),
  });

  const remainingS = (deck: DeckIndex): number | null => {
    const durationS = decks[deck].durationS();
    return durationS === null ? null : Math.max(0, durationS - decks[deck].positionS());
  };

  const crossfade = ({ from, to }: Effect<'crossfade'>): void => {
    const lastsMs = from === null ? 0 : (remainingS(from) ?? Infinity) * 1000;
    const isLongEnough = from !== null && lastsMs >= CROSSFADE_MS && decks[from].isWhole();
    const isWhole = isLongEnough && !level.areDecksMoving();
    decks[to].rise();
    if (from !== null) decks[from].leave(FALLING);
    level.decksMove(lengthMs(FALLING), isWhole ? BESIDE_CROSSFADE : BESIDE_DECKS);
  };

  const carriers: { readonly [Do in Effect['do']]: (effect: Effect<Do>) => void } = {
    load: ({ deck, track, asStream }) => decks[deck].load(track, asStream),
    unload: ({ deck }) => decks[deck].unload(),
    pause: ({ deck }) => decks[deck].pause(),
    hasten: ({ deck }) => {
      decks[deck].leave();
      level.decksMove(lengthMs(FALLING_AT_ONCE), BESIDE_DECKS);
    },
    start: ({ deck, alone }) => {
      if (alone) output.waitAtFloor();
      decks[deck].start(alone);
    },
    crossfade,
    join: ({ from, to }) => {
      const atS = decks[from].endsAtS();
      if (atS !== null) decks[to].join(atS, decks[from].gainDb());
    },
    joined: ({ to }) => level.decksMove(decks[to].evenOut(), BESIDE_DECKS),
    level: level.goTo,
    cut: level.cut,
    moveOutput: sink.move,
    report: (effect) => report(effect.report),
  };
  const carryOut = <Do extends Effect['do']>(effect: Effect<Do>): void => carriers[effect.do](effect);

  const happen = (event: PlayerEvent): void => {
    waiting.push(event);
    if (isAtWork) return;
    isAtWork = true;
    const before = state;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const transition = reducePlayer(state, next);
      ({ state } = transition);
      for (const effect of transition.effects) carryOut(effect);
    }
    isAtWork = false;
    if (state !== before) reportPlace();
  };

  const heard = (): { readonly deck: DeckIndex; readonly track: OrderedTrack } | null => {
    const track = trackOn(state, state.lead);
    return state.lead === null || track === null || !state.isSounding ? null : { deck: state.lead, track };
  };

  const reportPlace = (): void => {
    const now = heard();
    report({
      kind: 'playing',
      order: state.order?.number ?? 0,
      trackId: now?.track.id ?? null,
      positionS: now === null ? 0 : decks[now.deck].positionS(),
      durationS: now === null ? null : decks[now.deck].durationS(),
      levelDb: state.isSounding ? output.presentDb() : null,
    });
  };

  /** Checks whether the lead is near its end, and how it can go over into the next track. */
  const checkEnd = (lead: DeckIndex): void => {
    const other = otherThan(lead);
    const durationS = decks[lead].durationS();
    const leftS = remainingS(lead);
    if (durationS === null || leftS === null) return;
    const pollS = POLL_EVERY_MS / 1000;
    const canJoin = decks[lead].canJoin() && decks[other].canJoin();
    const early = handOverS(durationS, decks[other].durationS()) + pollS;
    if (leftS <= early) happen({ type: 'nearEnd', canJoin });
    if (leftS > JOIN_AHEAD_S + pollS) return;
    const isStill = !level.areDecksMoving() && decks[lead].endsAtS() !== null;
    happen({ type: 'atEnd', canJoin: canJoin && isStill });
  };

  return {
    order: (order: PlayerOrder): void =>
      safely(() => {
        happen({ type: 'ordered', order, at: clock.now() });
        sink.want(order.output);
      }),
    /** To be called every POLL_EVERY_MS. */
    poll: (): void =>
      safely(() => {
        for (const deck of decks) deck.checkMoving();
        const now = heard();
        if (now !== null) checkEnd(now.deck);
      }),
    reportPlace: (): void => safely(reportPlace),
    /** Whether anything may be heard now. */
    isSounding: (): boolean => state.isSounding,
    end,
  };
};
