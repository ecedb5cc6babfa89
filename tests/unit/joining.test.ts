// The steps of joining a bridge, their times and their order; the test answers for the search and the pairing.
// tests/integration/joining.test.ts does the same over a real network.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FoundBridge } from '../../main/lights/bridge/announcement.ts';
import { openJoining } from '../../main/lights/bridge/joining.ts';
import type { PairingFault, PairingOptions } from '../../main/lights/bridge/pairing.ts';
import type { PairedBridge } from '../../main/lights/hue/connect.ts';
import type { LightFault } from '../../main/lights/rig.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

const FOUND: FoundBridge = {
  ...{ bridgeId: '001788fffe1a2b3c', name: 'Hue', model: 'BSB002', address: '192.168.1.20' },
};
const PAIRED: PairedBridge = {
  ...{ baseUrl: 'https://192.168.1.20', bridgeId: FOUND.bridgeId, name: 'Hue' },
  ...{ username: 'a-key', fingerprint: null },
};

type Answer = (paired: Result<PairedBridge, PairingFault>) => void;

/** A joining, what it has asked for, and what it took into use. */
const openBench = (taken: Result<null, LightFault> = ok(null)) => {
  const asked: { readonly options: PairingOptions; readonly answer: Answer }[] = [];
  const searches: { readonly tell: (all: readonly FoundBridge[]) => void; isOpen: boolean }[] = [];
  const take = vi.fn(async () => taken);
  const joining = openJoining({
    ...{ roomName: () => 'Room 2', inUse: () => FOUND.bridgeId, take, now: Date.now },
    changed: () => undefined,
    load: async () => ({
      pair: (options) => new Promise((answer) => asked.push({ options, answer })),
      searchBridges: ({ onFound }) => {
        const search = { tell: onFound, isOpen: true };
        searches.push(search);
        return {
          found: () => [],
          close: () => {
            search.isOpen = false;
          },
        };
      },
    }),
  });
  return { joining, asked, searches, take };
};

const soon = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('searching for bridges', () => {
  it('reports after twelve seconds that none was found, and still takes one that comes later', async () => {
    const { joining, searches } = openBench();
    await joining.find();
    await vi.advanceTimersByTimeAsync(11_900);
    expect(joining.view()).toEqual({ step: 'search', isSearching: true, found: [] });
    await vi.advanceTimersByTimeAsync(200);
    expect(joining.view()).toEqual({ step: 'search', isSearching: false, found: [] });
    searches[0]?.tell([FOUND]);
    expect(joining.view()).toMatchObject({ found: [{ bridgeId: FOUND.bridgeId }] });
  });

  it('marks the bridge that is in use', async () => {
    const { joining, searches } = openBench();
    await joining.find();
    searches[0]?.tell([FOUND, { ...FOUND, bridgeId: '001788fffe000000' }]);
    expect(joining.view()).toMatchObject({ found: [{ isInUse: true }, { isInUse: false }] });
  });

  it('starts again with an empty list when it is asked for again', async () => {
    const { joining, searches } = openBench();
    await joining.find();
    searches[0]?.tell([FOUND]);
    await vi.advanceTimersByTimeAsync(8000);
    await joining.find();
    expect(searches.map(({ isOpen }) => isOpen)).toEqual([false, true]);
    expect(joining.view()).toMatchObject({ isSearching: true, found: [] });
    await vi.advanceTimersByTimeAsync(8000);
    expect(joining.view()).toMatchObject({ isSearching: true });
  });

  it('ends when it is stopped', async () => {
    const { joining, searches } = openBench();
    await joining.find();
    joining.stop();
    expect(searches[0]?.isOpen).toBe(false);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(joining.view()).toBeNull();
  });
});

describe('joining', () => {
  it('shows whose button is to be pressed, and until when', async () => {
    const { joining, asked } = openBench();
    void joining.connect('192.168.1.20', false);
    await soon();
    expect(asked[0]?.options.candidates).toEqual(['https://192.168.1.20']);
    asked[0]?.options.onBridge('Hue');
    expect(joining.view()).toEqual({ step: 'button', name: 'Hue', untilWallMs: Date.now() + 60_000 });
  });

  it('uses the bridge that was paired', async () => {
    const { joining, asked, take } = openBench();
    const joined = joining.connect('192.168.1.20', false);
    await soon();
    asked[0]?.answer(ok(PAIRED));
    expect(await joined).toEqual(ok(null));
    expect(take).toHaveBeenCalledExactlyOnceWith(PAIRED, '192.168.1.20');
    expect(joining.view()).toBeNull();
  });

  it('tries a found bridge at 443 and then where it said, and remembers where it was', async () => {
    const { joining, searches, asked, take } = openBench();
    await joining.find();
    searches[0]?.tell([{ ...FOUND, address: '192.168.1.20:80' }]);
    const joined = joining.pairFound(FOUND.bridgeId);
    await soon();
    expect(asked[0]?.options.candidates).toEqual(['https://192.168.1.20', 'https://192.168.1.20:80']);
    asked[0]?.answer(ok(PAIRED));
    expect(await joined).toEqual(ok(null));
    expect(take).toHaveBeenCalledExactlyOnceWith(PAIRED, '192.168.1.20');
  });

  it.each<PairingFault>([
    'noAnswer',
    'notEncrypted',
    'notABridge',
    'buttonNotPressed',
    'certificateWrong',
    'cancelled',
  ])('keeps the bridge in use when pairing ends with %s', async (fault) => {
    const { joining, asked, take } = openBench();
    const joined = joining.connect('192.168.1.20', false);
    await soon();
    asked[0]?.answer(fail(fault));
    expect(await joined).toEqual(fail(fault));
    expect(take).not.toHaveBeenCalled();
  });

  it('is replaced by a later pairing, whose button is then shown', async () => {
    const { joining, asked } = openBench();
    const first = joining.connect('192.168.1.20', false);
    await soon();
    void joining.connect('192.168.1.21', false);
    await soon();
    expect(asked[0]?.options.signal.aborted).toBe(true);
    asked[1]?.options.onBridge('Hue 2');
    asked[0]?.answer(fail('cancelled'));
    await first;
    expect(joining.view()).toMatchObject({ step: 'button', name: 'Hue 2' });
  });

  it.each<[LightFault, string]>([
    ['notItself', 'certificateChanged'],
    ['hangs', 'bridgeAway'],
  ])('answers for a paired bridge that then %s: %s', async (fault, said) => {
    const { joining, asked } = openBench(fail(fault));
    const joined = joining.connect('192.168.1.20', false);
    await soon();
    asked[0]?.answer(ok(PAIRED));
    expect(await joined).toEqual(fail(said));
  });

  it.each([
    ['http://192.168.1.20', 'addressNeedsHttps'],
    ['192.168.1', 'addressUnclear'],
  ])('refuses %s with %s, and contacts no bridge', async (typed, fault) => {
    const { joining, asked } = openBench();
    expect(await joining.connect(typed, false)).toEqual(fail(fault));
    await soon();
    expect(asked).toEqual([]);
  });

  it('uses plain HTTP to another machine, and nothing else, when somebody typed and allowed it', async () => {
    const { joining, asked } = openBench();
    void joining.connect('http://192.168.1.20', true);
    await soon();
    expect(asked[0]?.options.candidates).toEqual(['http://192.168.1.20']);
  });
});
