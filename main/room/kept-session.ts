// Keeps the running session on disk, so that a program that crashed takes it up where it would be by now. It is written
// at every change before anybody is told of it, and every few seconds for the place of the music. No clock loses it.

import type { Clock } from '../../shared/session/clock.ts';
import { lastingOf, type Session } from '../../shared/session/session.ts';
import type { PlayerClient } from '../sound/playback/player-client.ts';
import type { Journal, JournalEntry } from '../storage/journal.ts';
import { COMPUTER } from './clock.ts';

/** The place of the music is written this often while a session runs, in real ms. */
const KEEP_PLACE_EVERY_MS = 5000;

/** A longer gap than this (ms) is believed only where the computer was up: clocks come back wrong by hours or years. */
const LONGEST_BELIEVED_MS = 3_600_000;

/** Wall clock and uptime differ by no more than this (ms) over a gap in which nobody set the clock. */
const AGREE_WITHIN_MS = 10_000;

/** How long the program was away, in real ms; null: nobody can tell. */
const awayMs = ({ savedAtWallMs, upMs }: JournalEntry, nowWallMs: number, nowUpMs: number): number | null => {
  const wallMs = nowWallMs - savedAtWallMs;
  const wasUp = upMs !== null && Math.abs(nowUpMs - upMs - wallMs) <= AGREE_WITHIN_MS;
  if (wallMs >= 0 && (wasUp || wallMs < LONGEST_BELIEVED_MS)) return wallMs;
  return null;
};

/**
 * What a crash interrupted, and where the session clock goes on: where it would be by now or, where nobody can tell how
 * long the program was away, where it was. null: nothing, or a session at another rate. All in ms.
 */
export const interruptedAt = (
  entry: JournalEntry | null,
  rate: number,
  nowWallMs = Date.now(),
  nowUpMs = COMPUTER.up(),
) => {
  if (entry === null || entry.rate !== rate) return null;
  const away = awayMs(entry, nowWallMs, nowUpMs);
  const gapMs = (away ?? 0) * rate;
  return { entry, gapMs, sessionMs: entry.sessionMs + gapMs, isGapKnown: away !== null };
};

export interface KeptSessionParts {
  readonly journal: Pick<Journal, 'write' | 'clear' | 'flush'>;
  readonly clock: Pick<Clock, 'now' | 'rate'>;
  readonly player: Pick<PlayerClient, 'resumePoint'>;
  readonly session: () => Session;
}

export type KeptSession = ReturnType<typeof openKeptSession>;

/** Keeps the session from now on. */
export const openKeptSession = ({ journal, clock, player, session }: KeptSessionParts) => {
  /** Writes what has to outlive a crash, or clears the journal when there is nothing. */
  const keep = (): void => {
    const lasting = lastingOf(session());
    if (lasting === null) {
      journal.clear();
      return;
    }
    const times = {
      savedAtWallMs: Date.now(),
      sessionMs: clock.now(),
      upMs: COMPUTER.up(),
      rate: clock.rate,
    };
    journal.write({ session: lasting, ...times, ...player.resumePoint() });
  };
  const keepPlace = setInterval(() => {
    if (session().stage === 'running') keep();
  }, KEEP_PLACE_EVERY_MS);
  return {
    keep,
    /** Writes for the last time, synchronously. */
    close: (): void => {
      clearInterval(keepPlace);
      if (lastingOf(session()) !== null) keep();
      journal.flush();
    },
  };
};
