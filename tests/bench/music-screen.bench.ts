// What ten thousand tracks cost whoever looks for one: how long a keystroke in the search field keeps the page from
// anything else, and how evenly the list scrolls.

import path from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { test } from '../e2e/program.ts';
import { median, quantile, tellFigure } from './figures.ts';
import { measureSearch } from './keystrokes.ts';
import { layTenThousand, TEN_THOUSAND } from './ten-thousand.ts';

const SOUGHT = ['blue hour', 'album 12', 'quite', 'nobody', 'a b c'];

/** Frames that scroll and frames that work come in turn, so often and so many each time. */
const TURNS = 4;
const FRAMES = 60;
const STEP_PX = 120;

/** 95 of 100 frames that scroll, beside 95 of 100 with other work. It was 34 ms, two frames at 60 a second. */
const MOST_FRAMES = 2.05;

/**
 * The times between frames, in ms: while the list scrolls, and while the page sends ten thousand rows through JSON and
 * sorts them in every frame. That takes 6 to 8 ms on the machine on which the limit was set, and fits into a frame.
 */
const framesOf = (list: Locator): Promise<Readonly<Record<'scrolled' | 'worked', readonly number[]>>> =>
  list.evaluate(
    async (element, [frames, step]) => {
      const rows = Array.from({ length: 10_000 }, (_, i) => ({ id: i, name: `row ${(i * 7919) % 10_000}` }));
      const work = (): void => {
        const copied: typeof rows = JSON.parse(JSON.stringify(rows));
        copied.sort((a, b) => (a.name < b.name ? -1 : 1));
      };
      const scroll = (): void => {
        element.scrollTop += step;
      };
      const frame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done));
      const timesWith = async (act: () => void): Promise<readonly number[]> => {
        const times: number[] = [];
        await frame();
        let last = await frame();
        for (let i = 0; i < frames; i += 1) {
          act();
          const now = await frame();
          times.push(now - last);
          last = now;
        }
        return times;
      };
      return { scrolled: await timesWith(scroll), worked: await timesWith(work) };
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
  await room.waitForTimeout(3000);

  const scrolled: number[] = [];
  const worked: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const times = await framesOf(room.getByRole('grid'));
    scrolled.push(...times.scrolled);
    worked.push(...times.worked);
  }
  const p95 = quantile(scrolled, 0.95);
  const workedP95 = quantile(worked, 0.95);
  const ratio = p95 / workedP95;
  tellFigure(
    `${TEN_THOUSAND} tracks scrolled by ${STEP_PX} px a frame`,
    `a frame every ${median(scrolled).toFixed(1)} ms, 95 of 100 within ${p95.toFixed(1)} ms, ${ratio.toFixed(2)} times the ${workedP95.toFixed(1)} ms of frames with other work, their median ${median(worked).toFixed(1)} ms`,
    `at most ${MOST_FRAMES} times`,
    ratio <= MOST_FRAMES,
  );

  await measureSearch(room, SOUGHT, `${TEN_THOUSAND} tracks`);
});
