// Where the room's lamps may come from: the embedded practice room, or a paired bridge. Both are reached by the same
// connection, over HTTP; there is no second way to a lamp. What drives a bridge is loaded when it is first wanted, so
// that the console is there before it.

import { fail } from '../../../shared/result.ts';
import type { BridgeSource, KeptSettings } from '../../storage/settings.ts';
import type { HueOptions } from '../hue/connect.ts';
import { openRequestQueue } from '../hue/request-queue.ts';
import { openCommandCount } from '../hue/request-stats.ts';
import type { PracticeBridge } from '../practice/practice-bridge.ts';
import { announcedUrls, asTyped } from './address.ts';
import type { WayToBridge } from './connection.ts';
import type { SearchOptions } from './discovery.ts';

/** Where the lights come from, and how to reach them. */
export interface LightSource extends WayToBridge {
  readonly kind: 'practice' | 'bridge';
  readonly bridgeId: string;
  readonly address: () => string;
}

/** The key by which the program knows its own practice bridge; it opens nothing else. */
const PRACTICE_KEY = 'practice-room-of-this-program';

const connectHue = async (options: HueOptions) => (await import('../hue/connect.ts')).connectHue(options);

const startPractice = async (): Promise<PracticeBridge> =>
  (await import('../practice/practice-bridge.ts')).startPracticeBridge([PRACTICE_KEY]);

/** The practice room. Its bridge starts when it is first wanted and stays until `close`. */
export const openPracticeRoom = (start: () => Promise<PracticeBridge> = startPractice) => {
  let bridge: Promise<PracticeBridge> | null = null;
  const commands = openCommandCount();
  return {
    source: async (): Promise<LightSource> => {
      const started = bridge ?? start();
      bridge = started;
      const { address, bridgeId } = await started.catch((error: unknown) => {
        // The next caller starts it again.
        if (bridge === started) bridge = null;
        throw error;
      });
      const baseUrl = `http://${address}`;
      return {
        kind: 'practice',
        bridgeId: bridgeId.toLowerCase(),
        address: () => address,
        connect: () => connectHue({ baseUrl, bridgeId, username: PRACTICE_KEY, fingerprint: null, commands }),
        seek: () => undefined,
        settle: () => undefined,
      };
    },
    close: async (): Promise<void> => {
      await (await bridge)?.close();
    },
  };
};

export interface PairedBridgeParts {
  readonly paired: BridgeSource;
  /** Called when the bridge was found at another address, to remember it. */
  readonly onMoved: (baseUrl: string, address: string) => void;
  readonly search?: SearchOptions;
  /** Certificates in PEM in place of Hue's roots, for tests. */
  readonly roots?: readonly string[];
}

/** A paired bridge, with the key that it gave. It is known by its id: when its address changes, it is found again. */
export const pairedBridge = ({ paired, onMoved, search, roots }: PairedBridgeParts): LightSource => {
  const commands = openCommandCount();
  const queue = openRequestQueue();
  const { username, fingerprint } = paired;
  const bridgeId = paired.bridgeId.toLowerCase();
  let { baseUrl, address } = paired;
  let searching: Promise<{ readonly close: () => void }> | null = null;
  let foundAt: string | null = null;

  const connect: WayToBridge['connect'] = async () => {
    if (username === null) return fail('unauthorised');
    const options = { bridgeId: paired.bridgeId, username, fingerprint, commands, queue, roots };
    const connected = await connectHue({ ...options, baseUrl });
    if (connected.ok || foundAt === null) return connected;
    // By the same protocol: a bridge paired over HTTPS is never spoken to in the open.
    for (const url of announcedUrls(foundAt, baseUrl).filter((each) => each !== baseUrl)) {
      const moved = await connectHue({ ...options, baseUrl: url });
      if (!moved.ok) continue;
      baseUrl = url;
      address = asTyped(url);
      onMoved(baseUrl, address);
      return moved;
    }
    return connected;
  };

  return {
    kind: 'bridge',
    bridgeId,
    address: () => address,
    connect,
    seek: () => {
      searching ??= import('./discovery.ts').then(({ searchBridges }) =>
        searchBridges({
          ...search,
          onFound: (all) => {
            foundAt = all.find((found) => found.bridgeId === bridgeId)?.address ?? null;
          },
        }),
      );
    },
    settle: () => {
      void searching?.then((search) => search.close());
      searching = null;
      foundAt = null;
    },
  };
};

/** The sources of a room's lamps. The practice room starts when it is first wanted. */
export const openSources = (settings: Pick<KeptSettings, 'get' | 'change'>) => {
  const practice = openPracticeRoom();
  return {
    /** The practice room, whatever the settings say. */
    practice: practice.source,
    /** The source that the settings name. */
    kept: (): LightSource | Promise<LightSource> => {
      const { lights: paired } = settings.get();
      if (paired.source !== 'bridge') return practice.source();
      return pairedBridge({
        paired,
        // Unless the bridge was replaced meanwhile.
        onMoved: (baseUrl, address) => {
          const { lights } = settings.get();
          if (lights.source !== 'bridge' || lights.bridgeId !== paired.bridgeId) return;
          settings.change({ lights: { ...lights, baseUrl, address } });
        },
      });
    },
    close: practice.close,
  };
};
