// How soon a press shows in the lamps behind two requests in 250 ms, readings counted, over HTTPS with certificates, and how
// soon the door's lamp leaves Full light after its undo. A person waits for it, so it is told in seconds.

import { setTimeout as pause } from 'node:timers/promises';
import { test } from '@playwright/test';
import { pairedBridge } from '../../main/lights/bridge/sources.ts';
import type { LampPlan } from '../../main/lights/practice/room.ts';
import { openTlsFront, TEST_ROOTS } from '../integration/tls-front.ts';
import { type FaultyBridge, startFaultyBridge } from '../practice/faulty-bridge.ts';
import { median, tellFigure } from './figures.ts';
import { type LitRoom, openLitRoom, soonSettled } from './lit-room.ts';
import { KEY } from './twelve-lamps.ts';

const SHOWS_WITHIN_MS = 1500;
const ROUNDS = 3;

/** A lamp that is so far on its way is seen to move, in percentage points. */
const SEEN_PCT = 0.5;

const LAMPS: readonly LampPlan[] = [
  { name: 'Ceiling', kind: 'colour' },
  { name: 'Floor lamp', kind: 'colour' },
  { name: 'Desk task lamp', kind: 'ambiance' },
  { name: 'Second task lamp', kind: 'ambiance' },
  { name: 'Door lamp', kind: 'colour', outside: true },
];
const ROOM = ['1', '2', '3', '4'];
const DOOR = '5';

/** ms from a press until all of these lamps are seen to move. */
const shownAfter = async (
  bridge: FaultyBridge,
  lampIds: readonly string[],
  press: () => void,
): Promise<number> => {
  const outputs = (): readonly number[] =>
    bridge.outputs().flatMap(({ id, brightnessPct }) => (lampIds.includes(id) ? [brightnessPct] : []));
  const before = outputs();
  const pressedMs = performance.now();
  press();
  const isSeen = (): boolean =>
    outputs().every((pct, i) => Math.abs(pct - (before[i] ?? Number.NaN)) > SEEN_PCT);
  while (!isSeen()) {
    if (performance.now() - pressedMs > 10 * SHOWS_WITHIN_MS) return Number.POSITIVE_INFINITY;
    await pause(5);
  }
  return performance.now() - pressedMs;
};

const tell = (what: string, times: readonly number[]): void => {
  const worst = Math.max(...times);
  const measured = `median ${median(times).toFixed(0)} ms, worst ${worst.toFixed(0)} ms`;
  const limit = `at most ${SHOWS_WITHIN_MS} ms`;
  tellFigure(`${what} behind 2 requests in 250 ms, over HTTPS`, measured, limit, worst <= SHOWS_WITHIN_MS);
};

/** Lets every fade end, and the group take its next command. */
const calm = (): Promise<void> => pause(4000);

test('a press shows soon behind a bridge that takes little at a time', async () => {
  const bridge = await startFaultyBridge({ lamps: LAMPS, knownUsers: [KEY] });
  bridge.setFault({ kind: 'limited', most: 2, withinMs: 250 });
  const front = await openTlsFront(bridge, 'signed');
  const { address, bridgeId } = bridge;
  const lit: LitRoom = await openLitRoom(
    pairedBridge({
      paired: {
        ...{ source: 'bridge', baseUrl: front.baseUrl, address, bridgeId, name: 'Bench' },
        ...{ username: KEY, fingerprint: null },
      },
      onMoved: () => undefined,
      roots: TEST_ROOTS,
    }),
  );
  lit.start(soonSettled());
  await pause(15_000);

  const presses: number[] = [];
  const undos: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const key of ['darker', 'lighter', 'lighter', 'darker'] as const) {
      presses.push(await shownAfter(bridge, ROOM, () => lit.press(key)));
      await calm();
    }
    await shownAfter(bridge, ROOM, () => lit.press('fullLight'));
    await calm();
    undos.push(await shownAfter(bridge, [DOOR], () => lit.press('undoFullLight')));
    await pause(6000);
  }
  const lost = lit.apart(bridge.outputs()).filter(({ pct }) => Math.abs(pct) > 1);
  await lit.close();
  await front.close();
  await bridge.close();

  tell(`a press shows, ${presses.length} presses`, presses);
  tell('the door’s lamp leaves Full light after its undo', undos);
  tellFigure('lamps that are elsewhere in the end', String(lost.length), 'none', lost.length === 0);
});
