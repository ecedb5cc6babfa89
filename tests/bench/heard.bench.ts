// The real program, heard over steady music. Whatever is pressed and whatever dies, no tenth of a second is much louder
// than the one a second before it, and a press is heard at once.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { FLOOR_DBFS } from '../../shared/score/guard.ts';
import {
  cannotListen,
  type Listening,
  levelsOf,
  type Recorder,
  type Recording,
  startListening,
} from '../e2e/listening.ts';
import { cannotMakeMusic } from '../e2e/player-alone.ts';
import { type Program, startPreset, test, toConsole } from '../e2e/program.ts';
import { median, tellFigure } from './figures.ts';
import { FALLS_DB, holesMs, MOST_RISE_DB, makeProject, mostRise, type Steady } from './heard-music.ts';
import { lastPress, rememberPresses } from './presses.ts';

const MOST_PRESS_MS = 200;
const MOST_START_MS = 500;
const PRESSES = 5;

const why = cannotListen() ?? cannotMakeMusic();
test.skip(why !== null, why ?? '');

const MUSIC: readonly Steady[] = [
  { name: '1 Tone.flac', lufs: -14, durationS: 150, isTone: true },
  { name: '2 Noise.flac', lufs: -23, durationS: 150, isTone: false },
  { name: '3 Loud tone.flac', lufs: -6, durationS: 150, isTone: true },
  { name: '4 Faint noise.flac', lufs: -35, durationS: 150, isTone: false },
  { name: '5 Noise.flac', lufs: -14, durationS: 150, isTone: false },
];

/** Also tells the holes that the machine tore. They are not the player's fault, and a rise follows each of them. */
const tellRise = (what: string, recording: Recording): void => {
  const rise = mostRise(levelsOf(recording));
  const holes = holesMs(levelsOf(recording, 10));
  tellFigure(
    `loudest 100 ms over those a second before: ${what}`,
    `${rise.db.toFixed(1)} dB at ${rise.atS.toFixed(1)} s${holes === 0 ? '' : `, with ${holes} ms of holes where the loudspeaker ran empty`}`,
    `at most ${MOST_RISE_DB} dB`,
    rise.db <= MOST_RISE_DB,
  );
};

/** After main stood still the music is heard again within this time, in ms. */
const MOST_QUIET_MS = 5000;
const STOPPED_MS = 60_000;

/** Records while something is done and for a time after it, and tells the steepest rise. */
const hear = async (
  listening: Listening,
  room: Page,
  what: string,
  afterS: number,
  act: () => Promise<unknown>,
): Promise<readonly number[]> => {
  const recorder = await listening.record();
  await room.waitForTimeout(1200);
  await act();
  await room.waitForTimeout(afterS * 1000);
  const recording = await recorder.stop();
  tellRise(what, recording);
  return levelsOf(recording);
};

const press = (room: Page, name: string): Promise<void> => room.getByRole('button', { name }).first().click();

const wake = async (room: Page): Promise<void> => {
  const resting = room.getByRole('button', { name: 'Wake the display' });
  if (await resting.isVisible()) await resting.click();
};

/** Presses Softer and Louder in turn. Answers the ms from each Softer until the level begins to fall. */
const pressSofter = async (room: Page, recorder: Recorder): Promise<readonly number[]> => {
  const presses: number[] = [];
  for (let i = 0; i < PRESSES; i += 1) {
    await wake(room);
    await press(room, 'Softer');
    presses.push((await lastPress(room)) - recorder.beganAt());
    await room.waitForTimeout(2500);
    await wake(room);
    await press(room, 'Louder');
    await room.waitForTimeout(2500);
  }
  const recording = await recorder.stop();
  tellRise('Softer and Louder', recording);
  const levels = levelsOf(recording, 10);
  return presses.map((pressedAt) => {
    const at = Math.floor(pressedAt / 10);
    const before = median(levels.slice(at - 20, at));
    const falls = levels.findIndex((db, i) => i >= at && db < before - FALLS_DB);
    return falls * 10 - pressedAt;
  });
};

const firstSound = (levels: readonly number[], pressedAt: number): number =>
  levels.findIndex((db, i) => i * 10 >= pressedAt && db > FLOOR_DBFS) * 10 - pressedAt;

const crashPlayer = (program: Program): Promise<void> =>
  program.app.evaluate(({ webContents }) => {
    const player = webContents.getAllWebContents().find((one) => one.getURL().endsWith('player.html'));
    player?.forcefullyCrashRenderer();
  });

test('nothing that is pressed and nothing that dies makes the music jump', async ({ launch }) => {
  const project = makeProject(await mkdtemp(path.join(tmpdir(), 'stillroom-heard-')), MUSIC);
  const listening = await startListening();
  const start = () => launch([], { env: listening.env, project });
  try {
    const program = await start();
    const { room, snapshot } = program;
    await expect.poll(async () => (await snapshot()).sound.state).toBe('ready');
    await rememberPresses(room);

    const starting = await listening.record();
    await room.waitForTimeout(1200);
    await startPreset(room);
    const startedAt = (await lastPress(room)) - starting.beganAt();
    await room.waitForTimeout(12_000);
    const recording = await starting.stop();
    tellRise('Start', recording);
    const first = firstSound(levelsOf(recording, 10), startedAt);
    tellFigure(
      'Start to the first sound past the floor',
      `${first.toFixed(0)} ms`,
      `at most ${MOST_START_MS} ms`,
      first > 0 && first <= MOST_START_MS,
    );

    const falls = await pressSofter(room, await listening.record());
    const worst = Math.max(...falls);
    tellFigure(
      `Softer to the level beginning to fall, of ${PRESSES}`,
      `median ${median(falls).toFixed(0)} ms, of ${falls.map((ms) => ms.toFixed(0)).join(', ')} ms`,
      `at most ${MOST_PRESS_MS} ms`,
      Math.min(...falls) > 0 && worst <= MOST_PRESS_MS,
    );

    await wake(room);
    await hear(listening, room, 'Different', 9, () => press(room, 'Different'));
    await wake(room);
    await hear(listening, room, 'two quick Differents', 15, async () => {
      await press(room, 'Different');
      await room.waitForTimeout(700);
      await press(room, 'Different');
    });
    await wake(room);
    await hear(listening, room, 'Silence and back', 10, async () => {
      await press(room, 'Silence');
      await room.waitForTimeout(3500);
      await wake(room);
      await press(room, 'Louder');
    });
    await toConsole(room);
    await hear(listening, room, 'quiet check and after it', 9, async () => {
      await press(room, 'Quiet check');
      await room.waitForTimeout(5000);
      await press(room, 'End quiet check');
    });
    await hear(listening, room, 'Full light and its undo', 11, async () => {
      await room.keyboard.press('F1');
      await room.waitForTimeout(2500);
      await press(room, 'Back to the session');
    });
    await hear(listening, room, 'the player window killed', 12, () => crashPlayer(program));

    listening.unloadSink('room');
    await room.waitForTimeout(2500);
    listening.loadSink('room');
    const back = await hear(listening, room, 'the output gone and back', 17, async () => {});
    expect(Math.max(...back.slice(-10))).toBeGreaterThan(FLOOR_DBFS);

    const again = await listening.record();
    await room.waitForTimeout(1200);
    await program.kill();
    const reborn = await start();
    await reborn.room.waitForTimeout(14_000);
    const last = await again.stop();
    tellRise('the program killed and started again', last);
    const levels = levelsOf(last);
    expect(Math.max(...levels.slice(-10))).toBeGreaterThan(FLOOR_DBFS);
    await reborn.close();
  } finally {
    await listening.close();
    await rm(project, { recursive: true, force: true });
  }
});

test('main that stood still for a minute has the music back at once', async ({ launch }) => {
  const project = makeProject(await mkdtemp(path.join(tmpdir(), 'stillroom-heard-')), MUSIC);
  const listening = await startListening();
  try {
    const { app, room, snapshot } = await launch([], { env: listening.env, project });
    await startPreset(room);
    await expect.poll(async () => (await snapshot()).sound.levelDb, { timeout: 20_000 }).toBe(-12);
    const recorder = await listening.record();
    app.process().kill('SIGSTOP');
    await new Promise((done) => setTimeout(done, STOPPED_MS));
    const wokenMs = recorder.heardMs();
    app.process().kill('SIGCONT');
    await room.waitForTimeout(10_000);
    const recording = await recorder.stop();
    tellRise('main stopped for 60 s', recording);
    const levels = levelsOf(recording, 10);
    const quietMs = Math.max(0, (levels.findLastIndex((db) => db <= FLOOR_DBFS) + 1) * 10 - wokenMs);
    const { faults } = await snapshot();
    tellFigure(
      'quiet after a stop of main of 60 s',
      `${quietMs.toFixed(0)} ms, ${faults.length} faults told`,
      `at most ${MOST_QUIET_MS} ms, and none`,
      quietMs <= MOST_QUIET_MS && faults.length === 0,
    );
  } finally {
    await listening.close();
    await rm(project, { recursive: true, force: true });
  }
});
