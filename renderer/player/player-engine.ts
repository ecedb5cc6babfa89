// Moves the two decks and the master level as the plan says, and reports. It decides nothing that the plan has
// not decided, and knows neither page nor loudspeaker. It never goes on after an exception.

import { errorInWords } from '../../shared/errors.ts';
import { assertNever } from '../../shared/result.ts';
import { type Slopes, SOUND_SLOPES } from '../../shared/score/guard.ts';
import {
  CROSSFADE_MS,
  type OrderedTrack,
  type PlayerOrder,
  type PlayerReport,
} from '../../shared/sound/player-orders.ts';
import type { PlayerClock } from './clock.ts';
import {
  BESIDE_CROSSFADE,
  BESIDE_DECKS,
  FALLING,
  FALLING_AT_ONCE,
  FLOOR_DB,
  handOverS,
  lengthMs,
  RISING,
} from './crossfade.ts';
import type { Deck, DeckEvent } from './deck.ts';
import { underCap } from './level.ts';
import type { Outlet } from './master-output.ts';
import type { Speaker } from './output-device.ts';
import { planned } from './player-planner.ts';
import {
  type DeckIndex,
  EMPTY_STAGE,
  type OutputEvent,
  otherThan,
  type PlayerEvent,
  type Step,
  trackOn,
} from './player-state.ts';

/** How often the lead's place is looked at, in ms; the hand-over between tracks is at most this late. */
export const LOOK_EVERY_MS = 100;

/** A track that goes over into the next without a gap asks for it this long before its end, in seconds. */
const JOIN_AHEAD_S = 1;

/** Waited beyond a ramp's end before the sound is cut, in ms. */
const AFTER_RAMP_MS = 20;

type LevelStep = Step & { readonly do: 'level' };

export interface ConductorParts {
  readonly outlet: Pick<Outlet, 'goTo' | 'waitAtFloor' | 'cut' | 'presentDb' | 'fallSilent'>;
  readonly clock: PlayerClock;
  readonly makeDeck: (tell: (event: DeckEvent) => void) => Deck;
  readonly makeSpeaker: (tell: (event: OutputEvent) => void) => Pick<Speaker, 'want' | 'move'>;
  readonly report: (report: PlayerReport) => void;
}

export interface Conductor {
  order(order: PlayerOrder): void;
  /** To be called every LOOK_EVERY_MS. */
  look(): void;
  reportPlace(): void;
  /** Whether anything may be heard now. */
  isSounding(): boolean;
  /**
   * The player is broken: what sounds falls silent, main is told, and nothing is done ever after. An exception in
   * anything of the conductor's ends it by itself.
   */
  end(error: unknown): void;
}

/** A conductor in silence, with two empty decks. */
export const conduct = ({ outlet, clock, makeDeck, makeSpeaker, report }: ConductorParts): Conductor => {
  let stage = EMPTY_STAGE;
  /** Calls off what is to be done when the master level has arrived. */
  let callOffArrival: (() => void) | null = null;
  /** Steps may bring about further events at once; those wait until the steps before them are done. */
  const waiting: PlayerEvent[] = [];
  let isAtWork = false;
  let isOver = false;

  /** While decks come and go by themselves: until when, and what that leaves to the master level. */
  let coming: { readonly until: number; readonly slopes: Slopes } | null = null;
  let callOffCome: (() => void) | null = null;
  /** The decks stay as they are: on its way to silence, and in it, the master level has the guard's whole slope. */
  let areHeld = false;
  /** Where the master level is on its way to; wished by when, and there by when, on the player's clock in ms. */
  let way: { readonly step: LevelStep; readonly wishedBy: number; readonly by: number } | null = null;

  const end = (error: unknown): void => {
    if (isOver) return;
    isOver = true;
    // The fall comes first and by itself: whatever else is broken, nothing may be heard on.
    try {
      outlet.fallSilent();
      for (const deck of decks) deck.hold();
    } finally {
      report({ kind: 'broken', why: errorInWords(error) });
    }
  };

  /** Everything comes in through here: from main, the decks, the output and the time. */
  const safely = (act: () => void): void => {
    if (isOver) return;
    try {
      act();
    } catch (error) {
      end(error);
    }
  };

  const after = (ms: number, act: () => void): (() => void) => clock.after(ms, () => safely(act));

  const hearDeck = (deck: DeckIndex, event: DeckEvent): void => {
    if (event === 'refilled') {
      decksMove(lengthMs(RISING), BESIDE_DECKS);
      return;
    }
    // What is left alone in the midst of a cross-fade makes up for nothing any more.
    if (coming !== null && (event === 'failed' || event === 'ended')) decksMove(0, BESIDE_DECKS);
    happen(event === 'started' ? { type: event, deck, at: clock.now() } : { type: event, deck });
  };
  const tellOfDeck = (deck: DeckIndex) => (event: DeckEvent) => safely(() => hearDeck(deck, event));

  const decks: readonly [Deck, Deck] = [makeDeck(tellOfDeck(0)), makeDeck(tellOfDeck(1))];
  const speaker = makeSpeaker((type) => safely(() => happen({ type, at: clock.now() })));

  const remainingS = (deck: DeckIndex): number | null => {
    const durationS = decks[deck].durationS();
    return durationS === null ? null : Math.max(0, durationS - decks[deck].positionS());
  };

  const crossfade = (from: DeckIndex | null, to: DeckIndex): void => {
    const lastsMs = from === null ? 0 : (remainingS(from) ?? Infinity) * 1000;
    const isWhole = coming === null && lastsMs >= CROSSFADE_MS && from !== null && decks[from].isWhole();
    decks[to].rise();
    if (from !== null) decks[from].leave(FALLING);
    decksMove(lengthMs(FALLING), isWhole ? BESIDE_CROSSFADE : BESIDE_DECKS);
  };

  const join = (from: DeckIndex, to: DeckIndex): void => {
    const atS = decks[from].endsAtS();
    if (atS !== null) decks[to].join(atS, decks[from].gainDb());
  };

  /** `act` follows in `ms` unless the level goes elsewhere before. */
  const onArrival = (ms: number, act: () => void): void => {
    callOffArrival?.();
    callOffArrival = after(ms + AFTER_RAMP_MS, act);
  };

  const cut = (): void => {
    callOffArrival?.();
    callOffArrival = null;
    way = null;
    outlet.cut();
  };

  /** The audio clock may be behind ours: what is not at the floor yet is not cut yet. */
  const cutAtFloor = (): void => {
    if ((outlet.presentDb() ?? FLOOR_DB) > FLOOR_DB) {
      onArrival(0, cutAtFloor);
      return;
    }
    cut();
    happen({ type: 'silent' });
  };

  const holdDecks = (): void => {
    areHeld = true;
    callOffCome?.();
    callOffCome = null;
    coming = null;
    for (const deck of decks) deck.hold();
  };

  const letDecksGoOn = (): void => {
    if (!areHeld) return;
    areHeld = false;
    const ms = Math.max(decks[0].goOn(), decks[1].goOn());
    if (ms > 0) decksMove(ms, BESIDE_DECKS);
  };

  const goToLevel = (step: LevelStep): void => {
    callOffArrival?.();
    callOffArrival = null;
    way = null;
    if (step.toDb === null) holdDecks();
    else letDecksGoOn();
    const { wish, isMore } = underCap(outlet.presentDb(), step);
    const ramp = outlet.goTo(wish, coming?.slopes ?? SOUND_SLOPES);
    const now = clock.now();
    way = { step, wishedBy: now + step.overMs, by: now + ramp.ms };
    if (isMore) onArrival(ramp.ms, levelOn);
    if (ramp.thenSilent) onArrival(ramp.ms, cutAtFloor);
  };

  const levelOn = (): void => {
    if (way === null || !stage.sounding) return;
    goToLevel({ ...way.step, overMs: Math.max(0, way.wishedBy - clock.now()) });
  };

  /** The master level goes on to where it was going, within what the decks leave to it now. */
  const levelAnew = (): void => {
    if (way !== null && clock.now() < way.by) levelOn();
  };

  /** Decks change their share of the sound by themselves for a while. */
  const decksMove = (ms: number, slopes: Slopes): void => {
    if (areHeld) return;
    const now = clock.now();
    const until = Math.max(coming?.until ?? 0, now + ms);
    coming = { until, slopes: coming === null ? slopes : BESIDE_DECKS };
    callOffCome?.();
    callOffCome = after(until - now, () => {
      coming = null;
      levelAnew();
    });
    levelAnew();
  };

  const perform = (step: Step): void => {
    switch (step.do) {
      case 'load':
        decks[step.deck].load(step.track, step.asStream);
        break;
      case 'unload':
        decks[step.deck].unload();
        break;
      case 'pause':
        decks[step.deck].pause();
        break;
      case 'hasten':
        decks[step.deck].leave();
        decksMove(lengthMs(FALLING_AT_ONCE), BESIDE_DECKS);
        break;
      case 'start':
        if (step.alone) outlet.waitAtFloor();
        decks[step.deck].start(step.alone ? 1 : 0);
        break;
      case 'crossfade':
        crossfade(step.from, step.to);
        break;
      case 'join':
        join(step.from, step.to);
        break;
      case 'joined':
        decksMove(decks[step.to].evenOut(), BESIDE_DECKS);
        break;
      case 'level':
        goToLevel(step);
        break;
      case 'cut':
        cut();
        break;
      case 'moveOutput':
        speaker.move();
        break;
      case 'report':
        report(step.report);
        break;
      default:
        assertNever(step);
    }
  };

  const happen = (event: PlayerEvent): void => {
    waiting.push(event);
    if (isAtWork) return;
    isAtWork = true;
    const before = stage;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const turn = planned(stage, next);
      ({ stage } = turn);
      for (const step of turn.steps) perform(step);
    }
    isAtWork = false;
    if (stage !== before) reportPlace();
  };

  const heard = (): { readonly deck: DeckIndex; readonly track: OrderedTrack } | null => {
    const track = trackOn(stage, stage.lead);
    return stage.lead === null || track === null || !stage.sounding ? null : { deck: stage.lead, track };
  };

  const reportPlace = (): void => {
    const now = heard();
    report({
      kind: 'playing',
      order: stage.order?.number ?? 0,
      trackId: now?.track.id ?? null,
      positionS: now === null ? 0 : decks[now.deck].positionS(),
      durationS: now === null ? null : decks[now.deck].durationS(),
      levelDb: stage.sounding ? outlet.presentDb() : null,
    });
  };

  /** Looks whether the lead is near its end, and how it may go over into the next. */
  const lookAhead = (lead: DeckIndex): void => {
    const other = otherThan(lead);
    const durationS = decks[lead].durationS();
    const leftS = remainingS(lead);
    if (durationS === null || leftS === null) return;
    const lookS = LOOK_EVERY_MS / 1000;
    const canJoin = decks[lead].canJoin() && decks[other].canJoin();
    const early = handOverS(durationS, decks[other].durationS()) + lookS;
    if (leftS <= early) happen({ type: 'nearEnd', canJoin });
    if (leftS > JOIN_AHEAD_S + lookS) return;
    const isStill = coming === null && decks[lead].endsAtS() !== null;
    happen({ type: 'atEnd', canJoin: canJoin && isStill });
  };

  return {
    order: (order) =>
      safely(() => {
        happen({ type: 'ordered', order, at: clock.now() });
        speaker.want(order.output);
      }),
    look: () =>
      safely(() => {
        for (const deck of decks) deck.watch();
        const now = heard();
        if (now !== null) lookAhead(now.deck);
      }),
    reportPlace: () => safely(reportPlace),
    isSounding: () => stage.sounding,
    end,
  };
};
