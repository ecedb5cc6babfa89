// The practice room's bridge: a real HTTP server on loopback that speaks the Hue API v1, so that everything above it is
// used, rehearsed and tested as with real lamps. It must never listen anywhere but on 127.0.0.1.

import type { AddressInfo } from 'node:net';
import { listen, readRequest, respond, stopListening } from './http.ts';
import { openStore } from './store.ts';

export interface PracticeBridge {
  /** `127.0.0.1:49152` */
  readonly address: string;
  readonly bridgeId: string;
  /** Ends every connection. */
  close(): Promise<void>;
}

/**
 * Starts the practice bridge and resolves once it listens.
 *
 * @param knownUsers keys that are paired from the start
 */
export const startPracticeBridge = async (knownUsers: readonly string[]): Promise<PracticeBridge> => {
  const store = openStore({ knownUsers });
  const server = await listen(0, async (incoming, response) => {
    const request = await readRequest(incoming);
    if (request === null) incoming.socket.destroy();
    else respond(store, request, response);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    bridgeId: store.bridgeId,
    close: () => stopListening(server),
  };
};
