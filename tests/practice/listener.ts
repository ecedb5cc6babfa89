// Where a faulty practice bridge listens, and how it goes away, comes back and moves. It never knows what it answers.

import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { listen, stopListening } from '../../main/lights/practice/practice-bridge.ts';

export interface ListenerOptions {
  /** 0 lets the operating system choose. */
  readonly port: number;
  readonly take: RequestListener;
  /** True while new connections are closed at once. */
  readonly refuses: () => boolean;
}

export interface Listener {
  /** `127.0.0.1:49152`, also while it is away. */
  readonly address: () => string;
  /** Ends every connection, hanging ones too; new ones are taken. */
  readonly cut: () => void;
  /** Refuses every connection for this many ms, then listens at the same port. A later call replaces it. */
  readonly leaveFor: (awayMs: number) => Promise<void>;
  /** Listens at another port, 0 for any, and leaves the old one. Rejects if the port is taken. */
  readonly moveTo: (port: number) => Promise<void>;
  /** Resolves when the last going away or moving is over. */
  readonly ready: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const serve = async ({ port, take, refuses }: ListenerOptions): Promise<Server> => {
  const server = await listen(port, take);
  server.on('connection', (socket) => {
    if (refuses()) socket.destroy();
  });
  return server;
};

/** A port that was just left can belong to some client for an instant. */
const TRIES = 50;
const BETWEEN_TRIES_MS = 20;

const serveAgain = async (options: ListenerOptions, triesLeft = TRIES): Promise<Server> => {
  try {
    return await serve(options);
  } catch (error) {
    if (triesLeft <= 1) throw error;
    await sleep(BETWEEN_TRIES_MS);
    return serveAgain(options, triesLeft - 1);
  }
};

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Resolves once it listens. */
export const openListener = async (options: ListenerOptions): Promise<Listener> => {
  let server = await serve(options);
  let port = portOf(server);
  let lastChange = Promise.resolve();
  let present = new AbortController();

  /** A change that is under way gives up when another one begins. */
  const begin = (): AbortSignal => {
    present.abort();
    present = new AbortController();
    return present.signal;
  };

  const take = async (next: Server, signal: AbortSignal): Promise<void> => {
    if (signal.aborted) return stopListening(next);
    const before = server;
    server = next;
    port = portOf(next);
    await stopListening(before);
  };

  const leaveFor = async (awayMs: number): Promise<void> => {
    const signal = begin();
    await stopListening(server);
    await sleep(awayMs, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) await take(await serveAgain({ ...options, port }), signal);
  };

  const moveTo = async (to: number): Promise<void> => {
    if (to === port && server.listening) return;
    const next = await serve({ ...options, port: to });
    await take(next, begin());
  };

  return {
    address: () => `127.0.0.1:${port}`,
    cut: () => server.closeAllConnections(),
    leaveFor: (awayMs) => {
      lastChange = leaveFor(awayMs);
      return lastChange;
    },
    moveTo: (to) => {
      const moving = moveTo(to);
      lastChange = moving.catch(() => undefined);
      return moving;
    },
    ready: () => lastChange,
    close: () => {
      begin();
      return stopListening(server);
    },
  };
};
