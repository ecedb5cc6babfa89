// What each lamp is for: guessed from its name until a person chooses. It must never give a role to a lamp that a
// person took out of the room.

import type { Role } from '../../shared/preset.ts';
import type { RoleOfLamp } from './rig.ts';

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
 * The role of every lamp: what a person chose, otherwise the guess; lamps chosen as `none` are left out.
 *
 * @param chosen by lamp id; ids that no lamp has are passed over
 */
export const rolesFor = (
  lamps: readonly { readonly id: string; readonly name: string }[],
  chosen: ChosenRoles,
): RoleOfLamp =>
  Object.fromEntries(
    lamps.flatMap(({ id, name }) => {
      const role = (Object.hasOwn(chosen, id) ? chosen[id] : undefined) ?? guessRole(name);
      return role === 'none' ? [] : [[id, role] as const];
    }),
  );
