// The crash journal: the running session, its clock and where the music was, so that a program that died can continue
// the session. A journal that cannot be read is put aside, and nothing in it is guessed.

import * as v from 'valibot';
import { RoomInTurnoverSchema, RunningSessionSchema } from '../../shared/session/session.ts';
import { OutputSchema } from '../../shared/sound/player-orders.ts';
import { openJsonFile } from './json-file.ts';

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
  /** How long the computer was up at that instant, asleep or not (ms); null: unknown. */
  upMs: v.optional(v.nullable(finite), null),
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
    delayMs: 0,
    now,
  });

  return {
    /** What was found when the journal was opened, however old it seems; null: nothing that could be continued. */
    read: (): JournalEntry | null => file.found,
    /** A journal was there that cannot be read: nobody knows whether a session was running. */
    isUnknown: file.wasUnusable,
    /** Writes an entry before it returns: what a patient or a nurse is told afterwards is on disk. */
    write: (entry: JournalEntry): void => file.write(entry),
    /** The session is over, so there is nothing left to continue. */
    clear: (): void => {
      file.over('cutUnknown');
      file.remove();
    },
    /** The session goes on after a cut of unknown length. */
    tellCutUnknown: (): void => file.tell('cutUnknown', null),
    /** Writes now what still waits; for the end of the program. */
    flush: file.flush,
    ...file.state,
  };
};
