// Knows the lamps and the room that somebody chose again, whatever numbers their bridge gives them: after a reset the same
// lamps have others. It must never give a lamp the role of another: what cannot be told apart is asked.

import type { BridgeLamp, BridgeRoom } from './rig.ts';
import { type ChosenRoles, type RoleChoice, type RoomChoice, roomUnasked } from './roles.ts';

/** A lamp that was on the bridge. */
export interface KnownLamp {
  /** Its number on the bridge when it was last there; null when another lamp may have that by now. */
  readonly id: string | null;
  /** The lamp's own address; null where its bridge does not tell it. */
  readonly uniqueId: string | null;
  /** null in settings of earlier versions, which kept the number alone. */
  readonly name: string | null;
  /** null: nobody has chosen one. */
  readonly role: RoleChoice | null;
}

/** The room or zone that was chosen, by what it is known by. */
export interface KnownRoom {
  readonly name: string;
  /** The own addresses of its lamps, or their names. */
  readonly lamps: readonly string[];
}

/** What is kept of a bridge's lamps. */
export interface KeptLamps {
  readonly lamps: readonly KnownLamp[];
  readonly room: RoomChoice;
  readonly knownRoom: KnownRoom | null;
}

type Lamp = Pick<BridgeLamp, 'id' | 'name' | 'uniqueId'>;

/** By what a lamp is known: its own address, or its name where its bridge tells none. */
export const markOf = ({ uniqueId, name }: Pick<Lamp, 'uniqueId' | 'name'>): string => uniqueId ?? name;

interface Pair {
  readonly known: KnownLamp;
  readonly lamp: Lamp;
}

/** Those that are alike and the only ones so on either side; `key` is null for what cannot be known by this. */
const pairsBy = (
  known: readonly KnownLamp[],
  lamps: readonly Lamp[],
  key: (one: KnownLamp | Lamp) => string | null,
): readonly Pair[] =>
  known.flatMap((one) => {
    const mark = key(one);
    if (mark === null || known.some((other) => other !== one && key(other) === mark)) return [];
    const [lamp, another] = lamps.filter((each) => key(each) === mark);
    return lamp === undefined || another !== undefined ? [] : [{ known: one, lamp }];
  });

/** What is left on both sides. */
const without = (pairs: readonly Pair[], known: readonly KnownLamp[], lamps: readonly Lamp[]) => ({
  known: known.filter((one) => !pairs.some((pair) => pair.known === one)),
  lamps: lamps.filter((one) => !pairs.some((pair) => pair.lamp === one)),
});

/** True when a lamp may be one that is known by no more than a name that others have too, or by its number. */
const mayBe = (known: KnownLamp, lamp: Lamp, isRenumbered: boolean): boolean =>
  known.name === lamp.name ||
  (!isRenumbered && known.id === lamp.id && (known.uniqueId === null || lamp.uniqueId === null));

/** What is known of the lamps that a bridge has now. */
export interface Recognised {
  /** By present number; a lamp that is unclear is left alone. */
  readonly roles: ChosenRoles;
  /** The numbers of lamps that may be one of several: somebody has to choose their roles anew. */
  readonly unclear: readonly string[];
  /** What is to be kept: the lamps that are there and clear, and those with a role that are away. */
  readonly lamps: readonly KnownLamp[];
}

/** Knows lamps by their own address, then by their name, and by their number only where no lamp has another than before. */
export const recognise = (all: readonly KnownLamp[], present: readonly Lamp[]): Recognised => {
  const kept = pairsBy(
    all.filter(({ name }) => name === null),
    present,
    ({ id }) => id,
  );
  const byAddress = pairsBy(all, present, ({ uniqueId }) => uniqueId);
  let left = without([...kept, ...byAddress], all, present);
  const byName = pairsBy(left.known, left.lamps, ({ name }) => name);
  left = without(byName, left.known, left.lamps);
  const isRenumbered = [...byAddress, ...byName].some(({ known, lamp }) => known.id !== lamp.id);
  const asBefore = left.lamps.flatMap((lamp) => {
    const known = left.known.find(({ id, name }) => id === lamp.id && name === lamp.name);
    return known === undefined || isRenumbered ? [] : [{ known, lamp }];
  });
  left = without(asBefore, left.known, left.lamps);
  const pairs = [...kept, ...byAddress, ...byName, ...asBefore];
  const unclear = left.lamps.filter((lamp) =>
    left.known.some((known) => known.role !== null && mayBe(known, lamp, isRenumbered)),
  );
  const found = new Map(pairs.map(({ known, lamp }) => [known, lamp]));
  return {
    roles: Object.fromEntries([
      ...pairs.flatMap(({ known, lamp }) => (known.role === null ? [] : [[lamp.id, known.role]])),
      ...unclear.map(({ id }) => [id, 'none']),
    ]),
    unclear: unclear.map(({ id }) => id),
    lamps: [
      ...all.flatMap((known) => {
        const lamp = found.get(known);
        if (lamp !== undefined) return [knownAs(lamp, known.role, known.uniqueId)];
        const isOthers = present.some((other) => other.id === known.id && !unclear.includes(other));
        return known.role === null ? [] : [isRenumbered || isOthers ? { ...known, id: null } : known];
      }),
      ...left.lamps.filter((lamp) => !unclear.includes(lamp)).map((lamp) => knownAs(lamp, null)),
    ],
  };
};

const knownAs = (
  { id, name, uniqueId }: Lamp,
  role: RoleChoice | null,
  before: string | null = null,
): KnownLamp => ({ id, name, uniqueId: uniqueId ?? before, role });

/** The known lamps once somebody chose a role for one that is there. */
export const withRole = (
  { lamps, unclear }: Recognised,
  lamp: Lamp,
  role: RoleChoice,
): readonly KnownLamp[] => {
  const isIt = (known: KnownLamp): boolean => known.id === lamp.id;
  // An unclear lamp takes the place of one that it may be.
  const replaced =
    lamps.find(isIt) ??
    (unclear.includes(lamp.id) ? lamps.find(({ name }) => name === lamp.name) : undefined);
  return [...lamps.filter((known) => known !== replaced), knownAs(lamp, role)];
};

/** What a room is known by. */
export const knownRoomOf = ({ name, lampIds }: BridgeRoom, lamps: readonly Lamp[]): KnownRoom => ({
  name,
  lamps: lamps.filter(({ id }) => lampIds.includes(id)).map(markOf),
});

/** Those of which it is so; all where it is so of none. */
const rather = <T>(all: readonly T[], isSo: (one: T) => boolean): readonly T[] => {
  const some = all.filter(isSo);
  return some.length > 0 ? some : all;
};

/** The chosen room among those that the bridge has now: by its name, then by its lamps; undefined where that is unclear. */
export const roomAgain = (
  rooms: readonly BridgeRoom[],
  lamps: readonly Lamp[],
  { room, knownRoom }: KeptLamps,
): BridgeRoom | undefined => {
  const isNumbered = ({ id }: BridgeRoom): boolean => id === room;
  if (knownRoom === null) return rooms.find(isNumbered);
  const isNamed = ({ name }: BridgeRoom): boolean => name === knownRoom.name;
  const holdsMost = (one: BridgeRoom): boolean => {
    const marks = knownRoomOf(one, lamps).lamps;
    return marks.filter((mark) => knownRoom.lamps.includes(mark)).length * 2 > marks.length;
  };
  // One that has another name by now still has its number and its lamps.
  const alike = rooms.filter((one) => isNamed(one) || (isNumbered(one) && holdsMost(one)));
  const [found, another] = rather(rather(rather(alike, isNamed), holdsMost), isNumbered);
  return another === undefined ? found : undefined;
};

/** What a bridge's lamps and rooms are, as far as that is known. */
export interface KnownAgain extends Recognised {
  /** Which room this is; undefined: nobody has said it yet. */
  readonly choice: RoomChoice;
  /** The lamps of this room; null: that has to be asked, and until then none is touched, whatever its role. */
  readonly inRoom: readonly string[] | null;
  readonly kept: KeptLamps;
}

/** Knows the chosen lamps and the chosen room again. A room that needs no question is kept as if it had been chosen. */
export const knowAgain = (
  before: KeptLamps,
  lamps: readonly Lamp[],
  rooms: readonly BridgeRoom[],
): KnownAgain => {
  const recognised = recognise(before.lamps, lamps);
  const kept = { ...before, lamps: recognised.lamps };
  const lampIds = lamps.map(({ id }) => id);
  if (before.room === null) return { ...recognised, choice: null, inRoom: lampIds, kept };
  const room = roomAgain(rooms, lamps, before) ?? roomUnasked(lampIds, rooms, recognised.roles);
  if (room === undefined) return { ...recognised, choice: undefined, inRoom: null, kept };
  const knownRoom = knownRoomOf(room, lamps);
  return {
    ...recognised,
    choice: room.id,
    inRoom: room.lampIds,
    kept: { ...kept, room: room.id, knownRoom },
  };
};
