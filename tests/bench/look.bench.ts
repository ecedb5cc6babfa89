// A look for twelve lamps: how many commands it takes and how long from the first to the last, beside node-hue-api
// setting the same lamps one by one.

import { expect } from '@playwright/test';
import axios from 'axios';
import Api from 'node-hue-api/lib/api/Api.js';
import Transport from 'node-hue-api/lib/api/http/Transport.js';
import states from 'node-hue-api/lib/model/lightstate/index.js';
import { connectBridge, startPreset, test, toConsole } from '../e2e/program.ts';
import { type FaultyBridge, manyLamps, startFaultyBridge } from '../practice/faulty-bridge.ts';
import { tellFigure } from './figures.ts';
import { KEY } from './twelve-lamps.ts';

const LAMPS = 12;

const putsSince = (bridge: FaultyBridge, sinceMs: number) =>
  bridge.requests.filter(
    ({ method, atMs, path }) => method === 'PUT' && atMs > sinceMs && !path.endsWith('/config'),
  );

const spreadMs = (puts: readonly { readonly atMs: number }[]): number =>
  (puts.at(-1)?.atMs ?? 0) - (puts[0]?.atMs ?? 0);

test('one command a look, or two where task and ambient differ', async ({ launch }) => {
  const named = manyLamps(LAMPS).map((lamp, i) => (i < 8 ? lamp : { ...lamp, name: `Desk lamp ${i}` }));
  const bridge = await startFaultyBridge({ lamps: named, knownUsers: [KEY] });
  const { room } = await launch(['--rate', '60']);
  await connectBridge(room, bridge);

  await startPreset(room);
  await toConsole(room);
  // The program first leads the lamps from where it found them to the score; after that a look is one command.
  await expect.poll(() => bridge.outputs()[0]?.brightnessPct, { timeout: 20_000 }).toBeLessThan(41);
  await room.waitForTimeout(2000);
  let since = performance.now();
  await room.getByRole('button', { name: 'First device' }).click();
  await room.waitForTimeout(1500);
  const same = putsSince(bridge, since);
  await room.getByRole('button', { name: 'Next phase' }).click();
  await expect.poll(() => bridge.outputs()[0]?.brightnessPct, { timeout: 20_000 }).toBeLessThan(4);
  since = performance.now();
  await room.getByRole('button', { name: 'Quiet check' }).click();
  await room.waitForTimeout(1500);
  const differing = putsSince(bridge, since);

  const api = new Api(
    { remote: false, baseUrl: `http://${bridge.address}/api`, username: KEY },
    new Transport(KEY, axios.create({ baseURL: `http://${bridge.address}/api` }), null),
    undefined,
  );
  since = performance.now();
  const state = new states.LightState().on(true).brightness(40).transition(400);
  await Promise.all(bridge.outputs().map(({ id }) => api.lights.setLightState(id, state)));
  const peer = putsSince(bridge, since);
  await bridge.close();

  tellFigure(
    `a look for ${LAMPS} lamps`,
    `${same.length} command where task and ambient are alike, ${differing.length} where they differ (${spreadMs(differing).toFixed(0)} ms from first to last)`,
    `peer, node-hue-api lamp by lamp: ${peer.length} commands, ${spreadMs(peer).toFixed(0)} ms`,
    same.length === 1 && differing.length <= 2,
  );
});
