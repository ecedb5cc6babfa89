// What becomes of errors that nobody caught: they are written where whoever looks after the program finds them, shown to
// nobody, and the program goes on.

import { errorInWords } from '../../shared/errors.ts';

/** What is needed of Node's `process`. */
export interface ErrorsOf {
  readonly on: (event: 'uncaughtException' | 'unhandledRejection', hear: (error: unknown) => void) => unknown;
  /** Not looked at before there is something to write: to open it takes time at a start. */
  readonly stderr: Pick<NodeJS.WriteStream, 'on' | 'write'>;
}

/** Writes what broke where whoever looks after the program finds it, and goes on. */
export const goOnAfterErrors = (program: ErrorsOf): void => {
  let hasWritten = false;
  const tell = (error: unknown): void => {
    const { stderr } = program;
    // Where whoever read has gone, each writing is an error too, and to write of that as well would never end.
    if (!hasWritten) stderr.on('error', () => {});
    hasWritten = true;
    stderr.write(`${errorInWords(error)}\n`);
  };
  // Electron's own answer to both is a box on the screen, in front of the patient.
  program.on('uncaughtException', tell);
  program.on('unhandledRejection', tell);
};
