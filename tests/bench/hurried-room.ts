// The room that hurried hands press in: its music, its presets, and a watch on its pages.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { makeMusic } from '../e2e/player-alone.ts';
import type { Program } from '../e2e/program.ts';
import { makeProject } from './heard-music.ts';

/** Playlists of tones, loud, soft, long and short. Each has its own frequency, so that two together are steady too. */
const PLAYLISTS: Readonly<Record<string, number>> = { 'Slow Water': 12, 'Rain and Wind': 4 };
const LUFS = [-14, -23, -9, -27, -18];
const LENGTHS_S = [150, 24, 90, 38, 200, 30];

/** A folder like the project's, with steady tones as its music. */
export const makeTones = async (folder: string): Promise<string> => {
  makeProject(folder, []);
  const known: Record<string, object> = {};
  let count = 0;
  for (const [playlist, tracks] of Object.entries(PLAYLISTS)) {
    const inside = path.join(folder, 'assets', 'playlists', playlist);
    await mkdir(inside, { recursive: true });
    for (let track = 0; track < tracks; track += 1) {
      const lufs = LUFS[count % LUFS.length] ?? -23;
      const durationS = LENGTHS_S[count % LENGTHS_S.length] ?? 60;
      const name = `${track + 1} Tone.flac`;
      const one = `${10 ** (lufs / 20)}*sin(2*PI*${400 + 100 * count}*t)`;
      const source = `aevalsrc='${one}|${one}':s=48000:d=${durationS}`;
      makeMusic(path.join(inside, name), '-f', 'lavfi', '-i', source);
      known[`${playlist}/${name}`] = { durationS, lufs, title: name, truePeakDbtp: lufs };
      count += 1;
    }
  }
  await writeFile(path.join(folder, 'assets', 'playlists', 'loudness.json'), JSON.stringify(known));
  return folder;
};

const ownPreset = (id: string, more: Partial<Preset>): Preset => {
  const [spravato] = BUILT_IN_PRESETS;
  if (spravato === undefined) throw new Error('there are built-in presets');
  return { ...spravato, id, label: id.replace('-', ' '), otherPlaylists: ['bundled:Rain and Wind'], ...more };
};

export const PRESETS: readonly Preset[] = [
  ownPreset('quiet-harbour', {}),
  ownPreset('still-meadow', { joins: 'gapless' }),
  ownPreset('far-shore', { playlistsByPhase: { deep: 'bundled:Rain and Wind' } }),
];

/** Writes the presets of these runs into the program's folder. */
export const layPresets = (folder: string): Promise<void> =>
  writeFile(path.join(folder, 'presets.json'), JSON.stringify({ version: 1, presets: PRESETS }));

/** Notes the wall ms at which each player's window was opened, and what any page throws. */
export const watchPages = ({
  app,
  room,
}: Program): { readonly births: readonly number[]; readonly thrown: string[] } => {
  const thrown: string[] = [];
  const births: number[] = [];
  const seen = new WeakSet<Page>();
  const watch = async (page: Page): Promise<void> => {
    if (seen.has(page)) return;
    seen.add(page);
    page.on('pageerror', ({ message }) => {
      thrown.push(`${path.basename(page.url())} threw: ${message}`);
    });
    await page.waitForURL(/\.html$/, { timeout: 10_000 }).catch(() => undefined);
    if (page.url().endsWith('player.html')) births.push(Date.now());
  };
  app.on('window', (page) => void watch(page));
  for (const page of [room, ...app.windows()]) void watch(page);
  return { births, thrown };
};
