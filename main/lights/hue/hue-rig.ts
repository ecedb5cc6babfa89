// The Rig of a Hue bridge: a look becomes as few commands as can be, dark lamps come up from their least, and Full
// light has a way of its own. It must never decide what the light should be, and never wait without limit.

import { fail, ok, type Result } from '../../../shared/result.ts';
import type { BridgeIdentity, BridgeRoom, LampChange, LightFault, Rig, RoleOfLamp } from '../rig.ts';
import type { HueCalls, HueFault } from './api-client.ts';
import { lampMemory } from './bridge-memory.ts';
import {
  cover,
  type HueCommand,
  type HueGroup,
  type PlannedChange,
  planLook,
  statesOf,
} from './command-plan.ts';
import { arrangeGroups } from './groups.ts';
import { type HueLamp, lampsIn } from './lamps.ts';
import { roomsIn } from './rooms.ts';
import { openScenes } from './scenes.ts';

/** What a rig is made of. */
export interface HueRigParts {
  readonly bridge: BridgeIdentity;
  /** The ordinary way to the bridge. */
  readonly calls: HueCalls;
  /** The same over sockets of its own. */
  readonly callsAtOnce: HueCalls;
  /** The key, by which the bridge names the owner of a scene. */
  readonly owner: string;
  readonly answersInMs: () => number | null;
  readonly commandsLastHour: () => number;
  /** ms for a look whose lamps are lit, and for one that first has to bring lamps up out of the dark. */
  readonly timeoutMs: number;
  readonly raisingTimeoutMs: number;
  readonly close: () => void;
}

/** A bridge takes about one command to a group a second, and drops what comes sooner (Hue, "Limitations"). */
const GROUP_EVERY_MS = 1000;

/** Commands to single lamps that are under way at a time: a bridge takes about ten a second. */
const LIGHTS_AT_A_TIME = 4;

/** From so many commands on a look is worth a scene, that is written first; two go out at the same time. */
const WORTH_A_SCENE = 3;

const asLightFault = (fault: HueFault): LightFault =>
  fault === 'missing' || fault === 'buttonNotPressed' ? 'refused' : fault;

const isForGroups = (commands: readonly HueCommand[]): boolean => commands.some(({ to }) => to === 'group');

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

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
  const { bridge, calls, callsAtOnce, timeoutMs, raisingTimeoutMs } = parts;
  const memory = lampMemory();
  const scenes = openScenes(calls, parts.owner);
  let groups: readonly HueGroup[] = [];
  let assigned: RoleOfLamp = {};
  /** All groups that this rig has ever used. */
  const known = new Set<string>();
  /** Count the sendings, and those at once: what began before the newest must not go on after it. */
  let sendings = 0;
  let overtakings = 0;
  /** When the last command to a group went out, on `performance.now()`. */
  let groupAtMs = Number.NEGATIVE_INFINITY;

  const readLamps = async (byMs?: number): Promise<Result<readonly HueLamp[], LightFault>> => {
    const askedAt = performance.now();
    const answer = await calls.readLights(byMs);
    if (!answer.ok) return fail(asLightFault(answer.error));
    const lamps = lampsIn(answer.value);
    if (lamps === null) return fail('refused');
    memory.read(lamps, askedAt, performance.now());
    return ok(lamps);
  };

  const withoutGroup = (id: string): void => {
    groups = groups.filter((group) => group.id !== id);
  };

  /** One command; one to a group that someone removed goes to its lamps instead. */
  const give = async (sending: Sending, command: HueCommand): Promise<Outcome> => {
    const { id, state } = command;
    const set = command.to === 'group' ? sending.calls.setGroup : sending.calls.setLight;
    if (command.to === 'group') groupAtMs = performance.now();
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

  /** Changes of lamps that the bridge has. */
  const present = (changes: readonly LampChange[]): readonly LampChange[] =>
    changes.flatMap((change) => {
      const lampIds = memory.present(change.lampIds);
      return lampIds.length === 0 ? [] : [{ ...change, lampIds }];
    });

  const withDark = (changes: readonly LampChange[]): readonly PlannedChange[] =>
    changes.map((change) => {
      const isUp = change.look.brightnessPct > 0;
      return { ...change, dark: isUp ? memory.dark(change.lampIds, performance.now()) : [] };
    });

  /** The commands of a look for lamps that are taken to be lit. */
  const fadeOf = (changes: readonly LampChange[]): readonly HueCommand[] =>
    planLook(
      changes.map((change) => ({ ...change, dark: [] })),
      groups,
      memory.abilityOf,
    ).fade;

  /** Asks whether Full light has gone past what begins now. */
  const sinceNow = (): (() => boolean) => {
    const startedAfter = overtakings;
    return () => overtakings !== startedAfter;
  };

  /** Asks whether Full light, which begins now, was asked for again or undone. */
  const sinceFullLight = (): (() => boolean) => {
    const startedAfter = sendings;
    const isOvertaken = sinceNow();
    return () => isOvertaken() || sendings !== startedAfter;
  };

  /** One command for all lamps. Answers null where it cannot be: the look then goes out lamp by lamp. */
  const recall = async (
    sending: Sending,
    changes: readonly LampChange[],
    fade: readonly HueCommand[],
  ): Promise<Outcome | null> => {
    const states = statesOf(changes, memory.abilityOf);
    const groupCommands = fade.filter(({ to }) => to === 'group').length;
    const isWorthIt = fade.length >= WORTH_A_SCENE || groupCommands > 1;
    const isLaid = scenes.holding(states) !== null;
    if (fade.length < 2 || !(isWorthIt || isLaid)) return null;
    const laid = await scenes.lay(states);
    // Full light may have gone past it meanwhile.
    if (sending.isStale()) return DONE;
    if (!laid.ok || laid.value === null) return null;
    groupAtMs = performance.now();
    for (const command of fade) memory.sending(command, performance.now());
    const answer = await sending.calls.recallScene(laid.value, sending.byMs);
    if (answer.ok) {
      for (const command of fade) memory.commanded(command, performance.now());
      return DONE;
    }
    if (answer.error !== 'missing' && answer.error !== 'refused') return fail(asLightFault(answer.error));
    scenes.failed(laid.value, !isLaid);
    return null;
  };

  const waitMs = (): number => Math.max(0, groupAtMs + GROUP_EVERY_MS - performance.now());

  const send = async (wanted: readonly LampChange[]): Promise<Outcome> => {
    const startedMs = performance.now();
    sendings += 1;
    const isStale = sinceNow();
    const changes = present(wanted);
    let planned = withDark(changes);
    const raises = planned.some(({ dark }) => dark.length > 0);
    const byMs = startedMs + (raises ? raisingTimeoutMs : timeoutMs);
    const sending: Sending = { calls, byMs, isStale };
    // Someone may have lit a lamp since it was last seen dark, and must not see it drop to its least.
    if (raises) {
      const read = await readLamps(byMs);
      if (!read.ok) return read;
      planned = withDark(changes);
    }
    const plan = planLook(planned, groups, memory.abilityOf);
    const raised = await giveAll(sending, plan.bringUp);
    if (!raised.ok) return raised;
    if (isForGroups(plan.bringUp) && isForGroups(plan.fade)) await pause(waitMs());
    if (isStale()) return raised;
    return (await recall(sending, changes, plan.fade)) ?? giveAll(sending, plan.fade);
  };

  const prepare = async (wanted: readonly LampChange[]): Promise<Outcome> => {
    const changes = present(wanted);
    if (fadeOf(changes).length < 2) return DONE;
    const laid = await scenes.lay(statesOf(changes, memory.abilityOf));
    return laid.ok ? DONE : fail(asLightFault(laid.error));
  };

  const sendAtOnce = (changes: readonly LampChange[]): Promise<Outcome> => {
    overtakings += 1;
    const byMs = performance.now() + timeoutMs;
    return giveAll({ calls: callsAtOnce, byMs, isStale: sinceFullLight() }, fadeOf(present(changes)));
  };

  const readRooms = async (): Promise<Result<readonly BridgeRoom[], LightFault>> => {
    const answer = await calls.readGroups();
    return answer.ok ? ok(roomsIn(answer.value)) : fail(asLightFault(answer.error));
  };

  const setAfterPowerCut: Rig['setAfterPowerCut'] = async (lampIds, what) => {
    for (const lampId of lampIds.filter((id) => memory.abilityOf(id).afterPowerCut !== null)) {
      const set = await calls.setStartup(lampId, what === 'asBefore' ? 'powerfail' : 'safety');
      if (!set.ok && set.error !== 'missing') return fail(asLightFault(set.error));
    }
    return DONE;
  };

  const tidy = async (): Promise<Outcome> => {
    const cleared = await scenes.clear(Object.keys(assigned));
    return cleared.ok ? DONE : fail(asLightFault(cleared.error));
  };

  const assign = async (roles: RoleOfLamp): Promise<Outcome> => {
    const there = memory.present(Object.keys(roles));
    assigned = Object.fromEntries(Object.entries(roles).filter(([id]) => there.includes(id)));
    // Until the groups are known to be as wished, none of them is to be trusted.
    groups = [];
    const arranged = await arrangeGroups(calls, assigned, (id) => known.has(id));
    if (!arranged.ok) return arranged;
    groups = arranged.value;
    for (const { id } of groups) known.add(id);
    return DONE;
  };

  const first = await readLamps();
  if (!first.ok) return first;
  return ok({
    ...{ bridge, readRooms, assign, send, prepare, sendAtOnce, setAfterPowerCut, tidy, waitMs },
    readLamps: () => readLamps(),
    answersInMs: parts.answersInMs,
    commandsLastHour: parts.commandsLastHour,
    close: parts.close,
  });
};
