// Connects to a paired Hue bridge and keeps the connections warm. It must never send the key to anything that has not
// shown itself to be that bridge.

import { fail, type Result } from '../../../shared/result.ts';
import type { LightFault, Rig } from '../rig.ts';
import { type HueCalls, type HueFault, hueCalls } from './api-client.ts';
import { openHueRig } from './hue-rig.ts';
import { openRequestQueue, queuedLane, type RequestQueue } from './request-queue.ts';
import { openAnswerTimes, openCommandCount } from './request-stats.ts';
import { ANSWER_TIMEOUT_MS, type Lane, openLane } from './transport.ts';
import { establishTrust, trustLater } from './trust.ts';

/** What pairing keeps of a bridge, to connect to it again. */
export interface PairedBridge {
  /** `https://192.168.1.20` */
  readonly baseUrl: string;
  /** Sixteen hexadecimal digits in lower case. */
  readonly bridgeId: string;
  readonly name: string;
  /** The key: a secret. */
  readonly username: string;
  /** SHA-256 of a self-signed certificate; null where a Hue root signed it, and over plain HTTP. */
  readonly fingerprint: string | null;
}

export interface HueOptions extends Omit<PairedBridge, 'name'> {
  /** ms for one request while connecting, and for changes with all their requests; ANSWER_TIMEOUT_MS if left out. */
  readonly timeoutMs?: number;
  /** Where commands are counted, so that the count outlives a connection; one of its own if left out. */
  readonly commands?: ReturnType<typeof openCommandCount>;
  /** The queue of all requests to this bridge, so that what it learnt outlives a connection; one of its own if left out. */
  readonly queue?: RequestQueue;
  /** Certificates in PEM in place of Hue's roots, for tests. */
  readonly roots?: readonly string[] | undefined;
}

/**
 * Changes to lit lamps have this long to be answered before they are sent again, in ms, so that lost ones are made good
 * within three seconds, their fade included; real bridges take 20–300 ms.
 */
const COMMAND_TIMEOUT_MS = 950;

/** A lane that was idle for this long is used once: bridges close connections after 30–75 s. */
const IDLE_MS = 20_000;
const CHECK_IDLE_MS = 5000;

/** Why a bridge did not introduce itself: anything but silence means that something else answers. */
const whyNoIntroduction = (fault: HueFault): LightFault =>
  fault === 'unreachable' || fault === 'hangs' || fault === 'busy' ? fault : 'notItself';

/** Uses an idle lane now and then, so that a command never has to wait for a handshake. */
const keepWarm = (lane: Lane, calls: HueCalls): (() => void) => {
  const timer = setInterval(() => {
    if (performance.now() - lane.lastUsedMs() >= IDLE_MS) void calls.readConfig();
  }, CHECK_IDLE_MS);
  timer.unref();
  return () => clearInterval(timer);
};

/**
 * Connects to a paired bridge: reads its certificate, asks who it is, reads its lamps, and leaves both lanes to it
 * warm. Takes at most three times `timeoutMs`, and on a bridge's own network a fraction of a second.
 *
 * Errors: `notItself` when another bridge or none answers, or its certificate is not the one it had; `unauthorised`
 * when the bridge has forgotten the key.
 */
export const connectHue = async (options: HueOptions): Promise<Result<Rig, LightFault>> => {
  const { baseUrl, bridgeId, username, fingerprint, roots } = options;
  const {
    timeoutMs = ANSWER_TIMEOUT_MS,
    commands = openCommandCount(),
    queue = openRequestQueue(),
  } = options;
  const trust = await establishTrust(baseUrl, timeoutMs, roots, (seen, known) =>
    trustLater(seen, bridgeId, fingerprint, known),
  );
  if (!trust.ok) return fail(trust.error === 'noAnswer' ? 'unreachable' : 'notItself');

  const answers = openAnswerTimes();
  const closing: (() => void)[] = [];
  const openCalls = (): HueCalls => {
    const onCommand = () => commands.note(performance.now());
    const lane = openLane({ baseUrl, trust: trust.value, timeoutMs, onAnswer: answers.note, onCommand });
    const calls = hueCalls(queuedLane(lane, queue), username);
    closing.push(keepWarm(lane, calls), lane.close);
    return calls;
  };
  const calls = openCalls();
  const callsAtOnce = openCalls();
  const close = (): void => {
    for (const end of closing) end();
  };

  const openRig = async (): Promise<Result<Rig, LightFault>> => {
    const config = await calls.readConfig();
    if (!config.ok) return fail(whyNoIntroduction(config.error));
    if (config.value?.bridgeId !== bridgeId.toLowerCase()) return fail('notItself');
    const { name, model, software } = config.value;
    const [rig] = await Promise.all([
      openHueRig({
        bridge: { id: config.value.bridgeId, name, address: new URL(baseUrl).host, model, software },
        calls,
        callsAtOnce,
        queue,
        owner: username,
        answersInMs: answers.median,
        commandsLastHour: () => commands.lastHour(performance.now()),
        timeoutMs: Math.min(timeoutMs, COMMAND_TIMEOUT_MS),
        raisingTimeoutMs: timeoutMs,
        close,
      }),
      callsAtOnce.readConfig(),
    ]);
    return rig;
  };

  // Whatever fails here, another connection follows, and this one would be kept warm beside it for ever.
  const rig = await openRig().catch((error: unknown) => {
    close();
    throw error;
  });
  if (!rig.ok) close();
  return rig;
};
