// Keeps the running session on disk, so that a program that crashed takes it up where it would be by now. It is written
// at every change, and every few seconds for the place of the music.

import type { Clock } from '../../shared/session/clock.ts';
import { lastingOf, type Session } from '../../shared/session/session.ts';
import type { PlayerClient } from '../sound/playback/player-client.ts';
import type { Journal, JournalEntry } from '../storage/journal.ts';

/** The place of the music is written this often while a session runs, in real ms. */
const KEEP_PLACE_EVERY_MS = 5000;

/** What a crash interrupted, and where the session clock goes on; null: nothing, or a session at another rate. */
export const interruptedAt = (entry: JournalEntry | null, rate: number, nowWallMs: number) => {
  if (entry === null || entry.rate !== rate) return null;
  // How long the program was away, in ms of the session clock.
  const gapMs = Math.max(0, nowWallMs - entry.savedAtWallMs) * rate;
  return { entry, gapMs, sessionMs: entry.sessionMs + gapMs };
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
    const times = { savedAtWallMs: Date.now(), sessionMs: clock.now(), rate: clock.rate };
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
