// The audio elements that howler plays through, and the audio source that each is led into once and for all.
// A handful serves for ever: it must never let a track change make a new one for good.

import { type Howl, Howler } from 'howler';

/** What of howler 2.2.4 is used beyond its public face, here and nowhere else. */
interface HowlerWithin {
  readonly _html5AudioPool: (HTMLAudioElement & { _unlocked?: boolean })[];
}
interface HowlWithin {
  _clearSound: (element: HTMLAudioElement) => void;
  readonly _sounds: readonly { readonly _node: HTMLAudioElement }[];
}

/** As many as the decks can need at once, and one over. */
const SPARE = 3;

/** An element can be led into an audio graph once only; so its source is kept as long as it is. */
const sources = new WeakMap<HTMLMediaElement, MediaElementAudioSourceNode>();

/** howler takes its elements from a pool and gives back those it knows to be unlocked: it finds some there. */
export const spareElements = (): void => {
  const pool = (Howler as unknown as HowlerWithin)._html5AudioPool;
  while (pool.length < SPARE - 1) {
    const element: HTMLAudioElement & { _unlocked?: boolean } = new Audio();
    element._unlocked = true;
    pool.push(element);
  }
};

/** The element that a howl plays through; known from the moment the howl is made. */
export const mediaElementOf = (howl: Howl): HTMLMediaElement => {
  const [sound] = (howl as unknown as HowlWithin)._sounds;
  if (sound === undefined) throw new Error('howler made no sound for a track');
  return sound._node;
};

/**
 * Lets a howl go, and its element's file with it. howler would load a bit of silence from a `data:` address
 * instead, which the page's policy refuses.
 */
export const letGo = (howl: Howl): void => {
  (howl as unknown as HowlWithin)._clearSound = (element) => {
    element.removeAttribute('src');
    element.load();
  };
  howl.unload();
};

/** The source of an element, made at its first use. Led through it, the element is heard nowhere else. */
export const sourceOf = (context: AudioContext, element: HTMLMediaElement): MediaElementAudioSourceNode => {
  const known = sources.get(element);
  if (known !== undefined) return known;
  const made = context.createMediaElementSource(element);
  sources.set(element, made);
  return made;
};
