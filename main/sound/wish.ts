// The score's wish for sound, turned from the session clock into real time, in which sound keeps its own speed.

import type { SoundWish } from '../../shared/score.ts';
import type { Clock } from '../clock.ts';
import type { DeckWish } from './deck.ts';

/** What the deck is to do now. A level's way is N times as short at rate N; the guard still holds its slope. */
export const deckWish = (
  { playlist, refused, level }: SoundWish,
  isFullLight: boolean,
  clock: Pick<Clock, 'now' | 'rate'>,
): DeckWish => ({
  playlistId: playlist,
  refused,
  level: level && {
    nowDb: level.nowDb,
    toDb: level.toDb,
    overMs: Math.max(0, (level.reachAt - clock.now()) / clock.rate),
  },
  isFullLight,
});
