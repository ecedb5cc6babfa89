// The covers of tracks as a page gets them: small, only of tracks that there are, and never anything else.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { trackIdOf } from '../../main/sound/library/audio-files.ts';
import { tinyWav } from '../bench/ten-thousand.ts';
import { plantSettings } from './planted.ts';
import { test } from './program.ts';

/** A grey picture of 300 by 200 points, as a PNG would be too large to write out here. */
const picture = async (page: Page): Promise<Buffer> => {
  const encoded = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: 300, height: 200 });
    canvas.getContext('2d')?.fillRect(0, 0, 150, 200);
    return canvas.toDataURL('image/jpeg');
  });
  return Buffer.from(encoded.slice(encoded.indexOf(',') + 1), 'base64');
};

test('a cover is served small, and nothing is where there is none', async ({ launch }) => {
  const folder = test.info().outputPath('program');
  const music = test.info().outputPath('music');
  await mkdir(music, { recursive: true });
  await mkdir(folder, { recursive: true });
  const file = path.join(music, '1 Dusk.wav');
  await writeFile(file, tinyWav('Dusk'));
  await plantSettings(folder, { playlistFolders: [music] });
  const { room } = await launch([], { folder });
  const id = trackIdOf(file);
  const asked = (what: string) =>
    room.evaluate(async (address) => {
      const answer = await fetch(address);
      if (!answer.ok) return { status: answer.status };
      const bitmap = await createImageBitmap(await answer.blob());
      const type = answer.headers.get('content-type');
      return { status: answer.status, type, width: bitmap.width, height: bitmap.height };
    }, `app://stillroom/cover/${what}`);
  await expect.poll(async () => (await asked(id)).status).toBe(404);
  await writeFile(path.join(music, 'cover.jpg'), await picture(room));
  await expect.poll(async () => (await asked(id)).status, { timeout: 15_000 }).toBe(200);
  expect(await asked(id)).toEqual({ status: 200, type: 'image/jpeg', width: 128, height: 85 });
  for (const wrong of ['nobody', '..%2f..%2fsettings.json', '', `${id}/..`]) {
    expect((await asked(wrong)).status).toBe(404);
  }
});
