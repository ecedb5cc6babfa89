// The score's wish for sound, turned from the session clock into real time, in which sound keeps its own speed, and
// from what was agreed to what the chair may hear.

import type { SoundWish } from '../../../shared/score/sound-score.ts';
import type { Clock } from '../../../shared/session/clock.ts';
import { chairCapDb } from '../../../shared/sound/chair.ts';
import type { DeckWish } from './player-client.ts';

export interface WishedFor {
  readonly isFullLight: boolean;
  readonly isInSession: boolean;
  /** What a level of 0 dB is at the chair, in dB(A); null: not calibrated. */
  readonly chairDb: number | null;
}

/** What the deck is to do now. A level's way is N times as short at rate N; the guard still holds its slope. */
export const deckWish = (
  { playlist, others, refused, part, joins, cadence, capDb, level }: SoundWish,
  { isFullLight, isInSession, chairDb }: WishedFor,
  clock: Pick<Clock, 'now' | 'rate'>,
): DeckWish => {
  const realMs = (at: number): number => Math.max(0, (at - clock.now()) / clock.rate);
  const cap = Math.min(capDb, chairCapDb(chairDb));
  return {
    ...{ playlistId: playlist, others, refused, part, joins, isFullLight, isInSession },
    cadence: cadence && { playlistId: cadence.playlist, withinMs: realMs(cadence.until) },
    capDb: cap,
    level: level && {
      nowDb: Math.min(cap, level.nowDb),
      toDb: Math.min(cap, level.toDb),
      overMs: realMs(level.reachAt),
    },
  };
};
