// Lengths and places in a track whose media element may only guess them, as it does for an mp3 that does not say how long
// it is. Pure. What was measured holds.

import { measuredS, type OrderedTrack } from '../../shared/sound/player-orders.ts';

/** An element whose length is wrong by more than this has guessed it: in seconds, and as a share of the length. */
const GUESSED_BY_S = 1;
const GUESSED_BY_SHARE = 0.01;

/** A stream can begin up to here in a track, in seconds; where an element guesses, that is exact. */
const STREAM_REACHES_S = 600;

/** The length of a track, of which an element says so many seconds; null: unknown. */
export const lengthS = (track: OrderedTrack, elementS: number): number | null =>
  measuredS(track) ?? (Number.isFinite(elementS) && elementS > 0 ? elementS : track.durationS);

/**
 * Where an element of this length begins to play a track, in seconds, and how far its places are behind those of the
 * track. null: a stream does better.
 */
export const startIn = (track: OrderedTrack, elementS: number): { atS: number; behindS: number } | null => {
  const { fromS } = track;
  if (fromS === 0) return { atS: 0, behindS: 0 };
  const knownS = measuredS(track) ?? elementS;
  const isGuess = Math.abs(elementS - knownS) > Math.max(GUESSED_BY_S, knownS * GUESSED_BY_SHARE);
  if (isGuess && fromS <= STREAM_REACHES_S) return null;
  const atS = Math.min(isGuess ? (fromS * elementS) / knownS : fromS, Math.max(0, elementS - 1));
  return { atS, behindS: isGuess ? fromS - atS : 0 };
};
