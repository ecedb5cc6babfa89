// Playwright's test with a program that has loudspeakers, where the machine can have some: a room without them has a
// fault to show.

import { cannotListen, startListening } from './listening.ts';
import { test as base } from './program.ts';

export const testWithLoudspeakers = base.extend({
  launch: async ({ launch }, use) => {
    const listening = cannotListen() === null ? await startListening() : null;
    await use((words, wish) => launch(words, { ...wish, env: { ...listening?.env, ...wish?.env } }));
    await listening?.close();
  },
});
