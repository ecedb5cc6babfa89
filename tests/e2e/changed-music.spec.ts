// Music files that somebody writes over while they play: what is heard goes on as gently as from track to track. The gain
// of what was measured must never be given to what lies there now.

import { copyFile, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import { folderIdOf } from '../../main/sound/library/folder-scan.ts';
import { versionOf, versionText } from '../../main/storage/file-version.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { FLOOR_DBFS } from '../../shared/score/guard.ts';
import { CROSSFADE_MS } from '../../shared/sound/player-orders.ts';
import { MOST_RISE_DB, makeMastered, mostRise } from '../bench/heard-music.ts';
import { cannotListen, heardAbove, levelsOf, startListening, steepest } from './listening.ts';
import { plantPresets, plantSettings } from './planted.ts';
import { cannotMakeMusic, startPlayerAlone, trackOf } from './player-alone.ts';
import { startPreset, test } from './program.ts';

const why = cannotListen() ?? cannotMakeMusic();
test.skip(why !== null, why ?? '');

/** The quiet master comes up to its level within this time, and is heard above this. */
const UP_WITHIN_MS = 20_000;
const HEARD_DBFS = -45;

/** In LUFS: at the gain of the one, the other is louder by the difference. */
const QUIET_LUFS = -28;
const LOUD_LUFS = -10;

/** In seconds; they differ, so that it shows which of the two plays. */
const QUIET_S = 240;
const LOUD_S = 300;

/** What was buffered of the old file, at 200 kB a second, has been heard by then, in ms. */
const HEARD_OUT_MS = 18_000;

test('a louder master that is copied over the track that plays is never heard at the gain of the quiet one', async ({
  launch,
  folder,
}) => {
  const music = await mkdtemp(path.join(tmpdir(), 'stillroom-music-'));
  const playlist = path.join(music, 'Evening');
  await mkdir(playlist);
  makeMastered(path.join(playlist, '1 Dusk.wav'), QUIET_LUFS, [], QUIET_S);
  makeMastered(path.join(music, 'loud.wav'), LOUD_LUFS, [], LOUD_S);
  await plantSettings(folder, { playlistFolders: [playlist] });
  const preset: Preset = {
    ...(BUILT_IN_PRESETS[0] as Preset),
    label: 'Evening',
    playlist: folderIdOf(playlist),
  };
  await plantPresets(folder, [preset]);
  const listening = await startListening();
  try {
    const program = await launch([], { env: listening.env });
    const { room, snapshot } = program;
    const isMeasured = async (): Promise<boolean> => {
      const answer = await room.evaluate(() => window.stillroom.send('library', {}));
      return (
        answer.ok && answer.value.tracks.some(({ title, hasLoudness }) => title === 'Dusk' && hasLoudness)
      );
    };
    await expect.poll(isMeasured).toBe(true);
    await startPreset(room, preset.label);
    const recorder = await listening.record();
    expect(await heardAbove(recorder, HEARD_DBFS, UP_WITHIN_MS)).toBe(true);
    const endsAt = async (): Promise<number> => (await snapshot()).sound.playing?.endsAtWallMs ?? 0;
    const before = await endsAt();
    await copyFile(path.join(music, 'loud.wav'), path.join(playlist, '1 Dusk.wav'));
    const copiedAtMs = recorder.heardMs();
    const isOther = async (): Promise<boolean> => (await endsAt()) > before + ((LOUD_S - QUIET_S) / 2) * 1000;
    const sinceMs = (ms: number): number => recorder.heardMs() - ms;
    await expect.poll(async () => (await isOther()) || sinceMs(copiedAtMs) > HEARD_OUT_MS).toBe(true);
    const otherAtMs = recorder.heardMs();
    await expect.poll(() => sinceMs(otherAtMs)).toBeGreaterThan(CROSSFADE_MS);
    const levels = levelsOf(await recorder.stop());
    const since = levels.slice(Math.floor(copiedAtMs / 100) - 20);
    expect(mostRise(since).db).toBeLessThan(MOST_RISE_DB);
    expect(steepest(since).fallPerS).toBeLessThan(MOST_RISE_DB);
    expect(Math.min(...since), 'and the music goes on').toBeGreaterThan(HEARD_DBFS - 12);
    expect(await isOther(), 'with what lies there now').toBe(true);
    expect((await snapshot()).faults).toEqual([]);
    await program.close();
  } finally {
    await listening.close();
    await rm(music, { recursive: true, force: true });
  }
});

for (const [how, isMeasured] of [
  ['a stream', false],
  ['an element', true],
] as const) {
  test(`what ${how} has of a track that was written over plays out, and then the track is given up`, async () => {
    const media = await mkdtemp(path.join(tmpdir(), 'stillroom-music-'));
    const file = path.join(media, 'dusk.wav');
    makeMastered(file, QUIET_LUFS, [], QUIET_S);
    makeMastered(path.join(media, 'loud.wav'), LOUD_LUFS, [], LOUD_S);
    const url = `/media/dusk.wav?${versionText(versionOf(await stat(file)))}`;
    const listening = await startListening();
    const player = await startPlayerAlone(media, listening.env);
    try {
      const recorder = await listening.record();
      const known = isMeasured ? { isMeasured, durationS: QUIET_S } : {};
      await player.order({ current: trackOf('dusk.wav', { url, ...known }), levelDb: 0 });
      expect(await heardAbove(recorder, HEARD_DBFS, UP_WITHIN_MS)).toBe(true);
      await copyFile(path.join(media, 'loud.wav'), file);
      const isGivenUp = async (): Promise<boolean> =>
        (await player.reports()).some((report) => report.kind === 'unreadable' && report.url === url);
      await expect.poll(isGivenUp, { timeout: 60_000 }).toBe(true);
      const levels = levelsOf(await recorder.stop());
      expect(mostRise(levels).db).toBeLessThan(MOST_RISE_DB);
      expect(levels.slice(-20).every((level) => level < FLOOR_DBFS)).toBe(true);
    } finally {
      await player.close();
      await listening.close();
      await rm(media, { recursive: true, force: true });
    }
  });
}
