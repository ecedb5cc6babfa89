// What each lamp is for: guessed from its name until a person chooses. It must never give a role to a lamp that a person
// took out of the room.

import type { Role } from '../../shared/preset/preset.ts';
import type { BridgeRoom, RoleOfLamp } from './rig.ts';

/** A person's choice for a lamp; `none` leaves the lamp alone. */
export type RoleChoice = Role | 'none';

/** By lamp id. */
export type ChosenRoles = Readonly<Record<string, RoleChoice>>;

const DOOR_WORDS = ['door', 'corridor', 'hall', 'hallway', 'exit', 'entrance', 'gang', 'korridor'];
const DOOR_PARTS = ['tür', 'tuer', 'flur', 'eingang', 'ausgang'];
const TASK_WORDS = ['task', 'desk', 'reading', 'exam', 'examination', 'work', 'sink'];
const TASK_PARTS = ['arbeit', 'schreibtisch', 'untersuch', 'leselampe', 'leselicht', 'worklight', 'desklamp'];

/** Anything but letters separates words; `ü` may be written as one character or as two. */
const wordsOf = (name: string): readonly string[] =>
  name
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');

/** German words are compounds (`Schreibtischlampe`), so a part of a word is enough there. */
const mentions = (name: string, words: readonly string[], parts: readonly string[]): boolean =>
  wordsOf(name).some((word) => words.includes(word) || parts.some((part) => word.includes(part)));

/** A guess from English or German words in the lamp's name: door, then task, else ambient. */
export const guessRole = (name: string): Role => {
  if (mentions(name, DOOR_WORDS, DOOR_PARTS)) return 'door';
  return mentions(name, TASK_WORDS, TASK_PARTS) ? 'task' : 'ambient';
};

/**
 * The role of every lamp of this room: what a person chose, otherwise the guess. Lamps chosen as `none` are left out.
 *
 * @param chosen by lamp id; unknown ids are skipped
 * @param inRoom the lamps of this room. A lamp outside it counts only with a chosen role
 */
export const rolesFor = (
  lamps: readonly { readonly id: string; readonly name: string }[],
  chosen: ChosenRoles,
  inRoom: readonly string[],
): RoleOfLamp =>
  Object.fromEntries(
    lamps.flatMap(({ id, name }) => {
      const usual: RoleChoice = inRoom.includes(id) ? guessRole(name) : 'none';
      const role = (Object.hasOwn(chosen, id) ? chosen[id] : undefined) ?? usual;
      return role === 'none' ? [] : [[id, role] as const];
    }),
  );

/** A person's choice among a bridge's rooms: an id; null: all its lamps; undefined: nobody has chosen. */
export type RoomChoice = string | null | undefined;

const roomsOnly = (rooms: readonly BridgeRoom[]): readonly BridgeRoom[] =>
  rooms.filter(({ kind }) => kind === 'room');

/**
 * The only room of a bridge, where it needs no question that it is this one: it holds all lamps, but for those with a
 * chosen role. What lies outside it may light another patient.
 */
export const roomUnasked = (
  lampIds: readonly string[],
  rooms: readonly BridgeRoom[],
  chosen: ChosenRoles,
): BridgeRoom | undefined => {
  const [only, another] = roomsOnly(rooms);
  if (only === undefined || another !== undefined) return undefined;
  return lampIds.every((id) => only.lampIds.includes(id) || Object.hasOwn(chosen, id)) ? only : undefined;
};

/** What there is to choose among: null for several rooms, the name of the only one, '' for none. */
export const onlyRoomOf = (rooms: readonly BridgeRoom[]): string | null => {
  const [only, another] = roomsOnly(rooms);
  return another === undefined ? (only?.name ?? '') : null;
};
