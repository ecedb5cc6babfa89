// The groups of a bridge: people's rooms and zones, which are only read, and those that Stillroom keeps so that a role,
// or several, take one command. It must never touch a group that is not its own: not a person's, and not that of
// another treatment room on the bridge.

import * as v from 'valibot';
import type { Role } from '../../../shared/preset/preset.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { BridgeRoom, LightFault, RoleOfLamp } from '../rig.ts';
import type { HueCalls, HueFault } from './api-client.ts';
import type { HueGroup } from './command-plan.ts';
import { entriesIn, given } from './lamps.ts';

const GroupSchema = v.object({
  name: given(v.pipe(v.string(), v.trim(), v.minLength(1))),
  type: given(v.string()),
  /** Without what is no id; null when the bridge does not say. */
  lights: v.fallback(
    v.pipe(
      v.nullable(v.array(v.unknown())),
      v.transform(
        (ids) => ids?.filter((id) => typeof id === 'string' || typeof id === 'number').map(String) ?? null,
      ),
    ),
    null,
  ),
});

interface NamedGroup {
  readonly name: string;
  readonly lampIds: readonly string[];
}

/** Our groups by name and by the roles whose lamps they hold, the most useful first. */
const GROUPS: readonly { readonly name: string; readonly roles: readonly Role[] }[] = [
  { name: 'Stillroom room', roles: ['ambient', 'task'] },
  { name: 'Stillroom all', roles: ['ambient', 'task', 'door'] },
  { name: 'Stillroom ambient', roles: ['ambient'] },
  { name: 'Stillroom task', roles: ['task'] },
  { name: 'Stillroom door', roles: ['door'] },
];

/** A bridge appends a number to a name that is taken, as by another room (Hue API, "Groups" 2.2). */
const withoutNumber = (name: string): string => name.replace(/ \d+$/, '');

/** True for a group that Stillroom made, here or for another room. Some bridges tell it as a zone; a room is a person's. */
const isByOurName = (name: string | undefined, type: string | undefined): boolean =>
  type !== 'Room' && GROUPS.some((ours) => ours.name === withoutNumber(name ?? ''));

/**
 * The rooms and zones in a bridge's answer to `GET /groups`, without groups of Stillroom's and those that are known to be
 * empty; none when it is no such answer. A group of unknown kind is shown as a zone.
 */
export const roomsIn = (answer: unknown): readonly BridgeRoom[] =>
  (entriesIn(answer, GroupSchema) ?? []).flatMap(([id, { name, type = 'Zone', lights }]) => {
    if ((type !== 'Room' && type !== 'Zone') || lights?.length === 0 || isByOurName(name, type)) return [];
    return [
      { id, name: name ?? `${type} ${id}`, kind: type === 'Room' ? 'room' : 'zone', lampIds: lights ?? [] },
    ];
  });

/** Groups by our names that are ours: we made them, most of their lamps are this room's, or they have none left. */
const oursIn = (
  answer: unknown,
  roles: RoleOfLamp,
  isKnown: (groupId: string) => boolean,
): readonly (HueGroup & NamedGroup)[] =>
  (entriesIn(answer, GroupSchema) ?? []).flatMap(([id, { name: full = '', type, lights }]) => {
    const name = withoutNumber(full);
    if (!isByOurName(name, type)) return [];
    const own = lights?.filter((lampId) => Object.hasOwn(roles, lampId)).length ?? 0;
    const isMostlyOwn = lights !== null && (own * 2 > lights.length || lights.length === 0);
    return isMostlyOwn || isKnown(id) ? [{ id, name, lampIds: lights ?? [] }] : [];
  });

const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id));

/** The groups worth having: of two lamps at least, and no two of the same lamps. */
const wantedGroups = (assigned: RoleOfLamp): readonly NamedGroup[] =>
  GROUPS.map(({ name, roles }) => ({
    name,
    lampIds: Object.entries(assigned).flatMap(([lampId, role]) => (roles.includes(role) ? [lampId] : [])),
  })).filter(
    ({ lampIds }, i, all) =>
      lampIds.length > 1 && !all.slice(0, i).some((earlier) => isSameSet(earlier.lampIds, lampIds)),
  );

const provide = async (
  calls: HueCalls,
  { name, lampIds }: NamedGroup,
  found: HueGroup | undefined,
): Promise<Result<HueGroup, HueFault>> => {
  if (found === undefined) {
    const made = await calls.createGroup(name, lampIds);
    return made.ok ? ok({ id: made.value, lampIds }) : made;
  }
  if (isSameSet(found.lampIds, lampIds)) return ok({ id: found.id, lampIds });
  const changed = await calls.changeGroup(found.id, lampIds);
  return changed.ok ? ok({ id: found.id, lampIds }) : changed;
};

/** A fault of the connection itself; anything else is about one group, and the room works without it. */
const isOfTheConnection = (fault: HueFault): fault is LightFault =>
  fault === 'unreachable' || fault === 'hangs' || fault === 'unauthorised' || fault === 'notItself';

/**
 * Finds, makes and changes our groups for these roles, and removes those of ours that are no longer used. A group
 * that the bridge will not make is left out: its lamps are then commanded one by one.
 *
 * @param isKnown whether a group was ours before, whatever lamps it holds by now
 *
 * Errors: only those of the connection.
 */
export const arrangeGroups = async (
  calls: HueCalls,
  assigned: RoleOfLamp,
  isKnown: (groupId: string) => boolean,
): Promise<Result<readonly HueGroup[], LightFault>> => {
  const answer = await calls.readGroups();
  if (!answer.ok) return isOfTheConnection(answer.error) ? fail(answer.error) : ok([]);
  const ours = oursIn(answer.value, assigned, isKnown);
  const groups: HueGroup[] = [];
  const kept = new Set<string>();
  for (const wanted of wantedGroups(assigned)) {
    const found = ours.find((group) => group.name === wanted.name && !kept.has(group.id));
    if (found !== undefined) kept.add(found.id);
    const provided = await provide(calls, wanted, found);
    if (provided.ok) groups.push(provided.value);
    else if (isOfTheConnection(provided.error)) return fail(provided.error);
  }
  for (const unused of ours.filter((group) => !kept.has(group.id))) await calls.deleteGroup(unused.id);
  return ok(groups);
};
