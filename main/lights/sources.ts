// Where the room's lamps may come from: the embedded practice room, or a paired bridge. Both are reached by the
// same connection, over HTTP; there is no second way to a lamp.

import type { BridgeSource } from '../keep/settings.ts';
import { connectHue } from './hue.ts';
import type { LightSource } from './lights.ts';
import { type PracticeBridge, startPracticeBridge } from './practice-bridge.ts';
import type { RoleChoice } from './roles.ts';

/** What Set-up chose for the lamps of a bridge, by lamp id. */
export type ChosenRoles = (bridgeId: string) => Readonly<Record<string, RoleChoice>>;

/** The key by which the program knows its own practice bridge; it opens nothing else. */
const PRACTICE_KEY = 'practice-room-of-this-program';

/** The practice room; its bridge starts when it is first wanted and stays until `close`. */
export const openPracticeRoom = (): {
  readonly source: (chosen: ChosenRoles) => Promise<LightSource>;
  readonly close: () => Promise<void>;
} => {
  let bridge: Promise<PracticeBridge> | null = null;
  return {
    source: async (chosen) => {
      bridge ??= startPracticeBridge({ knownUsers: [PRACTICE_KEY] });
      const { address, bridgeId } = await bridge;
      return {
        kind: 'practice',
        address,
        connect: () =>
          connectHue({ baseUrl: `http://${address}`, bridgeId, username: PRACTICE_KEY, fingerprint: null }),
        chosenRoles: () => chosen(bridgeId),
      };
    },
    close: async () => {
      await (await bridge)?.close();
    },
  };
};

/** A paired bridge, with the key that it gave. */
export const pairedBridge = (paired: BridgeSource, chosen: ChosenRoles): LightSource => ({
  kind: 'bridge',
  address: paired.address,
  connect: async () =>
    paired.username === null
      ? { ok: false, error: 'unauthorised' }
      : connectHue({
          baseUrl: paired.baseUrl,
          bridgeId: paired.bridgeId,
          username: paired.username,
          fingerprint: paired.fingerprint,
        }),
  chosenRoles: () => chosen(paired.bridgeId),
});
