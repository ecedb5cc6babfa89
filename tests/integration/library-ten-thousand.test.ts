// A library of ten thousand tracks: all are listed, and the next start reads none of them again.

import { stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { folderIdOf } from '../../main/sound/library/folder-scan.ts';
import { layTenThousand, TEN_THOUSAND, tinyWav } from '../bench/ten-thousand.ts';
import { musicRoom } from './music-files.ts';

/** Whole seconds since 1970, which every disk can store. */
const AT_S = 1_790_000_000;

const room = musicRoom();

it('lists ten thousand tracks, and reads none of them again at the next start', async () => {
  const folder = path.join(room.path, 'All');
  const one = await layTenThousand(folder);
  const { size } = await stat(one);
  await utimes(one, AT_S, AT_S);
  const { library } = room.open({ folders: [folder] });
  await library.ready;
  expect(library.tracksOf(folderIdOf(folder))).toHaveLength(TEN_THOUSAND);
  expect(library.playlists().at(-1)).toMatchObject({ trackCount: TEN_THOUSAND, lengthMs: 1_000_000 });
  library.measured(library.waiting()[7]?.url ?? '', {
    ...{ kind: 'measured' as const, lufs: -12, truePeakDbtp: -1, durationS: 0.1 },
  });

  room.close();

  // All are links to one file. It is overwritten while the program is closed, so reading any of them again would show.
  await writeFile(one, tinyWav('Red Hour..'));
  await utimes(one, AT_S, AT_S);
  expect((await stat(one)).size).toBe(size);
  const { library: again } = room.open({ folders: [folder] });
  await again.ready;
  const titles = again.tracksOf(folderIdOf(folder)).map(({ title }) => title);
  expect(titles).toHaveLength(TEN_THOUSAND);
  expect(new Set(titles)).toEqual(new Set(['Blue Hour.']));
  expect(again.waiting()).toHaveLength(TEN_THOUSAND - 1);
});
