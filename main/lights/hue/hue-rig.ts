// The Rig of a Hue bridge: a look becomes as few commands as can be, dark lamps come up from their least, and Full
// light has a way of its own. It must never decide what the light should be, and never wait without limit.

import { fail, ok, type Result } from '../../../shared/result.ts';
import type { BridgeIdentity, LampCommand, LightFault, Rig, RoleOfLamp } from '../rig.ts';
import { arrangeGroups, lampsOfRoles } from './groups.ts';
import { type HueLamp, lampsIn } from './lamps.ts';
import type { HueCalls, HueFault } from './library.ts';
import { lampMemory } from './memory.ts';
import { cover, type HueCommand, type HueGroup, planLook } from './plan.ts';

/** What a rig is made of. */
export interface HueRigParts {
  readonly bridge: BridgeIdentity;
  /** The ordinary way to the bridge. */
  readonly calls: HueCalls;
  /** The same over sockets of its own. */
  readonly callsAtOnce: HueCalls;
  readonly answersInMs: () => number | null;
  /** ms for a look with all its requests. */
  readonly timeoutMs: number;
  readonly close: () => void;
}

/** Commands to single lamps that are under way at a time: a bridge takes about ten a second. */
const LIGHTS_AT_A_TIME = 4;

const asLightFault = (fault: HueFault): LightFault =>
  fault === 'missing' || fault === 'buttonNotPressed' ? 'refused' : fault;

type Outcome = Result<null, LightFault>;
const DONE: Outcome = ok(null);

/** One way of carrying out a look. */
interface Sending {
  readonly calls: HueCalls;
  /** By when all of it must be answered, in ms on `performance.now()`. */
  readonly byMs: number;
  /** True when something newer went past it: what is left of it must not be sent any more. */
  readonly isStale: () => boolean;
}

/** A rig that has read its lamps once. Errors: those of that reading. */
export const openHueRig = async (parts: HueRigParts): Promise<Result<Rig, LightFault>> => {
  const { bridge, calls, callsAtOnce, answersInMs, timeoutMs, close } = parts;
  const memory = lampMemory();
  let assigned: RoleOfLamp = {};
  let groups: readonly HueGroup[] = [];
  /** All groups that this rig has ever used. */
  const known = new Set<string>();
  /** Counts the sendings at once: what began before the last of them must not go on after it. */
  let overtakings = 0;

  const readLamps = async (byMs?: number): Promise<Result<readonly HueLamp[], LightFault>> => {
    const askedAt = performance.now();
    const answer = await calls.readLights(byMs);
    if (!answer.ok) return fail(asLightFault(answer.error));
    const lamps = lampsIn(answer.value);
    if (lamps === null) return fail('refused');
    memory.read(lamps, askedAt);
    return ok(lamps);
  };

  const withoutGroup = (id: string): void => {
    groups = groups.filter((group) => group.id !== id);
  };

  /** One command; one to a group that someone removed goes to its lamps instead. */
  const give = async (sending: Sending, command: HueCommand): Promise<Outcome> => {
    const { id, state } = command;
    const set = command.to === 'group' ? sending.calls.setGroup : sending.calls.setLight;
    memory.sending(command, performance.now());
    const answer = await set(id, state, sending.byMs);
    if (answer.ok) {
      memory.commanded(command, performance.now());
      return DONE;
    }
    if (answer.error !== 'missing') return fail(asLightFault(answer.error));
    // A lamp that is no longer there needs no light.
    if (command.to === 'light') return DONE;
    withoutGroup(id);
    return giveAll(
      sending,
      cover(command.lampIds, groups).map((target) => ({ ...target, state })),
    );
  };

  /** Group commands and single lamps' alike, a few at a time; the first fault ends it, and so does being stale. */
  const giveAll = async (sending: Sending, commands: readonly HueCommand[]): Promise<Outcome> => {
    for (let i = 0; i < commands.length && !sending.isStale(); i += LIGHTS_AT_A_TIME) {
      const some = commands.slice(i, i + LIGHTS_AT_A_TIME);
      const outcomes = await Promise.all(some.map((command) => give(sending, command)));
      const failed = outcomes.find((outcome) => !outcome.ok);
      if (failed !== undefined) return failed;
    }
    return DONE;
  };

  const lampsOf = ({ roles }: LampCommand): readonly string[] =>
    memory.present(lampsOfRoles(assigned, roles));

  const send = async (command: LampCommand): Promise<Outcome> => {
    const { look, overMs } = command;
    const byMs = performance.now() + timeoutMs;
    const startedAfter = overtakings;
    const sending: Sending = { calls, byMs, isStale: () => overtakings !== startedAfter };
    const lampIds = lampsOf(command);
    const goesUp = look.brightnessPct > 0;
    // Someone may have lit a lamp since it was last seen dark, and must not see it drop to its least.
    if (goesUp && memory.dark(lampIds, performance.now()).length > 0) {
      const read = await readLamps(byMs);
      if (!read.ok) return read;
    }
    const dark = goesUp ? memory.dark(lampIds, performance.now()) : [];
    const plan = planLook(lampIds, dark, groups, memory.abilityOf, look, overMs);
    const raised = await giveAll(sending, plan.bringUp);
    return raised.ok ? giveAll(sending, plan.fade) : raised;
  };

  const sendAtOnce = (command: LampCommand): Promise<Outcome> => {
    overtakings += 1;
    const startedAfter = overtakings;
    const plan = planLook(lampsOf(command), [], groups, memory.abilityOf, command.look, command.overMs);
    const byMs = performance.now() + timeoutMs;
    const isStale = (): boolean => overtakings !== startedAfter;
    return giveAll({ calls: callsAtOnce, byMs, isStale }, plan.fade);
  };

  const assign = async (roles: RoleOfLamp): Promise<Outcome> => {
    const present = memory.present(Object.keys(roles));
    assigned = Object.fromEntries(Object.entries(roles).filter(([id]) => present.includes(id)));
    // Until the groups are known to be as wished, none of them is to be trusted.
    groups = [];
    const arranged = await arrangeGroups(calls, assigned, (id) => known.has(id));
    if (!arranged.ok) return arranged;
    groups = arranged.value;
    for (const { id } of groups) known.add(id);
    return DONE;
  };

  const first = await readLamps();
  return first.ok
    ? ok({ bridge, readLamps: () => readLamps(), assign, send, sendAtOnce, answersInMs, close })
    : first;
};
