// How long a press keeps main until it is on the disk: the journal of a session of two hours, written before anybody is
// told. Beside it, what the disk takes for the same bytes. It needs no window: the same code writes to the same disk.

import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { test } from '@playwright/test';
import { type JournalEntry, openJournal } from '../../main/storage/journal.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { lastingOf } from '../../shared/session/session.ts';
import { pastOf, sessionAfter } from '../practice/past-session.ts';
import { median, quantile, tellFigure } from './figures.ts';

const PRESSES = 200;
const MOST_MS = 20;

/** A slow disk may take longer, and the program this many times as long as the disk. */
const MOST_OF_DISK = 1.5;

/** The least that it takes to have bytes on the disk under a file's name, in ms. */
const bareWrite = (folder: string, text: string): number => {
  const file = path.join(folder, 'bare');
  const began = performance.now();
  for (const [name, bytes] of [
    [`${file}.new`, text],
    [folder, null],
  ] as const) {
    if (bytes === null) renameSync(`${file}.new`, file);
    const handle = openSync(name, bytes === null ? 'r' : 'w');
    if (bytes !== null) writeSync(handle, bytes);
    fsyncSync(handle);
    closeSync(handle);
  }
  return performance.now() - began;
};

test('a press is on the disk before it is answered', () => {
  const folder = test.info().outputPath('kept');
  mkdirSync(folder, { recursive: true });
  const journal = openJournal(folder);
  const session = lastingOf(sessionAfter(pastOf(BUILT_IN_PRESETS[0] as Preset, 110), 0));
  if (session === null) throw new Error('a session of two hours runs');
  const entryAt = (sessionMs: number): JournalEntry => ({
    ...{ session, savedAtWallMs: Date.now(), sessionMs, upMs: sessionMs, rate: 1 },
    ...{ place: null, output: null },
  });
  const times: number[] = [];
  const bare: number[] = [];
  for (let i = 0; i < PRESSES; i += 1) {
    const entry = entryAt(i);
    const began = performance.now();
    journal.write(entry);
    times.push(performance.now() - began);
    bare.push(bareWrite(folder, JSON.stringify(entry)));
  }
  const isKept = openJournal(folder).read()?.sessionMs === PRESSES - 1;
  rmSync(folder, { recursive: true, force: true });
  const mostMs = Math.max(MOST_MS, MOST_OF_DISK * median(bare));
  tellFigure(
    `a press is on the disk before it is answered, median of ${PRESSES}`,
    `${median(times).toFixed(1)} ms, 95 of 100 within ${quantile(times, 0.95).toFixed(1)} ms; the disk alone takes ${median(bare).toFixed(1)} ms`,
    `at most ${MOST_MS} ms, or ${MOST_OF_DISK} times the disk`,
    isKept && median(times) <= mostMs,
  );
});
