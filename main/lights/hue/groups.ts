// The groups that Stillroom keeps on a bridge, so that a look for a role, or for several, is one command. It must
// never touch a group that is not its own: not a person's, and not that of another treatment room on the bridge.

import * as v from 'valibot';
import type { Role } from '../../../shared/preset/preset.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { LightFault, RoleOfLamp } from '../rig.ts';
import type { HueCalls, HueFault } from './api-client.ts';
import type { HueGroup } from './command-plan.ts';

/** The groups by name and by the roles whose lamps they hold, the most useful first. */
const GROUPS: readonly { readonly name: string; readonly roles: readonly Role[] }[] = [
  { name: 'Stillroom room', roles: ['ambient', 'task'] },
  { name: 'Stillroom all', roles: ['ambient', 'task', 'door'] },
  { name: 'Stillroom ambient', roles: ['ambient'] },
  { name: 'Stillroom task', roles: ['task'] },
  { name: 'Stillroom door', roles: ['door'] },
];

/** A bridge appends a number where a name is taken (Hue API, "Groups" 2.2), as by another room. */
const nameOf = (shown: string): string => shown.replace(/ \d+$/, '');

const GroupSchema = v.object({ name: v.string(), type: v.string(), lights: v.array(v.string()) });

interface FoundGroup extends HueGroup {
  readonly name: string;
}

/** Groups by our names that are ours: we made them, most of their lamps are this room's, or they have none left. */
const oursIn = (
  answer: unknown,
  roles: RoleOfLamp,
  isKnown: (groupId: string) => boolean,
): readonly FoundGroup[] | null => {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return null;
  return Object.entries(answer).flatMap(([id, told]) => {
    const group = v.safeParse(GroupSchema, told);
    if (!group.success || group.output.type !== 'LightGroup') return [];
    const name = nameOf(group.output.name);
    if (!GROUPS.some((known) => known.name === name)) return [];
    const lampIds = group.output.lights;
    const own = lampIds.filter((lampId) => Object.hasOwn(roles, lampId)).length;
    const isOurs = own * 2 > lampIds.length || lampIds.length === 0 || isKnown(id);
    return isOurs ? [{ id, name, lampIds }] : [];
  });
};

/** The lamps of these roles, in a settled order. */
const lampsOfRoles = (assigned: RoleOfLamp, roles: readonly Role[]): readonly string[] =>
  Object.keys(assigned).filter((lampId) => {
    const role = assigned[lampId];
    return role !== undefined && roles.includes(role);
  });

const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id));

interface WantedGroup {
  readonly name: string;
  readonly lampIds: readonly string[];
}

/** The groups worth having: of two lamps at least, and no two of the same lamps. */
const wantedGroups = (assigned: RoleOfLamp): readonly WantedGroup[] =>
  GROUPS.map(({ name, roles }) => ({ name, lampIds: lampsOfRoles(assigned, roles) })).filter(
    ({ lampIds }, i, all) =>
      lampIds.length > 1 && !all.slice(0, i).some((earlier) => isSameSet(earlier.lampIds, lampIds)),
  );

const provide = async (
  calls: HueCalls,
  { name, lampIds }: WantedGroup,
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
  const ours = oursIn(answer.value, assigned, isKnown) ?? [];
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
