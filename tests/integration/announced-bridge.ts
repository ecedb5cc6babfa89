// A responder that announces Hue bridges by multicast DNS on loopback, at a port of its own, so that neither another
// test nor another program is disturbed. It serves nothing at the addresses that it announces.

import { createSocket, type RemoteInfo } from 'node:dgram';
import openMdns from 'multicast-dns';

export const LOOPBACK = '127.0.0.1';
const SERVICE = '_hue._tcp.local';
const GROUP = '224.0.0.251';

export interface AnnouncedBridge {
  /** The service's own name: `Philips Hue - 1A2B3C`. */
  readonly name: string;
  readonly txt: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly ipv4: readonly string[];
  readonly ipv6: readonly string[];
}

export const bridge = (bridgeId: string, changed: Partial<AnnouncedBridge> = {}): AnnouncedBridge => ({
  name: `Philips Hue - ${bridgeId.slice(-6).toUpperCase()}`,
  txt: [`bridgeid=${bridgeId}`, 'modelid=BSB002'],
  host: `${bridgeId}.local`,
  port: 443,
  ipv4: ['192.168.1.20'],
  ipv6: [],
  ...changed,
});

/** A UDP port that nobody has. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const socket = createSocket('udp4').bind(0, () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });

type Records = Extract<Parameters<openMdns.MulticastDNS['respond']>[0], readonly unknown[]>;

const ptr = ({ name }: AnnouncedBridge, ttl = 4500): Records => [
  { name: SERVICE, type: 'PTR', ttl, data: `${name}.${SERVICE}` },
];

const details = ({ name, txt, host, port, ipv4, ipv6 }: AnnouncedBridge): Records => [
  { name: `${name}.${SERVICE}`, type: 'SRV', ttl: 120, data: { target: host, port } },
  { name: `${name}.${SERVICE}`, type: 'TXT', ttl: 4500, data: [...txt] },
  ...ipv4.map((data) => ({ name: host, type: 'A', ttl: 120, data }) as const),
  ...ipv6.map((data) => ({ name: host, type: 'AAAA', ttl: 120, data }) as const),
];

export interface Responder {
  /** Answers for this bridge from now on, in place of one of the same name, and announces it. */
  readonly announce: (bridge: AnnouncedBridge) => void;
  /** Answers for this bridge from now on, when asked. */
  readonly serve: (bridge: AnnouncedBridge) => void;
  readonly goodbye: (bridge: AnnouncedBridge) => void;
  /** Sends to the group what need not be DNS at all. */
  readonly sendBytes: (bytes: Uint8Array) => Promise<void>;
  /** Questions so far, as `PTR _hue._tcp.local`. */
  readonly asked: () => readonly string[];
  /** Packets so far that were neither a question nor its own. */
  readonly strange: () => number;
  readonly close: () => Promise<void>;
}

export interface ResponderOptions {
  readonly port: number;
  /** Answers nothing but what it is asked, so that everything must be asked for. */
  readonly isTerse?: boolean;
  /** Shares the port with nobody. */
  readonly keepsPort?: boolean;
}

/** Opens a responder that listens already. */
export const openResponder = async ({
  port,
  isTerse = false,
  keepsPort = false,
}: ResponderOptions): Promise<Responder> => {
  const served = new Map<string, AnnouncedBridge>();
  const asked: string[] = [];
  let own = 0;
  let responses = 0;
  const mdns = openMdns({ port, interface: LOOPBACK, bind: '0.0.0.0', reuseAddr: !keepsPort });
  await new Promise<void>((ready) => mdns.once('ready', ready));

  const send = (answers: Records, additionals: Records, to?: RemoteInfo): void => {
    if (to === undefined || to.port === port) own += 1;
    mdns.respond({ answers, additionals }, to?.port === port ? undefined : to);
  };
  const isNamed = (each: string, name: string): boolean => each.toLowerCase() === name.toLowerCase();
  const answer = (name: string, type: string, to: RemoteInfo): void => {
    for (const each of served.values()) {
      if (type === 'PTR' && isNamed(SERVICE, name)) send(ptr(each), isTerse ? [] : details(each), to);
      const wanted = details(each).filter((record) => isNamed(record.name, name) && record.type === type);
      if (wanted.length > 0) send(wanted, [], to);
    }
  };
  mdns.on('query', ({ questions }, from) => {
    for (const { type, name } of questions ?? []) {
      asked.push(`${type} ${name}`);
      answer(name, type, from);
    }
  });
  mdns.on('response', () => {
    responses += 1;
  });

  const serve = (each: AnnouncedBridge): void => {
    served.set(each.name, each);
  };
  return {
    announce: (each) => {
      serve(each);
      send(ptr(each), details(each));
    },
    serve,
    goodbye: (each) => {
      served.delete(each.name);
      send(ptr(each, 0), []);
    },
    sendBytes: (bytes) =>
      new Promise((sent) => {
        const socket = createSocket('udp4').bind(0, () => {
          socket.setMulticastInterface(LOOPBACK);
          socket.send(bytes, port, GROUP, () => socket.close(() => sent()));
        });
      }),
    asked: () => asked,
    strange: () => responses - own,
    close: () => new Promise((closed) => mdns.destroy(closed)),
  };
};
