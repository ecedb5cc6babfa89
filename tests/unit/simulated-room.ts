// A whole room in simulated time: session, guard, connection, rig and node-hue-api above the practice bridge's own
// API and lamps, with a network between them that fails as it is told. Only sockets are left out.

import { type GuardedRig, guardRig } from '../../main/lights/guarded-rig.ts';
import { openHueRig } from '../../main/lights/hue/hue-rig.ts';
import { hueCalls } from '../../main/lights/hue/library.ts';
import type { BridgeRequest, Lane } from '../../main/lights/hue/transport.ts';
import { type Lights, openLights } from '../../main/lights/lights.ts';
import { outputAt } from '../../main/lights/practice/lamp.ts';
import { openStore } from '../../main/lights/practice/opening.ts';
import type { LampPlan } from '../../main/lights/practice/room.ts';
import { answer } from '../../main/lights/practice/routes.ts';
import {
  order,
  power,
  reach,
  type Store,
  type StoredLight,
  startUpAs,
} from '../../main/lights/practice/store.ts';
import { openRoom, type Room } from '../../main/room.ts';
import { BUILT_IN_PRESETS } from '../../shared/built-in-presets.ts';
import { LIGHT_SLOPES } from '../../shared/guard.ts';
import { want } from '../../shared/score.ts';

/**
 * How the bridge takes a request. `lossy` loses every third; `mute` does as it is told and never answers; `late`
 * answers within the time it has, and `tooLate` does as it is told when nobody waits any more.
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
] as const;
export type Condition = (typeof CONDITIONS)[number];

const KEY = 'a-key';
const ANSWERS_IN_MS = 6;
const LATE_MS = 700;
const TOO_LATE_MS = 1600;
const LANE_TIMEOUT_MS = 1850;

/** A look of several commands may have been decided upon so long before the last of them. */
const DECIDED_BEFORE_MS = 40;

/** Nearer than this two brightnesses are one in a report. */
const SAME_BRI = 2;

/** A dimmer at the wall takes so long, and its lamp is reported at its end meanwhile. */
const HAND_TAKES_MS = 400;

/** Rounding to a step of 254 at both ends, as percentage points. */
const STEP_PCT = 0.8;

const LAMPS: readonly LampPlan[] = [
  { name: 'Ceiling', kind: 'colour' },
  { name: 'Floor lamp', kind: 'colour' },
  { name: 'Desk task lamp', kind: 'ambiance' },
  { name: 'Door lamp', kind: 'colour', outside: true, start: { on: false, bri: 254 } },
];

export interface SimulatedRoom {
  readonly room: Room;
  readonly lights: Lights;
  readonly guarded: GuardedRig;
  /** Ids of its lamps. */
  readonly lampIds: readonly string[];
  readonly setCondition: (condition: Condition) => void;
  /** Somebody dims a lamp at the wall. */
  readonly hand: (lampId: string, bri: number) => void;
  readonly power: (lampId: string, isOn: boolean, startup: 'safety' | 'powerfail') => void;
  readonly reach: (lampId: string, isReachable: boolean) => void;
  /** Slopes past the guard, told as sentences; lamps of whose change nobody could know yet are not among them. */
  readonly broken: () => readonly string[];
  /** Whether some lamp's way could not be known at some time. */
  readonly isUnknowable: () => boolean;
  /** Requests that reached the bridge, or would have, on `performance.now()`. */
  readonly requests: () => readonly { readonly atMs: number; readonly method: string }[];
  /**
   * What each lamp puts out beside what the score wants of it, in %; lamps left to a hand are not among them, nor
   * those of which nobody could know, unless they are asked for too.
   */
  readonly apart: (alsoUnknowable?: boolean) => readonly {
    readonly lampId: string;
    readonly pct: number;
    readonly wantedPct: number;
  }[];
  readonly close: () => void;
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const now = (): number => performance.now();

/** Opens the room: connected, and idle. Fake timers have to run already. */
export const openSimulatedRoom = (): SimulatedRoom => {
  const store: Store = openStore({ lamps: LAMPS, knownUsers: [KEY], random: () => 0.5 });
  const broken: string[] = [];
  const requests: { atMs: number; method: string }[] = [];
  /** Lamps that changed by themselves or by a hand since the bridge was last read, and when. */
  const astray = new Map<string, number>();
  /** Lamps of which nobody can know where they are, and until when: the end of a fade that they began astray. */
  const unknowableUntil = new Map<string, number>();
  const isUnknowable = (lampId: string): boolean => now() < (unknowableUntil.get(lampId) ?? 0);
  let condition: Condition = 'well';
  let counted = 0;

  const lightOf = (id: string): StoredLight => {
    const light = store.lights.get(id);
    if (light === undefined) throw new RangeError(`no lamp ${id}`);
    return light;
  };
  const outputOf = (light: StoredLight): number => outputAt(light.real, now()).brightnessPct;

  /** Holds a lamp's new movement against the guard: it is straight, so that its ends say all. */
  const hold = (before: StoredLight, request: BridgeRequest, wasAstray: ReadonlySet<string>): void => {
    const { level } = lightOf(before.id).real;
    if (level === before.real.level) return;
    if (wasAstray.has(before.id) || astray.has(before.id) || isUnknowable(before.id)) {
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

  const carryOut = (request: BridgeRequest, isAtOnce: boolean, wasAstray: ReadonlySet<string>): unknown => {
    const { method = 'GET', url = '', data } = request;
    const before = [...store.lights.values()];
    const path = url.split('/').filter((part) => part !== '');
    const text = data === undefined ? '' : JSON.stringify(data);
    const told = answer(store, method.toUpperCase(), path, text, condition === 'unauthorised');
    if (!isAtOnce) for (const light of before) hold(light, request, wasAstray);
    return told;
  };

  const take = async (request: BridgeRequest, isAtOnce: boolean): Promise<{ data: unknown }> => {
    const startedMs = now();
    const withinMs = Math.min(LANE_TIMEOUT_MS, (request.byMs ?? Number.POSITIVE_INFINITY) - startedMs);
    const hangs = async (): Promise<never> => {
      await pause(Math.max(0, startedMs + withinMs - now()));
      throw new Error('hangs');
    };
    if (withinMs <= 0) throw new Error('hangs');
    requests.push({ atMs: startedMs, method: request.method ?? 'GET' });
    counted += 1;
    const met = condition;
    const wasAstray = new Set(astray.keys());
    await pause(ANSWERS_IN_MS);
    if (met === 'gone' || (met === 'lossy' && counted % 3 === 0)) throw new Error('unreachable');
    if (met === 'busy') throw new Error('busy');
    if (met === 'hanging') return hangs();
    if (met === 'late') await pause(LATE_MS);
    if (met === 'tooLate') {
      setTimeout(() => carryOut(request, isAtOnce, wasAstray), TOO_LATE_MS);
      if (withinMs <= TOO_LATE_MS) return hangs();
      await pause(TOO_LATE_MS + 1);
      return { data: answer(store, 'GET', [KEY, 'lights'], '') };
    }
    const data = carryOut(request, isAtOnce, wasAstray);
    if (met === 'mute') return hangs();
    return { data };
  };

  /** What changed before a reading was asked for is known once it was answered. */
  const known = (askedMs: number): void => {
    for (const [id, at] of astray) if (at + HAND_TAKES_MS < askedMs) astray.delete(id);
  };

  const laneFor = (isAtOnce: boolean): Lane => ({
    request: async (request) => {
      const startedMs = now();
      const answered = await take(request, isAtOnce);
      const isReading = (request.url ?? '').endsWith('/lights') && !Array.isArray(answered.data);
      if (isReading) setTimeout(() => known(startedMs), DECIDED_BEFORE_MS);
      return answered;
    },
    lastUsedMs: () => 0,
    close: () => undefined,
  });

  const clock = {
    now,
    rate: 1,
    wallAt: (ms: number) => ms,
    anchor: () => ({ wallMs: 0, sessionMs: 0, rate: 1 }),
    sleeps: () => undefined,
    wakes: () => 0,
  };
  const guarded = guardRig({
    ...{ clock, random: () => 0.5 },
    onFault: (fault) => {
      if (fault !== null) lights.suspect();
    },
    onMoved: () => lights.confirm(),
  });
  const lights = openLights({
    ...{ clock, guarded, random: () => 0.5 },
    chosenRoles: () => ({}),
    chosenRoom: () => undefined,
    onFault: () => undefined,
    lastFault: () => null,
    changed: () => undefined,
  });
  const room = openRoom({
    clock,
    light: guarded.goTo,
    sound: () => undefined,
    changed: () => undefined,
    tell: (told) => {
      if (told.kind === 'phase') guarded.takeBack();
    },
  });
  const bridge = { id: 'b', name: 'Simulated', address: '', model: '', software: '' };
  void lights.use({
    ...{ kind: 'bridge', bridgeId: 'b', seek: () => undefined, settle: () => undefined },
    address: () => '',
    connect: () =>
      openHueRig({
        bridge,
        calls: hueCalls(laneFor(false), KEY),
        callsAtOnce: hueCalls(laneFor(true), KEY),
        owner: KEY,
        answersInMs: () => null,
        commandsLastHour: () => 0,
        timeoutMs: 950,
        raisingTimeoutMs: LANE_TIMEOUT_MS,
        close: () => undefined,
      }),
  });

  const strays = (lampId: string): void => {
    astray.set(lampId, now());
  };

  /** When the fade of the score is over that a lamp follows. */
  const fadeEndsAt = (lampId: string): number => {
    const role = guarded.lamps().get(lampId)?.role;
    const path = role === undefined ? undefined : want(room.session(), now()).light?.[role];
    return path?.reachAt ?? now();
  };

  return {
    ...{ room, lights, guarded },
    lampIds: [...store.lights.keys()],
    setCondition: (next) => {
      condition = next;
    },
    hand: (lampId, bri) => {
      strays(lampId);
      // Somebody who sets a lamp to just where its fade leads cannot be told from the fade.
      if (Math.abs(lightOf(lampId).told.bri - bri) <= SAME_BRI)
        unknowableUntil.set(lampId, fadeEndsAt(lampId));
      order(store, lightOf(lampId), { on: true, bri, transitionMs: HAND_TAKES_MS });
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
    isUnknowable: () => [...store.lights.keys()].some(isUnknowable),
    requests: () => requests,
    apart: (alsoUnknowable = false) => {
      const wanted = want(room.session(), now()).light;
      return [...guarded.lamps()].flatMap(([lampId, { role, isChanged }]) => {
        const path = wanted?.[role];
        const isKnowable = alsoUnknowable || !isUnknowable(lampId);
        if (isChanged || path === undefined || !isKnowable) return [];
        return [{ lampId, pct: outputOf(lightOf(lampId)), wantedPct: path.now.brightnessPct }];
      });
    },
    close: () => {
      room.close();
      lights.close();
    },
  };
};

/** The preset that a room is tried with. */
export const [SPRAVATO] = BUILT_IN_PRESETS;
