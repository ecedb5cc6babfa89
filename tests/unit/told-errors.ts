// What is told as an error that nobody caught, gathered for a test that lets something go wrong on purpose: vitest would
// take it for a failed run.

import { afterEach, beforeEach } from 'vitest';

/** Taken before any test lets time stand still. */
const { setImmediate: later } = globalThis;
const turn = (): Promise<void> => new Promise((done) => void later(done));

/** Gathers from now on in each test of a file; answers the errors told in it so far, once they have had their turn. */
export const toldErrors = (): (() => Promise<readonly unknown[]>) => {
  const told: unknown[] = [];
  const gather = (error: unknown): void => void told.push(error);
  let others: NodeJS.UnhandledRejectionListener[] = [];
  beforeEach(() => {
    told.length = 0;
    others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', gather);
  });
  afterEach(async () => {
    await turn();
    process.off('unhandledRejection', gather);
    for (const one of others) process.on('unhandledRejection', one);
  });
  return async () => {
    await turn();
    return told;
  };
};
