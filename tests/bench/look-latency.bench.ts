// From main's decision to change the light to the first command at the bridge, over a warm connection. Beside it a bare
// PUT on a connection that is kept alive, in the same process and the same minute.

import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { test } from '@playwright/test';
import { type BridgeApart, startBridgeApart } from './apart.ts';
import { median, monotonicMs, quantile, tellFigure } from './figures.ts';
import { openLitRoom, pairedWith, soonSettled } from './lit-room.ts';
import { KEY } from './twelve-lamps.ts';
import { inPieces, pieceInWords, pieceOfWork } from './yardstick.ts';

const PRESSES = 30;

/** Within this many pieces of work 95 of 100 commands arrive. It was 15 ms. */
const MOST_PIECES = 1.1;

/** A group takes one command a second. The times vary, so that they do not fall in step with readings of the lamps. */
const BETWEEN_MS = 1300;
const BETWEEN_VARIES_MS = 600;

const STRANGER = 'nobody';

const arrivalAfter = async (bridge: BridgeApart, sinceMs: number, user: string): Promise<number> =>
  (await bridge.ask({ what: 'commandAfter', sinceMs, user })) ?? Number.NaN;

test('a look change reaches the bridge at once', async () => {
  const bridge = await startBridgeApart();
  const lit = await openLitRoom(pairedWith(bridge));
  const agent = new Agent({ keepAlive: true });
  const barePut = (): void => {
    const url = `http://${bridge.address}/api/${STRANGER}/groups/0/action`;
    request(url, { method: 'PUT', agent }, (response) => response.resume()).end('{}');
  };
  lit.start(soonSettled());
  await pause(5000);
  barePut();

  const ours: number[] = [];
  const bare: number[] = [];
  const pieces: number[] = [];
  for (let press = 0; press < PRESSES; press += 1) {
    await pause(BETWEEN_MS + Math.random() * BETWEEN_VARIES_MS);
    const decidedMs = monotonicMs();
    lit.press(press % 2 === 0 ? 'darker' : 'lighter');
    ours.push((await arrivalAfter(bridge, decidedMs, KEY)) - decidedMs);
    await pause(BETWEEN_MS / 4 + Math.random() * BETWEEN_VARIES_MS);
    const putMs = monotonicMs();
    barePut();
    bare.push((await arrivalAfter(bridge, putMs, STRANGER)) - putMs);
    pieces.push(pieceOfWork());
  }
  await lit.close();
  agent.destroy();
  await bridge.close();

  const p95 = quantile(ours, 0.95);
  const told = `median ${median(ours).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms = ${inPieces(p95, pieces).toFixed(2)} pieces of work, worst ${Math.max(...ours).toFixed(1)} ms`;
  const beside = `a bare PUT: median ${median(bare).toFixed(1)} ms, p95 ${quantile(bare, 0.95).toFixed(1)} ms`;
  tellFigure(
    `decision to the first command, warm, ${PRESSES} presses`,
    `${told}; ${beside}; ratio ${(median(ours) / median(bare)).toFixed(2)}; ${pieceInWords(pieces)}`,
    `at most ${MOST_PIECES} pieces`,
    inPieces(p95, pieces) <= MOST_PIECES,
  );
});
