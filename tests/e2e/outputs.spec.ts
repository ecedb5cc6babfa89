// One output, and no other: what is pulled out is silent at once everywhere, and what comes back comes back gently.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { FLOOR_DBFS, SOUND_SLOPES } from '../../shared/score/guard.ts';
import type { PlayerReport } from '../../shared/sound/player-orders.ts';
import { cannotListen, heardAbove, type Listening, levelsOf, startListening, steepest } from './listening.ts';
import { cannotMakeMusic, makeMusic, type PlayerAlone, startPlayerAlone, trackOf } from './player-alone.ts';

const why = cannotListen() ?? cannotMakeMusic();
test.skip(why !== null, why ?? '');

/** A tone swells not at all; what is heard beyond the guard's slopes is measuring, in dB a second. */
const MEASURING = 1;

/** The tone at its full level is at -23 dBFS. */
const LOUD_DBFS = -25;

/** From silence to its full level the tone takes less than this, in ms. */
const UP_WITHIN_MS = 10_000;

/** From the loss of an output to silence everywhere (design of the player: looked at every 50 ms). */
const LEAK_WITHIN_MS = 200;

interface Room {
  readonly listening: Listening;
  readonly player: PlayerAlone;
}

const inRoom = async (act: (room: Room) => Promise<void>): Promise<void> => {
  const media = await mkdtemp(path.join(tmpdir(), 'stillroom-music-'));
  const tone = "aevalsrc='0.1*sin(2*PI*440*t)|0.1*sin(2*PI*440*t)':s=48000:d=120";
  makeMusic(path.join(media, 'tone.flac'), '-f', 'lavfi', '-i', tone);
  const listening = await startListening(['room', 'other', 'third']);
  const player = await startPlayerAlone(media, listening.env);
  try {
    await act({ listening, player });
  } finally {
    await player.close();
    await listening.close();
    await rm(media, { recursive: true, force: true });
  }
};

type Outputs = Extract<PlayerReport, { kind: 'outputs' }>;

const outputsOf = async (player: PlayerAlone): Promise<Outputs | null> =>
  (await player.reports()).findLast((report): report is Outputs => report.kind === 'outputs') ?? null;

/** Plays on an output until the tone is at its level there. */
const playOn = async ({ player, listening }: Room, name: string): Promise<void> => {
  await player.order({});
  await expect.poll(async () => (await outputsOf(player))?.present.length).toBe(3);
  const output = (await outputsOf(player))?.present.find((one) => one.name === name);
  if (output === undefined) throw new Error(`There is no output ${name}.`);
  await player.order({ current: trackOf('tone.flac', { gainDb: -3 }), levelDb: 0, output });
  await expect.poll(async () => (await outputsOf(player))?.inUse?.name).toBe(name);
  const recorder = await listening.record(name.toLowerCase());
  await heardAbove(recorder, LOUD_DBFS, UP_WITHIN_MS);
  await recorder.stop();
};

const lastSecond = (levels: readonly number[]): number => Math.max(...levels.slice(-10));

test('what is chosen is used, whatever the system prefers later, and its names are all that the page learns', async () => {
  await inRoom(async ({ listening, player }) => {
    await playOn({ player, listening }, 'Other');
    const [room, third] = [await listening.record('room'), await listening.record('third')];
    const other = await listening.record('other');
    // PulseAudio moves by itself what plays on its old choice, whoever chose that; so that is another one here.
    listening.preferSink('third');
    await player.page.waitForTimeout(2500);
    expect(Math.min(...levelsOf(await other.stop()))).toBeGreaterThan(LOUD_DBFS);
    for (const silent of [room, third])
      expect(Math.max(...levelsOf(await silent.stop()))).toBeLessThan(FLOOR_DBFS);
    const listens = await player.page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'listens',
        (error: DOMException) => error.name,
      ),
    );
    expect(listens).toBe('NotAllowedError');
    expect(await player.barred()).toContain('permission media');
  });
});

test('an output that is pulled out is silent everywhere, and comes back from the floor', async () => {
  await inRoom(async ({ listening, player }) => {
    await playOn({ player, listening }, 'Other');
    const room = await listening.record('room');
    await player.page.waitForTimeout(500);
    listening.unloadSink('other');
    await expect.poll(async () => (await outputsOf(player))?.isLost).toBe(true);
    await player.page.waitForTimeout(3000);
    const leak = levelsOf(await room.stop(), 10);
    const leakMs = leak.filter((db) => db > FLOOR_DBFS).length * 10;
    expect(leakMs).toBeLessThanOrEqual(LEAK_WITHIN_MS);
    expect(lastSecond(leak)).toBeLessThan(FLOOR_DBFS);
    listening.loadSink('other');
    const [roomAfter, other] = [await listening.record('room'), await listening.record('other')];
    await expect.poll(async () => (await outputsOf(player))?.isLost, { timeout: 12_000 }).toBe(false);
    await heardAbove(other, LOUD_DBFS, UP_WITHIN_MS);
    const back = levelsOf(await other.stop());
    expect(lastSecond(back)).toBeGreaterThan(LOUD_DBFS);
    expect(steepest(back).risePerS).toBeLessThan(SOUND_SLOPES.upPerS + MEASURING);
    expect(Math.max(...levelsOf(await roomAfter.stop()))).toBeLessThan(FLOOR_DBFS);
    expect(await outputsOf(player)).toMatchObject({ isLost: false, inUse: { name: 'Other' } });
  });
});

test('another output is gone over to through silence, at once after a loss too', async () => {
  await inRoom(async ({ listening, player }) => {
    await playOn({ player, listening }, 'Other');
    const [room, other] = [await listening.record('room'), await listening.record('other')];
    const chosen = (await outputsOf(player))?.present.find(({ name }) => name === 'Room') ?? null;
    await player.order({ output: chosen });
    await heardAbove(room, LOUD_DBFS, UP_WITHIN_MS);
    const [into, outOf] = [levelsOf(await room.stop()), levelsOf(await other.stop())];
    expect(lastSecond(into)).toBeGreaterThan(LOUD_DBFS);
    expect(lastSecond(outOf)).toBeLessThan(FLOOR_DBFS);
    expect(steepest(into).risePerS).toBeLessThan(SOUND_SLOPES.upPerS + MEASURING);
    expect(steepest(outOf).fallPerS).toBeLessThan(SOUND_SLOPES.downPerS + MEASURING);
    listening.unloadSink('room');
    await expect.poll(async () => (await outputsOf(player))?.isLost).toBe(true);
    const rescue = (await outputsOf(player))?.present.find(({ name }) => name === 'Other') ?? null;
    const after = await listening.record('other');
    await player.order({ output: rescue });
    await heardAbove(after, LOUD_DBFS, UP_WITHIN_MS);
    const rescued = levelsOf(await after.stop());
    expect(lastSecond(rescued)).toBeGreaterThan(LOUD_DBFS);
    expect(steepest(rescued).risePerS).toBeLessThan(SOUND_SLOPES.upPerS + MEASURING);
  });
});
