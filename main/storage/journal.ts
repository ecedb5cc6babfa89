// The crash journal: the running session, its clock and where the music was, so that a program that died can continue
// the session. A journal that cannot be read is put aside, and nothing in it is guessed.

import * as v from 'valibot';
import { RoomInTurnoverSchema, RunningSessionSchema } from '../../shared/session/session.ts';
import { OutputSchema } from '../../shared/sound/player-orders.ts';
import { openJsonFile } from './json-file.ts';

/** Changes within this time are one write (ms of real time). */
export const JOURNAL_DELAY_MS = 250;

/** A session that was left longer ago than this is not continued; no treatment takes as long (ms). */
export const JOURNAL_LIFE_MS = 12 * 3_600_000;

const finite = v.pipe(v.number(), v.finite());

/** Where the music was. */
const SoundPlaceSchema = v.strictObject({
  playlistId: v.nullable(v.string()),
  trackId: v.string(),
  positionS: v.pipe(finite, v.minValue(0)),
});
export type SoundPlace = Readonly<v.InferOutput<typeof SoundPlaceSchema>>;

const JournalEntrySchema = v.strictObject({
  version: v.literal(1),
  /** A session that runs, or a room that still waits to be turned over. */
  session: v.variant('stage', [RunningSessionSchema, RoomInTurnoverSchema]),
  /** The same instant on both clocks: ms since 1970, and ms on the session clock. */
  savedAtWallMs: finite,
  sessionMs: finite,
  /** Session ms in a wall ms. */
  rate: v.pipe(finite, v.minValue(1e-6)),
  /** null: silence. */
  place: v.nullable(SoundPlaceSchema),
  /** The output that the session is held to. */
  output: v.optional(v.nullable(OutputSchema), null),
});

/** What is needed to continue a session. */
export type JournalEntry = Readonly<Omit<v.InferOutput<typeof JournalEntrySchema>, 'version'>>;

export type Journal = ReturnType<typeof openJournal>;

/** Opens journal.json in the folder and reads it at once. Never throws; notices say what went wrong. */
export const openJournal = (folder: string, now = () => new Date()) => {
  const file = openJsonFile<JournalEntry | null>({
    folder,
    name: 'journal',
    version: 1,
    empty: null,
    read: (raw) => {
      const parsed = v.safeParse(JournalEntrySchema, raw);
      if (!parsed.success) return null;
      const { version: _, ...value } = parsed.output;
      return { value, isBad: false };
    },
    text: (entry) => [JSON.stringify({ version: 1, ...entry })],
    delayMs: JOURNAL_DELAY_MS,
    now,
  });
  // A wall clock that was set back makes an entry of the future. That is no reason to lose a session.
  const ageMs = file.found === null ? 0 : Math.abs(now().getTime() - file.found.savedAtWallMs);
  const isExpired = ageMs > JOURNAL_LIFE_MS;
  if (isExpired) file.expire();

  return {
    /** What was found when the journal was opened; null: nothing that could be continued. */
    read: (): JournalEntry | null => (isExpired ? null : file.found),
    /** Writes the newest entry within JOURNAL_DELAY_MS. */
    write: (entry: JournalEntry): void => file.write(entry),
    /** The session is over, so there is nothing left to continue. */
    clear: file.remove,
    /** Writes now what still waits; for the end of the program. */
    flush: file.flush,
    ...file.state,
  };
};
