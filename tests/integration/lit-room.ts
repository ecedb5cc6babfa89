// The room's light in use over real HTTP: a practice bridge, the source that reaches it as a paired one, and a watch on
// how fast its lamps change. Shared by the tests of the lights.

import { expect, vi } from 'vitest';
import { type LightSource, type PairedBridgeParts, pairedBridge } from '../../main/lights/bridge/sources.ts';
import type { WantedLight } from '../../main/lights/guarded-rig.ts';
import type { ChosenRoles, RoomChoice } from '../../main/lights/roles.ts';
import { startClock } from '../../main/room/clock.ts';
import { openFaults } from '../../main/room/faults.ts';
import { openRoomLights, type RoomLights } from '../../main/room/room-lights.ts';
import type { KeptSettings } from '../../main/storage/settings.ts';
import { USUAL_SETTINGS } from '../../main/storage/settings-schema.ts';
import type { FaultCode, LampView } from '../../shared/ipc/snapshot.ts';
import type { Look } from '../../shared/preset/preset.ts';
import type { Fault } from '../practice/faults.ts';
import type { FaultyBridge, FaultyBridgeOptions } from '../practice/faulty-bridge.ts';
import { freePort, LOOPBACK } from './announced-bridge.ts';
import { KEY, startBridge } from './hue-room.ts';

/** Points a second, as the design has them, whatever the guard believes. */
const MOST_UP_PER_S = 10;
const MOST_DOWN_PER_S = 30;

const WATCH_EVERY_MS = 50;
/** Slopes are told over so long, so that rounding to a step of 254 weighs little. */
const WATCH_OVER_MS = 1000;
/** A step of 254, and what rounding adds, as percentage points. */
const STEP_PCT = 0.6;

/** The bridge as pairing would have kept it; where it has moved to is sought on an interface of its own. */
export const wayTo = async (
  { address, bridgeId }: Pick<FaultyBridge, 'address' | 'bridgeId'>,
  change: Partial<Omit<PairedBridgeParts, 'paired'>> & {
    readonly paired?: Partial<PairedBridgeParts['paired']>;
  } = {},
): Promise<LightSource> => {
  const search = { interfaceAddress: LOOPBACK, port: await freePort() };
  return pairedBridge({
    onMoved: () => undefined,
    search,
    ...change,
    paired: {
      ...{ source: 'bridge', baseUrl: `http://${address}`, address, bridgeId, name: 'Practice room' },
      ...{ username: KEY, fingerprint: null },
      ...change.paired,
    },
  });
};

export interface Watch {
  /** Changes past the guard, told as sentences. */
  readonly broken: readonly string[];
  /** What lamps do by themselves or by a hand from here on, for so many ms, is not held against anybody. */
  readonly excuse: (forMs: number, lampIds?: readonly string[]) => void;
  readonly stop: () => void;
}

/** What a lamp put out at some instant between two: this process may have had to wait meanwhile. */
interface Sighting {
  readonly earliestMs: number;
  readonly latestMs: number;
  readonly pct: number;
}

/** Looks at what the lamps really put out, twenty times a second; at rate N slopes may be N times as steep. */
export const watchLamps = (bridge: FaultyBridge, rate = 1): Watch => {
  const broken: string[] = [];
  const seen = new Map<string, readonly Sighting[]>();
  const excused = new Map<string, number>();

  const hold = (id: string, name: string, now: Sighting): void => {
    const { earliestMs, latestMs, pct } = now;
    const before = (seen.get(id) ?? []).filter((each) => each.latestMs > earliestMs - WATCH_OVER_MS);
    seen.set(id, latestMs < (excused.get(id) ?? 0) ? [] : [...before, now]);
    const steep = before.find((then) => {
      const seconds = (latestMs - then.earliestMs) / 1000;
      const change = pct - then.pct;
      const mostPerS = rate * (change > 0 ? MOST_UP_PER_S : MOST_DOWN_PER_S);
      return Math.abs(change) > seconds * mostPerS + STEP_PCT;
    });
    if (steep === undefined) return;
    const ms = (latestMs - steep.earliestMs).toFixed(0);
    broken.push(`${name} from ${steep.pct.toFixed(1)} to ${pct.toFixed(1)} % in ${ms} ms`);
    seen.delete(id);
  };

  const look = (): void => {
    const earliestMs = performance.now();
    const outputs = bridge.outputs();
    const latestMs = performance.now();
    for (const { id, name, brightnessPct } of outputs) {
      hold(id, name, { earliestMs, latestMs, pct: brightnessPct });
    }
  };
  look();
  const timer = setInterval(look, WATCH_EVERY_MS);
  return {
    broken,
    excuse: (forMs, lampIds = bridge.outputs().map(({ id }) => id)) => {
      for (const id of lampIds) {
        seen.delete(id);
        excused.set(id, performance.now() + forMs);
      }
    },
    stop: () => clearInterval(timer),
  };
};

export interface LitRoom extends Pick<RoomLights, 'lights' | 'guarded'> {
  readonly bridge: FaultyBridge;
  readonly watch: Watch;
  /** What is wrong now, and what ever was, in its order. */
  readonly faults: () => readonly FaultCode[];
  readonly told: readonly FaultCode[];
  /** What the faults of now are about. */
  readonly named: () => readonly string[];
  readonly lamp: (id: string) => LampView;
  readonly outputPct: (id: string) => number;
}

/** What Set-up chose for the bridge's lamps. */
interface Chosen {
  /** By lamp number, as earlier versions kept them. */
  readonly chosenRoles?: () => ChosenRoles;
  readonly chosenRoom?: () => RoomChoice;
}

export interface LitRoomOptions extends FaultyBridgeOptions, Chosen {
  /** In place of the ordinary way to the bridge. */
  readonly source?: (bridge: FaultyBridge) => Promise<LightSource>;
  /** In place of one of its own. */
  readonly bridge?: FaultyBridge;
  /** The bridge fails so from the start. */
  readonly firstFault?: Fault;
}

/** What is to be closed at the end, the latest first. */
const opened: (() => unknown)[] = [];

/** Lets something be closed with the rooms. */
export const closesLater = (close: () => unknown): void => {
  opened.push(close);
};

/** Ends every room that was opened. To be called after all tests of a file, as they run at one time. */
export const closeRooms = async (): Promise<void> => {
  for (const close of opened.splice(0).reverse()) await close();
};

/** Where neither a choice nor rooms are named, somebody has said that all lamps are this room's. What is changed is kept. */
const settingsFor = (
  bridgeId: string,
  { chosenRoles, chosenRoom, rooms: plan }: LitRoomOptions,
): Pick<KeptSettings, 'get' | 'change'> => {
  let kept: Parameters<KeptSettings['change']>[0] = {};
  return {
    get: () => {
      const room = chosenRoom === undefined && plan === undefined ? null : chosenRoom?.();
      const rooms = room === undefined ? {} : { [bridgeId]: room };
      const roles = { [bridgeId]: chosenRoles?.() ?? {} };
      return { ...USUAL_SETTINGS, lights: { source: 'practice' }, roles, rooms, ...kept };
    },
    change: (patch) => {
      kept = { ...kept, ...patch };
    },
  };
};

/** Opens a room and takes its bridge into use; nothing is wanted of its light yet. */
export const openLitRoom = async (options: LitRoomOptions = {}): Promise<LitRoom> => {
  const bridge = options.bridge ?? (await startBridge(options));
  bridge.setFault(options.firstFault ?? null);
  const told: FaultCode[] = [];
  const faults = openFaults(Date.now, ({ code }, isOver) => {
    if (!isOver) told.push(code);
  });
  const settings = settingsFor(bridge.bridgeId.toLowerCase(), options);
  const roomLights = openRoomLights({ clock: startClock(1), settings, faults, changed: () => undefined });
  const { guarded, lights } = roomLights;
  const watch = watchLamps(bridge);
  closesLater(async () => {
    watch.stop();
    await roomLights.close();
    await bridge.close();
  });
  await lights.use(await (options.source ?? wayTo)(bridge));
  return {
    ...{ bridge, lights, guarded, watch, told },
    faults: () => faults.all().map(({ code }) => code),
    named: () => faults.all().flatMap(({ about }) => about ?? []),
    lamp: (id) => {
      const found = lights.view().lamps.find((lamp) => lamp.id === id);
      if (found === undefined) throw new Error(`no lamp ${id}`);
      return found;
    },
    outputPct: (id) => bridge.outputs().find((lamp) => lamp.id === id)?.brightnessPct ?? Number.NaN,
  };
};

const DOOR: Look = { brightnessPct: 10, colour: { x: 0.675, y: 0.322 } };

/** The wanted light of a room at a brightness; the door lamp dimly red. */
export const wantedAt = (
  brightnessPct: number,
  doorPct = DOOR.brightnessPct,
  taskPct = brightnessPct,
): WantedLight => {
  const still = (look: Look) => ({ at: 0, now: look, to: look, reachAt: 0 });
  const ambient = still({ brightnessPct, warmthK: 2200 });
  const task = still({ brightnessPct: taskPct, warmthK: 2200 });
  const door = still({ ...DOOR, brightnessPct: doorPct });
  return { light: { ambient, task, door }, fullLight: false };
};

/** Two steps of 254. */
const RIGHT_PCT = (2 / 254) * 100;

/** What a bridge does or does not is noticed within this, in ms, also on a machine that is busy with something else. */
export const SOON = 20_000;

/** Waits until it is so; unlike `expect.poll` also where several rooms are tried at one time. */
export const until = async (isSo: () => boolean, timeout: number): Promise<void> => {
  await vi.waitFor(() => expect(isSo(), String(isSo)).toBe(true), { timeout, interval: 20 });
};

/** Waits until lamps put out what they should, in %. */
export const expectAt = async (
  { outputPct }: LitRoom,
  wanted: Readonly<Record<string, number>>,
  timeout = 8000,
): Promise<void> => {
  const apart = () =>
    Object.entries(wanted).flatMap(([id, pct]) =>
      Math.abs(outputPct(id) - pct) <= RIGHT_PCT ? [] : [`lamp ${id} at ${outputPct(id).toFixed(1)} %`],
    );
  await vi.waitFor(() => expect(apart()).toEqual([]), { timeout, interval: 20 });
};

/** The six lamps of the practice room at a brightness, and the one at the door. */
export const roomAt = (pct: number, doorPct = DOOR.brightnessPct): Readonly<Record<string, number>> => ({
  ...{ '1': pct, '2': pct, '3': pct, '4': pct, '5': pct },
  '6': doorPct,
});
