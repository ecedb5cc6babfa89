// A track that howler plays through a media element: the ordinary source of a deck. It tells when it runs dry and
// when it flows again, and never touches a level. It reuses a few elements; a change of track must never leave a new
// one behind.

import { Howl, Howler } from 'howler';
import type { OrderedTrack } from '../../shared/sound/player-orders.ts';
import type { SourceEvent, TrackSource } from './deck.ts';
import { lengthS, startIn } from './measured-places.ts';

type PooledElement = HTMLAudioElement & { _unlocked?: boolean };

/** What howler 2.2.4 keeps private and is used here, and nowhere else. */
interface HowlerPrivate {
  readonly _html5AudioPool: PooledElement[];
}
interface HowlPrivate {
  _clearSound: (element: HTMLAudioElement) => void;
  readonly _sounds: readonly { readonly _node: HTMLAudioElement }[];
}

/** As many as the decks can need at once. */
const SPARE_ELEMENTS = 2;

/** An element can be connected to an audio graph only once, so its source lives as long as the element. */
const sources = new WeakMap<HTMLMediaElement, MediaElementAudioSourceNode>();

/** howler takes its elements from a pool and returns only those it knows to be unlocked. */
const fillPool = (): void => {
  const pool = (Howler as unknown as HowlerPrivate)._html5AudioPool;
  while (pool.length < SPARE_ELEMENTS) {
    const element: PooledElement = new Audio();
    element._unlocked = true;
    pool.push(element);
  }
};

const elementOf = (howl: Howl): HTMLMediaElement => {
  const [sound] = (howl as unknown as HowlPrivate)._sounds;
  if (sound === undefined) throw new Error('howler made no sound for a track');
  return sound._node;
};

/** The source of an element, which is then heard nowhere else. */
const sourceOf = (context: AudioContext, element: HTMLMediaElement): MediaElementAudioSourceNode => {
  const source = sources.get(element) ?? context.createMediaElementSource(element);
  sources.set(element, source);
  return source;
};

/** Unloads a howl. howler would load silence from a `data:` address, which the page's policy refuses. */
const unload = (howl: Howl): void => {
  (howl as unknown as HowlPrivate)._clearSound = (element) => {
    element.removeAttribute('src');
    element.load();
  };
  howl.unload();
};

/** Loads a track that plays into a node; it tells `loaded` or `failed`. */
export const loadMediaElement = (
  into: AudioNode,
  track: OrderedTrack,
  tell: (event: SourceEvent) => void,
): TrackSource => {
  fillPool();
  // howler wants an ending that it knows; the address has none, and the element finds out the real format by itself.
  const howl = new Howl({ src: [track.url], format: ['wav'], html5: true, preload: true });
  const element = elementOf(howl);
  const source = sourceOf(into.context as AudioContext, element);
  const listeners = new AbortController();
  const { signal } = listeners;
  /** How far the element's places are behind those of the track. */
  let behindS = 0;

  source.connect(into);
  element.addEventListener('waiting', () => tell('dry'), { signal });
  element.addEventListener('playing', () => tell('flows'), { signal });
  howl.once('load', () => {
    const start = startIn(track, howl.duration());
    if (start !== null && start.atS > 0) howl.seek(start.atS);
    behindS = start?.behindS ?? 0;
    tell(start === null ? 'failed' : 'loaded');
  });
  howl.on('loaderror', () => tell('failed'));
  howl.on('playerror', () => tell('failed'));
  howl.on('end', () => tell('ended'));
  return {
    play: () => {
      howl.once('play', () => tell('started'));
      howl.play();
    },
    pause: () => {
      howl.off('play');
      howl.pause();
    },
    close: () => {
      listeners.abort();
      source.disconnect();
      howl.off();
      if (!element.paused) element.pause();
      unload(howl);
    },
    positionS: () => element.currentTime + behindS,
    durationS: () => lengthS(track, element.duration),
    canJoin: () => false,
    endsAtS: () => null,
    join: () => {},
  };
};
