// How long a keystroke keeps a page from doing anything else, watched from within the page.

import type { Page } from '@playwright/test';

/** How long each keystroke is watched, in ms: what is found is drawn well within it. */
export const WATCHED_MS = 250;

/** From now on every input is watched: the longest that the page did nothing else after it, in ms. */
export const watchKeystrokes = (room: Page): Promise<void> =>
  room.evaluate((watchedMs) => {
    const held: number[] = [];
    Object.assign(window, { held });
    const watch = (): void => {
      const began = performance.now();
      const channel = new MessageChannel();
      let last = began;
      let longest = 0;
      channel.port1.onmessage = () => {
        const now = performance.now();
        longest = Math.max(longest, now - last);
        last = now;
        if (now - began < watchedMs) channel.port2.postMessage(null);
        else held.push(longest);
      };
      channel.port2.postMessage(null);
    };
    window.addEventListener('input', watch, true);
  }, WATCHED_MS);

/** What was watched so far: a figure for each keystroke, in ms. */
export const heldMs = (room: Page): Promise<readonly number[]> =>
  room.evaluate(() => (window as unknown as { held: readonly number[] }).held);
