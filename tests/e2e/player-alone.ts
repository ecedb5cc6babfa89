// Starts the player's window alone, with a test in main's place: so that it can be heard what the player makes of
// any order, and of music of the test's own.

import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test';
import type { OrderedTrack, PlayerOrder, PlayerReport } from '../../shared/sound/player-orders.ts';
import { answeredOnce } from './answered-once.ts';
import { builtMain } from './built-main.ts';
import type { Alone } from './player-alone-main.ts';
import { cleanEnvironment, electron, PROJECT } from './program.ts';

type Reach = { readonly alone: Alone };

export interface PlayerAlone {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Sends an order; what is left out is as in the one before, and at first silence. */
  readonly order: (order: Partial<Omit<PlayerOrder, 'number'>>) => Promise<void>;
  readonly reports: () => Promise<readonly PlayerReport[]>;
  readonly barred: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

const SILENCE: Omit<PlayerOrder, 'number'> = {
  ...{ current: null, next: null, levelDb: null, overMs: 0 },
  ...{ isFullLight: false, capDb: 0, joins: 'crossfade', output: null },
};

/** A track of the media folder, as loud as it is. */
export const trackOf = (file: string, more: Partial<OrderedTrack> = {}): OrderedTrack => ({
  ...{ id: file, url: `/media/${file}`, fromS: 0, durationS: null, gainDb: 0 },
  ...more,
});

/** Starts it, with the files of a folder as its music. */
export const startPlayerAlone = async (
  media: string,
  env: Readonly<Record<string, string>>,
): Promise<PlayerAlone> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'stillroom-player-'));
  const { executable, switches } = electron();
  const app = answeredOnce(
    await _electron.launch({
      executablePath: executable,
      args: [await builtMain('player-alone', import.meta.dirname), ...switches, `--user-data-dir=${folder}`],
      env: cleanEnvironment({ ...env, STILLROOM_PROJECT: PROJECT, STILLROOM_MEDIA: media }),
    }),
  );
  const page = await app.firstWindow();
  const reports = (): Promise<readonly PlayerReport[]> =>
    app.evaluate(() => (globalThis as unknown as Reach).alone.reports);
  await expect.poll(async () => (await reports()).some(({ kind }) => kind === 'born')).toBe(true);
  let last: PlayerOrder = { number: 0, ...SILENCE };
  return {
    app,
    page,
    order: async (order) => {
      last = { ...last, ...order, number: last.number + 1 };
      await app.evaluate((_, whole) => (globalThis as unknown as Reach).alone.order(whole), last);
    },
    reports,
    barred: () => app.evaluate(() => (globalThis as unknown as Reach).alone.barred),
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Why music cannot be made here, in a word for a skipped test; null when it can. */
export const cannotMakeMusic = (): string | null => {
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'Making music needs ffmpeg.';
  }
};

/** Makes a file by ffmpeg; the words are what stands before the file's name. */
export const makeMusic = (file: string, ...words: readonly string[]): void => {
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...words, file]);
};
