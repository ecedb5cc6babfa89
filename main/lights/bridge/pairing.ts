// Pairs with a bridge whose button is being pressed: finds out which bridge it is, decides whether to trust it, and
// asks it for a key. It must never wait without limit, and never fall back to plain HTTP from a wrong certificate.

import { setTimeout as pause } from 'node:timers/promises';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { createKey, type HueConfig, type HueFault, hueCalls } from '../hue/api-client.ts';
import type { PairedBridge } from '../hue/connect.ts';
import { openLane } from '../hue/transport.ts';
import { establishTrust, type Trust, trustAtPairing } from '../hue/trust.ts';

export type PairingFault =
  | 'notABridge'
  | 'anotherBridge'
  | 'noAnswer'
  | 'notEncrypted'
  | 'buttonNotPressed'
  | 'certificateWrong'
  | 'cancelled';

export interface PairingOptions {
  /** Base URLs in the order in which to try them, as parseAddress gives them. */
  readonly candidates: readonly string[];
  /** The bridge that it has to be, in lower case; if left out, whichever answers. */
  readonly bridgeId?: string | undefined;
  /** The room's name, by which the bridge lists its keys. */
  readonly room: string;
  /** ms from the bridge's introduction on for somebody to walk there and press its button; 0: it was pressed before. */
  readonly forMs: number;
  /** Called with the bridge's name when the wait begins. */
  readonly onBridge: (name: string) => void;
  readonly signal: AbortSignal;
  /** Certificates in PEM in place of Hue's roots, for tests. */
  readonly roots?: readonly string[];
}

/** How often a bridge is asked for a key while it waits for the button, in ms. */
const ASK_EVERY_MS = 1000;

/**
 * ms to find out who answers, for all candidates together, and again to be given a key. Real bridges take up to half a
 * second for the first handshake; a person waits for three.
 */
const PAIRING_TIMEOUT_MS = 2800;

/** Hue API, "Configuration" 7.1: `devicetype` is a name of 20 and a device of 19 characters at most. */
const MOST_ROOM_CHARACTERS = 19;

interface Found {
  readonly baseUrl: string;
  readonly config: HueConfig;
  readonly trust: Trust | null;
}

/** Stands for a key in requests that carry none. */
const NO_KEY = 'none';

/** What a fault of a bridge's answer means while pairing. */
const FAULT_OF_ANSWER: Readonly<Record<HueFault, PairingFault>> = {
  unreachable: 'noAnswer',
  hangs: 'noAnswer',
  busy: 'noAnswer',
  notSent: 'noAnswer',
  notItself: 'certificateWrong',
  buttonNotPressed: 'buttonNotPressed',
  unauthorised: 'notABridge',
  refused: 'notABridge',
  missing: 'notABridge',
};

const introduce = async (
  baseUrl: string,
  timeoutMs: number,
  { bridgeId, roots }: PairingOptions,
): Promise<Result<Found, PairingFault>> => {
  const startedMs = performance.now();
  const trust = await establishTrust(baseUrl, timeoutMs, roots, trustAtPairing);
  if (!trust.ok) return fail(trust.error === 'notTls' ? 'notEncrypted' : trust.error);
  const leftMs = Math.max(1, Math.round(timeoutMs - (performance.now() - startedMs)));
  const lane = openLane({ baseUrl, trust: trust.value, timeoutMs: leftMs });
  const answer = await hueCalls(lane, NO_KEY).readConfig();
  lane.close();
  if (!answer.ok) return fail(FAULT_OF_ANSWER[answer.error]);
  const config = answer.value;
  if (config === null) return fail('notABridge');
  if (trust.value !== null && trust.value.bridgeId !== config.bridgeId) return fail('certificateWrong');
  const isIt = bridgeId === undefined || bridgeId === config.bridgeId;
  return isIt ? ok({ baseUrl, config, trust: trust.value }) : fail('anotherBridge');
};

/** How much a fault says about what is at an address. What comes later says more among equals. */
const WEIGHT: Readonly<Partial<Record<PairingFault, number>>> = { notABridge: 1, anotherBridge: 2 };

const weightier = (a: PairingFault, b: PairingFault): PairingFault =>
  (WEIGHT[b] ?? 0) >= (WEIGHT[a] ?? 0) ? b : a;

const findBridge = async (options: PairingOptions): Promise<Result<Found, PairingFault>> => {
  let fault: PairingFault = 'noAnswer';
  const eachMs = PAIRING_TIMEOUT_MS / Math.max(1, options.candidates.length);
  for (const baseUrl of options.candidates) {
    const found = await introduce(baseUrl, eachMs, options);
    if (found.ok || found.error === 'certificateWrong') return found;
    fault = weightier(fault, found.error);
  }
  return fail(fault);
};

/** The room's name in characters that every bridge takes. */
const deviceName = (room: string): string => {
  const plain = room
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9 _-]+/g, '-');
  return plain.trim().slice(0, MOST_ROOM_CHARACTERS).trim() || 'room';
};

/** Asks for a key until the button was pressed; an answer may get lost. */
const keyAfterPress = async (
  ask: () => Promise<Result<string, PairingFault>>,
  { forMs, signal }: PairingOptions,
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
 * Pairs with the first candidate that is a bridge. A self-signed certificate is trusted here, and only here, if it
 * names the bridge: the person at the button vouches for it. Takes at most twice PAIRING_TIMEOUT_MS, plus the wait for
 * the button.
 *
 * Errors: `notABridge` for another kind of web server; `anotherBridge` than was asked for; `noAnswer` when nothing
 * answers in time; `notEncrypted` when what answers speaks no TLS; `buttonNotPressed` in time, or within the last 30 s;
 * `certificateWrong` when a certificate names another bridge or nobody vouches for it; `cancelled` by the signal.
 */
export const pair = async (options: PairingOptions): Promise<Result<PairedBridge, PairingFault>> => {
  const found = await findBridge(options);
  if (!found.ok) return found;
  const { baseUrl, config, trust } = found.value;
  if (options.signal.aborted) return fail('cancelled');
  const lane = openLane({ baseUrl, trust, timeoutMs: PAIRING_TIMEOUT_MS });
  const ask = async (): Promise<Result<string, PairingFault>> => {
    const key = await createKey(lane, config.model, deviceName(options.room));
    return key.ok ? key : fail(FAULT_OF_ANSWER[key.error]);
  };
  options.onBridge(config.name);
  const key = await keyAfterPress(ask, options);
  lane.close();
  if (!key.ok) return key;
  const { bridgeId, name } = config;
  return ok({ baseUrl, bridgeId, name, username: key.value, fingerprint: trust?.fingerprint ?? null });
};
