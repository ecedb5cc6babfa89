// One deck: a track streamed by howler, led through its own gain into the outlet. Its gain is set before it
// plays, never after; what it does not need any more it lets go of.

import { Howl } from 'howler';
import { MOST_BOOST_DB, type OrderedTrack } from '../../shared/player.ts';
import { type Curve, FALLING_AT_ONCE, gainOf, RISING } from './crossfade.ts';
import { letGo, mediaElementOf, sourceOf, spareElements } from './media-elements.ts';
import { alongCurve, type Outlet, setUnheard } from './outlet.ts';

/** A deck that should load or play and does not move for this long counts as unreadable, in ms. */
const STALLED_MS = 6000;

/** Short enough not to be missed, long enough not to click. */
const HUSH_MS = 10;

/** `refilled`: it had run dry, and rises again by itself. */
export type DeckEvent = 'loaded' | 'started' | 'failed' | 'ended' | 'left' | 'refilled';

export interface Deck {
  load(track: OrderedTrack): void;
  unload(): void;
  /** Plays; `share` is how much of it is let through from the first sample on, 0–1. */
  start(share: 0 | 1): void;
  /** Holds the place. The level must be silent by then. */
  pause(): void;
  rise(curve: Curve): void;
  /** Goes out along a curve and tells `left` at its end; without a curve as fast as a deck may. */
  leave(curve?: Curve): void;
  /** To be called now and then: tells `failed` when a track that should play stands still. */
  watch(): void;
  positionS(): number;
  /** null while unknown. */
  durationS(): number | null;
}

interface Loaded {
  readonly howl: Howl;
  readonly element: HTMLMediaElement;
  readonly track: OrderedTrack;
  readonly listeners: AbortController;
}

const realDuration = (loaded: Loaded): number | null => {
  const { duration } = loaded.element;
  return Number.isFinite(duration) && duration > 0 ? duration : loaded.track.durationS;
};

/** Makes a deck. Its gains and its place in the outlet are made once and serve every track. */
export const makeDeck = (outlet: Outlet, tell: (event: DeckEvent) => void): Deck => {
  const { context } = outlet;
  const normalised = context.createGain();
  const share = context.createGain();
  setUnheard(context, share.gain, 0);
  normalised.connect(share).connect(outlet.input);

  let loaded: Loaded | null = null;
  let isLoading = false;
  let shouldPlay = false;
  let plays = false;
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
  };

  /** The sound ran dry. It must not come back at its full level. */
  const hush = (): void => {
    if (plays && leaving === null) alongCurve(context, share.gain, { shares: [1, 0], ms: HUSH_MS });
  };

  const hushEnds = (): void => {
    if (!plays || leaving !== null || share.gain.value >= 0.01) return;
    alongCurve(context, share.gain, RISING, 1);
    tell('refilled');
  };

  const listen = (howl: Howl, track: OrderedTrack): Loaded => {
    const element = mediaElementOf(howl);
    const listeners = new AbortController();
    const { signal } = listeners;
    let ranDry = false;
    const dry = (): void => {
      ranDry = plays;
      hush();
    };
    const flows = (): void => {
      if (ranDry) hushEnds();
      ranDry = false;
    };
    element.addEventListener('waiting', dry, { signal });
    element.addEventListener('playing', flows, { signal });
    return { howl, element, track, listeners };
  };

  const unload = (): void => {
    stopLeaving();
    stopPlaying();
    isLoading = false;
    setUnheard(context, share.gain, 0);
    if (loaded === null) return;
    const { howl, element, listeners } = loaded;
    loaded = null;
    listeners.abort();
    sourceOf(context, element).disconnect();
    howl.off();
    if (!element.paused) element.pause();
    letGo(howl);
  };

  /** Runs only while the track it belongs to is still on the deck. */
  const whileOn = (howl: Howl, act: () => void) => (): void => {
    if (loaded?.howl === howl) act();
  };

  return {
    load: (track) => {
      unload();
      spareElements();
      setUnheard(context, normalised.gain, gainOf(Math.min(MOST_BOOST_DB, track.gainDb)));
      // The address has no ending. howler wants one it knows; the element finds out the real kind by itself.
      const howl = new Howl({ src: [track.url], format: ['wav'], html5: true, preload: true });
      loaded = listen(howl, track);
      sourceOf(context, loaded.element).connect(normalised);
      howl.once(
        'load',
        whileOn(howl, () => {
          isLoading = false;
          if (track.fromS > 0) howl.seek(Math.min(track.fromS, Math.max(0, howl.duration() - 1)));
          tell('loaded');
        }),
      );
      const fail = whileOn(howl, () => tell('failed'));
      howl.on('loaderror', fail);
      howl.on('playerror', fail);
      howl.on(
        'end',
        whileOn(howl, () => tell('ended')),
      );
      isLoading = true;
      moved = { positionS: 0, at: performance.now() };
    },
    unload,
    start: (wholly) => {
      if (loaded === null) return;
      const { howl } = loaded;
      setUnheard(context, share.gain, wholly);
      shouldPlay = true;
      moved = { positionS: loaded.element.currentTime, at: performance.now() };
      howl.once(
        'play',
        whileOn(howl, () => {
          plays = true;
          tell('started');
        }),
      );
      howl.play();
    },
    pause: () => {
      stopPlaying();
      loaded?.howl.off('play');
      loaded?.howl.pause();
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
    watch: () => {
      const positionS = loaded?.element.currentTime ?? 0;
      const now = performance.now();
      // Looks that were missed are the computer's sleep, and not the track's.
      const hasSlept = now - watchedAt > STALLED_MS / 2;
      watchedAt = now;
      const isIdle = !isLoading && !shouldPlay;
      if (isIdle || hasSlept || positionS !== moved.positionS) moved = { positionS, at: now };
      else if (now - moved.at > STALLED_MS) tell('failed');
    },
    positionS: () => loaded?.element.currentTime ?? 0,
    durationS: () => (loaded === null ? null : realDuration(loaded)),
  };
};
