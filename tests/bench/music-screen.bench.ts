// What ten thousand tracks cost whoever looks for one: how long a keystroke in the search field keeps the page from
// anything else, and how evenly the list scrolls.

import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from '../e2e/program.ts';
import { median, quantile, tellFigure } from './figures.ts';
import { measureSearch } from './keystrokes.ts';
import { layTenThousand, TEN_THOUSAND } from './ten-thousand.ts';

const SOUGHT = ['blue hour', 'album 12', 'quite', 'nobody', 'a b c'];

const FRAMES = 240;
const STEP_PX = 120;

/** The times between frames while the list scrolls by itself, in ms. */
const scrolled = (room: Page): Promise<readonly number[]> =>
  room.getByRole('grid').evaluate(
    async (list, [frames, step]) => {
      const frame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done));
      const times: number[] = [];
      let last = await frame();
      for (let i = 0; i < frames; i += 1) {
        list.scrollTop += step;
        const now = await frame();
        times.push(now - last);
        last = now;
      }
      return times;
    },
    [FRAMES, STEP_PX] as const,
  );

test('the music screen with ten thousand tracks', async ({ launch, folder }) => {
  test.setTimeout(400_000);
  const music = path.join(folder, 'All');
  await layTenThousand(music);
  const { app, room, snapshot } = await launch();
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, music);
  await room.getByRole('button', { name: 'Music', exact: true }).click();
  await room.getByRole('button', { name: 'Add a folder' }).click();
  const library = async () => (await snapshot()).sound.library;
  await expect
    .poll(async () => (await library()).trackCount, { timeout: 200_000 })
    .toBeGreaterThan(TEN_THOUSAND);
  await expect.poll(async () => (await library()).isScanning, { timeout: 200_000 }).toBe(false);
  await room.waitForTimeout(5000);

  const times = await scrolled(room);
  tellFigure(
    `${TEN_THOUSAND} tracks scrolled by ${STEP_PX} px a frame`,
    `a frame every ${median(times).toFixed(1)} ms, 95 of 100 within ${quantile(times, 0.95).toFixed(1)} ms`,
    'an even pace; two frames at 60 a second are 33 ms',
    quantile(times, 0.95) <= 34,
  );

  await measureSearch(room, SOUGHT, `${TEN_THOUSAND} tracks`);
});
