// Pairing over real HTTP: a key only while the button is pressed, a plain reason whenever there is none, and never
// a long wait.

import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { parseAddress } from '../../main/lights/bridge/address.ts';
import { type PairingOptions, pair } from '../../main/lights/bridge/pairing.ts';
import { type FaultyBridge, startFaultyBridge } from '../practice/faulty-bridge.ts';
import { closedPort, connectTo, WITHOUT_WAITING } from './hue-room.ts';

/** ms that a person waits with a finger on the button. */
const PATIENCE_MS = 3000;

let bridge: FaultyBridge | null = null;
let closeServer: (() => void) | null = null;

afterEach(async () => {
  await bridge?.close();
  closeServer?.();
  bridge = null;
  closeServer = null;
});

const started = async (): Promise<FaultyBridge> => {
  bridge = await startFaultyBridge();
  return bridge;
};

/** Pairs with what a person typed, and not for longer than they wait. */
const pairTyped = async (typed: string, options: Partial<PairingOptions> = {}) => {
  const address = parseAddress(typed);
  if (!address.ok) throw new Error(address.error);
  const began = performance.now();
  const paired = await pair({ candidates: address.value, room: 'Room 2', ...WITHOUT_WAITING, ...options });
  expect(performance.now() - began).toBeLessThan(PATIENCE_MS);
  return paired;
};

/** The address of a web server that is no bridge. */
const serving = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  closeServer = () => {
    server.close();
    server.closeAllConnections();
  };
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** The address of something that takes connections. */
const listening = async (taken: (socket: Socket) => void): Promise<string> => {
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    taken(socket);
  });
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  closeServer = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

describe('a bridge', () => {
  it('gives a key once its button was pressed, and the key works', async () => {
    const { address, bridgeId, pressButton } = await started();
    pressButton();
    const paired = await pairTyped(address);
    expect(paired).toEqual({
      ok: true,
      value: {
        baseUrl: `http://${address}`,
        bridgeId: '001788fffe570001',
        name: 'Practice room',
        username: expect.stringMatching(/^[A-Za-z0-9-]{40}$/),
        fingerprint: null,
      },
    });
    const username = paired.ok ? paired.value.username : '';
    const connected = await connectTo({ address, bridgeId }, { username });
    expect(connected.ok).toBe(true);
    if (connected.ok) connected.value.close();
  });

  it('gives none before, and says what to do', async () => {
    const { address } = await started();
    expect(await pairTyped(address)).toEqual({ ok: false, error: 'buttonNotPressed' });
  });

  it.each([400, 401, 403, 404, 429, 500, 503])(
    'is believed when it says so, also by HTTP %i, and gives a key after the press',
    async (status) => {
      const { address, pressButton, setFault } = await started();
      setFault({ kind: 'errorStatus', status });
      expect(await pairTyped(address)).toEqual({ ok: false, error: 'buttonNotPressed' });
      pressButton();
      expect(await pairTyped(address)).toMatchObject({ ok: true });
    },
  );

  it.each([
    ['Room 2', 'stillroom#Room 2'],
    ['Grünes Zimmer', 'stillroom#Grunes Zimmer'],
    ['静けさ', 'stillroom#-'],
    ['   ', 'stillroom#room'],
    ['A room with a very long name indeed', 'stillroom#A room with a very'],
  ])('lists the key of %s by a name that every bridge takes', async (room, devicetype) => {
    const { address, pressButton, requests } = await started();
    pressButton();
    expect((await pairTyped(address, { room })).ok).toBe(true);
    const { body } = requests.find(({ method }) => method === 'POST') ?? { body: '{}' };
    expect(JSON.parse(body)).toMatchObject({ devicetype });
  });

  it.each([
    ['noAnswer', 'hangs', { kind: 'hang' }],
    ['noAnswer', 'is busy', { kind: 'busy' }],
    ['noAnswer', 'hangs up on everyone', { kind: 'refuse' }],
    ['noAnswer', 'is slower than anybody waits', { kind: 'slow', delayMs: 10_000 }],
  ] as const)('is said to give %s when it %s', async (error, _, fault) => {
    const { address, pressButton, setFault } = await started();
    pressButton();
    setFault(fault);
    expect(await pairTyped(address)).toEqual({ ok: false, error });
  });

  it('is found at the second of two addresses when nothing answers at the first', async () => {
    const { address, pressButton } = await started();
    pressButton();
    const candidates = [`http://127.0.0.1:${await closedPort()}`, `http://${address}`];
    expect(await pair({ candidates, room: 'Room 2', ...WITHOUT_WAITING })).toMatchObject({ ok: true });
  });
});

describe('a bridge that announced itself', () => {
  it('is found at the second of two addresses when another one is at the first', async () => {
    const { address, pressButton } = await started();
    pressButton();
    const other = await serving((_, response) =>
      response.end('{"name":"Another","bridgeid":"001788fffe570002"}'),
    );
    const candidates = [`http://${other}`, `http://${address}`];
    const bridgeId = '001788fffe570001';
    expect(await pair({ candidates, bridgeId, room: 'Room 2', ...WITHOUT_WAITING })).toMatchObject({
      ok: true,
      value: { bridgeId, baseUrl: `http://${address}` },
    });
  });

  it('is not said to be silent, nor to be none, when it only does not encrypt', async () => {
    const { address, requests } = await started();
    const candidates = [`https://127.0.0.1:${await closedPort()}`, `https://${address}`];
    expect(await pair({ candidates, room: 'Room 2', ...WITHOUT_WAITING })).toEqual({
      ok: false,
      error: 'notEncrypted',
    });
    expect(requests).toEqual([]);
  });
});

describe('something that is no bridge', () => {
  const page: RequestListener = (_, response) => response.end('<html>Welcome</html>');

  it.each<[string, RequestListener]>([
    ['a page for everything', page],
    ['a list', (_, response) => response.end('[]')],
    ['null', (_, response) => response.end('null')],
    ['a configuration of another kind', (_, response) => response.end('{"name":"Printer"}')],
    ['a bridge id that is none', (_, response) => response.end('{"name":"Hue","bridgeid":"printer"}')],
    ['that there is nothing', (_, response) => response.writeHead(404).end()],
    ['that a password is needed', (_, response) => response.writeHead(401).end()],
  ])('is reported when it answers %s', async (_, listener) => {
    const address = await serving(listener);
    expect(await pairTyped(address)).toEqual({ ok: false, error: 'notABridge' });
  });

  it('is reported when it redirects to a bridge elsewhere, and that bridge hears nothing', async () => {
    const { address: elsewhere, pressButton, requests } = await started();
    pressButton();
    const address = await serving(({ url }, response) => {
      response.writeHead(302, { location: `http://${elsewhere}${url}` }).end();
    });
    expect(await pairTyped(address)).toEqual({ ok: false, error: 'notABridge' });
    expect(requests).toEqual([]);
  });

  it('is reported when it speaks no HTTP', async () => {
    const typed = await listening((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
    expect(await pairTyped(typed)).toEqual({ ok: false, error: 'notABridge' });
  });

  it('is given no longer than anything else when it answers without end', async () => {
    const address = await serving((_, response) => {
      const more = (): void => {
        while (response.write('0'.repeat(100_000)));
      };
      response.on('drain', more);
      more();
    });
    expect(await pairTyped(address)).toMatchObject({ ok: false });
  });
});

describe('an address where nothing answers', () => {
  it('is reported at once', async () => {
    const typed = `127.0.0.1:${await closedPort()}`;
    expect(await pairTyped(typed)).toEqual({ ok: false, error: 'noAnswer' });
  });

  it('is reported when something takes the connection and stays silent', async () => {
    const typed = await listening(() => {});
    expect(await pairTyped(typed)).toEqual({ ok: false, error: 'noAnswer' });
  });

  it('is reported when there is no address to try', async () => {
    expect(await pair({ candidates: [], room: 'Room 2', ...WITHOUT_WAITING })).toEqual({
      ok: false,
      error: 'noAnswer',
    });
  });
});
