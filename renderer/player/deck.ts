// One deck: a track, led through its own gains into the outlet. Its gain is set before it plays, and after that
// only evened out within the guard; what it does not need any more it lets go of.

import type { OrderedTrack } from '../../shared/player.ts';
import { type Curve, DECK_SLOPES, dbOf, FALLING_AT_ONCE, gainOf, RISING } from './crossfade.ts';
import { loadElement } from './element.ts';
import { alongCurve, alongLine, type Outlet, setUnheard } from './outlet.ts';
import type { Sound, SoundEvent } from './sound.ts';
import { deckGainDb } from './stage.ts';
import { loadStream } from './stream.ts';

/** A deck that should load or play and does not move for this long counts as unreadable, in ms. */
const STALLED_MS = 6000;

/** Short enough not to be missed, long enough not to click. */
const HUSH_MS = 10;

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
  rise(curve: Curve): void;
  /** Goes out along a curve and tells `left` at its end; without a curve as fast as a deck may. */
  leave(curve?: Curve): void;
  /** Whether it can go over into another deck, and another into it, sample by sample. */
  canJoin(): boolean;
  /** The audio clock at which its track is over, in seconds; null while unknown. */
  endsAtS(): number | null;
  /** Plays whole from that instant on, with the gain that another deck has; tells `started` then. */
  join(atS: number, gain: number): void;
  /** The track's own gain, or what it took over from another deck. */
  gain(): number;
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

/** Makes a deck. Its gains and its place in the outlet are made once and serve every track. */
export const makeDeck = (outlet: Outlet, tell: (event: DeckEvent) => void): Deck => {
  const { context } = outlet;
  const normalised = context.createGain();
  const share = context.createGain();
  setUnheard(context, share.gain, 0);
  normalised.connect(share).connect(outlet.input);

  let loaded: Loaded | null = null;
  /** Grows with every track, so that the last words of one are not taken for another's. */
  let serial = 0;
  let isLoading = false;
  let shouldPlay = false;
  let plays = false;
  let ranDry = false;
  let isHurried = false;
  let leaving: ReturnType<typeof setTimeout> | null = null;
  let moved = { positionS: 0, at: 0 };
  let watchedAt = 0;

  const stopLeaving = (): void => {
    if (leaving !== null) clearTimeout(leaving);
    leaving = null;
    isHurried = false;
  };

  const stopPlaying = (): void => {
    shouldPlay = false;
    plays = false;
    ranDry = false;
  };

  const awaitMovement = (): void => {
    moved = { positionS: loaded?.sound.positionS() ?? 0, at: performance.now() };
  };

  /** The sound ran dry. It must not come back at its full level. */
  const hush = (): void => {
    ranDry = plays && leaving === null;
    if (ranDry) alongCurve(context, share.gain, { shares: [1, 0], ms: HUSH_MS });
  };

  const hushEnds = (): void => {
    // The gain itself is no witness: the sound may flow again before the hush is over, which then goes on to nothing.
    const isHushed = ranDry && plays && leaving === null;
    ranDry = false;
    if (!isHushed) return;
    alongCurve(context, share.gain, RISING, 1);
    tell('refilled');
  };

  const unload = (): void => {
    serial += 1;
    stopLeaving();
    stopPlaying();
    isLoading = false;
    setUnheard(context, share.gain, 0);
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
    setUnheard(context, normalised.gain, gainOf(deckGainDb(track)));
    const mine = serial;
    const listen = (event: SoundEvent): void => {
      if (mine !== serial) return;
      if (asStream && isLoading && event === 'failed') load(track, false);
      else hear(event);
    };
    isLoading = true;
    const sound = asStream ? loadStream(normalised, track, listen) : loadElement(normalised, track, listen);
    loaded = { sound, track };
    awaitMovement();
  };

  return {
    load,
    unload,
    start: (wholly) => {
      if (loaded === null) return;
      setUnheard(context, share.gain, wholly);
      shouldPlay = true;
      awaitMovement();
      loaded.sound.play();
    },
    pause: () => {
      stopPlaying();
      loaded?.sound.pause();
    },
    rise: (curve) => alongCurve(context, share.gain, curve, 1),
    leave: (given) => {
      if (isHurried) return;
      stopLeaving();
      const curve = given ?? FALLING_AT_ONCE;
      isHurried = given === undefined;
      alongCurve(context, share.gain, curve);
      leaving = setTimeout(() => tell('left'), curve.ms + 50);
    },
    canJoin: () => loaded?.sound.canJoin() ?? false,
    endsAtS: () => loaded?.sound.endsAtS() ?? null,
    join: (atS, gain) => {
      if (loaded === null) return;
      setUnheard(context, normalised.gain, gain);
      setUnheard(context, share.gain, 1);
      shouldPlay = true;
      awaitMovement();
      loaded.sound.join(atS);
    },
    gain: () => normalised.gain.value,
    evenOut: () => {
      if (loaded === null) return 0;
      const toDb = deckGainDb(loaded.track);
      const byDb = toDb - dbOf(normalised.gain.value);
      const ms = (Math.abs(byDb) / (byDb > 0 ? DECK_SLOPES.upPerS : DECK_SLOPES.downPerS)) * 1000;
      alongLine(context, normalised.gain, gainOf(toDb), ms);
      return ms;
    },
    watch: () => {
      const positionS = loaded?.sound.positionS() ?? 0;
      const now = performance.now();
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
