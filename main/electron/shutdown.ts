// How the program ends: every part that joined leaves the room, all within one bound. A step that fails or is late is
// told and given up; it never keeps the program, or another step, from ending.

import type { App } from 'electron';
import { errorInWords } from '../../shared/errors.ts';

/** All steps together are given so long, in real ms. */
export const LEAVE_WITHIN_MS = 3000;

/** What a part does before the program ends. */
export type LeaveStep = () => void | Promise<void>;

/**
 * Lets the parts leave before the program ends, however it is asked to end. Asked again meanwhile, it goes on leaving.
 *
 * @param tell called with one line for each step that failed or was late
 */
export const openShutdown = (
  app: Pick<App, 'on' | 'quit' | 'exit'>,
  signals: Pick<NodeJS.Process, 'on'>,
  tell: (line: string) => void,
) => {
  const steps: [name: string, leave: LeaveStep][] = [];
  const lastSteps: [name: string, leave: LeaveStep][] = [];
  let exitCode = 0;
  let state: 'running' | 'leaving' | 'left' = 'running';

  const leaveAll = async (): Promise<void> => {
    const late = new Promise<'late'>((done) => setTimeout(done, LEAVE_WITHIN_MS, 'late'));
    const carryOut = async ([name, leave]: [string, LeaveStep]): Promise<void> => {
      try {
        const end = await Promise.race([leave(), late]);
        if (end === 'late') tell(`On quitting, ${name} took too long.`);
      } catch (error) {
        tell(`On quitting, ${name} failed: ${errorInWords(error)}`);
      }
    };
    await Promise.all(steps.map(carryOut));
    await Promise.all(lastSteps.map(carryOut));
  };

  app.on('before-quit', (event) => {
    if (state === 'left') return;
    event.preventDefault();
    if (state === 'leaving') return;
    state = 'leaving';
    void leaveAll().then(() => {
      state = 'left';
      app.exit(exitCode);
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) signals.on(signal, () => app.quit());

  return {
    /** Joins a step. Steps begin in the order in which they joined, and all run side by side. */
    join: (name: string, leave: LeaveStep): void => void steps.push([name, leave]),
    /** Joins a step that begins once all others are done, failed or late. */
    joinLast: (name: string, leave: LeaveStep): void => void lastSteps.push([name, leave]),
    isLeaving: (): boolean => state !== 'running',
    /** Ends the program with an exit code. */
    quit: (code: number): void => {
      exitCode = code;
      app.quit();
    },
  };
};
