// Connects to a paired Hue bridge and keeps the connections warm. It must never send the key to anything that has
// not shown itself to be that bridge.

import { fail, ok, type Result } from '../../../shared/result.ts';
import type { LightFault, Rig } from '../rig.ts';
import { type HueCalls, type HueFault, hueCalls } from './api-client.ts';
import { configIn } from './config.ts';
import { openHueRig } from './hue-rig.ts';
import { openStopwatch, openTally, type Tally } from './request-stats.ts';
import { ANSWER_TIMEOUT_MS, type Lane, openLane } from './transport.ts';
import { lookAtCertificate, type Trust, trustLater } from './trust.ts';

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
  /** Where commands are counted, so that the count outlives a connection; one of its own if left out. */
  readonly commands?: Tally;
  /** Certificates in PEM in place of Hue's roots, for tests. */
  readonly roots?: readonly string[];
}

/**
 * A look for lit lamps has this long to be answered before it is sent again, in ms, so that one that was lost is
 * made good within three seconds, its change included; real bridges take 20–300 ms.
 */
const COMMAND_TIMEOUT_MS = 950;

/** A lane is asked something when it was idle for this long: bridges close connections after 30–75 s. */
const IDLE_MS = 20_000;
const LOOK_FOR_IDLE_MS = 5000;

/** The lane, with its commands counted: whatever is no reading. */
const counted = (lane: Lane, tally: Tally): Lane => ({
  ...lane,
  request: (request) => {
    if (request.method !== 'GET') tally.note(performance.now());
    return lane.request(request);
  },
});

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
  const { baseUrl, username, timeoutMs = ANSWER_TIMEOUT_MS, commands = openTally() } = options;
  const trust = await establishTrust(options, timeoutMs);
  if (!trust.ok) return trust;

  const answers = openStopwatch();
  const open = (): Lane =>
    counted(openLane({ baseUrl, trust: trust.value, timeoutMs, onAnswer: answers.note }), commands);
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
    software: config.software,
  };
  const [rig] = await Promise.all([
    openHueRig({
      ...{ bridge, calls, callsAtOnce, close, owner: username },
      answersInMs: answers.median,
      commandsLastHour: () => commands.lastHour(performance.now()),
      timeoutMs: Math.min(timeoutMs, COMMAND_TIMEOUT_MS),
      raisingTimeoutMs: timeoutMs,
    }),
    callsAtOnce.readConfig(),
  ]).catch((error: unknown) => {
    // Another connection follows, and this one would be kept warm beside it for ever.
    close();
    throw error;
  });
  return rig.ok ? rig : givenUp(rig.error);
};
