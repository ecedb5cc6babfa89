// Makes the acquaintance of a bridge whose button is being pressed: finds out which bridge it is, decides whether
// to believe it, and asks it for a key. It must never wait without limit, and never fall back to plain HTTP from a
// certificate that is wrong.

import { fail, ok, type Result } from '../../../shared/result.ts';
import { createKey, type HueFault, hueCalls } from '../hue/api-client.ts';
import { configIn, type HueConfig } from '../hue/config.ts';
import { type Lane, openLane } from '../hue/transport.ts';
import { lookAtCertificate, type Trust, trustAtPairing } from '../hue/trust.ts';

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

export type PairingFault =
  | 'notABridge'
  | 'anotherBridge'
  | 'noAnswer'
  | 'buttonNotPressed'
  | 'certificateWrong'
  | 'cancelled';

/** Waiting for somebody to walk to the bridge and press its button. */
export interface ButtonWait {
  /** ms from when the bridge has introduced itself. */
  readonly forMs: number;
  /** Called when the waiting begins, with the bridge's name. */
  readonly onBridge: (name: string) => void;
  readonly signal: AbortSignal;
}

export interface PairingOptions {
  /** Base URLs in the order in which to try them, as parseAddress gives them. */
  readonly candidates: readonly string[];
  /** The bridge that it has to be, in lower case; left out, whichever answers. */
  readonly bridgeId?: string;
  /** The room's name, by which the bridge lists its keys. */
  readonly room: string;
  /** ms to find out who answers, all candidates together, and again to be given a key. */
  readonly timeoutMs?: number;
  /** Left out, the button must have been pressed before. */
  readonly wait?: ButtonWait;
  /** Certificates in PEM in place of Hue's roots, for tests. */
  readonly roots?: readonly string[];
}

/** How often a bridge is asked for a key while its button is waited for, in ms. */
const ASK_EVERY_MS = 1000;

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
  { config }: Found,
  room: string,
): Promise<Result<string, PairingFault>> => {
  const key = await createKey(lane, config.model, deviceName(room));
  return key.ok ? key : fail(faultOfAnswer(key.error));
};

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Asks for a key until the button was pressed; an answer may get lost on the way. */
const keyAfterPress = async (
  ask: () => Promise<Result<string, PairingFault>>,
  { forMs, signal }: ButtonWait,
): Promise<Result<string, PairingFault>> => {
  const untilMs = performance.now() + forMs;
  for (;;) {
    const startedMs = performance.now();
    const key = await ask();
    if (signal.aborted) return fail('cancelled');
    if (key.ok || (key.error !== 'buttonNotPressed' && key.error !== 'noAnswer')) return key;
    if (startedMs + ASK_EVERY_MS > untilMs) return key;
    await pause(Math.max(0, startedMs + ASK_EVERY_MS - performance.now()));
    if (signal.aborted) return fail('cancelled');
  }
};

/**
 * Pairs with the first candidate that is a bridge. A self-signed certificate is believed here, and only here, if
 * it names the bridge: the person at the button vouches for it. Takes at most twice `timeoutMs`, and as long as it
 * waits for the button.
 *
 * Errors: `notABridge` for a web server of another kind; `anotherBridge` than was asked for; `noAnswer` when nothing
 * answers in time; `buttonNotPressed` in time, or within the last 30 s; `certificateWrong` when a certificate names
 * another bridge or nobody vouches for it; `cancelled` by the signal.
 */
export const pair = async (options: PairingOptions): Promise<Result<PairedBridge, PairingFault>> => {
  const { timeoutMs = PAIRING_TIMEOUT_MS, wait } = options;
  const found = await findBridge(options, timeoutMs);
  if (!found.ok) return found;
  const { baseUrl, config, trust } = found.value;
  if (options.bridgeId !== undefined && options.bridgeId !== config.bridgeId) return fail('anotherBridge');
  if (wait?.signal.aborted === true) return fail('cancelled');
  const lane = openLane({ baseUrl, trust, timeoutMs });
  const ask = (): Promise<Result<string, PairingFault>> => keyFrom(lane, found.value, options.room);
  wait?.onBridge(config.name);
  const key = await (wait === undefined ? ask() : keyAfterPress(ask, wait));
  lane.close();
  if (!key.ok) return key;
  const { bridgeId, name } = config;
  return ok({ baseUrl, bridgeId, name, username: key.value, fingerprint: trust?.fingerprint ?? null });
};
