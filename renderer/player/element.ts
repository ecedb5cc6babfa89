// A track played by howler through a media element: the ordinary sound of a deck. It says when it runs dry and
// when it flows again, and never touches a level.

import { Howl } from 'howler';
import type { OrderedTrack } from '../../shared/sound/player-orders.ts';
import { letGo, mediaElementOf, sourceOf, spareElements } from './media-elements.ts';
import type { Sound, SoundEvent } from './sound.ts';

/** Loads a track, led into a node; it tells `loaded` or `failed`. */
export const loadElement = (
  into: AudioNode,
  track: OrderedTrack,
  tell: (event: SoundEvent) => void,
): Sound => {
  spareElements();
  // The address has no ending. howler wants one it knows; the element finds out the real kind by itself.
  const howl = new Howl({ src: [track.url], format: ['wav'], html5: true, preload: true });
  const element = mediaElementOf(howl);
  const source = sourceOf(into.context as AudioContext, element);
  const listeners = new AbortController();
  const { signal } = listeners;
  source.connect(into);
  element.addEventListener('waiting', () => tell('dry'), { signal });
  element.addEventListener('playing', () => tell('flows'), { signal });
  howl.once('load', () => {
    if (track.fromS > 0) howl.seek(Math.min(track.fromS, Math.max(0, howl.duration() - 1)));
    tell('loaded');
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
      letGo(howl);
    },
    positionS: () => element.currentTime,
    durationS: () => {
      const { duration } = element;
      return Number.isFinite(duration) && duration > 0 ? duration : track.durationS;
    },
    canJoin: () => false,
    endsAtS: () => null,
    join: () => {},
  };
};
