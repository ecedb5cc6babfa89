// How the program ends and what it does when something breaks: it takes leave of the room within three seconds,
// and shows nobody an error box.

import { app } from 'electron';

/** The longest that taking leave may last, in real ms (STYLE: "a joinable, bounded shutdown"). */
const LEAVE_WITHIN_MS = 3000;

/** Writes what broke where whoever looks after the program finds it, and goes on. */
export const goOnAfterErrors = (): void => {
  const tell = (error: unknown): void => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  };
  // Electron's own answer to both is a box on the screen, in front of the patient.
  process.on('uncaughtException', tell);
  process.on('unhandledRejection', tell);
};

/**
 * Lets the program take leave before it ends, however it is asked to. What fails or takes too long is given up.
 *
 * @returns ends the program with an exit code
 */
export const leaveGently = (takeLeave: () => Promise<void>): ((exitCode: number) => void) => {
  let exitCode = 0;
  let state: 'running' | 'leaving' | 'left' = 'running';
  const late = (): Promise<void> => new Promise((done) => setTimeout(done, LEAVE_WITHIN_MS));
  app.on('before-quit', (event) => {
    if (state === 'left') return;
    event.preventDefault();
    if (state === 'leaving') return;
    state = 'leaving';
    void Promise.race([takeLeave().catch(() => {}), late()]).then(() => {
      state = 'left';
      app.exit(exitCode);
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
  return (code) => {
    exitCode = code;
    app.quit();
  };
};
