// The practice room as a source of light: reached as a real bridge is, and started once.

import { afterEach, describe, expect, it } from 'vitest';
import { openPracticeRoom, pairedBridge } from '../../main/lights/bridge/sources.ts';
import { PRACTICE_BRIDGE_ID } from '../../main/lights/practice/store.ts';
import type { BridgeSource } from '../../main/storage/settings.ts';
import { KEY, startBridge } from './hue-room.ts';

let end: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of end.reverse()) await close();
  end = [];
});

describe('the practice room', () => {
  it('is a bridge with six lamps', async () => {
    const practice = openPracticeRoom();
    end.push(practice.close);
    const source = await practice.source();
    expect(source.kind).toBe('practice');
    expect(source.bridgeId).toBe(PRACTICE_BRIDGE_ID.toLowerCase());
    const connected = await source.connect();
    const lamps = connected.ok ? await connected.value.readLamps() : connected;
    expect(lamps).toMatchObject({ ok: true, value: { length: 6 } });
    if (connected.ok) connected.value.close();
  });

  it('is the same one however often it is wanted, and only on this computer', async () => {
    const practice = openPracticeRoom();
    end.push(practice.close);
    const [first, second] = await Promise.all([practice.source(), practice.source()]);
    expect(first.address()).toBe(second.address());
    expect(first.address()).toMatch(/^127\.0\.0\.1:\d+$/);
  });

  it('can be closed though nobody wanted it', async () => {
    await expect(openPracticeRoom().close()).resolves.toBeUndefined();
  });
});

describe('a paired bridge', () => {
  const source = (paired: BridgeSource) => pairedBridge({ paired, onMoved: () => undefined });
  const paired = async (username: string | null): Promise<BridgeSource> => {
    const { address, bridgeId, close } = await startBridge();
    end.push(close);
    const where = { baseUrl: `http://${address}`, address, bridgeId, fingerprint: null };
    return { source: 'bridge', name: 'Hue Bridge', username, ...where };
  };

  it('is reached with its key', async () => {
    const connected = await source(await paired(KEY)).connect();
    expect(connected.ok).toBe(true);
    if (connected.ok) connected.value.close();
  });

  it('has to be paired again when its key cannot be read', async () => {
    const connected = await source(await paired(null)).connect();
    expect(connected).toEqual({ ok: false, error: 'unauthorised' });
  });
});
