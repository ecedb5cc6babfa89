// What the practice bridge holds when it is first opened: lamps, rooms, zones and users as a plan says. It must
// never open a bridge that a real one could not be.

import { type LampPlan, type RoomPlan, TREATMENT_ROOM } from './room.ts';
import { type Store, type StoredGroup, type StoredUser, stamp, storedLight } from './store.ts';

export interface StorePlan {
  /** Milliseconds of any origin, never going back; lamps fade, budgets fill and the button lapses by it. */
  readonly clock?: () => number;
  /** The date in reports. */
  readonly date?: () => Date;
  /** 0..1, for keys and scene ids. */
  readonly random?: () => number;
  readonly lamps?: readonly LampPlan[];
  /** In place of the one room that holds every lamp but those outside. Groups are numbered as they stand here. */
  readonly rooms?: readonly RoomPlan[];
  /** Keys that are paired from the start. */
  readonly knownUsers?: readonly string[];
  /** Sixteen hexadecimal digits. */
  readonly bridgeId?: string;
  /** As some emulators: `transitiontime` in a scene is not kept, and a recall takes the 400 ms of any command. */
  readonly scenesForgetTransitions?: boolean;
}

/** The practice bridge's own id: recognisable in a log, and the same in every room. */
export const PRACTICE_BRIDGE_ID = '001788FFFE570001';

const treatmentRoom = (lamps: readonly LampPlan[]): StoredGroup => ({
  name: 'Treatment room',
  lights: lamps.flatMap((plan, index) => (plan.outside ? [] : [String(index + 1)])),
  type: 'Room',
  class: 'Bedroom',
  recycle: false,
});

const plannedGroup = ({ name, lamps: places, kind }: RoomPlan, lampCount: number): StoredGroup => {
  const stranger = places.find((place) => !Number.isInteger(place) || place < 1 || place > lampCount);
  if (stranger !== undefined) throw new RangeError(`${name} cannot hold lamp ${stranger} of ${lampCount}`);
  return { name, lights: places.map(String), type: kind, class: 'Other', recycle: false };
};

const plannedGroups = (lamps: readonly LampPlan[], rooms: readonly RoomPlan[]): readonly StoredGroup[] => {
  const groups = rooms.map((room) => plannedGroup(room, lamps.length));
  const inRooms = groups.flatMap((group) => (group.type === 'Room' ? group.lights : []));
  const twice = inRooms.find((id, index) => inRooms.indexOf(id) !== index);
  if (twice !== undefined) throw new RangeError(`Lamp ${twice} cannot be in two rooms`);
  return groups;
};

/** The store of a bridge as planned. Throws a RangeError at a room that no bridge would make. */
export const openStore = (plan: StorePlan): Store => {
  const { lamps = TREATMENT_ROOM, rooms, knownUsers = [], date = () => new Date() } = plan;
  const lights = lamps.map((lamp, index) => storedLight(lamp, String(index + 1)));
  const groups = rooms ? plannedGroups(lamps, rooms) : [treatmentRoom(lamps)];
  const user: StoredUser = { devicetype: 'stillroom#practice', createdAt: stamp(date()) };
  return {
    lights: new Map(lights.map((light) => [light.id, light])),
    groups: new Map(groups.map((group, index) => [String(index + 1), group])),
    scenes: new Map(),
    users: new Map(knownUsers.map((key) => [key, user])),
    name: 'Practice room',
    pressedAtMs: null,
    bridgeId: plan.bridgeId ?? PRACTICE_BRIDGE_ID,
    scenesForgetTransitions: plan.scenesForgetTransitions ?? false,
    deliver: () => 'carried',
    clock: plan.clock ?? (() => performance.now()),
    date,
    random: plan.random ?? Math.random,
  };
};
