// What each lamp is for: guessed from its name until a person chooses. It must never give a role to a lamp that a
// person took out of the room.

import type { Role } from '../../shared/preset/preset.ts';
import type { BridgeRoom, RoleOfLamp } from './rig.ts';

/** A person's choice for a lamp; `none` leaves the lamp alone. */
export type RoleChoice = Role | 'none';

/** Choices by lamp id. */
export type ChosenRoles = Readonly<Record<string, RoleChoice>>;

const DOOR_WORDS = [
  'door',
  'corridor',
  'hall',
  'hallway',
  'exit',
  'entrance',
  'tür',
  'flur',
  'gang',
  'korridor',
];
const DOOR_PARTS = ['tür', 'tuer', 'flur', 'eingang', 'ausgang'];
const TASK_WORDS = ['task', 'desk', 'reading', 'exam', 'examination', 'work', 'sink'];
const TASK_PARTS = ['arbeit', 'schreibtisch', 'untersuch', 'leselampe', 'leselicht', 'worklight', 'desklamp'];

/** Words are told apart by anything but letters; `ü` may be written in one character or in two. */
const wordsOf = (name: string): readonly string[] =>
  name
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');

/** German words grow together (`Schreibtischlampe`), so that a part of a word is enough there. */
const speaksOf = (name: string, words: readonly string[], parts: readonly string[]): boolean =>
  wordsOf(name).some((word) => words.includes(word) || parts.some((part) => word.includes(part)));

/** A sensible guess from the lamp's name in English or German words: door, then task, else ambient. */
export const guessRole = (name: string): Role => {
  if (speaksOf(name, DOOR_WORDS, DOOR_PARTS)) return 'door';
  return speaksOf(name, TASK_WORDS, TASK_PARTS) ? 'task' : 'ambient';
};

/**
 * The role of every lamp of this room: what a person chose, otherwise the guess; lamps chosen as `none` are left out.
 *
 * @param chosen by lamp id; ids that no lamp has are passed over
 * @param inRoom the lamps of the room that a person chose; of others only those that they gave a role are taken.
 *   null: all lamps are of this room
 */
export const rolesFor = (
  lamps: readonly { readonly id: string; readonly name: string }[],
  chosen: ChosenRoles,
  inRoom: readonly string[] | null,
): RoleOfLamp =>
  Object.fromEntries(
    lamps.flatMap(({ id, name }) => {
      const usual: RoleChoice = inRoom === null || inRoom.includes(id) ? guessRole(name) : 'none';
      const role = (Object.hasOwn(chosen, id) ? chosen[id] : undefined) ?? usual;
      return role === 'none' ? [] : [[id, role] as const];
    }),
  );

/** A person's choice among a bridge's rooms: an id, or null for all its lamps; undefined: nobody has chosen. */
export type RoomChoice = string | null | undefined;

/**
 * Which lamps are this room's; null: all. A bridge with several rooms is left alone until somebody chooses, since
 * the other rooms have patients of their own.
 */
export const lampsInRoom = (rooms: readonly BridgeRoom[], choice: RoomChoice): readonly string[] | null => {
  if (choice === null) return null;
  const chosen = rooms.find(({ id }) => id === choice);
  if (chosen !== undefined) return chosen.lampIds;
  return isRoomUnchosen(rooms, choice) ? [] : null;
};

/** True when nobody has said which of a bridge's rooms is this one, and there is a choice. */
export const isRoomUnchosen = (rooms: readonly BridgeRoom[], choice: RoomChoice): boolean =>
  choice !== null &&
  !rooms.some(({ id }) => id === choice) &&
  rooms.filter(({ kind }) => kind === 'room').length > 1;
