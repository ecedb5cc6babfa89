// One deck: a track, led through its own gains into the outlet. Its gain is set before it plays, and after that
// only evened out within the guard; what it does not need any more it lets go of.

import type { OrderedTrack } from '../../shared/sound/player-orders.ts';
import type { PlayerClock } from './clock.ts';
import {
  type Curve,
  evening,
  FALLING_AT_ONCE,
  FLOOR_DB,
  lengthMs,
  RISING,
  risingFrom,
  shifted,
} from './crossfade.ts';
import { makeFader } from './fader.ts';
import type { Outlet } from './master-output.ts';
import { deckGainDb } from './player-state.ts';
import type { Sound, SoundEvent } from './sound.ts';

/** A deck that should load or play and does not move for this long counts as unreadable, in ms. */
const STALLED_MS = 6000;

/** Short enough not to be missed, long enough not to click, in ms. */
const HUSH_MS = 10;

/** After a way out the deck is let go this much later, in ms: the audio clock may be a buffer behind. */
const AFTER_LEAVING_MS = 50;

/** `refilled`: it had run dry, and rises again by itself. */
export type DeckEvent = 'loaded' | 'started' | 'failed' | 'ended' | 'left' | 'refilled';

export interface Deck {
  /** `asStream`: so that it can join, at the cost of decoding it ourselves. */
  load(track: OrderedTrack, asStream: boolean): void;
  unload(): void;
  /** Plays; `share` is how much of it is let through from the first sample on, 0–1. */
  start(share: 0 | 1): void;
  /** Holds the place. The level must be silent by then. */
  pause(): void;
  /** Rises from the floor to the whole. */
  rise(): void;
  /** Goes out along a curve and tells `left` at its end; without a curve as fast as a deck may. */
  leave(curve?: Curve): void;
  /** Keeps its share as it is until it goes on: the master level alone moves then. */
  hold(): void;
  /** Goes on with what it was held in; answers the ms it takes. */
  goOn(): number;
  /** Whether it can go over into another deck, and another into it, sample by sample. */
  canJoin(): boolean;
  /** The audio clock at which its track is over, in seconds; null while unknown. */
  endsAtS(): number | null;
  /** Plays whole from that instant on, with the gain that another deck has in dB; tells `started` then. */
  join(atS: number, gainDb: number): void;
  /** All of it is let through. */
  isWhole(): boolean;
  /** The track's own gain, or what it took over from another deck, in dB. */
  gainDb(): number;
  /** Goes from the gain that it took over to its track's own, within a deck's slopes; answers the ms it takes. */
  evenOut(): number;
  /** To be called now and then: tells `failed` when a track that should play stands still. */
  watch(): void;
  positionS(): number;
  /** null while unknown. */
  durationS(): number | null;
}

interface Loaded {
  readonly sound: Sound;
  readonly track: OrderedTrack;
}

/** Gets a track that is led into a node; `asStream` as for a deck. */
export type LoadSound = (
  into: AudioNode,
  track: OrderedTrack,
  asStream: boolean,
  tell: (event: SoundEvent) => void,
) => Sound;

export interface DeckParts {
  readonly outlet: Outlet;
  readonly clock: PlayerClock;
  readonly loadSound: LoadSound;
  readonly tell: (event: DeckEvent) => void;
}

/** Makes a deck. Its gains and its place in the outlet are made once and serve every track. */
export const makeDeck = ({ outlet, clock, loadSound, tell }: DeckParts): Deck => {
  const normalised = makeFader(outlet.context);
  const share = makeFader(outlet.context);
  normalised.node.connect(share.node).connect(outlet.input);

  let loaded: Loaded | null = null;
  /** Grows with every track, so that the last words of one are not taken for another's. */
  let serial = 0;
  let isLoading = false;
  let shouldPlay = false;
  let plays = false;
  let ranDry = false;
  /** Where its share is going: nowhere, to the whole, or out; `hurried`: out as fast as a deck may. */
  let aim: 'nowhere' | 'whole' | 'out' | 'hurried' = 'nowhere';
  let isHeld = false;
  let callOffLeft: (() => void) | null = null;
  let moved = { positionS: 0, at: 0 };
  let watchedAt = 0;

  const isLeaving = (): boolean => aim === 'out' || aim === 'hurried';

  /** The share is set, and goes nowhere by itself any more. */
  const setShare = (db: number): void => {
    callOffLeft?.();
    callOffLeft = null;
    aim = 'nowhere';
    isHeld = false;
    share.set(db);
  };

  const stopPlaying = (): void => {
    shouldPlay = false;
    plays = false;
    ranDry = false;
  };

  const awaitMovement = (): void => {
    moved = { positionS: loaded?.sound.positionS() ?? 0, at: clock.now() };
  };

  const rise = (): void => {
    aim = 'whole';
    // What is not heard yet has its own gain at once: to even it out on the way up would be steeper than a deck may be.
    if (loaded !== null && share.db() < FLOOR_DB) normalised.set(deckGainDb(loaded.track));
    if (isHeld) share.set(FLOOR_DB);
    else share.follow(RISING);
  };

  const goOut = (curve: Curve): void => {
    // Its gain may be on its way to the track's own: both together would be steeper than a deck may be.
    normalised.hold();
    share.follow(shifted(curve, share.db()));
    callOffLeft?.();
    callOffLeft = clock.after(lengthMs(curve) + AFTER_LEAVING_MS, () => tell('left'));
  };

  const evenOut = (): number => {
    if (loaded === null || isHeld) return 0;
    const curve = evening(normalised.db(), deckGainDb(loaded.track));
    normalised.follow(curve);
    return lengthMs(curve);
  };

  /** The sound ran dry. It must not come back at its full level; what was leaving does not come back at all. */
  const hush = (): void => {
    if (!plays) return;
    ranDry = !isLeaving();
    if (ranDry) aim = 'nowhere';
    share.follow([
      { ms: 0, db: share.db() },
      { ms: HUSH_MS, db: Number.NEGATIVE_INFINITY },
    ]);
  };

  const hushEnds = (): void => {
    // The share itself is no witness: the sound may flow again before the hush is over, which then goes on to nothing.
    const isHushed = ranDry && plays && !isLeaving();
    ranDry = false;
    if (!isHushed) return;
    rise();
    tell('refilled');
  };

  const unload = (): void => {
    serial += 1;
    stopPlaying();
    isLoading = false;
    setShare(Number.NEGATIVE_INFINITY);
    loaded?.sound.close();
    loaded = null;
  };

  const hear = (event: SoundEvent): void => {
    if (event === 'dry') hush();
    else if (event === 'flows') hushEnds();
    else {
      if (event === 'loaded') isLoading = false;
      if (event === 'started') plays = true;
      tell(event);
    }
  };

  /** What cannot be decoded by ourselves may still be played by howler. */
  const load = (track: OrderedTrack, asStream: boolean): void => {
    unload();
    normalised.set(deckGainDb(track));
    const mine = serial;
    const listen = (event: SoundEvent): void => {
      if (mine !== serial) return;
      if (asStream && isLoading && event === 'failed') load(track, false);
      else hear(event);
    };
    isLoading = true;
    loaded = { sound: loadSound(normalised.node, track, asStream, listen), track };
    awaitMovement();
  };

  return {
    load,
    unload,
    start: (wholly) => {
      if (loaded === null) return;
      normalised.set(deckGainDb(loaded.track));
      setShare(wholly === 1 ? 0 : Number.NEGATIVE_INFINITY);
      shouldPlay = true;
      awaitMovement();
      loaded.sound.play();
    },
    pause: () => {
      stopPlaying();
      loaded?.sound.pause();
    },
    rise,
    leave: (given) => {
      if (aim === 'hurried') return;
      aim = given === undefined ? 'hurried' : 'out';
      if (!isHeld) goOut(given ?? FALLING_AT_ONCE);
    },
    hold: () => {
      isHeld = true;
      callOffLeft?.();
      callOffLeft = null;
      share.hold();
      normalised.hold();
    },
    goOn: () => {
      if (!isHeld) return 0;
      isHeld = false;
      if (isLeaving()) {
        aim = 'hurried';
        goOut(FALLING_AT_ONCE);
        return lengthMs(FALLING_AT_ONCE);
      }
      // What is laid to begin at a join, and is not heard yet, keeps the gain that it takes over there.
      if (aim === 'nowhere' || share.db() >= 0) return plays ? evenOut() : 0;
      const curve = risingFrom(share.db());
      share.follow(curve);
      return lengthMs(curve);
    },
    canJoin: () => loaded?.sound.canJoin() ?? false,
    endsAtS: () => loaded?.sound.endsAtS() ?? null,
    join: (atS, gainDb) => {
      if (loaded === null) return;
      normalised.set(gainDb);
      setShare(0);
      shouldPlay = true;
      awaitMovement();
      loaded.sound.join(atS);
    },
    isWhole: () => share.db() >= 0 && !ranDry,
    gainDb: normalised.db,
    evenOut,
    watch: () => {
      const positionS = loaded?.sound.positionS() ?? 0;
      const now = clock.now();
      // Looks that were missed are the computer's sleep, and not the track's.
      const hasSlept = now - watchedAt > STALLED_MS / 2;
      watchedAt = now;
      const isIdle = !isLoading && !shouldPlay;
      if (isIdle || hasSlept || positionS !== moved.positionS) moved = { positionS, at: now };
      else if (now - moved.at > STALLED_MS) tell('failed');
    },
    positionS: () => loaded?.sound.positionS() ?? 0,
    durationS: () => (loaded === null ? null : (loaded.sound.durationS() ?? loaded.track.durationS)),
  };
};
