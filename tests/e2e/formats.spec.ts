// What the library takes for music is what the player plays, and what it calls unsupported is what the player does
// not play: asked of Chromium itself, through the protocol that tracks come by.

import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { trackIdOf } from '../../main/sound/library/audio-files.ts';
import type { LibraryContent } from '../../shared/sound/music.ts';
import { plantSettings } from './planted.ts';
import { test } from './program.ts';

const TONE = ['-hide_banner', '-loglevel', 'error', '-f', 'lavfi', '-i', 'sine=frequency=220:duration=2'];

/** Files by name, with what ffmpeg makes them of. */
const PLAYED: Readonly<Record<string, readonly string[]>> = {
  'a.mp3': ['-c:a', 'libmp3lame'],
  'b.m4a': ['-c:a', 'aac'],
  'c.aac': ['-c:a', 'aac'],
  'd.ogg': ['-c:a', 'libvorbis'],
  'e.oga': ['-c:a', 'libvorbis', '-f', 'ogg'],
  'f.opus': ['-c:a', 'libopus'],
  'g.flac': ['-c:a', 'flac'],
  'h.wav': ['-c:a', 'pcm_s16le'],
  'i.wav': ['-c:a', 'pcm_s24le'],
  'j.wav': ['-c:a', 'pcm_f32le'],
  'k.mp3': ['-c:a', 'aac', '-f', 'mp4'],
  l: ['-c:a', 'pcm_s16le', '-f', 'wav'],
};
const NOT_PLAYED: Readonly<Record<string, readonly string[]>> = {
  'x.m4a': ['-c:a', 'alac'],
  'y.wav': ['-c:a', 'adpcm_ms'],
  'z.m4a': ['-c:a', 'ac3', '-f', 'mp4'],
};

test('every format that is listed is played, and the others are not', async ({ launch }) => {
  const folder = test.info().outputPath('program');
  const music = test.info().outputPath('music');
  await mkdir(music, { recursive: true });
  await mkdir(folder, { recursive: true });
  for (const [name, words] of Object.entries({ ...PLAYED, ...NOT_PLAYED })) {
    execFileSync('ffmpeg', [...TONE, ...words, path.join(music, name)]);
  }
  await plantSettings(folder, { playlistFolders: [music] });
  const { room } = await launch([], { folder });
  const isPlayed = (name: string): Promise<boolean> =>
    room.evaluate(
      (address) =>
        new Promise<boolean>((answer) => {
          const audio = new Audio(address);
          audio.muted = true;
          audio.addEventListener('canplaythrough', () => answer(true));
          audio.addEventListener('error', () => answer(false));
          audio.load();
        }),
      `app://stillroom/media/${trackIdOf(path.join(music, name))}`,
    );
  const content = async (): Promise<LibraryContent> => {
    const answer = await room.evaluate(() => {
      return window.stillroom.send('library', {});
    });
    if (!answer.ok) throw new Error(answer.error);
    return answer.value;
  };
  const listed = async () => {
    const { unplayable } = await content();
    return Object.fromEntries(unplayable.map(({ name, reason }) => [name, reason]));
  };
  const unsupported = Object.fromEntries(Object.keys(NOT_PLAYED).map((name) => [name, 'unsupported']));
  await expect.poll(listed, { timeout: 15_000 }).toEqual(unsupported);
  for (const name of Object.keys(PLAYED)) expect([name, await isPlayed(name)]).toEqual([name, true]);
  for (const name of Object.keys(NOT_PLAYED)) expect([name, await isPlayed(name)]).toEqual([name, false]);
});
