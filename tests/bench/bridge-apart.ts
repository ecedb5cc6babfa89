// A practice bridge in a process of its own, so that what is measured does not disturb the instants at which requests
// arrive. It does what the bench asks by messages, and ends with the bench.

import { startFaultyBridge } from '../practice/faulty-bridge.ts';
import type { Asked, BridgeAnswer } from './apart.ts';
import { monotonicMs } from './figures.ts';
import { KEY, TWELVE_LAMPS } from './twelve-lamps.ts';

const LOOK_EVERY_MS = 2;
const GIVE_UP_MS = 4000;
const FULL_PCT = 99.9;

const bridge = await startFaultyBridge({ lamps: TWELVE_LAMPS, knownUsers: [KEY] });

/** The difference between the two clocks. A try that is interrupted between the two gives less. */
const offsetMs = Math.max(...Array.from({ length: 50 }, () => monotonicMs() - performance.now()));

/** The first request after an instant that changes the light of a group or a lamp. */
const commandAfter = (sinceMs: number, user: string): number | null =>
  bridge.requests.find(
    ({ method, atMs, path }) =>
      method === 'PUT' &&
      atMs + offsetMs > sinceMs &&
      path.startsWith(`/api/${user}/`) &&
      /\/(action|state)$/.test(path),
  )?.atMs ?? null;

const until = async <T>(found: () => T | null): Promise<T | null> => {
  const startedMs = performance.now();
  while (performance.now() - startedMs < GIVE_UP_MS) {
    const value = found();
    if (value !== null) return value;
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
  return null;
};

const carryOut = async (asked: Asked): Promise<number | null> => {
  switch (asked.what) {
    case 'commandAfter': {
      const atMs = await until(() => commandAfter(asked.sinceMs, asked.user));
      return atMs === null ? null : atMs + offsetMs;
    }
    case 'hang':
      bridge.setFault({ kind: 'hang' });
      return null;
    case 'mend':
      bridge.setFault(null);
      return null;
    case 'full':
      return until(() =>
        bridge.outputs().every(({ brightnessPct }) => brightnessPct > FULL_PCT) ? monotonicMs() : null,
      );
  }
};

process.on('message', async (asked: Asked) => {
  const answer: BridgeAnswer = { id: asked.id, value: await carryOut(asked) };
  process.send?.(answer);
});
process.on('disconnect', () => process.exit());
process.send?.({ id: 0, address: bridge.address, bridgeId: bridge.bridgeId });
