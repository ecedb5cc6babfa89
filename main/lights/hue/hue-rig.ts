// The Rig of a Hue bridge: changes become as few commands as can be, dark lamps come up from their least, and Full
// light has a lane of its own. It must never decide what the light should be, and never wait without limit.

import { fail, ok, type Result } from '../../../shared/result.ts';
import {
  ANSWER_WITHIN_MS,
  type BridgeIdentity,
  type LampChange,
  type LightFault,
  type Rig,
  type RoleOfLamp,
  type Sendings,
} from '../rig.ts';
import type { HueCalls, HueFault } from './api-client.ts';
import { openBridgeMemory } from './bridge-memory.ts';
import { bringUpCommands, fadeCommands, type HueCommand, type HueGroup, statesOf } from './command-plan.ts';
import { asLightFault, type Batch, type BatchParts, openBatch, openCommandSender } from './command-sender.ts';
import { arrangeGroups, roomsIn } from './groups.ts';
import { type HueLamp, lampsIn } from './lamps.ts';
import { openLeftRunning } from './left-running.ts';
import type { RequestQueue } from './request-queue.ts';
import { openScenes } from './scenes.ts';
import type { Errand } from './transport.ts';

export interface HueRigParts {
  readonly bridge: BridgeIdentity;
  /** Calls over the ordinary lane. */
  readonly calls: HueCalls;
  /** The same over a lane of its own. */
  readonly callsAtOnce: HueCalls;
  /** Through which both of them send. */
  readonly queue: Pick<RequestQueue, 'waitMs' | 'apartMs'>;
  /** The key, by which the bridge names the owner of a scene. */
  readonly owner: string;
  readonly answersInMs: () => number | null;
  readonly commandsLastHour: () => number;
  /** ms for changes to lit lamps, and for changes that first have to bring lamps up out of the dark. */
  readonly timeoutMs: number;
  readonly raisingTimeoutMs: number;
  readonly close: () => void;
}

/** From this many commands on, changes are worth a scene, which is written first; two commands go out at once. */
const WORTH_A_SCENE = 3;

/** Where requests have to be further apart than this, in ms, no press waits for a scene to be laid. */
const TOO_FAR_APART_MS = 300;

/** Dark lamps are brought up this long before all must be answered, in ms: their fades come after it. */
const FADES_WITHIN_MS = 500;

const isForGroups = (commands: readonly HueCommand[]): boolean => commands.some(({ to }) => to === 'group');

const only = (changes: readonly LampChange[], isMeant: (lampId: string) => boolean): readonly LampChange[] =>
  changes.flatMap((change) => {
    const lampIds = change.lampIds.filter(isMeant);
    return lampIds.length === 0 ? [] : [{ ...change, lampIds }];
  });

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

type Sent = Result<Sendings, LightFault>;
type Outcome = Result<null, LightFault>;
const DONE: Outcome = ok(null);

const outcomeOf = (answer: Result<unknown, HueFault>): Outcome =>
  answer.ok ? DONE : fail(asLightFault(answer.error));

/** A rig that has read its lamps once. Errors: those of that reading. */
export const openHueRig = async (parts: HueRigParts): Promise<Result<Rig, LightFault>> => {
  const { bridge, calls, callsAtOnce, queue, timeoutMs, raisingTimeoutMs } = parts;
  const memory = openBridgeMemory();
  const leftRunning = openLeftRunning();
  const scenes = openScenes(calls, parts.owner);
  const sender = openCommandSender(memory);
  let groups: readonly HueGroup[] = [];
  let assigned: RoleOfLamp = {};
  /** All groups that this rig has ever used. */
  const usedGroups = new Set<string>();
  /** Counts of `send` and `sendAtOnce`: what began before the newest must not go on after it. */
  let sends = 0;
  let sendsAtOnce = 0;
  const readLamps = async (errand?: Errand): Promise<Result<readonly HueLamp[], LightFault>> => {
    const askedAt = performance.now();
    const answer = await calls.readLights(errand ?? { byMs: askedAt + raisingTimeoutMs });
    if (!answer.ok) return fail(asLightFault(answer.error));
    const lamps = lampsIn(answer.value);
    if (lamps === null) return fail('refused');
    memory.read(lamps, askedAt, performance.now());
    leftRunning.read(lamps);
    return ok(lamps);
  };

  /** The changes of lamps that the bridge has. */
  const present = (changes: readonly LampChange[]): readonly LampChange[] =>
    only(changes, (id) => memory.present([id]).length > 0);

  /** One that takes either brightness or colour from a command is kept out of scenes, which are for both. */
  const takesBoth = (id: string): boolean => memory.lampOf(id).takesOne !== true;

  const litBy = (changes: readonly LampChange[]): readonly string[] =>
    changes.flatMap(({ look, lampIds }) => (look.brightnessPct > 0 ? lampIds : []));

  /** The lamps that changes have to bring up out of the dark. */
  const darkIn = (changes: readonly LampChange[]): readonly string[] =>
    memory.dark(litBy(changes), performance.now());

  const fitGroups = (): readonly HueGroup[] => groups.filter(sender.isFit);

  /**
   * One command for all lamps. Answers false where that cannot be, or where a scene is not laid in half of the time: the
   * changes then go out group by group.
   */
  const recall = async (batch: Batch, changes: readonly LampChange[]): Promise<boolean> => {
    const fade = fadeCommands(changes, fitGroups(), memory.lampOf);
    const states = statesOf(changes, memory.lampOf);
    const groupCommands = fade.filter(({ to }) => to === 'group').length;
    const isWorthIt = fade.length >= WORTH_A_SCENE || groupCommands > 1;
    const wasLaid = scenes.holding(states) !== null;
    const canLay = isWorthIt && scenes.isAnswering() && queue.apartMs() <= TOO_FAR_APART_MS;
    if (fade.length < 2 || !(canLay || wasLaid)) return false;
    const { rank, byMs, isWanted } = batch;
    const now = performance.now();
    const laid = await scenes.lay(states, { rank, byMs: now + (byMs - now) / 2, isWanted });
    if (!laid.ok || laid.value === null) return false;
    const sent: { ms: number | null } = { ms: null };
    const onSent = (atMs: number): void => {
      sent.ms ??= atMs;
      for (const command of fade) memory.sending(command, atMs);
    };
    const answer = await batch.calls.recallScene(laid.value, { rank, byMs, isWanted, onSent });
    const at = performance.now();
    scenes.recalled(answer.ok ? null : answer.error);
    const lampIds = changes.flatMap((change) => change.lampIds);
    if (sent.ms !== null) batch.note(lampIds, sent.ms, answer.ok ? at : null);
    if (answer.ok) {
      for (const command of fade) memory.taken(command, at);
      return true;
    }
    if (answer.error === 'missing' || answer.error === 'refused') {
      scenes.failed(laid.value, !wasLaid);
      return false;
    }
    if (answer.error !== 'notSent') batch.failed(asLightFault(answer.error));
    return true;
  };

  /** Brings dark lamps up to their least. Answers the changes of those lamps that can be led on from there. */
  const raise = async (
    batch: Batch,
    changes: readonly LampChange[],
    bringUp: readonly HueCommand[],
  ): Promise<readonly LampChange[]> => {
    const raising = openBatch({ ...batch, byMs: batch.byMs - FADES_WITHIN_MS });
    await sender.give(raising, bringUp);
    const outcome = raising.outcome();
    if (!outcome.ok) batch.failed(outcome.error);
    const isUp = (id: string): boolean => (raising.sendings.get(id)?.takenMs ?? null) !== null;
    const low = bringUp.flatMap(({ lampIds }) => lampIds).filter((id) => !isUp(id));
    for (const id of low) {
      const sentMs = raising.sendings.get(id)?.sentMs;
      if (sentMs !== undefined) batch.note([id], sentMs, null);
    }
    return only(changes, (id) => !low.includes(id));
  };

  /** A batch for changes; lamps that the bridge does not have need nothing. */
  const batchFor = (parts: BatchParts, wanted: readonly LampChange[], startedMs: number): Batch => {
    const isInTime = (): boolean => performance.now() < startedMs + ANSWER_WITHIN_MS;
    const batch = openBatch({ ...parts, isWanted: () => isInTime() && parts.isWanted() });
    const lampIds = wanted.flatMap((change) => change.lampIds);
    const there = memory.present(lampIds);
    const gone = lampIds.filter((id) => !there.includes(id));
    batch.note(gone, startedMs, startedMs);
    return batch;
  };

  const send = async (wanted: readonly LampChange[], isStillWanted = () => true): Promise<Sent> => {
    const startedMs = performance.now();
    sends += 1;
    const before = sendsAtOnce;
    let changes = present(wanted);
    let dark = darkIn(changes);
    const raises = dark.length > 0;
    const byMs = startedMs + (raises ? raisingTimeoutMs : timeoutMs);
    const isWanted = (): boolean => sendsAtOnce === before && isStillWanted();
    const batch = batchFor({ calls, rank: 'look', byMs, isWanted }, wanted, startedMs);
    // Someone may have lit a lamp since it was last seen dark, and must not see it drop to its least.
    if (raises) {
      const read = await readLamps({ rank: 'look', byMs, isWanted });
      if (!read.ok) return read;
      dark = darkIn(changes);
    }
    const bringUp = bringUpCommands(changes, dark, fitGroups(), memory.lampOf);
    if (bringUp.length > 0) changes = await raise(batch, changes, bringUp);
    await leftRunning.end(calls, litBy(changes), batch);
    const fade = fadeCommands(changes, fitGroups(), memory.lampOf);
    if (isForGroups(bringUp) && isForGroups(fade)) await pause(queue.waitMs());
    if (!batch.goesOn()) return batch.outcome();
    const isRecalled = await recall(batch, only(changes, takesBoth));
    const rest = isRecalled ? only(changes, (id) => !takesBoth(id)) : changes;
    await sender.give(batch, fadeCommands(rest, fitGroups(), memory.lampOf));
    return batch.outcome();
  };

  const prepare = async (wanted: readonly LampChange[]): Promise<Outcome> => {
    const changes = only(present(wanted), takesBoth);
    if (fadeCommands(changes, fitGroups(), memory.lampOf).length < 2) return DONE;
    return outcomeOf(await scenes.lay(statesOf(changes, memory.lampOf), {}));
  };

  const sendAtOnce = async (wanted: readonly LampChange[], isStillWanted: () => boolean): Promise<Sent> => {
    const startedMs = performance.now();
    sendsAtOnce += 1;
    const [before, beforeAtOnce] = [sends, sendsAtOnce];
    /** Nothing newer was sent: Full light was neither asked for again nor undone. */
    const isWanted = (): boolean => sends === before && sendsAtOnce === beforeAtOnce && isStillWanted();
    const byMs = startedMs + timeoutMs;
    const batch = batchFor({ calls: callsAtOnce, rank: 'fullLight', byMs, isWanted }, wanted, startedMs);
    const there = present(wanted);
    await sender.give(batch, fadeCommands(there, fitGroups(), memory.lampOf));
    if (batch.goesOn()) await leftRunning.end(callsAtOnce, litBy(there), batch);
    return batch.outcome();
  };

  const assign = async (roles: RoleOfLamp): Promise<Outcome> => {
    const there = memory.present(Object.keys(roles));
    assigned = Object.fromEntries(Object.entries(roles).filter(([id]) => there.includes(id)));
    // No group is trusted until all are known to be as wanted.
    groups = [];
    sender.forget();
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
      for (const lampId of lampIds.filter((id) => memory.lampOf(id).afterPowerCut !== null)) {
        const set = await calls.setStartup(lampId, what === 'asBefore' ? 'powerfail' : 'safety');
        if (!set.ok && set.error !== 'missing') return outcomeOf(set);
      }
      return DONE;
    },
    tidy: async () => outcomeOf(await scenes.clear(Object.keys(assigned))),
    waitMs: queue.waitMs,
    hasRoomToRead: () => queue.apartMs() === 0,
    answersInMs: parts.answersInMs,
    commandsLastHour: parts.commandsLastHour,
    close: parts.close,
  });
};
