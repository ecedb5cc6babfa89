// Connects to a paired Hue bridge and keeps the connections warm. It must never send the key to anything that has not
// shown itself to be that bridge.

import { fail, type Result } from '../../../shared/result.ts';
import type { LightFault, Rig } from '../rig.ts';
import { type HueCalls, type HueFault, hueCalls } from './api-client.ts';
import { openHueRig } from './hue-rig.ts';
import { openAnswerTimes, openCommandCount } from './request-stats.ts';
import { ANSWER_TIMEOUT_MS, type Lane, openLane } from './transport.ts';
import { establishTrust, trustLater } from './trust.ts';

export interface HueOptions {
  /** As pairing gave it: `https://192.168.1.20` */
  readonly baseUrl: string;
  /** Sixteen hexadecimal digits, in either case. */
  readonly bridgeId: string;
  readonly username: string;
  /** SHA-256 of the bridge's self-signed certificate, as pairing gave it; null without one. */
  readonly fingerprint: string | null;
  /** ms for one request while connecting, and for changes with all their requests; ANSWER_TIMEOUT_MS if left out. */
  readonly timeoutMs?: number;
  /** Where commands are counted, so that the count outlives a connection; one of its own if left out. */
  readonly commands?: ReturnType<typeof openCommandCount>;
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

/** Opens a lane with its calls. Everything but a reading is counted as a command. */
const openCounted = (
  options: Parameters<typeof openLane>[0],
  username: string,
  commands: ReturnType<typeof openCommandCount>,
) => {
  const lane = openLane(options);
  const counted: Lane = {
    ...lane,
    request: (request) => {
      if (request.method !== 'GET') commands.note(performance.now());
      return lane.request(request);
    },
  };
  return { lane, calls: hueCalls(counted, username) };
};

/** Why a bridge did not introduce itself: anything but silence means that something else answers. */
const whyNoIntroduction = (fault: HueFault): LightFault =>
  fault === 'unreachable' || fault === 'hangs' || fault === 'busy' ? fault : 'notItself';

/** Uses idle lanes now and then, so that a command never has to wait for a handshake. */
const keepWarm = (lanes: readonly { readonly lane: Lane; readonly calls: HueCalls }[]): (() => void) => {
  const timer = setInterval(() => {
    for (const { lane, calls } of lanes) {
      if (performance.now() - lane.lastUsedMs() >= IDLE_MS) void calls.readConfig();
    }
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
  const { timeoutMs = ANSWER_TIMEOUT_MS, commands = openCommandCount() } = options;
  const trust = await establishTrust(baseUrl, timeoutMs, roots, (seen, known) =>
    trustLater(seen, bridgeId, fingerprint, known),
  );
  if (!trust.ok) return fail(trust.error === 'noAnswer' ? 'unreachable' : 'notItself');

  const answers = openAnswerTimes();
  const laneOptions = { baseUrl, trust: trust.value, timeoutMs, onAnswer: answers.note };
  const ordinary = openCounted(laneOptions, username, commands);
  const atOnce = openCounted(laneOptions, username, commands);
  const cool = keepWarm([ordinary, atOnce]);
  const close = (): void => {
    cool();
    ordinary.lane.close();
    atOnce.lane.close();
  };

  const openRig = async (): Promise<Result<Rig, LightFault>> => {
    const config = await ordinary.calls.readConfig();
    if (!config.ok) return fail(whyNoIntroduction(config.error));
    if (config.value?.bridgeId !== bridgeId.toLowerCase()) return fail('notItself');
    const { name, model, software } = config.value;
    const [rig] = await Promise.all([
      openHueRig({
        bridge: { id: config.value.bridgeId, name, address: new URL(baseUrl).host, model, software },
        calls: ordinary.calls,
        callsAtOnce: atOnce.calls,
        owner: username,
        answersInMs: answers.median,
        commandsLastHour: () => commands.lastHour(performance.now()),
        timeoutMs: Math.min(timeoutMs, COMMAND_TIMEOUT_MS),
        raisingTimeoutMs: timeoutMs,
        close,
      }),
      atOnce.calls.readConfig(),
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
