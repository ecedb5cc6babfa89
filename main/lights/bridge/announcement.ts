// What bridges announce of themselves by multicast DNS, put together from its records (RFC 6762 and 6763). Pure;
// everything here came from strangers, and none of it is proved.

import { BlockList, isIPv4 } from 'node:net';
import * as v from 'valibot';
import { isBridgeId } from '../hue/trust.ts';

/** A bridge as it announces itself. Anyone in the house can announce anything. */
export interface FoundBridge {
  /** Sixteen hexadecimal digits in lower case. */
  readonly bridgeId: string;
  /** `Philips Hue - 1A2B3C`. */
  readonly name: string;
  /** `BSB002`; null where a bridge does not say. */
  readonly model: string | null;
  /** `host`, or `host:port` where the port is not 443; IPv4 where there is one, IPv6 in brackets. */
  readonly address: string;
}

export interface Question {
  readonly name: string;
  readonly type: 'PTR' | 'SRV' | 'TXT' | 'A' | 'AAAA';
}
const asks = (name: string, type: Question['type']): Question => ({ name, type });

const SERVICE = '_hue._tcp.local';
const PTR = asks(SERVICE, 'PTR');
const MOST_BRIDGES = 50;

/** A service as far as it is known; null: not heard yet. */
interface Announced extends Pick<FoundBridge, 'name' | 'model'> {
  readonly bridgeId: string | null;
  /** In lower case. */
  readonly host: string | null;
  readonly port: number;
  readonly ipv4: string | null;
  readonly ipv6: string | null;
}

/** By the service's full name in lower case; the one heard last is last. */
export type Heard = ReadonlyMap<string, Announced>;

// Names on the wire are UTF-8; one that is not would be another name when asked for.
const Name = v.pipe(
  v.string(),
  v.maxLength(255),
  v.check((text) => !text.includes('\ufffd')),
);
/** DNS ignores case in ASCII, and only there (RFC 6762, 16). */
const lowerCase = (name: string): string => name.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
const Key = v.pipe(Name, v.transform(lowerCase));
const shared = { name: Key, ttl: v.number() };
const Port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535));

const RecordSchema = v.variant('type', [
  v.object({ ...shared, type: v.literal('PTR'), data: Name }),
  v.object({ ...shared, type: v.literal('SRV'), data: v.object({ target: Key, port: Port }) }),
  v.object({ ...shared, type: v.literal('TXT'), data: v.array(v.instance(Uint8Array)) }),
  v.object({ ...shared, type: v.picklist(['A', 'AAAA']), data: v.pipe(v.string(), v.ip()) }),
]);
type DnsRecord = v.InferOutput<typeof RecordSchema>;

const PacketSchema = v.object({ answers: v.array(v.unknown()), additionals: v.array(v.unknown()) });

/** The records of a packet that concern us; none when it cannot be read. */
export const recordsIn = (packet: unknown): readonly DnsRecord[] => {
  const read = v.safeParse(PacketSchema, packet);
  if (!read.success) return [];
  return [...read.output.answers, ...read.output.additionals].flatMap((each) => {
    const record = v.safeParse(RecordSchema, each);
    return record.success ? [record.output] : [];
  });
};

const family = (address: string): 'ipv4' | 'ipv6' => (isIPv4(address) ? 'ipv4' : 'ipv6');

const listed = (...subnets: readonly (readonly [string, number])[]): BlockList => {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, family(net));
  return list;
};
const NOWHERE = listed(['0.0.0.0', 8], ['224.0.0.0', 3], ['::', 128], ['ff00::', 8]);
const THIS_MACHINE = listed(['127.0.0.0', 8], ['::1', 128]);
const LINK_LOCAL = listed(['169.254.0.0', 16], ['fe80::', 10]);

const isIn = (list: BlockList, address: string): boolean => list.check(address, family(address));

/** Nobody else in the house may lead us to a program on this machine. */
const isUsable = (address: string, sender: string): boolean =>
  !isIn(NOWHERE, address) && (!isIn(THIS_MACHINE, address) || isIn(THIS_MACHINE, sender));

const bestOf = (addresses: readonly string[]): string | null =>
  addresses.find((address) => !isIn(LINK_LOCAL, address)) ?? addresses[0] ?? null;

/** What a service's TXT record says under a key; keys ignore case (RFC 6763, 6.4). */
const textOf = (strings: readonly Uint8Array[], key: string): string => {
  const lines = strings.map((bytes) => Buffer.from(bytes).toString('utf8'));
  return lines.find((line) => line.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1) ?? '';
};

const identityIn = (strings: readonly Uint8Array[]): Partial<Announced> => {
  const bridgeId = textOf(strings, 'bridgeid');
  const model = textOf(strings, 'modelid');
  if (!isBridgeId(bridgeId)) return {};
  return { bridgeId: bridgeId.toLowerCase(), model: /^[\w -]{1,32}$/.test(model) ? model : null };
};

/** The service's own part of its full name, without invisible characters and those that reverse the writing. */
const nameIn = (service: string): string => {
  const own = service.slice(0, -SERVICE.length - 1).replace(/\p{C}/gu, '');
  return [...own.trim()].slice(0, 63).join('');
};

const UNHEARD = { bridgeId: null, model: null, host: null, port: 443, ipv4: null, ipv6: null };

/** The service on a host; the addresses of another host are dropped. */
const onHost = (known: Announced, host: string, port: number): Announced =>
  known.host === host ? { ...known, port } : { ...known, host, port, ipv4: null, ipv6: null };

/** One service with what a packet adds; a host's new address replaces the old one of its kind. */
const learn = (known: Announced, key: string, records: readonly DnsRecord[], sender: string): Announced => {
  let learnt = known;
  for (const record of records) {
    if (record.name !== key) continue;
    if (record.type === 'TXT') learnt = { ...learnt, ...identityIn(record.data) };
    if (record.type === 'SRV') learnt = onHost(learnt, record.data.target, record.data.port);
  }
  const addresses = records.flatMap((record) =>
    (record.type === 'A' || record.type === 'AAAA') && record.name === learnt.host ? [record.data] : [],
  );
  const usable = addresses.filter((address) => isUsable(address, sender));
  const ipv4 = bestOf(usable.filter((address) => family(address) === 'ipv4')) ?? learnt.ipv4;
  const ipv6 = bestOf(usable.filter((address) => family(address) === 'ipv6')) ?? learnt.ipv6;
  return { ...learnt, ipv4, ipv6 };
};

/** What is known after one more packet. */
export const hear = (before: Heard, records: readonly DnsRecord[], sender: string): Heard => {
  const after = new Map(before);
  const present = records.filter(({ ttl }) => ttl > 0);
  for (const record of records) {
    if (record.type !== 'PTR' || record.name !== SERVICE) continue;
    const key = lowerCase(record.data);
    if (!key.endsWith(`.${SERVICE}`)) continue;
    if (record.ttl === 0) after.delete(key);
    else if (!after.has(key) && after.size < MOST_BRIDGES)
      after.set(key, { name: nameIn(record.data), ...UNHEARD });
  }
  for (const [key, known] of [...after]) {
    if (!present.some(({ name }) => name === key || name === known.host)) continue;
    after.delete(key);
    after.set(key, learn(known, key, present, sender));
  }
  return after;
};

const asBridge = ({ bridgeId, name, model, port, ipv4, ipv6 }: Announced): FoundBridge | null => {
  const host = ipv4 ?? (ipv6 === null ? null : `[${ipv6}]`);
  if (bridgeId === null || host === null) return null;
  return { bridgeId, name: name || bridgeId, model, address: port === 443 ? host : `${host}:${port}` };
};

/** The bridges that are fully known, by name. */
export const bridgesIn = (heard: Heard): readonly FoundBridge[] => {
  const bridges = [...heard.values()].flatMap((announced) => asBridge(announced) ?? []);
  const byId = new Map(bridges.map((bridge) => [bridge.bridgeId, bridge]));
  return [...byId.values()].sort(
    (a, b) => a.name.localeCompare(b.name) || (a.bridgeId < b.bridgeId ? -1 : 1),
  );
};

/** Asks who is there, and for what the known bridges have not said yet. */
export const questionsFor = (heard: Heard): readonly Question[] => [
  PTR,
  ...[...heard].flatMap(([name, { bridgeId, host, ipv4, ipv6 }]) => {
    if (host === null || bridgeId === null) return [asks(name, 'SRV'), asks(name, 'TXT')];
    return ipv4 === null && ipv6 === null ? [asks(host, 'A'), asks(host, 'AAAA')] : [];
  }),
];

/** True when some question is not among the others. */
export const isMore = (questions: readonly Question[], than: readonly Question[]): boolean =>
  questions.some(({ name, type }) => !than.some((each) => each.name === name && each.type === type));
