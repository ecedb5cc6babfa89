// A practice run: starts a preset at once, presses the dose mark after the usual settle, takes a picture of each
// screen if asked, turns the room over, and says when it is over. It uses the room as a nurse and a patient do, and
// nothing else.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import pTimeout from 'p-timeout';
import type { View } from '../../shared/ipc/snapshot.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import type { Session } from '../../shared/session/session.ts';
import { MINUTE_MS } from '../../shared/session/timeline.ts';

/** What is to be run. */
export interface Run {
  /** The preset's label, as it was typed. */
  readonly label: string;
  readonly rate: number;
  /** Where the pictures go; null: none are taken. */
  readonly pictures: string | null;
  readonly presets: readonly Preset[];
}

/** What of the program the run uses. */
export interface RunParts {
  readonly start: (presetId: string) => void;
  readonly apply: (event: SessionEvent) => void;
  readonly turnOver: () => Promise<unknown>;
  readonly session: () => Session;
  readonly show: (view: View) => void;
  readonly showDoor: (open: boolean) => void;
  readonly wake: () => void;
  readonly window: (which: 'room' | 'door') => BrowserWindow | null;
}

/** Real ms that a screen gets to be painted, its slowest transition included. */
const PAINTED_MS = 1800;

/** A screen whose picture is not taken by then gives none, in real ms. */
export const PICTURE_WITHIN_MS = 10_000;

/** The run looks how far the session has come this often, in real ms. */
const LOOK_EVERY_MS = 20;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Runs one preset to its end. Rejects only when a picture cannot be taken or written. */
const runPreset = async (preset: Preset, { rate, pictures }: Run, parts: RunParts): Promise<void> => {
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await pause(LOOK_EVERY_MS);
  };

  const picture = async (name: string, which: 'room' | 'door' = 'room'): Promise<void> => {
    if (pictures === null) return;
    await pause(PAINTED_MS);
    const window = parts.window(which);
    if (window === null) return;
    const image = await pTimeout(window.webContents.capturePage(), { milliseconds: PICTURE_WITHIN_MS });
    await writeFile(join(pictures, `${name}.png`), image.toPNG());
  };

  const isOver = (): boolean => parts.session().stage === 'idle';
  const phaseIs = (name: string) => (): boolean => {
    const session = parts.session();
    return session.stage === 'idle' || session.phases[session.phase.index]?.name === name;
  };

  const takePictures = async (): Promise<void> => {
    await picture('patient-asleep');
    parts.wake();
    await picture('patient');
    await until(phaseIs('deep'));
    parts.showDoor(true);
    parts.show('console');
    await picture('console');
    await picture('door', 'door');
    parts.show('setup');
    await picture('set-up');
    parts.showDoor(false);
    parts.show('patient');
  };

  if (pictures !== null) {
    await mkdir(pictures, { recursive: true });
    await picture('before');
  }
  parts.start(preset.id);
  const settleMs = (preset.phases[0]?.lengthMin ?? 0) * MINUTE_MS;
  const pictured = pictures === null ? Promise.resolve() : takePictures();
  await pause(settleMs / rate);
  parts.apply({ type: 'doseMark' });
  // The room rests until staff say that it is free.
  const rests = (): boolean => {
    const session = parts.session();
    return isOver() || (session.stage === 'running' && session.overAt !== null && session.assessReached);
  };
  await until(rests);
  await pictured;
  parts.apply({ type: 'assessed' });
  parts.apply({ type: 'roomFree' });
  await until(isOver);
  await parts.turnOver();
  parts.apply({ type: 'turnoverDone' });
};

/** Runs the preset that was asked for, and answers the program's exit code. */
export const practiceRun = async (run: Run, parts: RunParts): Promise<number> => {
  const preset = run.presets.find(({ label }) => label === run.label);
  if (preset === undefined) {
    const labels = run.presets.map(({ label }) => `"${label}"`);
    process.stderr.write(`There is no preset "${run.label}"; there are ${labels.join(', ')}.\n`);
    return 2;
  }
  try {
    await runPreset(preset, run, parts);
    return 0;
  } catch (error) {
    process.stderr.write(`The practice run could not go on: ${String(error)}\n`);
    return 1;
  }
};
