// Real TLS, as Electron judges it: requests go to nothing but the paired bridge, also after it renewed its certificate from
// Hue's own root.

import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PairedBridge } from '../../main/lights/hue/connect.ts';
import { HUE_ROOTS } from '../../main/lights/hue/root-certificates.ts';
import { type FaultyBridge, startFaultyBridge } from '../practice/faulty-bridge.ts';
import { type ElectronClient, startElectronClient } from './electron-client.ts';
import { KEY } from './hue-room.ts';
import { type CertificateName, openTlsFront, TEST_ROOTS, type TlsFront } from './tls-front.ts';

let client: ElectronClient;
let bridge: FaultyBridge;
let front: TlsFront | null = null;

beforeAll(async () => {
  client = await startElectronClient();
});
afterAll(() => client.close());
beforeEach(async () => {
  bridge = await startFaultyBridge({ knownUsers: [KEY] });
});
afterEach(async () => {
  await front?.close();
  await bridge.close();
  front = null;
});

const showing = async (certificate: CertificateName): Promise<TlsFront> => {
  front = await openTlsFront(bridge, certificate);
  return front;
};

const connect = (baseUrl: string, paired: Partial<PairedBridge> = {}): Promise<string> => {
  const { bridgeId = bridge.bridgeId, username = KEY, fingerprint = null } = paired;
  return client.call('connect', { baseUrl, bridgeId, username, fingerprint, roots: TEST_ROOTS });
};

const pairAt = async (certificate: CertificateName, roots: readonly string[] = TEST_ROOTS) => {
  const { baseUrl } = await showing(certificate);
  bridge.pressButton();
  return client.call('pair', { candidates: [baseUrl], room: 'Room 2', roots });
};

const pairedAt = async (certificate: CertificateName): Promise<PairedBridge> => {
  const paired = await pairAt(certificate);
  if (!paired.ok) throw new Error(paired.error);
  return paired.value;
};

const keysSent = (): number => bridge.requests.filter(({ path }) => /^\/api\/(?!config$)./.test(path)).length;

it('is judged by the TLS of Electron, which is not that of Node', async () => {
  expect(await client.call('tls')).not.toBe(process.versions.openssl);
});

describe('while the button is pressed', () => {
  it.each(['self-signed', 'self-signed-plain'] as const)(
    'trusts a certificate that names the bridge (%s), pins it, and knows it again',
    async (certificate) => {
      const paired = await pairedAt(certificate);
      expect(paired).toMatchObject({
        bridgeId: '001788fffe570001',
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(await connect(paired.baseUrl, paired)).toBe('connected');
    },
  );

  it.each(['signed', 'signed-by-intermediate'] as const)(
    'needs no pin where a root vouches for the bridge (%s)',
    async (certificate) => {
      const paired = await pairedAt(certificate);
      expect(paired.fingerprint).toBeNull();
      expect(await connect(paired.baseUrl, paired)).toBe('connected');
    },
  );

  it.each([
    ['certificateWrong', 'names another bridge', 'self-signed-other', TEST_ROOTS],
    ['certificateWrong', 'names another bridge, though a root signed it', 'signed-other', TEST_ROOTS],
    ['certificateWrong', 'was signed by nobody we know', 'signed', HUE_ROOTS],
    ['certificateWrong', 'only says that it signed itself', 'self-signed-forged', TEST_ROOTS],
    ['notABridge', 'names no bridge at all', 'self-signed-no-bridge', TEST_ROOTS],
  ] as const)(
    'says %s of a certificate that %s, and asks for no key',
    async (error, _, certificate, roots) => {
      expect(await pairAt(certificate, roots)).toEqual({ ok: false, error });
      expect(bridge.requests.filter(({ method }) => method === 'POST')).toEqual([]);
    },
  );

  it('never tries plain HTTP after a wrong certificate', async () => {
    const { baseUrl } = await showing('self-signed-other');
    bridge.pressButton();
    const candidates = [baseUrl, `http://${bridge.address}`];
    expect(await client.call('pair', { candidates, room: 'Room 2', roots: TEST_ROOTS })).toMatchObject({
      ok: false,
    });
    expect(bridge.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });
});

describe('a bridge that was paired', () => {
  it.each<[CertificateName, CertificateName]>([
    ['self-signed', 'self-signed-anew'],
    ['self-signed', 'self-signed-forged'],
    ['self-signed-plain', 'signed-by-plain'],
  ])('is not itself once its certificate (%s) is another (%s), and hears nothing', async (pinned, other) => {
    const paired = await pairedAt(pinned);
    const heard = bridge.requests.length;
    front?.show(other);
    expect(await connect(paired.baseUrl, paired)).toBe('notItself');
    expect(bridge.requests).toHaveLength(heard);
  });

  it('is still itself once a root has signed its certificate', async () => {
    const paired = await pairedAt('self-signed');
    front?.show('signed');
    expect(await connect(paired.baseUrl, paired)).toBe('connected');
  });

  it.each<[string, CertificateName]>([
    ['another bridge', 'signed-other'],
    ['another bridge that signed for itself', 'self-signed-other'],
    ['something that is no bridge', 'self-signed-no-bridge'],
    ['the bridge signing for itself where a root vouched before', 'self-signed'],
  ])('is not itself when %s answers, and the key stays here', async (_, certificate) => {
    const { baseUrl } = await showing(certificate);
    expect(await connect(baseUrl)).toBe('notItself');
    expect(bridge.requests).toEqual([]);
  });

  it('is not itself when it stops speaking TLS', async () => {
    expect(await connect(`https://${bridge.address}`)).toBe('notItself');
    expect(bridge.requests).toEqual([]);
  });

  it.each<[CertificateName, CertificateName]>([
    ['self-signed', 'self-signed-anew'],
    ['self-signed-plain', 'signed-by-plain'],
  ])('is not itself when its certificate (%s) is another (%s) in mid-session', async (pinned, other) => {
    const paired = await pairedAt(pinned);
    expect(await connect(paired.baseUrl, paired)).toBe('connected');
    expect((await client.call('assign', { '1': 'ambient', '2': 'ambient' }))?.ok).toBe(true);
    const keys = keysSent();
    front?.show(other);
    const look = [{ lampIds: ['1'], look: { brightnessPct: 8, warmthK: 2200 }, overMs: 1000 }] as const;
    expect(await client.call('send', look)).toEqual({ ok: false, error: 'notItself' });
    expect(await client.call('sendAtOnce', look)).toEqual({ ok: false, error: 'notItself' });
    expect(await client.call('readLamps')).toEqual({ ok: false, error: 'notItself' });
    expect(keysSent()).toBe(keys);
    front?.show(pinned);
    expect(await client.call('send', look)).toMatchObject({ ok: true });
  });

  it('cannot be reached when the handshake never ends, and that is reported in time', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await new Promise((listens) => silent.once('listening', listens));
    const at = silent.address();
    const port = typeof at === 'object' ? at?.port : 0;
    const began = performance.now();
    const options = { bridgeId: bridge.bridgeId, username: KEY, fingerprint: null, timeoutMs: 200 };
    const baseUrl = `https://127.0.0.1:${port}`;
    expect(await client.call('connect', { baseUrl, ...options })).toBe('unreachable');
    expect(performance.now() - began).toBeLessThan(1000);
    silent.close();
  });
});
