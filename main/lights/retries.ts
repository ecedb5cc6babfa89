// When what failed is tried again: a whole bridge, or one lamp that did not answer while others did. It sends nothing.

import type { Sendings } from './rig.ts';

/** Real ms from one attempt to the next: at most one a second, backing off to the last figure, with jitter. */
const RETRY_MS: readonly number[] = [1000, 1250, 1600, 2000];
const JITTER_MS = 150;

/** A lamp that did not answer so often, while others did, is said to be out of reach. */
const SILENT_AFTER = 2;

/**
 * When to try again what was tried at an instant, and had failed so often before.
 *
 * @param random 0–1
 */
export const retryAt = (failures: number, startedMs: number, random: number): number =>
  startedMs + (RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0) + random * JITTER_MS;

/** Lamps that did not answer while others did; none yet. Each is tried by itself, and nothing else waits for it. */
export const openMissedLamps = (random: () => number) => {
  const missed = new Map<string, { readonly times: number; readonly notBefore: number }>();
  const miss = (lampId: string, startedMs: number): void => {
    const times = missed.get(lampId)?.times ?? 0;
    missed.set(lampId, { times: times + 1, notBefore: retryAt(times, startedMs, random()) });
  };
  const notBefore = (lampId: string): number => missed.get(lampId)?.notBefore ?? Number.NEGATIVE_INFINITY;
  return {
    /** Takes in what became of commands that were sent at an instant, on `performance.now()`. */
    note: (sendings: Sendings, startedMs: number): void => {
      for (const [lampId, { takenMs }] of sendings) {
        if (takenMs === null) miss(lampId, startedMs);
        else missed.delete(lampId);
      }
    },
    /** Takes in that none of these lamps answered. False where one of them had: then it may be the bridge. */
    noteAgain: (lampIds: readonly string[], startedMs: number): boolean => {
      if (!lampIds.every((lampId) => missed.has(lampId))) return false;
      for (const lampId of lampIds) miss(lampId, startedMs);
      return true;
    },
    /** In how many ms a lamp is to be tried again; none where it may be at once. */
    waitMs: (lampId: string): number => Math.max(0, notBefore(lampId) - performance.now()),
    isSilent: (lampId: string): boolean => (missed.get(lampId)?.times ?? 0) >= SILENT_AFTER,
    /** All are tried again at once. */
    forget: (): void => missed.clear(),
  };
};
