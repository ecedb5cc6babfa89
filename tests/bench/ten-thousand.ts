// Ten thousand music files in a folder for the bench and the tests: one file of 100 ms under as many names.

import { link, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { wavOf } from '../integration/wav.ts';

export const TEN_THOUSAND = 10_000;
const FOLDERS = 50;

/** A tenth of a second of silence with a title. */
export const tinyWav = (title: string): Buffer => wavOf(0.1, title);

/** Lays them into fifty folders below the given one. Answers the one file that all of them link to. */
export const layTenThousand = async (folder: string, count = TEN_THOUSAND): Promise<string> => {
  await mkdir(folder, { recursive: true });
  const first = path.join(folder, 'one.wav');
  await writeFile(first, tinyWav('Blue Hour.'));
  for (let i = 1; i < count; i += 1) {
    const inside = path.join(folder, `Album ${i % FOLDERS}`);
    if (i <= FOLDERS) await mkdir(inside, { recursive: true });
    await link(first, path.join(inside, `${i} a track with quite an ordinary name.wav`));
  }
  return first;
};
