// From a press of Start to the first light command at the bridge, beside a bare PUT that a main process sends at a press
// on a connection that is kept alive.

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, expect } from '@playwright/test';
import { ask } from '../e2e/after-session.ts';
import { cleanEnvironment, connectBridge, electron, type Program, test, toConsole } from '../e2e/program.ts';
import type { FaultyBridge } from '../practice/faulty-bridge.ts';
import { median, tellFigure } from './figures.ts';
import { lastPress, rememberPresses } from './presses.ts';
import { asPieces, inPieces, pieceInWords, pieceOfWork } from './yardstick.ts';

const PRESSES = 15;

/** A bridge takes one command to a group a second, and Full light is one: the next is not sent before, in ms. */
const BRIDGE_READY_AGAIN_MS = 1200;

/** Over a bare PUT, in pieces of work. It was 30 ms. */
const MOST_OVER_PIECES = 2.2;

const wallMs = (performanceMs: number): number => performance.timeOrigin + performanceMs;

/** The wall instant of the first PUT that came after another instant; waits for it. */
const firstPutAfter = async (bridge: FaultyBridge, sinceMs: number): Promise<number> => {
  const found = () =>
    bridge.requests.find(({ method, atMs }) => method === 'PUT' && wallMs(atMs) > sinceMs)?.atMs ?? null;
  await expect.poll(found, { intervals: [5], timeout: 5000 }).not.toBeNull();
  return wallMs(found() ?? Number.NaN);
};

/** A bare program: one button, whose press makes main send one PUT on a connection that is kept alive. */
const barePut = async (bridge: FaultyBridge): Promise<readonly number[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'stillroom-bench-'));
  const { executable, switches } = electron();
  const app = await _electron.launch({
    executablePath: executable,
    args: [path.join(import.meta.dirname, 'bare-put.mjs'), ...switches, `--user-data-dir=${folder}`],
    env: cleanEnvironment({ BARE_PUT_URL: `http://${bridge.address}/api/nobody/groups/0/action` }),
  });
  const page = await app.firstWindow();
  await rememberPresses(page);
  const times: number[] = [];
  for (let press = 0; press < PRESSES; press += 1) {
    const before = performance.timeOrigin + performance.now();
    await page.getByRole('button').click();
    const arrived = await firstPutAfter(bridge, before);
    times.push(arrived - (await lastPress(page)));
  }
  await app.close();
  return times;
};

/** Ends the session gently and turns the room over, by what the screens send. */
const endSession = async ({ room, snapshot }: Program): Promise<void> => {
  await ask(room, 'nurse', { act: 'gentleEnd' });
  await expect
    .poll(async () => (await ask(room, 'nurse', { act: 'roomFree' })).ok, {
      intervals: [100],
      timeout: 10_000,
    })
    .toBe(true);
  await ask(room, 'turnOver');
  await ask(room, 'finishTurnover');
  expect((await snapshot()).session).toMatchObject({ stage: 'idle', turnover: null });
  await room.getByRole('button', { name: 'Start', exact: true }).waitFor();
};

/** One session: Full light first, so that Start has something to dim; then the press; then the end of it. */
const pressStart = async (program: Program, bridge: FaultyBridge): Promise<number> => {
  const { room } = program;
  await room.keyboard.press('F1');
  await expect.poll(() => bridge.outputs()[0]?.brightnessPct, { intervals: [20] }).toBeGreaterThan(99);
  await room.waitForTimeout(BRIDGE_READY_AGAIN_MS);
  const before = performance.timeOrigin + performance.now();
  await room.getByRole('button', { name: 'Start', exact: true }).click();
  const arrived = await firstPutAfter(bridge, before);
  const took = arrived - (await lastPress(room));
  await toConsole(room);
  await endSession(program);
  return took;
};

test('a press of Start reaches the bridge at once', async ({ launch, bridge }) => {
  const bare = median(await barePut(bridge));
  const program = await launch(['--rate', '1000']);
  const { room } = program;
  await connectBridge(room, bridge);
  await rememberPresses(room);
  const times: number[] = [];
  const pieces: number[] = [];
  for (let press = 0; press < PRESSES; press += 1) {
    times.push(await pressStart(program, bridge));
    pieces.push(pieceOfWork());
  }
  const ours = median(times);
  tellFigure(
    `Start to the first light command, median of ${PRESSES}`,
    `${ours.toFixed(1)} ms, ${asPieces(ours - bare, pieces)} over a bare PUT's ${bare.toFixed(1)} ms, ratio ${(ours / bare).toFixed(2)}; ${pieceInWords(pieces)}`,
    `at most ${MOST_OVER_PIECES} pieces over`,
    inPieces(ours - bare, pieces) <= MOST_OVER_PIECES,
  );
});
