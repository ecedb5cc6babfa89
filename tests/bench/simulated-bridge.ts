// The practice bridge's own API and lamps in simulated time, as a source of light. Only the sockets are left out; every
// request takes as long as on a real network.

import type { LightSource } from '../../main/lights/bridge/sources.ts';
import { hueCalls } from '../../main/lights/hue/api-client.ts';
import { openHueRig } from '../../main/lights/hue/hue-rig.ts';
import { openRequestQueue, queuedLane } from '../../main/lights/hue/request-queue.ts';
import type { Lane } from '../../main/lights/hue/transport.ts';
import type { LampPlan } from '../../main/lights/practice/room.ts';
import { answer } from '../../main/lights/practice/routes.ts';
import { openStore } from '../../main/lights/practice/store.ts';
import type { LampOutput } from '../practice/faulty-bridge.ts';
import { outputAt } from '../practice/output.ts';
import { KEY } from './twelve-lamps.ts';

/** Real bridges answer within 20–300 ms; half of that is the way there. */
const ONE_WAY_MS = 40;

/** A request that changes something. */
export interface Command {
  readonly atMs: number;
  readonly said: string;
}

export interface SimulatedBridge {
  readonly source: LightSource;
  readonly outputs: () => readonly LampOutput[];
  readonly commands: readonly Command[];
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Opens a bridge that knows the bench's key. Fake timers must be in use already. */
export const openSimulatedBridge = (lamps: readonly LampPlan[]): SimulatedBridge => {
  const store = openStore({ lamps, knownUsers: [KEY] });
  const commands: Command[] = [];
  const lane: Lane = {
    request: async ({ method = 'GET', url = '', data }) => {
      await pause(ONE_WAY_MS);
      const path = url.split('/').filter((part) => part !== '');
      const text = data === undefined ? '' : JSON.stringify(data);
      const said = `${method.toUpperCase()} /${path.slice(1).join('/')} ${text}`;
      if (!said.startsWith('GET')) commands.push({ atMs: performance.now(), said });
      const told = answer(store, method.toUpperCase(), path, text);
      await pause(ONE_WAY_MS);
      return { data: told };
    },
    lastUsedMs: () => 0,
    close: () => undefined,
  };
  const queue = openRequestQueue();
  const calls = hueCalls(queuedLane(lane, queue), KEY);
  return {
    commands,
    outputs: () =>
      [...store.lights.values()].map(({ id, name, real }) => ({
        id,
        name,
        ...outputAt(real, performance.now()),
      })),
    source: {
      kind: 'bridge',
      bridgeId: 'simulated',
      address: () => '',
      seek: () => undefined,
      settle: () => undefined,
      connect: () =>
        openHueRig({
          bridge: { id: 'simulated', name: 'Simulated', address: '', model: '', software: '' },
          calls,
          callsAtOnce: calls,
          queue,
          owner: KEY,
          answersInMs: () => null,
          commandsLastHour: () => 0,
          close: () => undefined,
          timeoutMs: 950,
          raisingTimeoutMs: 1850,
        }),
    },
  };
};
