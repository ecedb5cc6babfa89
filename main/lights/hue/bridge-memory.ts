// What the rig knows of its lamps between two readings: what they can do, and which of them are dark. It must never
// call a lamp dark that may still shine: bringing it "up" to its least would be a jump down.

import type { HueCommand } from './command-plan.ts';
import type { HueLamp, LampAbility } from './lamps.ts';

interface Known {
  readonly ability: LampAbility;
  readonly isOn: boolean;
  /** When a fade to off that we sent ends; until then the lamp may shine, whatever is reported. */
  readonly darkAt: number;
  /** How long a fade to off lasts that we sent and that may not have begun yet, in ms; 0: there is none. */
  readonly fadesForMs: number;
  readonly commandedAt: number;
}

const NO_ABILITY: LampAbility = { mirek: null, hasColour: false, afterPowerCut: null };

const LONG_AGO = Number.NEGATIVE_INFINITY;

const afterReading = (known: Known | undefined, lamp: HueLamp, askedAt: number, at: number): Known => {
  const { isOn } = lamp;
  // One that does not say whether it is lit may shine.
  const fresh = { isOn: isOn ?? true, darkAt: LONG_AGO, fadesForMs: 0, commandedAt: LONG_AGO };
  const before = { ...(known ?? fresh), ability: lamp };
  if (isOn === null || before.commandedAt >= askedAt) return before;
  if (isOn || !before.isOn) return { ...before, isOn };
  // A lamp that is off for the first time may have begun its fade as late as in this very reading.
  return { ...before, isOn, darkAt: Math.max(before.darkAt, at + before.fadesForMs) };
};

const afterSending = (before: Known, { state }: HueCommand, at: number): Known => {
  if (state.on || !before.isOn) return before;
  const fadesForMs = Math.max(before.fadesForMs, state.transitiontime * 100);
  return { ...before, fadesForMs, darkAt: Math.max(before.darkAt, at + state.transitiontime * 100) };
};

const afterTaking = (before: Known, command: HueCommand, at: number): Known => {
  if (command.state.on) return { ...before, isOn: true, darkAt: LONG_AGO, fadesForMs: 0, commandedAt: at };
  return { ...afterSending(before, command, at), isOn: false, commandedAt: at };
};

/** A memory that knows no lamp yet. All times are ms on one clock that never goes back. */
export const openBridgeMemory = () => {
  let known: ReadonlyMap<string, Known> = new Map();

  const change = (step: typeof afterTaking, command: HueCommand, at: number): void => {
    const changed = command.lampIds.flatMap((id) => {
      const before = known.get(id);
      return before === undefined ? [] : [[id, step(before, command, at)] as const];
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
    abilityOf: (lampId: string): LampAbility => known.get(lampId)?.ability ?? NO_ABILITY,
  };
};
