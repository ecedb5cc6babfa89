// What a handler is, the parts that handlers work on, and the answers that many of them give.

import type { Answer, AnswerTo, Checked, CommandError, CommandName } from '../../shared/ipc/contract.ts';
import type { Snapshot, View } from '../../shared/ipc/snapshot.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Clock } from '../../shared/session/clock.ts';
import type { ChooseFile, FileToSave } from '../electron/dialogs.ts';
import type { Door } from '../electron/door-window.ts';
import type { LoginStart } from '../electron/login-start.ts';
import type { Printing } from '../electron/print.ts';
import type { GoingBack } from '../room/going-back.ts';
import type { KeptChanges } from '../room/kept-changes.ts';
import type { PatientPages } from '../room/patient-pages.ts';
import type { Room } from '../room/room.ts';
import type { RoomLights } from '../room/room-lights.ts';
import type { RoomSound } from '../room/room-sound.ts';
import type { TurnOver } from '../room/turnover.ts';
import type { Library } from '../sound/library/library.ts';
import { writeChosen } from '../storage/chosen-file.ts';
import type { Log } from '../storage/log.ts';
import type { Presets } from '../storage/presets.ts';
import type { KeptSettings } from '../storage/settings.ts';
import type { Lock } from './lock.ts';

/** What main does for each command. A handler translates and delegates; it decides nothing of the room. */
export type Handlers = {
  readonly [N in CommandName]: (argument: Checked<N>) => AnswerTo<N> | Promise<AnswerTo<N>>;
};

/** The parts of the program that commands are for; each group of handlers picks its own. */
export interface HandlerParts {
  readonly clock: Clock;
  readonly room: Room;
  readonly roomLights: RoomLights;
  readonly roomSound: RoomSound;
  readonly library: Library;
  readonly presets: Presets;
  readonly settings: KeptSettings;
  readonly log: Log;
  readonly pages: PatientPages;
  readonly keptChanges: KeptChanges;
  readonly turnOver: TurnOver;
  readonly goingBack: GoingBack;
  readonly door: Door;
  readonly loginStart: Pick<LoginStart, 'set'>;
  readonly lock: Lock;
  readonly printing: Printing;
  readonly chooseFile: ChooseFile;
  readonly show: (view: View) => void;
  readonly snapshot: () => Snapshot;
  readonly dismiss: (noticeId: string) => void;
  readonly changed: () => void;
}

export const DONE: Answer = ok(null);

/** For what always succeeds. */
export const doing = (act: () => void): Answer => {
  act();
  return DONE;
};

/** For what answers why it was refused, or null. */
export const doneUnless = (refused: CommandError | null): Answer => (refused === null ? DONE : fail(refused));

/** Passes an answer on, and calls `changed` unless it is a refusal. */
export const telling =
  (changed: () => void) =>
  <A extends { readonly ok: boolean }>(answer: A): A => {
    if (answer.ok) changed();
    return answer;
  };

type FileContent = Result<string | Uint8Array, CommandError>;

/**
 * Asks where to save a file and writes it there; it is written nowhere else.
 *
 * @param name what it may be called; undefined: the usual name
 * @param contentFor the content of the file at that path
 */
export const saveFile = async (
  chooseFile: ChooseFile,
  what: FileToSave,
  name: string | undefined,
  contentFor: (file: string) => FileContent | Promise<FileContent>,
): Promise<Answer> => {
  const file = await chooseFile(what, name);
  if (file === null) return fail('cancelled');
  const content = await contentFor(file);
  return content.ok ? writeChosen(file, content.value) : content;
};
