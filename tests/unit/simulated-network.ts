// The practice bridge's API and lamps in simulated time, behind a network that fails as a test says. It checks every
// movement of a lamp against the guard. Only sockets are left out.

import type { Lane, LaneRequest } from '../../main/lights/hue/transport.ts';
import type { LampPlan } from '../../main/lights/practice/room.ts';
import { answer } from '../../main/lights/practice/routes.ts';
import { openStore, type Store, type StoredLight, startUpAs } from '../../main/lights/practice/store.ts';
import { LIGHT_SLOPES } from '../../shared/score/guard.ts';
import { outputAt } from '../practice/output.ts';
import { command, power, reach } from '../practice/power.ts';

/**
 * How the bridge takes a request. `lossy` loses every third; `mute` obeys and never answers; `late` answers within its
 * time, and `tooLate` obeys when nobody waits any more. `limited` refuses what is more than two requests in 250 ms,
 * `groupsRefused` every command to a group; `scenesHang` never answers for a scene that is laid; `oneSilent` has its
 * first lamp hear nothing, and never answers a command that is for it too; `oneMisses` has it hear nothing and answers
 * well. `limitedTooLate` is as limited, and obeys what it takes when nobody waits any more.
 */
export const CONDITIONS = [
  'well',
  'gone',
  'hanging',
  'busy',
  'unauthorised',
  'lossy',
  'mute',
  'late',
  'tooLate',
  'limited',
  'groupsRefused',
  'scenesHang',
  'oneSilent',
  'oneMisses',
  'limitedTooLate',
] as const;
export type Condition = (typeof CONDITIONS)[number];

export const KEY = 'a-key';
export const LANE_TIMEOUT_MS = 1850;
const ANSWERS_IN_MS = 6;
const LATE_MS = 700;
const TOO_LATE_MS = 1600;
const MUCH_TOO_LATE_MS = 2400;

const LIMIT = { most: 2, withinMs: 250 };

const GROUP_COMMAND = /\/groups\/\w+\/action$/;
const FIRST_LAMP = '1';
const FIRST_LAMP_COMMAND = /\/lights\/1\/state$/;

/**
 * Several commands that go together are decided this long before the last of them is sent; where each is answered late,
 * longer.
 */
const DECIDED_BEFORE_MS = 40;
const DECIDED_BEFORE_LATE_MS = LATE_MS + DECIDED_BEFORE_MS;

/** Conditions in which a command waits for the one before it, or for one that comes to nothing. */
const ARE_LATE: readonly Condition[] = ['late', 'limited', 'groupsRefused', 'oneSilent', 'limitedTooLate'];

/** A dimmer at the wall takes this long, and its lamp is reported at the end of it meanwhile. */
const HAND_TAKES_MS = 400;

/** The bridge asks its lamps this long after a command at the latest, and reports what it told them until then. */
const ASKS_LAMPS_MS = 4400;

/** Nearer than this two brightnesses are one in a report. */
const SAME_BRI = 2;

/** Rounding to a step of 254 at both ends, as percentage points. */
const STEP_PCT = 0.8;

export interface SimulatedNetwork {
  readonly lampIds: readonly string[];
  readonly laneFor: (isAtOnce: boolean) => Lane;
  readonly outputPct: (lampId: string) => number;
  readonly setCondition: (condition: Condition) => void;
  /** Somebody dims a lamp at the wall; `fadeEndsAt`: of the fade that it is in. */
  readonly hand: (lampId: string, bri: number, fadeEndsAt: number) => void;
  readonly power: (lampId: string, isOn: boolean, startup: 'safety' | 'powerfail') => void;
  readonly reach: (lampId: string, isReachable: boolean) => void;
  /** Changes steeper than the guard allows, as sentences; without lamps of whose change nobody could know yet. */
  readonly broken: () => readonly string[];
  /** Whether nobody can know where a lamp is: it began the fade that it is in elsewhere, or at another time. */
  readonly isUnknowable: (lampId: string) => boolean;
  /** How many requests were refused for being too many. */
  readonly refused: () => number;
  /** Requests that reached the bridge, or would have, on `performance.now()`. */
  readonly requests: () => readonly {
    readonly atMs: number;
    readonly method: string;
    readonly url: string;
  }[];
}

/** A request on its way, and what could not be known when it began. */
interface Taken {
  readonly request: LaneRequest;
  readonly isAtOnce: boolean;
  readonly startedMs: number;
  readonly astray: ReadonlySet<string>;
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const now = (): number => performance.now();

/** Opens the bridge with its lamps. Fake timers have to run already. */
export const openSimulatedNetwork = (lamps: readonly LampPlan[]): SimulatedNetwork => {
  const store: Store = openStore({ lamps, knownUsers: [KEY], random: () => 0.5 });
  const broken: string[] = [];
  const requests: { atMs: number; method: string; url: string }[] = [];
  /** Lamps that changed by themselves or by a hand since the bridge was last read, and when. */
  const astray = new Map<string, number>();
  /** When each last did, whatever was read since. */
  const strayedAtMs = new Map<string, number>();
  const unknowableUntil = new Map<string, number>();
  /** When the first lamp last did not hear a command; null once its bridge has asked it since. */
  let missedAtMs: number | null = null;
  /**
   * It missed one that was answered: it goes its way at another pace than the others, since no reading shows when it began
   * that, and is where they are at the end of it.
   */
  let isAtOtherPace = false;
  let condition: Condition = 'well';
  let counted = 0;
  let refused = 0;
  let withinLimit: readonly number[] = [];
  /** When Full light was last sent. What a bridge held back and does after it is not checked. */
  let fullLightAtMs = Number.NEGATIVE_INFINITY;

  const lightOf = (id: string): StoredLight => {
    const light = store.lights.get(id);
    if (light === undefined) throw new RangeError(`no lamp ${id}`);
    return light;
  };
  const isUnknowable = (lampId: string): boolean => now() < (unknowableUntil.get(lampId) ?? 0);

  /** The bridge says of the first lamp what it told it, and the lamp heard nothing: no reading shows where it is. */
  const isEchoed = ({ told, real }: StoredLight): boolean =>
    missedAtMs !== null && Math.abs(told.bri - real.level.to) > SAME_BRI;

  /** Whether a lamp had changed when a request began, or has since: no reading calls back what is on its way. */
  const isAstrayFor = (id: string, { startedMs, astray: then }: Taken): boolean =>
    then.has(id) || astray.has(id) || (strayedAtMs.get(id) ?? Number.NEGATIVE_INFINITY) >= startedMs;

  /** Checks a lamp's new movement against the guard; it is straight, so its ends are enough. */
  const check = (before: StoredLight, taken: Taken): void => {
    const { request } = taken;
    const { level } = lightOf(before.id).real;
    if (level === before.real.level) return;
    if (isAstrayFor(before.id, taken) || isUnknowable(before.id)) {
      const until = level.startMs + level.lengthMs;
      unknowableUntil.set(before.id, Math.max(until, unknowableUntil.get(before.id) ?? 0));
      return;
    }
    const change = ((level.to - level.from) / 254) * 100;
    const seconds = level.lengthMs / 1000;
    const most = change > 0 ? LIGHT_SLOPES.upPerS * seconds : LIGHT_SLOPES.downPerS * seconds;
    if (Math.abs(change) <= most + STEP_PCT) return;
    const moved = `${before.name} by ${change.toFixed(1)} % in ${seconds} s at ${now().toFixed(0)} ms`;
    broken.push(`${moved}: ${request.method} ${request.url} ${JSON.stringify(request.data)}`);
  };

  const carryOut = (taken: Taken): unknown => {
    const { method = 'GET', url = '', data } = taken.request;
    const before = [...store.lights.values()];
    const path = url.split('/').filter((part) => part !== '');
    const text = data === undefined ? '' : JSON.stringify(data);
    const told = answer(store, method.toUpperCase(), path, text, condition === 'unauthorised');
    const isOurs = !taken.isAtOnce && taken.startedMs >= fullLightAtMs;
    if (isOurs) for (const light of before) check(light, taken);
    return told;
  };

  const isOverLimit = (): boolean => {
    withinLimit = withinLimit.filter((at) => at > now() - LIMIT.withinMs);
    if (withinLimit.length >= LIMIT.most) return true;
    withinLimit = [...withinLimit, now()];
    return false;
  };

  /** Whether a command is for the first lamp too; a scene is for all. */
  const isForFirst = ({ request: { method = 'GET', url = '' } }: Taken): boolean => {
    if (method.toUpperCase() === 'GET') return false;
    const [, groupId = ''] = /\/groups\/(\w+)\/action$/.exec(url) ?? [];
    const group = store.groups.get(groupId);
    const isGroups = GROUP_COMMAND.test(url) && (group === undefined || group.lights.includes(FIRST_LAMP));
    return isGroups || FIRST_LAMP_COMMAND.test(url);
  };

  /** The first lamp hears nothing of it. */
  const carryOutWithoutFirst = (taken: Taken): unknown => {
    const { powered } = lightOf(FIRST_LAMP);
    store.lights.set(FIRST_LAMP, { ...lightOf(FIRST_LAMP), powered: false });
    const told = carryOut(taken);
    store.lights.set(FIRST_LAMP, { ...lightOf(FIRST_LAMP), powered });
    missedAtMs = now();
    isAtOtherPace ||= condition === 'oneMisses';
    return told;
  };

  /** The bridge asks the first lamp in time, and has what it does to report. */
  const askFirst = (): void => {
    if (missedAtMs === null || now() < missedAtMs + ASKS_LAMPS_MS) return;
    missedAtMs = null;
    const light = lightOf(FIRST_LAMP);
    if (light.reachable) store.lights.set(FIRST_LAMP, { ...light, told: light.real });
  };

  const meet = async (taken: Taken, withinMs: number): Promise<{ data: unknown }> => {
    const met = condition;
    const hangs = async (): Promise<never> => {
      await pause(Math.max(0, taken.startedMs + withinMs - now()));
      throw new Error('hangs');
    };
    await pause(ANSWERS_IN_MS);
    if (met === 'gone' || (met === 'lossy' && counted % 3 === 0)) throw new Error('unreachable');
    if (met === 'busy') throw new Error('busy');
    if (met === 'hanging') return hangs();
    if ((met === 'limited' || met === 'limitedTooLate') && isOverLimit()) {
      refused += 1;
      throw new Error('busy');
    }
    const { method = 'GET', url = '' } = taken.request;
    const isReading = method.toUpperCase() === 'GET';
    if (isReading) askFirst();
    if (met === 'groupsRefused' && !isReading && GROUP_COMMAND.test(url)) throw new Error('refused');
    if (met === 'scenesHang' && !isReading && url.includes('/scenes')) return hangs();
    if (met === 'oneSilent' && isForFirst(taken)) {
      carryOutWithoutFirst(taken);
      return hangs();
    }
    if (met === 'oneMisses' && isForFirst(taken)) return { data: carryOutWithoutFirst(taken) };
    if (met === 'limitedTooLate' && !isReading) {
      setTimeout(() => carryOut(taken), MUCH_TOO_LATE_MS);
      return hangs();
    }
    if (met === 'late') await pause(LATE_MS);
    if (met === 'tooLate') {
      setTimeout(() => carryOut(taken), TOO_LATE_MS);
      if (withinMs <= TOO_LATE_MS) return hangs();
      await pause(TOO_LATE_MS + 1);
      return { data: answer(store, 'GET', [KEY, 'lights'], '') };
    }
    const data = carryOut(taken);
    return met === 'mute' ? hangs() : { data };
  };

  const take = (request: LaneRequest, isAtOnce: boolean): Promise<{ data: unknown }> => {
    const startedMs = now();
    const withinMs = Math.min(
      LANE_TIMEOUT_MS,
      (request.errand?.byMs ?? Number.POSITIVE_INFINITY) - startedMs,
    );
    if (withinMs <= 0) return Promise.reject(new Error('hangs'));
    requests.push({
      atMs: startedMs,
      method: request.method?.toUpperCase() ?? 'GET',
      url: request.url ?? '',
    });
    counted += 1;
    if (isAtOnce && request.method?.toUpperCase() === 'PUT') fullLightAtMs = startedMs;
    return meet({ request, isAtOnce, startedMs, astray: new Set(astray.keys()) }, withinMs);
  };

  /** What changed before a reading was asked for is known once it was answered. */
  const known = (askedMs: number): void => {
    for (const [id, at] of astray) {
      const isUnseen = id === FIRST_LAMP && isEchoed(lightOf(id));
      if (at + HAND_TAKES_MS < askedMs && !isUnseen) astray.delete(id);
    }
  };

  const strays = (lampId: string): void => {
    astray.set(lampId, now());
    strayedAtMs.set(lampId, now());
  };

  return {
    lampIds: [...store.lights.keys()],
    laneFor: (isAtOnce) => ({
      request: async (request) => {
        const askedMs = now();
        const answered = await take(request, isAtOnce);
        const isReading = (request.url ?? '').endsWith('/lights') && !Array.isArray(answered.data);
        const decidedBeforeMs = ARE_LATE.includes(condition) ? DECIDED_BEFORE_LATE_MS : DECIDED_BEFORE_MS;
        if (isReading) setTimeout(() => known(askedMs), decidedBeforeMs);
        return answered;
      },
      lastUsedMs: () => 0,
      close: () => undefined,
    }),
    outputPct: (lampId) => outputAt(lightOf(lampId).real, now()).brightnessPct,
    setCondition: (next) => {
      condition = next;
    },
    hand: (lampId, bri, fadeEndsAt) => {
      strays(lampId);
      // A hand that sets a lamp to just where its fade leads cannot be distinguished from the fade.
      if (Math.abs(lightOf(lampId).told.bri - bri) <= SAME_BRI) unknowableUntil.set(lampId, fadeEndsAt);
      command(store, lightOf(lampId), { on: true, bri, transitionMs: HAND_TAKES_MS });
    },
    power: (lampId, isOn, mode) => {
      strays(lampId);
      startUpAs(store, lightOf(lampId), { mode }, { mode });
      power(store, lightOf(lampId), isOn);
    },
    reach: (lampId, isReachable) => {
      strays(lampId);
      reach(store, lightOf(lampId), isReachable);
    },
    broken: () => broken,
    isUnknowable: (lampId) => isUnknowable(lampId) || (isAtOtherPace && lampId === FIRST_LAMP),
    refused: () => refused,
    requests: () => requests,
  };
};
