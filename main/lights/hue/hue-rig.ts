// The Rig of a Hue bridge: changes become as few commands as can be, dark lamps come up from their least, and Full
// light has a lane of its own. It must never decide what the light should be, and never wait without limit.

import { fail, ok, type Result } from '../../../shared/result.ts';
import type { BridgeIdentity, LampChange, LightFault, Rig, RoleOfLamp } from '../rig.ts';
import type { HueCalls, HueFault } from './api-client.ts';
import { openBridgeMemory } from './bridge-memory.ts';
import {
  bringUpCommands,
  cover,
  fadeCommands,
  type HueCommand,
  type HueGroup,
  statesOf,
} from './command-plan.ts';
import { arrangeGroups, roomsIn } from './groups.ts';
import { type HueLamp, lampsIn } from './lamps.ts';
import { openLeftRunning } from './left-running.ts';
import { openScenes } from './scenes.ts';

export interface HueRigParts {
  readonly bridge: BridgeIdentity;
  /** Calls over the ordinary lane. */
  readonly calls: HueCalls;
  /** The same over a lane of its own. */
  readonly callsAtOnce: HueCalls;
  /** The key, by which the bridge names the owner of a scene. */
  readonly owner: string;
  readonly answersInMs: () => number | null;
  readonly commandsLastHour: () => number;
  /** ms for changes to lit lamps, and for changes that first have to bring lamps up out of the dark. */
  readonly timeoutMs: number;
  readonly raisingTimeoutMs: number;
  readonly close: () => void;
}

/** A bridge takes about one command to a group a second, and drops what comes sooner (Hue, "Limitations"). */
const GROUP_EVERY_MS = 1000;

/** Commands to single lamps that are under way at a time: a bridge takes about ten a second. */
const LIGHTS_AT_A_TIME = 4;

/** From this many commands on, changes are worth a scene, which is written first; two commands go out at once. */
const WORTH_A_SCENE = 3;

const asLightFault = (fault: HueFault): LightFault =>
  fault === 'missing' || fault === 'buttonNotPressed' ? 'refused' : fault;

const isForGroups = (commands: readonly HueCommand[]): boolean => commands.some(({ to }) => to === 'group');

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

type Outcome = Result<null, LightFault>;
const DONE: Outcome = ok(null);

const outcomeOf = (answer: Result<unknown, HueFault>): Outcome =>
  answer.ok ? DONE : fail(asLightFault(answer.error));

/** How the commands of one call are sent. */
interface Batch {
  readonly calls: HueCalls;
  /** By when all of them must be answered, in ms on `performance.now()`. */
  readonly byMs: number;
  /** True when something newer went past: the rest must not be sent any more. */
  readonly isOvertaken: () => boolean;
}

/** A rig that has read its lamps once. Errors: those of that reading. */
export const openHueRig = async (parts: HueRigParts): Promise<Result<Rig, LightFault>> => {
  const { bridge, calls, callsAtOnce, timeoutMs, raisingTimeoutMs } = parts;
  const memory = openBridgeMemory();
  const leftRunning = openLeftRunning();
  const scenes = openScenes(calls, parts.owner);
  let groups: readonly HueGroup[] = [];
  let assigned: RoleOfLamp = {};
  /** All groups that this rig has ever used. */
  const usedGroups = new Set<string>();
  /** Counts of `send` and `sendAtOnce`: what began before the newest must not go on after it. */
  let sends = 0;
  let sendsAtOnce = 0;
  /** When the last command to a group was sent, on `performance.now()`. */
  let groupAtMs = Number.NEGATIVE_INFINITY;

  const readLamps = async (byMs?: number): Promise<Result<readonly HueLamp[], LightFault>> => {
    const askedAt = performance.now();
    const answer = await calls.readLights(byMs);
    if (!answer.ok) return fail(asLightFault(answer.error));
    const lamps = lampsIn(answer.value);
    if (lamps === null) return fail('refused');
    memory.read(lamps, askedAt, performance.now());
    leftRunning.read(lamps);
    return ok(lamps);
  };

  /** Sends one command. One to a group that someone removed goes to its lamps instead. */
  const give = async (batch: Batch, command: HueCommand): Promise<Outcome> => {
    const { to, id, lampIds, state } = command;
    const set = to === 'group' ? batch.calls.setGroup : batch.calls.setLight;
    if (to === 'group') groupAtMs = performance.now();
    memory.sending(command, performance.now());
    const answer = await set(id, state, batch.byMs);
    if (answer.ok) {
      memory.taken(command, performance.now());
      return DONE;
    }
    if (answer.error !== 'missing') return outcomeOf(answer);
    // A lamp that is no longer there needs no light.
    if (to === 'light') return DONE;
    groups = groups.filter((group) => group.id !== id);
    return giveAll(
      batch,
      cover(lampIds, groups).map((target) => ({ ...target, state })),
    );
  };

  /** Sends commands a few at a time, to groups and lamps alike; the first fault ends it, and so does being overtaken. */
  const giveAll = async (batch: Batch, commands: readonly HueCommand[]): Promise<Outcome> => {
    for (let i = 0; i < commands.length && !batch.isOvertaken(); i += LIGHTS_AT_A_TIME) {
      const some = commands.slice(i, i + LIGHTS_AT_A_TIME);
      const outcomes = await Promise.all(some.map((command) => give(batch, command)));
      const failed = outcomes.find((outcome) => !outcome.ok);
      if (failed !== undefined) return failed;
    }
    return DONE;
  };

  /** The changes of lamps that the bridge has. */
  const present = (changes: readonly LampChange[]): readonly LampChange[] =>
    changes.flatMap((change) => {
      const lampIds = memory.present(change.lampIds);
      return lampIds.length === 0 ? [] : [{ ...change, lampIds }];
    });

  const litBy = (changes: readonly LampChange[]): readonly string[] =>
    changes.flatMap(({ look, lampIds }) => (look.brightnessPct > 0 ? lampIds : []));

  /** The lamps that changes have to bring up out of the dark. */
  const darkIn = (changes: readonly LampChange[]): readonly string[] =>
    memory.dark(litBy(changes), performance.now());

  /** One command for all lamps. Answers null where that cannot be: the changes then go out lamp by lamp. */
  const recall = async (
    batch: Batch,
    changes: readonly LampChange[],
    fade: readonly HueCommand[],
  ): Promise<Outcome | null> => {
    const states = statesOf(changes, memory.abilityOf);
    const groupCommands = fade.filter(({ to }) => to === 'group').length;
    const isWorthIt = fade.length >= WORTH_A_SCENE || groupCommands > 1;
    const wasLaid = scenes.holding(states) !== null;
    if (fade.length < 2 || !(isWorthIt || wasLaid)) return null;
    const laid = await scenes.lay(states);
    // Full light may have overtaken this in the meantime.
    if (batch.isOvertaken()) return DONE;
    if (!laid.ok || laid.value === null) return null;
    groupAtMs = performance.now();
    for (const command of fade) memory.sending(command, performance.now());
    const answer = await batch.calls.recallScene(laid.value, batch.byMs);
    if (answer.ok) {
      for (const command of fade) memory.taken(command, performance.now());
      return DONE;
    }
    if (answer.error !== 'missing' && answer.error !== 'refused') return outcomeOf(answer);
    scenes.failed(laid.value, !wasLaid);
    return null;
  };

  const waitMs = (): number => Math.max(0, groupAtMs + GROUP_EVERY_MS - performance.now());

  const send = async (wanted: readonly LampChange[]): Promise<Outcome> => {
    const startedMs = performance.now();
    sends += 1;
    const before = sendsAtOnce;
    const isOvertaken = (): boolean => sendsAtOnce !== before;
    const changes = present(wanted);
    let dark = darkIn(changes);
    const raises = dark.length > 0;
    const batch: Batch = { calls, byMs: startedMs + (raises ? raisingTimeoutMs : timeoutMs), isOvertaken };
    // Someone may have lit a lamp since it was last seen dark, and must not see it drop to its least.
    if (raises) {
      const read = await readLamps(batch.byMs);
      if (!read.ok) return read;
      dark = darkIn(changes);
    }
    const bringUp = bringUpCommands(changes, dark, groups, memory.abilityOf);
    const fade = fadeCommands(changes, groups, memory.abilityOf);
    const raised = await giveAll(batch, bringUp);
    if (!raised.ok) return raised;
    await leftRunning.end(calls, litBy(changes), batch.byMs);
    if (isForGroups(bringUp) && isForGroups(fade)) await pause(waitMs());
    if (isOvertaken()) return raised;
    return (await recall(batch, changes, fade)) ?? giveAll(batch, fade);
  };

  const prepare = async (wanted: readonly LampChange[]): Promise<Outcome> => {
    const changes = present(wanted);
    if (fadeCommands(changes, groups, memory.abilityOf).length < 2) return DONE;
    return outcomeOf(await scenes.lay(statesOf(changes, memory.abilityOf)));
  };

  const sendAtOnce = async (changes: readonly LampChange[]): Promise<Outcome> => {
    sendsAtOnce += 1;
    const [before, beforeAtOnce] = [sends, sendsAtOnce];
    /** Full light was asked for again, or undone. */
    const isOvertaken = (): boolean => sends !== before || sendsAtOnce !== beforeAtOnce;
    const byMs = performance.now() + timeoutMs;
    const there = present(changes);
    const fade = fadeCommands(there, groups, memory.abilityOf);
    const given = await giveAll({ calls: callsAtOnce, byMs, isOvertaken }, fade);
    if (given.ok && !isOvertaken()) await leftRunning.end(callsAtOnce, litBy(there), byMs);
    return given;
  };

  const assign = async (roles: RoleOfLamp): Promise<Outcome> => {
    const there = memory.present(Object.keys(roles));
    assigned = Object.fromEntries(Object.entries(roles).filter(([id]) => there.includes(id)));
    // No group is trusted until all are known to be as wanted.
    groups = [];
    const arranged = await arrangeGroups(calls, assigned, (id) => usedGroups.has(id));
    if (!arranged.ok) return arranged;
    groups = arranged.value;
    for (const { id } of groups) usedGroups.add(id);
    return DONE;
  };

  const first = await readLamps();
  if (!first.ok) return first;
  return ok({
    bridge,
    readLamps: () => readLamps(),
    readRooms: async () => {
      const answer = await calls.readGroups();
      return answer.ok ? ok(roomsIn(answer.value)) : fail(asLightFault(answer.error));
    },
    assign,
    send,
    prepare,
    sendAtOnce,
    setAfterPowerCut: async (lampIds, what) => {
      for (const lampId of lampIds.filter((id) => memory.abilityOf(id).afterPowerCut !== null)) {
        const set = await calls.setStartup(lampId, what === 'asBefore' ? 'powerfail' : 'safety');
        if (!set.ok && set.error !== 'missing') return outcomeOf(set);
      }
      return DONE;
    },
    tidy: async () => outcomeOf(await scenes.clear(Object.keys(assigned))),
    waitMs,
    answersInMs: parts.answersInMs,
    commandsLastHour: parts.commandsLastHour,
    close: parts.close,
  });
};
