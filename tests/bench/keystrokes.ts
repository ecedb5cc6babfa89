// How long a keystroke keeps a page from doing anything else, watched from within the page.

import { expect, type Page } from '@playwright/test';
import { median, quantile, tellFigure } from './figures.ts';
import { asPieces, inPieces, pieceInWords, pieceOfWork } from './yardstick.ts';

/** How long a keystroke may keep the page. It was 16 ms, a frame at 60 a second. */
const MOST_KEYSTROKE_PIECES = 1.2;

/** Each keystroke is watched for this long, in ms: what is found is drawn well within it. */
const WATCHED_MS = 250;

/** The page works this many pieces after each word. */
const PIECES_PER_WORD = 4;

/** From now on the page watches every input: the longest time after it in which the page did nothing else, in ms. */
const watchKeystrokes = (room: Page): Promise<void> =>
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

/** What the page has seen so far: a figure for each keystroke, in ms. */
const heldMs = (room: Page): Promise<readonly number[]> =>
  room.evaluate(() => (window as unknown as { held: readonly number[] }).held);

/** Types each of the words into the search field of the screen that is shown, and tells how long the page was held. */
export const measureSearch = async (room: Page, words: readonly string[], among: string): Promise<void> => {
  await watchKeystrokes(room);
  const pieces: number[] = [];
  const field = room.getByRole('searchbox');
  for (const sought of words) {
    await field.focus();
    for (const letter of sought) {
      await room.keyboard.type(letter);
      await room.waitForTimeout(WATCHED_MS + 50);
    }
    await room.getByRole('button', { name: 'Clear the search' }).click();
    await room.waitForTimeout(WATCHED_MS);
    for (let i = 0; i < PIECES_PER_WORD; i += 1) pieces.push(await room.evaluate(pieceOfWork));
  }
  const held = await heldMs(room);
  expect(held.length).toBeGreaterThan(words.join('').length - 1);
  tellFigure(
    `a keystroke in the search of ${among} keeps the page, median of ${held.length}`,
    `${asPieces(median(held), pieces)}, 95 of 100 within ${quantile(held, 0.95).toFixed(1)} ms; ${pieceInWords(pieces)}`,
    `at most ${MOST_KEYSTROKE_PIECES} pieces`,
    inPieces(median(held), pieces) <= MOST_KEYSTROKE_PIECES,
  );
};
