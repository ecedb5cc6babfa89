// A whole room in simulated time: session, guard, connection, rig and node-hue-api above the practice bridge's own
// API and lamps, with a network between them that fails as it is told.

import { type GuardedRig, guardRig } from '../../main/lights/guarded-rig.ts';
import { hueCalls } from '../../main/lights/hue/api-client.ts';
import { openHueRig } from '../../main/lights/hue/hue-rig.ts';
import { openRequestQueue, queuedLane, type RequestQueue } from '../../main/lights/hue/request-queue.ts';
import { type Lights, openLights } from '../../main/lights/lights.ts';
import type { LampPlan } from '../../main/lights/practice/room.ts';
import type { LightFault } from '../../main/lights/rig.ts';
import { openRoom, type Room } from '../../main/room/room.ts';
import { want } from '../../shared/score/score.ts';
import {
  type Condition,
  KEY,
  LANE_TIMEOUT_MS,
  openSimulatedNetwork,
  type SimulatedNetwork,
} from './simulated-network.ts';

const LAMPS: readonly LampPlan[] = [
  { name: 'Ceiling', kind: 'colour' },
  { name: 'Floor lamp', kind: 'colour' },
  { name: 'Desk task lamp', kind: 'ambiance' },
  { name: 'Door lamp', kind: 'colour', outside: true, start: { on: false, bri: 254 } },
];

/** The same with two lamps to work by: each look then goes to a group. */
export const TWO_DESKS: readonly LampPlan[] = LAMPS.toSpliced(3, 0, {
  name: 'Second task lamp',
  kind: 'ambiance',
});

/** The same with lamps that take brightness or colour from one command, not both. */
export const TAKING_ONE: readonly LampPlan[] = LAMPS.map((lamp, i) => ({
  ...lamp,
  ...(i === 0 && { takesOne: 'level' as const }),
  ...(i === 2 && { takesOne: 'tint' as const }),
}));

/** What a lamp puts out beside what the score wants of it, in %. */
export interface LampApart {
  readonly lampId: string;
  readonly pct: number;
  readonly wantedPct: number;
}

export interface SimulatedRoom {
  readonly room: Room;
  readonly lights: Lights;
  readonly guarded: GuardedRig;
  readonly network: Omit<SimulatedNetwork, 'hand' | 'laneFor'>;
  /** What went wrong with commands, in its order. */
  readonly faults: readonly LightFault[];
  /** Somebody dims a lamp at the wall. */
  readonly hand: (lampId: string, bri: number) => void;
  /**
   * How far the lamps are from the score; lamps left to a hand are not among them, nor those of which nobody could
   * know, unless they are asked for too.
   */
  readonly apart: (alsoUnknowable?: boolean) => readonly LampApart[];
  readonly close: () => void;
}

const now = (): number => performance.now();

/** No two looks at a real clock show the same instant, which timers that stand still would hide. */
const ticking = (): (() => number) => {
  let looks = 0;
  return () => now() + ++looks * 1e-7;
};

const clock = {
  now: ticking(),
  rate: 1,
  wallAt: (ms: number) => ms,
  anchor: () => ({ wallMs: 0, sessionMs: 0, rate: 1 }),
  sleptMs: () => 0,
};

const BRIDGE = { id: 'b', name: 'Simulated', address: '', model: '', software: '' };

const connectOver = (network: SimulatedNetwork, queue: RequestQueue) =>
  openHueRig({
    ...{ bridge: BRIDGE, queue },
    calls: hueCalls(queuedLane(network.laneFor(false), queue), KEY),
    callsAtOnce: hueCalls(queuedLane(network.laneFor(true), queue), KEY),
    owner: KEY,
    answersInMs: () => null,
    commandsLastHour: () => 0,
    timeoutMs: 950,
    raisingTimeoutMs: LANE_TIMEOUT_MS,
    close: () => undefined,
  });

/** Opens the room: it connects, and is idle. Fake timers have to run already. */
export const openSimulatedRoom = (
  condition: Condition = 'well',
  lamps: readonly LampPlan[] = LAMPS,
): SimulatedRoom => {
  const network = openSimulatedNetwork(lamps);
  network.setCondition(condition);
  const faults: LightFault[] = [];
  const queue = openRequestQueue();
  const guarded = guardRig({
    ...{ clock, random: () => 0.5 },
    onFault: (fault) => {
      if (fault === null) return;
      faults.push(fault);
      lights.suspect();
    },
    onMoved: () => lights.confirm(),
  });
  const lights = openLights({
    ...{ clock, guarded, random: () => 0.5 },
    kept: () => ({ lamps: [], room: null, knownRoom: null }),
    keep: () => undefined,
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
  void lights.use({
    ...{ kind: 'bridge', bridgeId: BRIDGE.id, seek: () => undefined, settle: () => undefined },
    address: () => '',
    connect: () => connectOver(network, queue),
  });

  const pathOf = (lampId: string) => {
    const role = guarded.lamps().get(lampId)?.role;
    return role === undefined ? undefined : want(room.session(), now()).light?.[role];
  };

  return {
    ...{ room, lights, guarded, network, faults },
    hand: (lampId, bri) => network.hand(lampId, bri, pathOf(lampId)?.reachAt ?? now()),
    apart: (alsoUnknowable = false) =>
      [...guarded.lamps()].flatMap(([lampId, { isChanged }]) => {
        const path = pathOf(lampId);
        const isKnowable = alsoUnknowable || !network.isUnknowable(lampId);
        if (isChanged || path === undefined || !isKnowable) return [];
        return [{ lampId, pct: network.outputPct(lampId), wantedPct: path.now.brightnessPct }];
      }),
    close: () => {
      room.close();
      lights.close();
    },
  };
};
