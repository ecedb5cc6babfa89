// Where the room's lamps may come from: the embedded practice room, or a paired bridge. Both are reached by the
// same connection, over HTTP; there is no second way to a lamp.

import { fail } from '../../../shared/result.ts';
import type { BridgeSource } from '../../storage/settings.ts';
import { connectHue } from '../hue/connect.ts';
import { openCommandCount } from '../hue/request-stats.ts';
import { type PracticeBridge, startPracticeBridge } from '../practice/practice-bridge.ts';
import type { WayToBridge } from './connection.ts';
import { type Search, type SearchOptions, searchBridges } from './discovery.ts';

/** Where the lights come from, and how to reach them. */
export interface LightSource extends WayToBridge {
  readonly kind: 'practice' | 'bridge';
  readonly bridgeId: string;
  readonly address: () => string;
}

/** The key by which the program knows its own practice bridge; it opens nothing else. */
const PRACTICE_KEY = 'practice-room-of-this-program';

/** The practice room; its bridge starts when it is first wanted and stays until `close`. */
export const openPracticeRoom = (
  start: typeof startPracticeBridge = startPracticeBridge,
): {
  readonly source: () => Promise<LightSource>;
  readonly close: () => Promise<void>;
} => {
  let bridge: Promise<PracticeBridge> | null = null;
  const commands = openCommandCount();
  return {
    source: async () => {
      const started = bridge ?? start([PRACTICE_KEY]);
      bridge = started;
      const { address, bridgeId } = await started.catch((error: unknown) => {
        // Whoever asks again begins anew.
        if (bridge === started) bridge = null;
        throw error;
      });
      const known = { baseUrl: `http://${address}`, username: PRACTICE_KEY, fingerprint: null };
      return {
        kind: 'practice',
        bridgeId: bridgeId.toLowerCase(),
        address: () => address,
        connect: () => connectHue({ ...known, bridgeId, commands }),
        seek: () => undefined,
        settle: () => undefined,
      };
    },
    close: async () => {
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

/** A paired bridge, with the key that it gave. It is known by its id: when its address changes it is found again. */
export const pairedBridge = ({ paired, onMoved, search, roots }: PairedBridgeParts): LightSource => {
  const commands = openCommandCount();
  let { baseUrl, address } = paired;
  let searching: Search | null = null;
  let elsewhere: string | null = null;

  const connectAt = (url: string, username: string) =>
    connectHue({
      ...{ baseUrl: url, username, commands, bridgeId: paired.bridgeId, fingerprint: paired.fingerprint },
      ...(roots === undefined ? {} : { roots }),
    });

  /** The same way of speaking at a found address: a bridge paired over HTTPS is never spoken to in the open. */
  const urlAt = (found: string): string => `${new URL(baseUrl).protocol}//${found}`;

  const connect: WayToBridge['connect'] = async () => {
    const { username } = paired;
    if (username === null) return fail('unauthorised');
    const connected = await connectAt(baseUrl, username);
    if (connected.ok || elsewhere === null || urlAt(elsewhere) === baseUrl) return connected;
    const found = elsewhere;
    const moved = await connectAt(urlAt(found), username);
    if (!moved.ok) return connected;
    baseUrl = urlAt(found);
    // As a person would type it: whoever agreed to plain HTTP agreed to it for this bridge.
    address = baseUrl.startsWith('http:') ? baseUrl : found;
    onMoved(baseUrl, address);
    return moved;
  };

  return {
    kind: 'bridge',
    bridgeId: paired.bridgeId.toLowerCase(),
    address: () => address,
    connect,
    seek: () => {
      searching ??= searchBridges({
        ...search,
        onFound: (all) => {
          elsewhere = all.find(({ bridgeId }) => bridgeId === paired.bridgeId.toLowerCase())?.address ?? null;
        },
      });
    },
    settle: () => {
      searching?.close();
      searching = null;
      elsewhere = null;
    },
  };
};
