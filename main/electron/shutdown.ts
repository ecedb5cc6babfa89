// How the program ends: it takes leave of the room within three seconds, whatever breaks on the way.

import { app } from 'electron';
import { tellError } from '../../shared/errors.ts';

/** The longest that taking leave may last, in real ms (STYLE: "a joinable, bounded shutdown"). */
const LEAVE_WITHIN_MS = 3000;

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
    void Promise.race([takeLeave().catch(tellError), late()]).then(() => {
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
