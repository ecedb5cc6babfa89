// Pairs with bridges and drives them in a process of its own, which runs on Electron's TLS. It does as it is told by its
// parent, one call at a time, and decides nothing.

import { type PairingOptions, pair } from '../../main/lights/bridge/pairing.ts';
import { connectHue, type HueOptions } from '../../main/lights/hue/connect.ts';
import type { LampChange, Rig, RoleOfLamp } from '../../main/lights/rig.ts';

let rig: Rig | null = null;

const calls = {
  /** Pairs with a bridge whose button was pressed before. */
  pair: (options: Omit<PairingOptions, 'forMs' | 'onBridge' | 'signal'>) =>
    pair({ ...options, forMs: 0, onBridge: () => undefined, signal: new AbortController().signal }),
  /** Connects in place of what was connected before: `connected`, or why not. */
  connect: async (options: HueOptions) => {
    rig?.close();
    const connected = await connectHue(options);
    rig = connected.ok ? connected.value : null;
    return connected.ok ? 'connected' : connected.error;
  },
  assign: async (roles: RoleOfLamp) => rig?.assign(roles),
  send: async (changes: readonly LampChange[]) => rig?.send(changes),
  sendAtOnce: async (changes: readonly LampChange[]) => rig?.sendAtOnce(changes, () => true),
  readLamps: async () => rig?.readLamps(),
  tls: async () => process.versions.openssl,
};
export type Calls = typeof calls;

process.on('message', async ({ name, given }: { readonly name: keyof Calls; readonly given: never }) => {
  process.send?.(await calls[name](given));
});
