// Makes the acquaintance of a bridge whose button is being pressed: finds out which bridge it is, decides whether
// to believe it, and asks it for a key. It must never wait without limit, and never fall back to plain HTTP from a
// certificate that is wrong.

import { fail, ok, type Result } from '../../shared/result.ts';
import { configIn, type HueConfig } from './hue/config.ts';
import { createKey, type HueFault, hueCalls } from './hue/library.ts';
import { type Lane, openLane } from './hue/transport.ts';
import { lookAtCertificate, type Trust, trustAtPairing } from './hue/trust.ts';

/** All that is needed to connect to the bridge again. */
export interface PairedBridge {
  readonly baseUrl: string;
  /** Lower case. */
  readonly bridgeId: string;
  readonly name: string;
  /** The key: a secret. */
  readonly username: string;
  /** SHA-256 of a self-signed certificate; null where a Hue root vouches for it, and over plain HTTP. */
  readonly fingerprint: string | null;
}

export type PairingFault = 'notABridge' | 'noAnswer' | 'buttonNotPressed' | 'certificateWrong';

export interface PairingOptions {
  /** Base URLs in the order in which to try them, as parseAddress gives them. */
  readonly candidates: readonly string[];
  /** The room's name, by which the bridge lists its keys. */
  readonly room: string;
  /** ms to find out who answers, all candidates together, and again to be given a key. */
  readonly timeoutMs?: number;
  /** Certificates in PEM in place of Hue's roots, for tests. */
  readonly roots?: readonly string[];
}

/** Real bridges take up to half a second for the first handshake; a person waits for three. */
const PAIRING_TIMEOUT_MS = 2800;

/** Hue API, "Configuration" 7.1: `devicetype` is a name of 20 and a device of 19 characters at most. */
const MOST_ROOM_CHARACTERS = 19;

interface Found {
  readonly baseUrl: string;
  readonly config: HueConfig;
  readonly trust: Trust | null;
}

/** Why one candidate is not the bridge. `notTls`: it answers, but must be asked over plain HTTP. */
type CandidateFault = PairingFault | 'notTls';

/** Only for reading what anyone may read: a key that no bridge has, and that stays out of these requests. */
const NO_KEY = 'none';

const trustFor = async (
  baseUrl: string,
  timeoutMs: number,
  roots: readonly string[] | undefined,
): Promise<Result<Trust | null, CandidateFault>> => {
  if (!baseUrl.startsWith('https:')) return ok(null);
  const seen = await lookAtCertificate(baseUrl, timeoutMs, roots);
  return seen.ok ? trustAtPairing(seen.value, roots) : seen;
};

const faultOfAnswer = (fault: HueFault): PairingFault => {
  switch (fault) {
    case 'unreachable':
    case 'hangs':
    case 'busy':
      return 'noAnswer';
    case 'notItself':
      return 'certificateWrong';
    case 'buttonNotPressed':
      return 'buttonNotPressed';
    case 'unauthorised':
    case 'refused':
    case 'missing':
      return 'notABridge';
  }
};

const introduce = async (
  baseUrl: string,
  timeoutMs: number,
  roots: readonly string[] | undefined,
): Promise<Result<Found, CandidateFault>> => {
  const startedMs = performance.now();
  const trust = await trustFor(baseUrl, timeoutMs, roots);
  if (!trust.ok) return trust;
  const leftMs = Math.max(1, Math.round(timeoutMs - (performance.now() - startedMs)));
  const lane = openLane({ baseUrl, trust: trust.value, timeoutMs: leftMs });
  const answer = await hueCalls(lane, NO_KEY).readConfig();
  lane.close();
  if (!answer.ok) return fail(faultOfAnswer(answer.error));
  const config = configIn(answer.value);
  if (config === null) return fail('notABridge');
  const isNamed = trust.value === null || trust.value.bridgeId === config.bridgeId;
  return isNamed ? ok({ baseUrl, config, trust: trust.value }) : fail('certificateWrong');
};

/** The more a fault says about what is at the address, the sooner it is told. */
const TELLING: readonly CandidateFault[] = ['notTls', 'noAnswer', 'notABridge', 'certificateWrong'];

const moreTelling = (a: CandidateFault, b: CandidateFault): CandidateFault =>
  TELLING.indexOf(b) > TELLING.indexOf(a) ? b : a;

const findBridge = async (
  { candidates, roots }: PairingOptions,
  timeoutMs: number,
): Promise<Result<Found, PairingFault>> => {
  let fault: CandidateFault = candidates.length === 0 ? 'noAnswer' : 'notTls';
  const eachMs = timeoutMs / Math.max(1, candidates.length);
  for (const baseUrl of candidates) {
    const found = await introduce(baseUrl, eachMs, roots);
    if (found.ok) return found;
    if (found.error === 'certificateWrong') return fail(found.error);
    fault = moreTelling(fault, found.error);
  }
  return fail(fault === 'notTls' ? 'notABridge' : fault);
};

/** The room's name in characters that every bridge takes. */
const deviceName = (room: string): string => {
  const plain = room
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9 _-]+/g, '-');
  return plain.trim().slice(0, MOST_ROOM_CHARACTERS).trim() || 'room';
};

const keyFrom = async (
  lane: Lane,
  { baseUrl }: Found,
  room: string,
): Promise<Result<string, PairingFault>> => {
  const key = await createKey(lane, baseUrl, deviceName(room));
  return key.ok ? key : fail(faultOfAnswer(key.error));
};

/**
 * Pairs with the first candidate that is a bridge. A self-signed certificate is believed here, and only here, if
 * it names the bridge: the person at the button vouches for it. Takes at most twice `timeoutMs`.
 *
 * Errors: `notABridge` for a web server of another kind; `noAnswer` when nothing answers in time;
 * `buttonNotPressed` within the last 30 s; `certificateWrong` when a certificate names another bridge or nobody
 * vouches for it.
 */
export const pair = async (options: PairingOptions): Promise<Result<PairedBridge, PairingFault>> => {
  const { timeoutMs = PAIRING_TIMEOUT_MS } = options;
  const found = await findBridge(options, timeoutMs);
  if (!found.ok) return found;
  const { baseUrl, config, trust } = found.value;
  const lane = openLane({ baseUrl, trust, timeoutMs });
  const key = await keyFrom(lane, found.value, options.room);
  lane.close();
  if (!key.ok) return key;
  const { bridgeId, name } = config;
  return ok({ baseUrl, bridgeId, name, username: key.value, fingerprint: trust?.fingerprint ?? null });
};
