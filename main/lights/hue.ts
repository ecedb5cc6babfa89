// Connects to a paired Hue bridge and keeps the connections warm. It must never send the key to anything that has
// not shown itself to be that bridge.

import { fail, ok, type Result } from '../../shared/result.ts';
import { configIn } from './hue/config.ts';
import { openHueRig } from './hue/hue-rig.ts';
import { type HueCalls, type HueFault, hueCalls } from './hue/library.ts';
import { ANSWER_TIMEOUT_MS, type Lane, openLane } from './hue/transport.ts';
import { lookAtCertificate, type Trust, trustLater } from './hue/trust.ts';
import type { LightFault, Rig } from './rig.ts';

export interface HueOptions {
  /** As pairing gave it: `https://192.168.1.20` */
  readonly baseUrl: string;
  /** Sixteen hexadecimal digits, in either case. */
  readonly bridgeId: string;
  readonly username: string;
  /** SHA-256 of the bridge's self-signed certificate, as pairing gave it; null without one. */
  readonly fingerprint: string | null;
  /** ms for one request while connecting, and for a look with all its requests; ANSWER_TIMEOUT_MS if left out. */
  readonly timeoutMs?: number;
  /** Certificates in PEM in place of Hue's roots, for tests. */
  readonly roots?: readonly string[];
}

/** How many of the last answers `answersInMs` is the median of. */
const REMEMBERED_ANSWERS = 20;

/** A lane is asked something when it was idle for this long: bridges close connections after 30–75 s. */
const IDLE_MS = 20_000;
const LOOK_FOR_IDLE_MS = 5000;

const stopwatch = (): { readonly note: (ms: number) => void; readonly median: () => number | null } => {
  let answers: readonly number[] = [];
  return {
    note: (ms) => {
      answers = [...answers.slice(1 - REMEMBERED_ANSWERS), ms];
    },
    median: () => [...answers].sort((a, b) => a - b)[Math.floor(answers.length / 2)] ?? null,
  };
};

const establishTrust = async (
  { baseUrl, bridgeId, fingerprint, roots }: HueOptions,
  timeoutMs: number,
): Promise<Result<Trust | null, LightFault>> => {
  if (!baseUrl.startsWith('https:')) return ok(null);
  const seen = await lookAtCertificate(baseUrl, timeoutMs, roots);
  if (!seen.ok) return fail(seen.error === 'notTls' ? 'notItself' : 'unreachable');
  return trustLater(seen.value, bridgeId, fingerprint, roots);
};

/** What came of asking a bridge who it is: anything but its introduction, and but silence, is not from it. */
const whyNoIntroduction = (fault: HueFault): LightFault =>
  fault === 'unreachable' || fault === 'hangs' || fault === 'busy' ? fault : 'notItself';

/** Asks now and then on lanes that nobody uses, so that a command never has to wait for a handshake. */
const keepWarm = (lanes: readonly { readonly lane: Lane; readonly calls: HueCalls }[]): (() => void) => {
  const timer = setInterval(() => {
    for (const { lane, calls } of lanes) {
      if (performance.now() - lane.lastUsedMs() >= IDLE_MS) void calls.readConfig();
    }
  }, LOOK_FOR_IDLE_MS);
  timer.unref();
  return () => clearInterval(timer);
};

/**
 * Connects to a paired bridge: looks at its certificate, asks who it is, reads its lamps, and leaves both ways to
 * it warm. Takes at most three times `timeoutMs`, and on a bridge's own network a fraction of a second.
 *
 * Errors: `notItself` when another bridge or none answers, or its certificate is not the one it had;
 * `unauthorised` when the bridge has forgotten the key.
 */
export const connectHue = async (options: HueOptions): Promise<Result<Rig, LightFault>> => {
  const { baseUrl, username, timeoutMs = ANSWER_TIMEOUT_MS } = options;
  const trust = await establishTrust(options, timeoutMs);
  if (!trust.ok) return trust;

  const answers = stopwatch();
  const open = (): Lane => openLane({ baseUrl, trust: trust.value, timeoutMs, onAnswer: answers.note });
  const lane = open();
  const laneAtOnce = open();
  const calls = hueCalls(lane, username);
  const callsAtOnce = hueCalls(laneAtOnce, username);
  const cool = keepWarm([
    { lane, calls },
    { lane: laneAtOnce, calls: callsAtOnce },
  ]);
  const close = (): void => {
    cool();
    lane.close();
    laneAtOnce.close();
  };
  const givenUp = (fault: LightFault): Result<Rig, LightFault> => {
    close();
    return fail(fault);
  };

  const told = await calls.readConfig();
  if (!told.ok) return givenUp(whyNoIntroduction(told.error));
  const config = configIn(told.value);
  if (config === null || config.bridgeId !== options.bridgeId.toLowerCase()) return givenUp('notItself');

  const bridge = {
    id: config.bridgeId,
    name: config.name,
    address: new URL(baseUrl).host,
    model: config.model,
  };
  const [rig] = await Promise.all([
    openHueRig({ bridge, calls, callsAtOnce, answersInMs: answers.median, timeoutMs, close }),
    callsAtOnce.readConfig(),
  ]);
  return rig.ok ? rig : givenUp(rig.error);
};
