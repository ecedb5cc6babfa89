// The one way out for sound: the master level in front of the loudspeaker. It goes where an order wants it, within
// the guard and what moving decks leave of it, and never in any other way than by a ramp from where it is.

import { guardedSound, type Slopes, SOUND_SLOPES, type SoundRamp } from '../../shared/score/guard.ts';
import { FLOOR_DB } from '../../shared/score/sound-score.ts';
import type { LevelOrder } from '../../shared/sound/player-orders.ts';
import { BESIDE_DECKS } from './crossfade.ts';
import type { Deck } from './deck.ts';
import { makeFader } from './fader.ts';
import { connectLimited } from './limiter.ts';
import type { PlayerClock } from './sound-clock.ts';

/** Below this the master level counts as silence, in dB over the normalised track. */
const LEAST_DB = FLOOR_DB - 1;

/** A level this near to the cap is at it, in dB. */
const AT_CAP_DB = 0.01;

/** The sound is cut this long after the end of a ramp, in ms. */
const AFTER_RAMP_MS = 20;

/** The ramp from the present level (null: silence) that the guard allows. Full light takes the music out in time. */
const levelRamp = (presentDb: number | null, order: LevelOrder, slopes: Slopes): SoundRamp => {
  const isOut = order.levelDb === null;
  const toDb = order.levelDb === null ? null : Math.min(order.levelDb, order.capDb);
  const isHurried = isOut && order.isFullLight;
  const wishedMs = isHurried || (presentDb === null && isOut) ? 0 : order.overMs;
  const calm = guardedSound(presentDb, toDb, wishedMs, FLOOR_DB, slopes);
  return isHurried ? { ...calm, ms: Math.min(calm.ms, order.overMs) } : calm;
};

export type MasterOutput = ReturnType<typeof makeMasterOutput>;

/**
 * Builds the way out of an audio context. Called once in the player's life.
 *
 * @param to the loudspeaker, or what stands before it
 */
export const makeMasterOutput = (context: BaseAudioContext, to: AudioNode = context.destination) => {
  const master = makeFader(context);
  connectLimited(master.node, to);

  /** The level now, in dB over the normalised track; null in silence. */
  const presentDb = (): number | null => {
    const db = master.db();
    return db < LEAST_DB ? null : Math.max(FLOOR_DB, db);
  };

  return {
    /** What decks connect to. */
    input: master.node,
    presentDb,
    /** Goes to the level of an order within the slopes; returns the ramp that it takes. */
    goTo: (order: LevelOrder, slopes: Slopes): SoundRamp => {
      const ramp = levelRamp(presentDb(), order, slopes);
      const end = { ms: ramp.ms, db: ramp.toDb };
      if (ramp.ms <= 0) master.set(ramp.toDb);
      else master.follow([{ ms: 0, db: ramp.fromDb }, end]);
      return ramp;
    },
    /** Puts the level at the floor, for a sound that has not started yet. */
    waitAtFloor: (): void => master.set(FLOOR_DB),
    /** Silence from now on; only when nothing sounds or the floor is reached. */
    cut: (): void => master.set(Number.NEGATIVE_INFINITY),
    /** The last thing that happens here: falls to the floor as fast as the guard allows, and cuts. */
    fallSilent: (): void => {
      const ms = (((presentDb() ?? FLOOR_DB) - FLOOR_DB) / SOUND_SLOPES.downPerS) * 1000;
      master.follow([
        { ms: 0, db: master.db() },
        { ms, db: FLOOR_DB },
        { ms: ms + 1, db: Number.NEGATIVE_INFINITY },
      ]);
    },
  };
};

/**
 * What of an order can be followed now. A level above a cap that has sunk goes down to the cap as fast as the guard
 * allows; the rest of the order comes after that (`isMore`).
 */
const underCap = (
  presentDb: number | null,
  order: LevelOrder,
): { readonly order: LevelOrder; readonly isMore: boolean } => {
  const isAbove = presentDb !== null && presentDb > Math.max(FLOOR_DB, order.capDb) + AT_CAP_DB;
  if (!isAbove || order.isFullLight) return { order, isMore: false };
  const isMore = order.levelDb === null || order.levelDb < order.capDb;
  return { order: { ...order, levelDb: order.capDb, overMs: 0 }, isMore };
};

export interface MasterLevelParts {
  readonly output: Pick<MasterOutput, 'goTo' | 'cut' | 'presentDb'>;
  readonly decks: readonly Pick<Deck, 'hold' | 'goOn'>[];
  readonly clock: PlayerClock;
  readonly isSounding: () => boolean;
  /** The level has reached silence. */
  readonly onSilent: () => void;
}

/** Leads the master level to silence or sound while decks fade beside it. */
export const leadMasterLevel = ({ output, decks, clock, isSounding, onSilent }: MasterLevelParts) => {
  /** Where the level is going: wished by when, and there by when, on the player's clock in ms. */
  let way: { readonly order: LevelOrder; readonly wishedBy: number; readonly by: number } | null = null;
  /** Cancels what is to happen when the level has arrived. */
  let cancelArrival: (() => void) | null = null;
  /** While decks move: until when, and which slopes that leaves. */
  let moving: { readonly until: number; readonly slopes: Slopes } | null = null;
  let cancelMoved: (() => void) | null = null;
  /** Towards silence, and in it, decks hold still: the master level has the guard's whole slope. */
  let areHeld = false;

  /** `act` follows in `ms` unless the level goes elsewhere before. */
  const onArrival = (ms: number, act: () => void): void => {
    cancelArrival?.();
    cancelArrival = clock.after(ms + AFTER_RAMP_MS, act);
  };

  const stopGoing = (): void => {
    cancelArrival?.();
    cancelArrival = null;
    way = null;
  };

  /** Nothing sounds any more: silence from now on. */
  const cut = (): void => {
    stopGoing();
    output.cut();
  };

  /** The audio clock may lag behind ours: a level that is not at the floor yet is not cut yet. */
  const cutAtFloor = (): void => {
    if ((output.presentDb() ?? FLOOR_DB) > FLOOR_DB) {
      onArrival(0, cutAtFloor);
      return;
    }
    cut();
    onSilent();
  };

  const holdDecks = (): void => {
    areHeld = true;
    cancelMoved?.();
    cancelMoved = null;
    moving = null;
    for (const deck of decks) deck.hold();
  };

  const letDecksGoOn = (): void => {
    if (!areHeld) return;
    areHeld = false;
    const ms = Math.max(...decks.map((deck) => deck.goOn()));
    if (ms > 0) decksMove(ms, BESIDE_DECKS);
  };

  const goTo = (wanted: LevelOrder): void => {
    stopGoing();
    if (wanted.levelDb === null) holdDecks();
    else letDecksGoOn();
    const { order, isMore } = underCap(output.presentDb(), wanted);
    const ramp = output.goTo(order, moving?.slopes ?? SOUND_SLOPES);
    const now = clock.now();
    way = { order: wanted, wishedBy: now + wanted.overMs, by: now + ramp.ms };
    if (isMore) onArrival(ramp.ms, goOn);
    if (ramp.thenSilent) onArrival(ramp.ms, cutAtFloor);
  };

  const goOn = (): void => {
    if (way === null || !isSounding()) return;
    goTo({ ...way.order, overMs: Math.max(0, way.wishedBy - clock.now()) });
  };

  /** Goes on to where it was going, within the slopes that decks leave now. */
  const goOnBesideDecks = (): void => {
    if (way !== null && clock.now() < way.by) goOn();
  };

  /** Decks fade by themselves for so many ms, and leave these slopes to the master level. */
  const decksMove = (ms: number, slopes: Slopes): void => {
    if (areHeld) return;
    const now = clock.now();
    const until = Math.max(moving?.until ?? 0, now + ms);
    moving = { until, slopes: moving === null ? slopes : BESIDE_DECKS };
    cancelMoved?.();
    cancelMoved = clock.after(until - now, () => {
      moving = null;
      goOnBesideDecks();
    });
    goOnBesideDecks();
  };

  return { goTo, decksMove, areDecksMoving: (): boolean => moving !== null, cut };
};
