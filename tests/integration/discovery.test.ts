// Finding bridges, against a real responder on this machine's loopback.

import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FoundBridge } from '../../main/lights/bridge/announcement.ts';
import { type Search, searchBridges } from '../../main/lights/bridge/discovery.ts';
import {
  type AnnouncedBridge,
  bridge,
  freePort,
  LOOPBACK,
  openResponder,
  type Responder,
  type ResponderOptions,
} from './announced-bridge.ts';

const FIRST = '001788fffe1a2b3c';
const SECOND = 'ecb5fafffe4d5e6f';

let port: number;
const closers: (() => unknown)[] = [];
beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const responding = async (options: Partial<ResponderOptions> = {}): Promise<Responder> => {
  const responder = await openResponder({ port, ...options });
  closers.push(responder.close);
  return responder;
};

interface Heard {
  readonly search: Search;
  /** Every list that was told. */
  readonly told: (readonly FoundBridge[])[];
  readonly errors: Error[];
}

const searching = (interfaceAddress = LOOPBACK): Heard => {
  const told: (readonly FoundBridge[])[] = [];
  const errors: Error[] = [];
  const search = searchBridges({
    onFound: (all) => told.push(all),
    onError: (error) => errors.push(error),
    interfaceAddress,
    port,
  });
  closers.push(search.close);
  return { search, told, errors };
};

const finds = (search: Search, expected: readonly Partial<FoundBridge>[], timeout = 5000): Promise<void> =>
  vi.waitFor(
    () => {
      expect(search.found()).toHaveLength(expected.length);
      expect(search.found()).toMatchObject(expected);
    },
    { timeout, interval: 10 },
  );

/** Searches while one bridge that is certainly fit announces itself last, so that what came before was heard. */
const findsOnlyTheLast = async (responder: Responder, { search }: Heard): Promise<void> => {
  responder.announce(bridge(SECOND));
  await finds(search, [{ bridgeId: SECOND }]);
};

const wait = (ms: number): Promise<void> => new Promise((waited) => setTimeout(waited, ms));

describe('searchBridges', () => {
  it('finds a bridge with its id, name, model and address', async () => {
    const responder = await responding();
    responder.serve(bridge(FIRST.toUpperCase()));
    const { search, told } = searching();
    await finds(search, [
      { bridgeId: FIRST, name: 'Philips Hue - 1A2B3C', model: 'BSB002', address: '192.168.1.20' },
    ]);
    expect(told).toEqual([search.found()]);
  });

  it('finds two bridges, in the order of their names', async () => {
    const responder = await responding();
    responder.serve(bridge(SECOND, { ipv4: ['192.168.1.21'] }));
    responder.serve(bridge(FIRST));
    await finds(searching().search, [
      { bridgeId: FIRST, address: '192.168.1.20' },
      { bridgeId: SECOND, address: '192.168.1.21' },
    ]);
  });

  it('asks again, since one packet can be lost', async () => {
    const responder = await responding();
    const { search } = searching();
    await vi.waitFor(() => expect(responder.asked()).toContain('PTR _hue._tcp.local'));
    responder.serve(bridge(FIRST));
    await finds(search, [{ bridgeId: FIRST }]);
  });

  it('asks for what a bridge did not say of itself', async () => {
    const responder = await responding({ isTerse: true });
    responder.serve(bridge(FIRST, { name: 'Äußeres ÖP 2' }));
    await finds(searching().search, [{ name: 'Äußeres ÖP 2', address: '192.168.1.20' }], 900);
  });

  it('reports the new address of a bridge that was given another', async () => {
    const responder = await responding();
    responder.announce(bridge(FIRST));
    const { search, told } = searching();
    await finds(search, [{ address: '192.168.1.20' }]);
    responder.announce(bridge(FIRST, { ipv4: ['192.168.1.99'] }));
    await finds(search, [{ bridgeId: FIRST, address: '192.168.1.99' }]);
    expect(told).toHaveLength(2);
  });

  it('keeps the newest address where one bridge goes by two names', async () => {
    const responder = await responding();
    const { search } = searching();
    responder.serve(bridge(FIRST));
    await finds(search, [{ name: 'Philips Hue - 1A2B3C' }]);
    responder.announce(bridge(FIRST, { name: 'Hue Bridge', host: 'other.local', ipv4: ['192.168.1.30'] }));
    await finds(search, [{ bridgeId: FIRST, name: 'Hue Bridge', address: '192.168.1.30' }]);
  });

  it('lets go of a bridge that says goodbye, and finds it again', async () => {
    const responder = await responding();
    responder.serve(bridge(FIRST));
    const { search, told } = searching();
    await finds(search, [{ bridgeId: FIRST }]);
    responder.goodbye(bridge(FIRST));
    await finds(search, []);
    responder.announce(bridge(FIRST));
    await finds(search, [{ bridgeId: FIRST }]);
    expect(told).toHaveLength(3);
  });

  it.each<[string, Partial<AnnouncedBridge>, string]>([
    ['names a port other than 443', { port: 8443 }, '192.168.1.20:8443'],
    ['prefers IPv4', { ipv6: ['fd00::20'] }, '192.168.1.20'],
    ['puts IPv6 in brackets', { ipv4: [], ipv6: ['fd00::20'] }, '[fd00::20]'],
    ['names a port after IPv6', { ipv4: [], ipv6: ['fd00::20'], port: 8443 }, '[fd00::20]:8443'],
    ['prefers what is not link-local', { ipv4: [], ipv6: ['fe80::20', 'fd00::20'] }, '[fd00::20]'],
    ['passes over addresses of nobody', { ipv4: ['0.0.0.0', '239.1.1.1', '192.168.1.7'] }, '192.168.1.7'],
  ])('%s', async (_what, changed, address) => {
    const responder = await responding();
    responder.serve(bridge(FIRST, changed));
    await finds(searching().search, [{ address }]);
  });

  it.each<[string, readonly string[]]>([
    ['no bridge id', ['modelid=BSB002']],
    ['a bridge id that is none', ['bridgeid=001788fffe1a2b3', 'modelid=BSB002']],
    ['nothing', []],
  ])('passes over a service that says %s', async (_what, txt) => {
    const responder = await responding();
    const heard = searching();
    responder.announce(bridge(FIRST, { txt }));
    await findsOnlyTheLast(responder, heard);
    expect(heard.told).toHaveLength(1);
  });

  it('ignores an impossible port, and a model that no bridge has', async () => {
    const responder = await responding();
    const heard = searching();
    responder.announce(bridge(FIRST, { port: 0 }));
    responder.announce(bridge(SECOND, { txt: [`bridgeid=${SECOND}`, `modelid=${'B'.repeat(99)}`] }));
    await finds(heard.search, [{ bridgeId: SECOND, model: null }]);
  });

  it('shows a name without what cannot be seen', async () => {
    const responder = await responding();
    responder.serve(bridge(FIRST, { name: ' Room\u0007 \u202etwo' }));
    await finds(searching().search, [{ name: 'Room two' }]);
  });

  it('keeps fifty bridges at most', async () => {
    const responder = await responding();
    const heard = searching();
    for (let count = 10; count < 70; count += 1) responder.announce(bridge(`001788fffe0000${count}`));
    await vi.waitFor(() => expect(heard.search.found()).toHaveLength(50), { timeout: 5000 });
    await wait(300);
    expect(heard.search.found()).toHaveLength(50);
  });

  it('ignores packets that are no DNS at all', async () => {
    const responder = await responding();
    const heard = searching();
    await vi.waitFor(() => expect(responder.asked()).not.toEqual([]));
    const response = [0, 0, 0x84, 0];
    const packets = [
      [],
      [1, 2, 3],
      [...response, 0, 0, 0xff, 0xff, 0, 0, 0, 0],
      [...response, 0, 0, 0, 1, 0, 0, 0, 0, 0xc0, 12, 0, 12, 0, 1, 0, 0, 0, 9, 0, 2, 0xc0, 12],
      [...response, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 16, 0, 1, 0, 0, 0, 9, 0, 9, 200, 1],
      Array.from({ length: 1400 }, (_each, index) => (index * 7919) % 256),
    ];
    for (const bytes of packets) await responder.sendBytes(Uint8Array.from(bytes));
    await findsOnlyTheLast(responder, heard);
    expect(heard.errors).toEqual([]);
  });

  it('finds nothing, and throws nothing, where there is no network', async () => {
    const { search, errors } = searching('203.0.113.9');
    await wait(1500);
    expect(search.found()).toEqual([]);
    expect(errors).not.toEqual([]);
  });

  it('hears a bridge even where another program keeps the port to itself', async () => {
    const responder = await responding({ keepsPort: true });
    responder.serve(bridge(FIRST));
    const { search, errors } = searching();
    await finds(search, [{ bridgeId: FIRST, address: '192.168.1.20' }]);
    expect(errors[0]).toMatchObject({ code: 'EADDRINUSE' });
  });

  it('sends nothing but questions, and never calls on what it found', async () => {
    let calls = 0;
    const server = createServer(() => {
      calls += 1;
    }).listen(0, LOOPBACK);
    closers.push(() => server.close());
    await once(server, 'listening');
    const responder = await responding();
    responder.serve(bridge(FIRST, { ipv4: [LOOPBACK], port: (server.address() as AddressInfo).port }));
    const { search } = searching();
    await vi.waitFor(() => expect(search.found()).toHaveLength(1));
    await wait(1500);
    expect(calls).toBe(0);
    expect(responder.strange()).toBe(0);
    expect(new Set(responder.asked())).toEqual(new Set(['PTR _hue._tcp.local']));
  });

  it('reports nothing once it is closed, even before it began', async () => {
    const responder = await responding();
    responder.serve(bridge(FIRST));
    const { search, told } = searching();
    search.close();
    search.close();
    await wait(300);
    expect(told).toEqual([]);
    expect(responder.asked()).toEqual([]);
  });
});

describe('a search that was closed', () => {
  it('keeps no port', async () => {
    const search = searchBridges({ interfaceAddress: LOOPBACK, port, onFound: () => undefined });
    await new Promise((done) => setTimeout(done, 200));
    search.close();
    const alone = createSocket({ type: 'udp4', reuseAddr: false });
    closers.push(() => alone.close());
    alone.bind(port);
    await once(alone, 'listening');
  });
});

describe('as it is bundled', () => {
  it('finds a bridge, and lets the program end once it is closed', { timeout: 30_000 }, async () => {
    const outDir = mkdtempSync(join(tmpdir(), 'stillroom-discovery-'));
    closers.push(() => rmSync(outDir, { recursive: true }));
    const entry = resolve(import.meta.dirname, '../../main/lights/bridge/discovery.ts');
    await build({
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true, target: 'node' },
      build: {
        ssr: entry,
        outDir,
        minify: true,
        rolldownOptions: { output: { entryFileNames: 'found.mjs' } },
      },
    });
    const responder = await responding();
    responder.serve(bridge(FIRST));
    const program = `
      const { searchBridges } = await import('${pathToFileURL(join(outDir, 'found.mjs'))}');
      const search = searchBridges({
        interfaceAddress: '${LOOPBACK}',
        port: ${port},
        onFound: ([found]) => {
          console.log(found.address);
          search.close();
        },
      });`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    closers.push(() => child.kill());
    let said = '';
    child.stdout.on('data', (bytes) => {
      said += String(bytes);
    });
    const [code] = await once(child, 'close', { signal: AbortSignal.timeout(10_000) });
    expect({ code, said: said.trim() }).toEqual({ code: 0, said: '192.168.1.20' });
  });
});
