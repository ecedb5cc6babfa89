// What the rig knows of its lamps between two readings: what they can do, and which of them are dark. It must never
// call a lamp dark that may still shine: bringing it "up" to its least would be a jump down.

import type { HueCommand } from './command-plan.ts';
import type { HueLamp, LampAbility } from './lamps.ts';

/** All times are ms on one clock that never goes back. */
export interface LampMemory {
  /** Takes in a reading that was asked for at `askedAt` and came at `at`; what the bridge took since is newer than it. */
  readonly read: (lamps: readonly HueLamp[], askedAt: number, at: number) => void;
  /** Takes in a command that goes out at `at`, and may be carried out whether or not an answer comes. */
  readonly sending: (command: HueCommand, at: number) => void;
  /** Takes in a command that the bridge took at `at`. */
  readonly commanded: (command: HueCommand, at: number) => void;
  /** Those of the lamps that put out no light for certain. */
  readonly dark: (lampIds: readonly string[], at: number) => readonly string[];
  /** Those of the lamps that the bridge has. */
  readonly present: (lampIds: readonly string[]) => readonly string[];
  readonly abilityOf: (lampId: string) => LampAbility;
}

interface Known {
  readonly ability: LampAbility;
  readonly isOn: boolean;
  /** When a fade to off that we sent ends; until then the lamp may shine, whatever is reported. */
  readonly darkAt: number;
  /** How long a fade to off of ours lasts that was sent and has perhaps not begun yet, in ms; 0: there is none. */
  readonly fadesForMs: number;
  readonly commandedAt: number;
}

const NO_ABILITY: LampAbility = { mirek: null, hasColour: false, afterPowerCut: null };

const LONG_AGO = Number.NEGATIVE_INFINITY;

/** A memory that knows of no lamp yet. */
export const lampMemory = (): LampMemory => {
  let known: ReadonlyMap<string, Known> = new Map();

  /** A lamp that is off for the first time may have begun its way there as late as in this very reading. */
  const foundOff = (before: Known, at: number): Known => ({
    ...before,
    isOn: false,
    darkAt: before.isOn ? Math.max(before.darkAt, at + before.fadesForMs) : before.darkAt,
  });

  const taken = ({ id, ability, isOn }: HueLamp, askedAt: number, at: number): Known => {
    const fresh = { ability, isOn, darkAt: LONG_AGO, fadesForMs: 0, commandedAt: LONG_AGO };
    const before = { ...(known.get(id) ?? fresh), ability };
    if (before.commandedAt >= askedAt) return before;
    return isOn ? { ...before, isOn } : foundOff(before, at);
  };

  const perhapsAfter = (before: Known, { state }: HueCommand, at: number): Known => {
    if (state.on || !before.isOn) return before;
    const fadesForMs = Math.max(before.fadesForMs, state.transitiontime * 100);
    return { ...before, fadesForMs, darkAt: Math.max(before.darkAt, at + state.transitiontime * 100) };
  };

  const after = (before: Known, command: HueCommand, at: number): Known => {
    if (command.state.on) return { ...before, isOn: true, darkAt: LONG_AGO, fadesForMs: 0, commandedAt: at };
    return { ...perhapsAfter(before, command, at), isOn: false, commandedAt: at };
  };

  const change = (
    command: HueCommand,
    at: number,
    step: (before: Known, command: HueCommand, at: number) => Known,
  ): void => {
    const changed = command.lampIds.flatMap((id) => {
      const before = known.get(id);
      return before === undefined ? [] : [[id, step(before, command, at)] as const];
    });
    known = new Map([...known, ...changed]);
  };

  return {
    read: (lamps, askedAt, at) => {
      known = new Map(lamps.map((lamp) => [lamp.id, taken(lamp, askedAt, at)]));
    },
    sending: (command, at) => change(command, at, perhapsAfter),
    commanded: (command, at) => change(command, at, after),
    dark: (lampIds, at) =>
      lampIds.filter((id) => {
        const lamp = known.get(id);
        return lamp !== undefined && !lamp.isOn && at >= lamp.darkAt;
      }),
    present: (lampIds) => lampIds.filter((id) => known.has(id)),
    abilityOf: (lampId) => known.get(lampId)?.ability ?? NO_ABILITY,
  };
};
