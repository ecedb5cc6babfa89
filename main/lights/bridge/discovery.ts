// Finds the Hue bridges that announce themselves in the house, by multicast DNS (RFC 6762 and 6763). It must never send
// anything but questions, never connect to an address that it heard, and never throw because of a network.

import { networkInterfaces } from 'node:os';
import type { MulticastDNS } from 'multicast-dns';
import { byItself, orNull } from '../../../shared/errors.ts';
import {
  bridgesIn,
  type FoundBridge,
  type Heard,
  hear,
  isMore,
  type Question,
  questionsFor,
  recordsIn,
} from './announcement.ts';

export interface SearchOptions {
  /** Called with what went wrong with a socket, for a log; the search goes on. */
  readonly onError?: (error: Error) => void;
  /** IPv4 address of the one interface to search on, for tests; otherwise all but loopback. */
  readonly interfaceAddress?: string;
  /** For tests; otherwise 5353. */
  readonly port?: number;
}

export interface SearchParts extends SearchOptions {
  /** Called with all that are there now, whenever one comes, changes or says goodbye. */
  readonly onFound: (all: readonly FoundBridge[]) => void;
}

type OpenMdns = typeof import('multicast-dns');

const MOST_QUESTIONS = 12;
const MOST_INTERFACES = 16;
/** RFC 6762, 5.2: the second question a second after the first, then at growing intervals, up to an hour. */
const FIRST_WAIT_MS = 1000;
const WAIT_FACTOR = 3;
const LONGEST_WAIT_MS = 3_600_000;
/** How soon a new interface is noticed. */
const INTERFACES_MS = 5000;

/**
 * Asks and listens on one interface.
 *
 * @param questions what has to be asked now
 */
const openListener = (
  openMdns: OpenMdns,
  { interfaceAddress, port, onError }: Required<SearchOptions>,
  questions: () => readonly Question[],
  onPacket: (packet: unknown, sender: string) => void,
) => {
  let isClosed = false;
  const listen = (bind: '0.0.0.0' | false): MulticastDNS => {
    const opened = openMdns({ port, interface: interfaceAddress, bind });
    opened.on('response', (packet, { address }) => onPacket(packet, address));
    // There are warnings of unreadable packets too, which are their sender's error alone.
    opened.on('warning', (error) => 'syscall' in error && onError(error));
    opened.on('error', (error) => {
      onError(error);
      if (isClosed || opened !== mdns || bind === false) return;
      // Another program holds the port: asked from a port of our own, answers come to us alone (RFC 6762, 6.7).
      opened.destroy();
      mdns = listen(false);
      ask();
    });
    return opened;
  };
  const ask = (): void =>
    mdns.query(questions().slice(0, MOST_QUESTIONS), (error) => error && onError(error));
  let mdns = listen('0.0.0.0');

  let timer: NodeJS.Timeout | undefined;
  const askAgain = (waitMs: number): void => {
    timer = setTimeout(() => askAgain(Math.min(waitMs * WAIT_FACTOR, LONGEST_WAIT_MS)), waitMs);
    ask();
  };
  askAgain(FIRST_WAIT_MS);
  return {
    ask,
    close: (): void => {
      isClosed = true;
      clearTimeout(timer);
      mdns.destroy();
    },
  };
};

/** One IPv4 address of each interface: left to itself, the system at times asks a virtual network. */
const ownInterfaces = (): readonly string[] => {
  const interfaces = orNull(networkInterfaces);
  // A sandbox may forbid this; then the system chooses.
  if (interfaces === null) return ['0.0.0.0'];
  const all = Object.values(interfaces).map((addresses) =>
    addresses?.find((each) => each.family === 'IPv4' && !each.internal),
  );
  return all.flatMap((each) => each?.address ?? []).slice(0, MOST_INTERFACES);
};

/**
 * Begins to search at once and goes on until it is closed: asks after 0, 1, 4 and 13 s and at growing intervals, hears
 * unasked announcements, and notices new interfaces. A bridge that loses its power says no goodbye and stays listed.
 * Never throws; without a network it finds nothing.
 */
export const searchBridges = ({
  onFound,
  onError = () => {},
  interfaceAddress,
  port = 5353,
}: SearchParts) => {
  const listeners = new Map<string, ReturnType<typeof openListener>>();
  let heard: Heard = new Map();
  let found: readonly FoundBridge[] = [];
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;

  const onPacket = (packet: unknown, sender: string): void => {
    if (isClosed) return;
    const asked = questionsFor(heard);
    heard = hear(heard, recordsIn(packet), sender);
    if (isMore(questionsFor(heard), asked)) for (const listener of listeners.values()) listener.ask();
    const before = found;
    found = bridgesIn(heard);
    if (JSON.stringify(found) !== JSON.stringify(before)) onFound(found);
  };

  const questions = (): readonly Question[] => questionsFor(heard);
  const watchInterfaces = (openMdns: OpenMdns): void => {
    if (isClosed) return;
    timer = setTimeout(() => watchInterfaces(openMdns), INTERFACES_MS);
    const present = interfaceAddress === undefined ? ownInterfaces() : [interfaceAddress];
    for (const [address, listener] of listeners) {
      if (present.includes(address)) continue;
      listener.close();
      listeners.delete(address);
    }
    for (const address of present) {
      if (listeners.has(address)) continue;
      const options = { interfaceAddress: address, port, onError };
      byItself(() => listeners.set(address, openListener(openMdns, options, questions, onPacket)));
    }
  };
  // Loaded only when someone searches: the start of the program does not pay for it.
  import('multicast-dns').then(({ default: openMdns }) => watchInterfaces(openMdns)).catch(onError);

  return {
    /** In the order of their names. */
    found: (): readonly FoundBridge[] => found,
    /** Frees sockets and timers; nothing is called after it. */
    close: (): void => {
      isClosed = true;
      clearTimeout(timer);
      for (const listener of listeners.values()) listener.close();
      listeners.clear();
    },
  };
};

export type Search = ReturnType<typeof searchBridges>;
