// Presses while one request in five is dropped, and while one light command in five is answered but lost: how long
// after the press the look is right.

import { setTimeout as pause } from 'node:timers/promises';
import { test } from '@playwright/test';
import { startFaultyBridge } from '../practice/faulty-bridge.ts';
import { SCENARIOS, type ScenarioName } from '../practice/scenarios.ts';
import { median, quantile, tellFigure } from './figures.ts';
import { openLitRoom, pairedWith, soonSettled } from './lit-room.ts';
import { KEY, TWELVE_IN_THE_MORNING } from './twelve-lamps.ts';
import { type Sample, sample, wrongUntil } from './watch.ts';

const ROOMS = 4;
const PRESSES = 10;
const MOST_MS = 3000;
const SAMPLE_EVERY_MS = 20;
const SETTLES_MS = 8000;

/** Long enough to see a look that is late. It varies, so that presses do not fall in step with readings of the lamps. */
const BETWEEN_MS = 5000;
const BETWEEN_VARIES_MS = 1000;

const play = async (name: ScenarioName): Promise<readonly number[]> => {
  const bridge = await startFaultyBridge({ lamps: TWELVE_IN_THE_MORNING, knownUsers: [KEY] });
  const lit = await openLitRoom(pairedWith(bridge));
  lit.start(soonSettled());
  await pause(SETTLES_MS + Math.random() * BETWEEN_VARIES_MS);
  await SCENARIOS[name].begin(bridge);
  const times: number[] = [];
  for (let press = 0; press < PRESSES; press += 1) {
    const samples: Sample[] = [];
    const pressedMs = performance.now();
    lit.press(press % 2 === 0 ? 'darker' : 'lighter');
    const sampling = setInterval(() => samples.push(sample(lit, bridge)), SAMPLE_EVERY_MS);
    await pause(BETWEEN_MS + Math.random() * BETWEEN_VARIES_MS);
    clearInterval(sampling);
    times.push(wrongUntil(samples, pressedMs));
  }
  await lit.close();
  await bridge.close();
  return times;
};

test('presses while commands are lost', async () => {
  const names = ['oneInFiveDropped', 'oneInFiveSwallowed'] as const;
  const rooms = names.flatMap((name) => Array.from({ length: ROOMS }, () => name));
  const played = await Promise.all(rooms.map(play));
  for (const name of names) {
    const times = played.filter((_, i) => rooms[i] === name).flat();
    const [middle, p95, worst] = [median(times), quantile(times, 0.95), Math.max(...times)];
    tellFigure(
      `from a press to the right look, ${times.length} presses, ${name}`,
      `median ${(middle / 1000).toFixed(2)} s, p95 ${(p95 / 1000).toFixed(2)} s, worst ${(worst / 1000).toFixed(2)} s`,
      `at most ${MOST_MS / 1000} s`,
      worst <= MOST_MS,
    );
  }
});
