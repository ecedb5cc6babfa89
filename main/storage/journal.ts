// The crash journal: the running session, its clock and the sound's place, so that a program that died can take
// the room up again. It is a whole file at every instant, and a file it cannot read is put aside, never guessed at.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Notice } from '../../shared/ipc/snapshot.ts';
import { RoomInTurnoverSchema, RunningSessionSchema } from '../../shared/session/session.ts';
import { OutputSchema } from '../../shared/sound/player-orders.ts';
import { openNotices } from './notices.ts';
import { moveAside, readKept, removeWritten, writeAtomically } from './quarantine.ts';

/** Changes within this time are one writing (ms of real time). */
export const JOURNAL_DELAY_MS = 250;

/** A session that was left longer ago than this is not taken up again; no treatment lasts as long (ms). */
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

/** What is needed to take a session up again. */
export type JournalEntry = Readonly<Omit<v.InferOutput<typeof JournalEntrySchema>, 'version'>>;

export interface JournalParts {
  readonly folder: string;
  readonly now?: () => Date;
}

export interface Journal {
  /** What was found when the journal was opened; null: nothing that could be taken up. */
  readonly read: () => JournalEntry | null;
  /** Writes within JOURNAL_DELAY_MS; of several only the last. */
  readonly write: (entry: JournalEntry) => void;
  /** The session is over: there is nothing to take up any more. */
  readonly clear: () => void;
  /** Writes at once what still waits; for the program's end. */
  readonly flush: () => void;
  readonly notices: () => readonly Notice[];
  readonly dismiss: (noticeId: string) => void;
  /** True when its last writing failed. */
  readonly isFailing: () => boolean;
}

const FILE_NAME = 'journal.json';

/** Opens journal.json in the folder and reads it at once. Never throws; what went wrong is in the notices. */
export const openJournal = ({ folder, now = () => new Date() }: JournalParts): Journal => {
  const notices = openNotices('journal');
  const file = join(folder, FILE_NAME);
  /** False while a file lies at the path that could be neither read nor put aside. */
  let isOurs = true;
  let waiting: JournalEntry | null = null;
  let timer: NodeJS.Timeout | null = null;

  const find = (): JournalEntry | null => {
    const reading = readKept(file);
    if (reading.kind === 'missing') return null;
    const parsed = reading.kind === 'json' ? v.safeParse(JournalEntrySchema, reading.value) : null;
    if (parsed?.success !== true) {
      const aside = moveAside(file, now());
      isOurs = aside !== null;
      notices.tell('journalSetAside', aside ?? FILE_NAME);
      return null;
    }
    const { version: _, ...entry } = parsed.output;
    // A wall clock that was set back makes an entry of the future; that is no reason to lose a session.
    if (Math.abs(now().getTime() - entry.savedAtWallMs) <= JOURNAL_LIFE_MS) return entry;
    isOurs = moveAside(file, now(), 'expired') !== null;
    return null;
  };

  const found = find();

  const stopWaiting = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    waiting = null;
  };

  const isFree = (): boolean => {
    isOurs ||= readKept(file).kind === 'missing' || moveAside(file, now()) !== null;
    return isOurs;
  };

  const flush = (): void => {
    const entry = waiting;
    stopWaiting();
    if (entry === null) return;
    try {
      if (!isFree()) throw new Error('a file that is not ours is in the way');
      mkdirSync(folder, { recursive: true });
      writeAtomically(file, JSON.stringify({ version: 1, ...entry }));
      notices.worked();
    } catch {
      notices.failed(FILE_NAME);
    }
  };

  return {
    read: () => found,
    write: (entry) => {
      waiting = entry;
      timer ??= setTimeout(flush, JOURNAL_DELAY_MS);
    },
    clear: () => {
      stopWaiting();
      try {
        if (isOurs) removeWritten(file);
      } catch {
        notices.failed(FILE_NAME);
      }
    },
    flush,
    notices: notices.all,
    dismiss: notices.dismiss,
    isFailing: notices.isFailing,
  };
};
