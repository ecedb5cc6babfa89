// Which commands carry changes to lamps: as few as the bridge's groups allow. Pure; it must never address a lamp that
// was not asked for.

import type { Look } from '../../../shared/preset/preset.ts';
import type { LampChange } from '../rig.ts';
import type { HueState, LampStates } from './api-client.ts';
import { type ColourPart, colourPart, groupColourPart } from './colour.ts';
import type { LampAbility } from './lamps.ts';

/** A group that the bridge keeps for us. */
export interface HueGroup {
  readonly id: string;
  readonly lampIds: readonly string[];
}

/** Whom one command is for. */
export interface HueTarget extends HueGroup {
  readonly to: 'group' | 'light';
}

export interface HueCommand extends HueTarget {
  readonly state: HueState;
  /** The state of each of its lamps, where they have to be told one by one. */
  readonly states: LampStates;
}

type AbilityOf = (lampId: string) => LampAbility;

/** The API counts transitions in 100 ms, up to 65535 (1 h 49 min). */
const STEP_MS = 100;
const MOST_STEPS = 65_535;

/** A fade in the API's steps: rounded up, so that it is never steeper than the guard allowed. */
export const transitionSteps = (overMs: number): number =>
  Math.min(MOST_STEPS, Math.max(0, Math.ceil(overMs / STEP_MS - 1e-6)));

/** Brightness as the API writes it, 1–254; 1 is the least for anything above nothing. */
const briOf = (brightnessPct: number): number =>
  Math.min(254, Math.max(1, Math.round((brightnessPct / 100) * 254)));

const isDarkness = (look: Look): boolean => look.brightnessPct <= 0;

/**
 * The state that fades to a look. At 0 % the lamp fades off. It then comes up again only by `bringUpState`: a bare `on`
 * after such a fade would bring it up at 1.
 */
export const fadeState = (look: Look, part: ColourPart, overMs: number): HueState => {
  const transitiontime = transitionSteps(overMs);
  if (isDarkness(look)) return { on: false, transitiontime };
  return { on: true, bri: briOf(look.brightnessPct), ...part, transitiontime };
};

/** The state that brings an unlit lamp up at its least, in the colour to come, so that no old colour is ever seen. */
export const bringUpState = (part: ColourPart): HueState => ({
  on: true,
  bri: 1,
  ...part,
  transitiontime: 0,
});

const oneLight = (id: string): HueTarget => ({ to: 'light', id, lampIds: [id] });

/** The biggest group that holds nothing but these lamps, and at least two of them. */
const biggestWithin = (lampIds: readonly string[], groups: readonly HueGroup[]): HueGroup | null =>
  groups
    .filter((group) => group.lampIds.length > 1 && group.lampIds.every((id) => lampIds.includes(id)))
    .reduce<HueGroup | null>((best, group) => {
      return best !== null && best.lampIds.length >= group.lampIds.length ? best : group;
    }, null);

/** Groups and single lights that together are exactly these lamps, the biggest groups first. */
export const cover = (lampIds: readonly string[], groups: readonly HueGroup[]): readonly HueTarget[] => {
  const group = biggestWithin(lampIds, groups);
  if (group === null) return lampIds.map(oneLight);
  const rest = lampIds.filter((id) => !group.lampIds.includes(id));
  return [{ to: 'group', id: group.id, lampIds: group.lampIds }, ...cover(rest, groups)];
};

/** The same as commands to its lamps. */
export const oneByOne = ({ lampIds, state, states }: HueCommand): readonly HueCommand[] =>
  lampIds.map((id) => ({ ...oneLight(id), state: states[id] ?? state, states }));

/** The command for a target, and one more for each of its lamps that needs another colour. */
const commandsFor = (
  target: HueTarget,
  look: Look,
  abilityOf: AbilityOf,
  stateOf: (part: ColourPart) => HueState,
): readonly HueCommand[] => {
  const { part, others } = groupColourPart(look, target.lampIds.map(abilityOf));
  const apart = others.flatMap((i) => target.lampIds[i] ?? []);
  const states = Object.fromEntries(
    target.lampIds.map((id) => [id, stateOf(colourPart(look, abilityOf(id)))] as const),
  );
  const whole = { ...target, state: stateOf(part), states };
  return [whole, ...oneByOne({ ...whole, lampIds: apart })];
};

/** The commands that bring up those lamps that are dark; to be taken before the fade is sent. */
export const bringUpCommands = (
  changes: readonly LampChange[],
  dark: readonly string[],
  groups: readonly HueGroup[],
  abilityOf: AbilityOf,
): readonly HueCommand[] =>
  changes
    .filter(({ look }) => !isDarkness(look))
    .flatMap(({ lampIds, look }) => {
      const raised = lampIds.filter((id) => dark.includes(id));
      return cover(raised, groups).flatMap((target) => commandsFor(target, look, abilityOf, bringUpState));
    });

/** The commands that fade lit lamps to their looks. */
export const fadeCommands = (
  changes: readonly LampChange[],
  groups: readonly HueGroup[],
  abilityOf: AbilityOf,
): readonly HueCommand[] =>
  changes.flatMap(({ lampIds, look, overMs }) =>
    cover(lampIds, groups).flatMap((target) => {
      if (isDarkness(look)) return [{ ...target, state: fadeState(look, {}, overMs), states: {} }];
      return commandsFor(target, look, abilityOf, (part) => fadeState(look, part, overMs));
    }),
  );

/** Each lamp's own state after changes: what a scene holds. */
export const statesOf = (changes: readonly LampChange[], abilityOf: AbilityOf): LampStates =>
  Object.fromEntries(
    changes.flatMap(({ lampIds, look, overMs }) =>
      lampIds.map((id) => {
        const part = isDarkness(look) ? {} : colourPart(look, abilityOf(id));
        return [id, fadeState(look, part, overMs)] as const;
      }),
    ),
  );
