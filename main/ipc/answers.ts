// What a handler is, and the answers that many of them give.

import type { Answer, AnswerTo, Checked, CommandError, CommandName } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ChooseFile, FileToSave } from '../electron/dialogs.ts';
import { writeChosen } from '../storage/chosen-file.ts';

/** What main does for each command. A handler translates and delegates; it decides nothing of the room. */
export type Handlers = {
  readonly [N in CommandName]: (argument: Checked<N>) => AnswerTo<N> | Promise<AnswerTo<N>>;
};

export const DONE: Answer = ok(null);

/** For what answers why it was refused, or null. */
export const doneUnless = (refused: CommandError | null): Answer => (refused === null ? DONE : fail(refused));

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
