// A practice run: starts a preset at once, presses the dose mark after the usual settle, takes a picture of each screen if
// asked, and turns the room over at the end. It presses what a nurse and a patient press, and does nothing else.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import pTimeout from 'p-timeout';
import type { AnswerTo, Checked, CommandOf } from '../../shared/ipc/contract.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import type { RunningSession, Session } from '../../shared/session/session.ts';
import { MINUTE_MS, runningPhase } from '../../shared/session/timeline.ts';
import type { Arguments } from './arguments.ts';

/** What was asked for on the command line. */
type Asked = Pick<Arguments, 'preset' | 'rate' | 'pictures'>;

/** What the run uses of the program. */
export interface RunParts {
  readonly presets: readonly Preset[];
  /** Does a command as if the room's window had sent it. */
  readonly send: <N extends CommandOf<'room'>>(
    name: N,
    argument: Checked<N>,
  ) => AnswerTo<N> | Promise<AnswerTo<N>>;
  readonly session: () => Session;
  readonly window: (which: 'room' | 'door') => BrowserWindow | null;
}

/** A screen is painted by then, its slowest transition included, in real ms. */
const PAINTED_MS = 1800;

/** A picture that takes longer than this fails, in real ms. */
export const PICTURE_WITHIN_MS = 10_000;

/** How often the run checks how far the session is, in real ms. */
const CHECK_EVERY_MS = 20;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Runs one preset to its end. Rejects only when a picture cannot be taken or written. */
const runPreset = async (preset: Preset, { rate, pictures }: Asked, parts: RunParts): Promise<void> => {
  const picture = async (name: string, which: 'room' | 'door' = 'room'): Promise<void> => {
    if (pictures === null) return;
    await pause(PAINTED_MS);
    const window = parts.window(which);
    if (window === null) return;
    const image = await pTimeout(window.webContents.capturePage(), { milliseconds: PICTURE_WITHIN_MS });
    await writeFile(join(pictures, `${name}.png`), image.toPNG());
  };

  /** Waits until the running session is so, or over. */
  const until = async (isSo: (session: RunningSession) => boolean): Promise<void> => {
    for (;;) {
      const session = parts.session();
      if (session.stage === 'idle' || isSo(session)) return;
      await pause(CHECK_EVERY_MS);
    }
  };

  const takePictures = async (): Promise<void> => {
    await picture('patient-asleep');
    parts.send('patient', { act: 'wake' });
    await picture('patient');
    // At a high rate it is over while the first pictures are taken.
    await until((session) => session.overAt !== null || runningPhase(session).name === 'deep');
    parts.send('show', { view: 'console' });
    await picture('console');
    parts.send('show', { view: 'setup' });
    await picture('set-up');
    // Last, since the room's window is not painted behind it where there is one display.
    parts.send('showDoor', { open: true });
    await picture('door', 'door');
    parts.send('showDoor', { open: false });
    parts.send('show', { view: 'patient' });
  };

  if (pictures !== null) {
    await mkdir(pictures, { recursive: true });
    await picture('before');
  }
  parts.send('start', { presetId: preset.id });
  const settleMs = (preset.phases[0]?.lengthMin ?? 0) * MINUTE_MS;
  const pictured = pictures === null ? Promise.resolve() : takePictures();
  await pause(settleMs / rate);
  parts.send('nurse', { act: 'doseMark' });
  // The session then rests until staff say that the room is free.
  await until(({ overAt, assessReached }) => overAt !== null && assessReached);
  await pictured;
  parts.send('nurse', { act: 'assessed' });
  parts.send('nurse', { act: 'roomFree' });
  await until(() => false);
  await parts.send('turnOver', {});
  parts.send('finishTurnover', {});
};

/** Runs the preset that was asked for; resolves with the program's exit code. */
export const practiceRun = async (asked: Asked, parts: RunParts): Promise<number> => {
  const preset = parts.presets.find(({ label }) => label === asked.preset);
  if (preset === undefined) {
    const labels = parts.presets.map(({ label }) => `"${label}"`);
    process.stderr.write(`There is no preset "${asked.preset}"; there are ${labels.join(', ')}.\n`);
    return 2;
  }
  try {
    await runPreset(preset, asked, parts);
    return 0;
  } catch (error) {
    process.stderr.write(`The practice run could not go on: ${String(error)}\n`);
    return 1;
  }
};
