// Where the practice bridge listens, and how it goes away, comes back and moves. It must never listen anywhere
// but on 127.0.0.1, and never know what it answers.

import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ListenerOptions {
  /** 0 lets the operating system choose. */
  readonly port: number;
  readonly take: RequestListener;
  /** Whether a new connection is closed at once. */
  readonly refuses: () => boolean;
}

export interface Listener {
  /** `127.0.0.1:49152`, also while it is away. */
  readonly address: () => string;
  /** Ends every connection, hanging ones too; new ones are taken. */
  readonly cut: () => void;
  /** Refuses every connection for so many ms, then listens at the same port. A later call takes its place. */
  readonly leaveFor: (awayMs: number) => Promise<void>;
  /** Listens at another port, 0 for any, and then no more at the old one. Rejects if the port is taken. */
  readonly moveTo: (port: number) => Promise<void>;
  /** Resolves when the last going away or moving is over. */
  readonly ready: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const serve = async ({ port, take, refuses }: ListenerOptions): Promise<Server> => {
  const server = createServer({ keepAlive: true, noDelay: true }, take);
  // As long as a real bridge's nginx: an idle client must not find its connection gone.
  server.keepAliveTimeout = 75_000;
  server.on('connection', (socket) => {
    if (refuses()) socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
};

/** A port just left can be some client's own for an instant. */
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

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Resolves once it listens. */
export const openListener = async (options: ListenerOptions): Promise<Listener> => {
  let server = await serve(options);
  let port = portOf(server);
  let lastChange = Promise.resolve();
  let present = new AbortController();

  /** What is under way gives up when something else begins. */
  const begin = (): AbortSignal => {
    present.abort();
    present = new AbortController();
    return present.signal;
  };

  const take = async (next: Server, signal: AbortSignal): Promise<void> => {
    if (signal.aborted) return stop(next);
    const before = server;
    server = next;
    port = portOf(next);
    await stop(before);
  };

  const leaveFor = async (awayMs: number): Promise<void> => {
    const signal = begin();
    await stop(server);
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
      return stop(server);
    },
  };
};
