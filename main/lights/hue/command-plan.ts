// Which commands carry changes to lamps: as few as the bridge's groups allow. Pure; it must never address a lamp that
// was not asked for.

import type { Look } from '../../../shared/preset/preset.ts';
import type { LampChange } from '../rig.ts';
import type { HueState, LampStates } from './api-client.ts';
import { type ColourPart, colourPart, groupColourPart, isSamePart } from './colour.ts';
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

/** What the plan has to know of a lamp. */
export interface PlannedLamp extends LampAbility {
  /** The colour that it certainly has, and need not be told. */
  readonly shown?: ColourPart | null;
  /** True for a lamp that takes brightness or colour from one command, not both. */
  readonly takesOne?: boolean;
}

type LampOf = (lampId: string) => PlannedLamp;

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

const NOTHING: ColourPart = {};

/**
 * The command for a target, without the colour where its lamps have that already. Lamps that need another colour, or take
 * one thing from a command that gives both, get one more of their own.
 */
const commandsFor = (
  target: HueTarget,
  look: Look,
  lampOf: LampOf,
  stateOf: (part: ColourPart) => HueState,
): readonly HueCommand[] => {
  const lamps = target.lampIds.map((id) => ({ id, ...lampOf(id), part: colourPart(look, lampOf(id)) }));
  const isBare = lamps.every(({ shown, takesOne, part }) => takesOne || isSamePart(shown ?? NOTHING, part));
  const { part, others } = isBare ? { part: NOTHING, others: [] } : groupColourPart(look, lamps);
  const states = Object.fromEntries(
    lamps.map((lamp) => [lamp.id, stateOf(isBare || lamp.takesOne ? NOTHING : lamp.part)] as const),
  );
  const state = target.to === 'light' ? (states[target.id] ?? stateOf(part)) : stateOf(part);
  const whole = { ...target, state, states };
  const isApart = (takesOne: boolean | undefined, i: number): boolean =>
    others.includes(i) || (takesOne === true && target.to === 'group' && !isBare);
  const apart = lamps.filter(({ takesOne }, i) => isApart(takesOne, i)).map(({ id }) => id);
  return [whole, ...oneByOne({ ...whole, lampIds: apart })];
};

/** The colour alone, for those lamps that take one thing from a command and do not have it yet. */
const colourCommands = (lampIds: readonly string[], look: Look, lampOf: LampOf, overMs: number) =>
  lampIds.flatMap((id): readonly HueCommand[] => {
    const { takesOne, shown, ...ability } = lampOf(id);
    const part = colourPart(look, ability);
    if (!takesOne || isSamePart(shown ?? NOTHING, part)) return [];
    return [{ ...oneLight(id), state: { ...part, transitiontime: transitionSteps(overMs) }, states: {} }];
  });

/** The commands that bring up those lamps that are dark; to be taken before the fade is sent. */
export const bringUpCommands = (
  changes: readonly LampChange[],
  dark: readonly string[],
  groups: readonly HueGroup[],
  lampOf: LampOf,
): readonly HueCommand[] =>
  changes
    .filter(({ look }) => !isDarkness(look))
    .flatMap(({ lampIds, look }) => {
      const raised = lampIds.filter((id) => dark.includes(id));
      return cover(raised, groups).flatMap((target) => commandsFor(target, look, lampOf, bringUpState));
    });

/** The commands that fade lit lamps to their looks. */
export const fadeCommands = (
  changes: readonly LampChange[],
  groups: readonly HueGroup[],
  lampOf: LampOf,
): readonly HueCommand[] =>
  changes.flatMap(({ lampIds, look, overMs }) => {
    const targets = cover(lampIds, groups);
    if (isDarkness(look)) {
      return targets.map((target) => ({ ...target, state: fadeState(look, NOTHING, overMs), states: {} }));
    }
    const fade = (part: ColourPart): HueState => fadeState(look, part, overMs);
    return [
      ...targets.flatMap((target) => commandsFor(target, look, lampOf, fade)),
      ...colourCommands(lampIds, look, lampOf, overMs),
    ];
  });

/** Each lamp's own state after changes: what a scene holds. */
export const statesOf = (changes: readonly LampChange[], lampOf: LampOf): LampStates =>
  Object.fromEntries(
    changes.flatMap(({ lampIds, look, overMs }) =>
      lampIds.map((id) => {
        const part = isDarkness(look) ? {} : colourPart(look, lampOf(id));
        return [id, fadeState(look, part, overMs)] as const;
      }),
    ),
  );
