// What the rig knows of its lamps between two readings: what they can do, which of them are dark, and which colour they
// certainly have. It must never call a lamp dark that may still shine: bringing it "up" to its least would be a jump down.

import { ASKED_AFTER_MS } from '../rig.ts';
import type { HueState } from './api-client.ts';
import { type ColourPart, colourPart, isSamePart } from './colour.ts';
import type { HueCommand, PlannedLamp } from './command-plan.ts';
import type { HueLamp, LampAbility } from './lamps.ts';

/** What a lamp was told, or reports. */
interface Shown {
  readonly part: ColourPart;
  readonly pct: number;
}

interface Known {
  readonly ability: LampAbility;
  readonly isOn: boolean;
  /** When a fade to off that we sent ends; until then the lamp may shine, whatever is reported. */
  readonly darkAt: number;
  /** How long a fade to off lasts that we sent and that may not have begun yet, in ms; 0: there is none. */
  readonly fadesForMs: number;
  readonly commandedAt: number;
  /** What it last reported. */
  readonly read: Shown | null;
  /** The colour sent last, taken or not, and when. */
  readonly sent: { readonly part: ColourPart; readonly at: number } | null;
  /** The colour that it has: it reports what it was sent last. null: it may have another. */
  readonly colour: ColourPart | null;
  /**
   * What it took last, when, and what it reported before; null once a report has shown what came of it, and where that was
   * brightness or colour alone.
   */
  readonly told: (Shown & { readonly at: number; readonly before: Shown }) | null;
  /** How often it followed one half of a command for brightness and colour. */
  readonly halves: number;
}

const NO_ABILITY: LampAbility = { mirek: null, hasColour: false, afterPowerCut: null };

const LONG_AGO = Number.NEGATIVE_INFINITY;

const NEW: Omit<Known, 'ability' | 'isOn'> = {
  ...{ darkAt: LONG_AGO, fadesForMs: 0, commandedAt: LONG_AGO },
  ...{ read: null, sent: null, colour: null, told: null, halves: 0 },
};

/** A report that was asked for so long after a command shows what came of it, in ms. */
const SHOWN_AFTER_MS = 200;

/** A lamp that followed by half so often takes one thing from a command. */
const TAKES_ONE_AFTER = 2;

/** Nearer than this two brightnesses are one, in percentage points: one step of 254, and rounding. */
const SAME_PCT = 0.6;

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= SAME_PCT;

/** How often a lamp has followed by half once it reports what came of its last command. */
const halvesAfter = ({ told, halves }: Known, read: Shown): number => {
  if (told === null) return halves;
  const { before } = told;
  const isOldColour = isSamePart(read.part, before.part) && !isSamePart(told.part, before.part);
  const isOldLevel = isNear(read.pct, before.pct) && !isNear(told.pct, before.pct);
  const hasColour = isSamePart(read.part, told.part);
  const hasLevel = isNear(read.pct, told.pct);
  if ((isOldColour && hasLevel) || (isOldLevel && hasColour)) return halves + 1;
  const isBoth = !isSamePart(told.part, before.part) && !isNear(told.pct, before.pct);
  return isBoth && hasColour && hasLevel && halves < TAKES_ONE_AFTER ? 0 : halves;
};

/** What a report says of a lit lamp's colour. */
const withShown = (known: Known, lamp: HueLamp, askedAt: number): Known => {
  const { reported, isOn, reachable, leftRunning } = lamp;
  // One without power comes back in white, and its bridge may not know; where a colour loop ends, nobody knows. It is told
  // its colour whatever is reported.
  if (!reachable || leftRunning.length > 0)
    return { ...known, colour: null, sent: { part: {}, at: askedAt } };
  if (reported === null || !isOn) return { ...known, colour: null };
  const read: Shown = { part: colourPart(reported, lamp), pct: reported.brightnessPct };
  const { sent, told } = known;
  // A bridge also reports what it once told a lamp: what was not sent from here is not certain.
  const isAsSent = sent !== null && askedAt > sent.at + ASKED_AFTER_MS && isSamePart(read.part, sent.part);
  const isSoon = told !== null && askedAt < told.at + SHOWN_AFTER_MS;
  const colour = isAsSent ? read.part : null;
  if (isSoon) return { ...known, colour };
  return { ...known, colour, read, told: null, halves: halvesAfter(known, read) };
};

const afterReading = (known: Known | undefined, lamp: HueLamp, askedAt: number, at: number): Known => {
  const { isOn } = lamp;
  // One that does not say whether it is lit may shine.
  const fresh: Known = { ...NEW, ability: lamp, isOn: isOn ?? true };
  const before = withShown({ ...(known ?? fresh), ability: lamp }, lamp, askedAt);
  if (isOn === null || before.commandedAt >= askedAt) return before;
  if (isOn || !before.isOn) return { ...before, isOn };
  // Nor may a bridge that is slow to tell say yet that it was lit.
  if (askedAt <= before.commandedAt + ASKED_AFTER_MS) return before;
  // A lamp that is off for the first time may have begun its fade as late as in this very reading.
  return { ...before, isOn, darkAt: Math.max(before.darkAt, at + before.fadesForMs) };
};

const partOf = (state: HueState): ColourPart | null => {
  if (state.on === false) return null;
  if (state.ct !== undefined) return { ct: state.ct };
  return state.xy === undefined ? null : { xy: state.xy };
};

const afterSending = (known: Known, state: HueState, at: number): Known => {
  const part = partOf(state);
  const before = part === null ? known : { ...known, sent: { part, at }, colour: null };
  if (state.on !== false || !before.isOn) return before;
  const fadesForMs = Math.max(before.fadesForMs, state.transitiontime * 100);
  return { ...before, fadesForMs, darkAt: Math.max(before.darkAt, at + state.transitiontime * 100) };
};

/** What is to be seen of a command in the next report. */
const withTold = (known: Known, state: HueState, at: number): Known => {
  const { read } = known;
  const part = partOf(state);
  if (read === null || part === null || !state.on) return { ...known, told: null };
  return { ...known, told: { part, pct: (state.bri / 254) * 100, at, before: read } };
};

const afterTaking = (known: Known, state: HueState, at: number): Known => {
  const before = withTold(known, state, at);
  if (state.on === undefined) return before;
  if (state.on) return { ...before, isOn: true, darkAt: LONG_AGO, fadesForMs: 0, commandedAt: at };
  return { ...afterSending(before, state, at), isOn: false, commandedAt: at };
};

/** A memory that knows no lamp yet. All times are ms on one clock that never goes back. */
export const openBridgeMemory = () => {
  let known: ReadonlyMap<string, Known> = new Map();

  const change = (step: typeof afterTaking, command: HueCommand, at: number): void => {
    const changed = command.lampIds.flatMap((id) => {
      const before = known.get(id);
      return before === undefined
        ? []
        : [[id, step(before, command.states[id] ?? command.state, at)] as const];
    });
    known = new Map([...known, ...changed]);
  };

  return {
    /** Takes in a reading, asked for at `askedAt` and answered at `at`. Commands taken since `askedAt` are newer than it. */
    read: (lamps: readonly HueLamp[], askedAt: number, at: number): void => {
      known = new Map(lamps.map((lamp) => [lamp.id, afterReading(known.get(lamp.id), lamp, askedAt, at)]));
    },
    /** Takes in a command that is sent at `at`, and may take effect whether or not an answer comes. */
    sending: (command: HueCommand, at: number): void => change(afterSending, command, at),
    /** Takes in a command that the bridge took at `at`. */
    taken: (command: HueCommand, at: number): void => change(afterTaking, command, at),
    /** Those of the lamps that certainly put out no light. */
    dark: (lampIds: readonly string[], at: number): readonly string[] =>
      lampIds.filter((id) => {
        const lamp = known.get(id);
        return lamp !== undefined && !lamp.isOn && at >= lamp.darkAt;
      }),
    /** Those of the lamps that the bridge has. */
    present: (lampIds: readonly string[]): readonly string[] => lampIds.filter((id) => known.has(id)),
    lampOf: (lampId: string): PlannedLamp => {
      const lamp = known.get(lampId);
      if (lamp === undefined) return NO_ABILITY;
      return { ...lamp.ability, shown: lamp.colour, takesOne: lamp.halves >= TAKES_ONE_AFTER };
    },
  };
};
