// What happens to errors that nobody caught: they are written to standard error for whoever looks after the program, shown
// to nobody, and the program goes on.

import { errorInWords } from '../../shared/errors.ts';

/** What this uses of Node's `process`. */
export interface ErrorsOf {
  readonly on: (event: 'uncaughtException' | 'unhandledRejection', hear: (error: unknown) => void) => unknown;
  /** Read only when there is something to write: opening it takes time at a start. */
  readonly stderr: Pick<NodeJS.WriteStream, 'on' | 'write'>;
}

/** Writes every uncaught error, from now on. */
export const goOnAfterErrors = (program: ErrorsOf): void => {
  let hasWritten = false;
  const tell = (error: unknown): void => {
    const { stderr } = program;
    // If the reader is gone, each write is an error too, and writing about that would never end.
    if (!hasWritten) stderr.on('error', () => {});
    hasWritten = true;
    stderr.write(`${errorInWords(error)}\n`);
  };
  // Electron's own answer to both is a box on the screen, in front of the patient.
  program.on('uncaughtException', tell);
  program.on('unhandledRejection', tell);
};
