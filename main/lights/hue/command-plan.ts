// Which commands carry a look to some lamps: as few as the bridge's groups allow. Pure; it must never address a lamp
// that was not asked for.

import type { Look } from '../../../shared/preset/preset.ts';
import type { LampChange } from '../rig.ts';
import type { HueState, LampStates } from './api-client.ts';
import { bringUpState, type ColourPart, colourPart, fadeState, groupColourPart } from './colour.ts';
import type { LampAbility } from './lamps.ts';

/** A group that the bridge keeps for us. */
export interface HueGroup {
  readonly id: string;
  readonly lampIds: readonly string[];
}

export interface HueCommand {
  readonly to: 'group' | 'light';
  readonly id: string;
  readonly lampIds: readonly string[];
  readonly state: HueState;
}

type AbilityOf = (lampId: string) => LampAbility;

type Target = Omit<HueCommand, 'state'>;

const oneLight = (id: string): Target => ({ to: 'light', id, lampIds: [id] });

/** The biggest group that holds nothing else than these lamps, and at least two of them. */
const biggestWithin = (lampIds: readonly string[], groups: readonly HueGroup[]): HueGroup | null =>
  groups
    .filter((group) => group.lampIds.length > 1 && group.lampIds.every((id) => lampIds.includes(id)))
    .reduce<HueGroup | null>((best, group) => {
      return best !== null && best.lampIds.length >= group.lampIds.length ? best : group;
    }, null);

/** Groups and single lights that are together exactly these lamps, the biggest groups first. */
export const cover = (lampIds: readonly string[], groups: readonly HueGroup[]): readonly Target[] => {
  const group = biggestWithin(lampIds, groups);
  if (group === null) return lampIds.map(oneLight);
  const rest = lampIds.filter((id) => !group.lampIds.includes(id));
  return [{ to: 'group', id: group.id, lampIds: group.lampIds }, ...cover(rest, groups)];
};

const toTarget = (
  target: Target,
  look: Look,
  abilityOf: AbilityOf,
  stateOf: (part: ColourPart) => HueState,
): readonly HueCommand[] => {
  const { part, others } = groupColourPart(look, target.lampIds.map(abilityOf));
  const apart = others.flatMap((i) => target.lampIds[i] ?? []);
  return [
    { ...target, state: stateOf(part) },
    ...apart.map((id) => ({ ...oneLight(id), state: stateOf(colourPart(look, abilityOf(id))) })),
  ];
};

/** A change of some lamps, those of them that put out no light among them. */
export interface PlannedChange extends LampChange {
  readonly dark: readonly string[];
}

export interface LookPlan {
  /** Brings up the lamps that are dark; to be taken before `fade` is sent. */
  readonly bringUp: readonly HueCommand[];
  readonly fade: readonly HueCommand[];
}

const isDarkness = (look: Look): boolean => look.brightnessPct <= 0;

const fadeOf = (
  { lampIds, look, overMs }: PlannedChange,
  groups: readonly HueGroup[],
  abilityOf: AbilityOf,
): readonly HueCommand[] =>
  cover(lampIds, groups).flatMap((target) => {
    if (isDarkness(look)) return [{ ...target, state: fadeState(look, {}, overMs) }];
    return toTarget(target, look, abilityOf, (part) => fadeState(look, part, overMs));
  });

/**
 * The commands for a look. Dark lamps are first brought up at their least and in the new colour, unless the look
 * is darkness itself.
 */
export const planLook = (
  changes: readonly PlannedChange[],
  groups: readonly HueGroup[],
  abilityOf: AbilityOf,
): LookPlan => ({
  bringUp: changes.flatMap(({ look, dark }) =>
    isDarkness(look)
      ? []
      : cover(dark, groups).flatMap((target) => toTarget(target, look, abilityOf, bringUpState)),
  ),
  fade: changes.flatMap((change) => fadeOf(change, groups, abilityOf)),
});

/** Each lamp's own state in a look: what a scene holds. */
export const statesOf = (changes: readonly LampChange[], abilityOf: AbilityOf): LampStates =>
  Object.fromEntries(
    changes.flatMap(({ lampIds, look, overMs }) =>
      lampIds.map((id) => {
        const part = isDarkness(look) ? {} : colourPart(look, abilityOf(id));
        return [id, fadeState(look, part, overMs)] as const;
      }),
    ),
  );
