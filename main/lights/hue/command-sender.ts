// Sends the commands of one change, and says of each lamp what became of its own. It must never let one lamp, or one
// group, that does not answer or is refused hold up the others.

import { fail, ok, type Result } from '../../../shared/result.ts';
import type { LightFault, Sending, Sendings } from '../rig.ts';
import type { HueCalls, HueFault } from './api-client.ts';
import type { openBridgeMemory } from './bridge-memory.ts';
import { type HueCommand, type HueGroup, oneByOne } from './command-plan.ts';
import type { Rank } from './request-budget.ts';
import type { Errand } from './transport.ts';

/** Commands that are under way at a time: a bridge takes about ten to single lamps a second. */
export const AT_A_TIME = 4;

/** Lamps that are commanded one by one, since their group did not answer, have at least this long, in ms. */
const ONE_BY_ONE_MS = 700;

export const asLightFault = (fault: HueFault): LightFault => {
  if (fault === 'notSent') return 'busy';
  return fault === 'missing' || fault === 'buttonNotPressed' ? 'refused' : fault;
};

/** A fault of the connection itself: what else there is to send would meet it too. */
const isOfTheConnection = (fault: LightFault | null): boolean =>
  fault === 'unreachable' || fault === 'unauthorised' || fault === 'notItself';

export interface BatchParts {
  readonly calls: HueCalls;
  readonly rank: Rank;
  /** By when all of it must be answered, in ms on `performance.now()`. */
  readonly byMs: number;
  /** False when something newer went past: the rest must not be sent any more. */
  readonly isWanted: () => boolean;
}

/** Commands that go out together. */
export const openBatch = (parts: BatchParts) => {
  const sendings = new Map<string, Sending>();
  let fault: LightFault | null = null;
  return {
    ...parts,
    sendings: sendings as Sendings,
    /** Takes in what became of a command to these lamps; a lamp that may have heard an earlier one began no later. */
    note: (lampIds: readonly string[], sentMs: number, takenMs: number | null): void => {
      for (const id of lampIds) {
        sendings.set(id, { sentMs: Math.min(sentMs, sendings.get(id)?.sentMs ?? sentMs), takenMs });
      }
    },
    failed: (why: LightFault): void => {
      fault ??= why;
    },
    goesOn: (): boolean => parts.isWanted() && !isOfTheConnection(fault),
    outcome: (): Result<Sendings, LightFault> => {
      const isAnyTaken = [...sendings.values()].some(({ takenMs }) => takenMs !== null);
      return fault === null || (isAnyTaken && !isOfTheConnection(fault)) ? ok(sendings) : fail(fault);
    },
  };
};

export type Batch = ReturnType<typeof openBatch>;

/** Commands to one bridge, of which no group has failed yet. */
export const openCommandSender = (memory: Pick<ReturnType<typeof openBridgeMemory>, 'sending' | 'taken'>) => {
  /** Groups that were refused or did not answer when they were last commanded. */
  const doubtful = new Set<string>();
  /** Groups that are never commanded again: they are gone, or their lamps took one by one what they did not. */
  const unfit = new Set<string>();
  /** Lamps that did not answer while others of their group did: no group of theirs is waited for. */
  const silent = new Set<string>();

  const send = async (batch: Batch, command: HueCommand, byMs: number): Promise<HueFault | null> => {
    const { to, id, lampIds, state } = command;
    const sent: { ms: number | null } = { ms: null };
    const errand: Errand = {
      ...{ rank: batch.rank, byMs, isWanted: batch.isWanted },
      onSent: (atMs) => {
        sent.ms ??= atMs;
        memory.sending(command, atMs);
      },
    };
    const set = to === 'group' ? batch.calls.setGroup : batch.calls.setLight;
    const answer = await set(id, state, errand);
    const at = performance.now();
    if (answer.ok) memory.taken(command, at);
    // A lamp that is no longer there needs no light.
    const isDone = answer.ok || (to === 'light' && answer.error === 'missing');
    if (isDone && to === 'light') silent.delete(id);
    // A colour alone says nothing of the brightness.
    if (sent.ms !== null && state.on !== undefined) batch.note(lampIds, sent.ms, isDone ? at : null);
    return isDone ? null : answer.error;
  };

  const toLamps = async (batch: Batch, commands: readonly HueCommand[], byMs: number): Promise<void> => {
    let next = 0;
    const work = async (): Promise<void> => {
      while (next < commands.length && batch.goesOn()) {
        const command = commands[next++];
        const fault = command === undefined ? null : await give(batch, command, byMs);
        if (fault !== null && fault !== 'notSent') batch.failed(asLightFault(fault));
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
  };

  /** Takes in what lamps did one by one whose group had failed. Where none took its command, the fault stands. */
  const learn = (batch: Batch, { id, lampIds }: HueCommand, fault: HueFault): HueFault | null => {
    const missed = lampIds.filter((lampId) => batch.sendings.get(lampId)?.takenMs === null);
    if (missed.length === lampIds.length) return fault;
    if (fault === 'hangs' && missed.length > 0) for (const lampId of missed) silent.add(lampId);
    else unfit.add(id);
    return null;
  };

  /** A group for Full light, or one after others that failed, leaves time to command its lamps one by one. */
  const toGroup = async (batch: Batch, command: HueCommand, byMs: number): Promise<HueFault | null> => {
    const isFirst = !doubtful.has(command.id) && unfit.size === 0;
    const isWhole = isFirst && batch.rank !== 'fullLight';
    const now = performance.now();
    const fault = await send(batch, command, isWhole ? byMs : now + (byMs - now) / 2);
    if (fault === null) doubtful.delete(command.id);
    if (fault !== 'missing' && fault !== 'refused' && fault !== 'hangs') return fault;
    doubtful.add(command.id);
    if (fault === 'missing') unfit.add(command.id);
    else if (isWhole) return fault;
    await toLamps(batch, oneByOne(command), Math.max(byMs, performance.now() + ONE_BY_ONE_MS));
    return learn(batch, command, fault);
  };

  const give = (batch: Batch, command: HueCommand, byMs: number): Promise<HueFault | null> =>
    command.to === 'group' ? toGroup(batch, command, byMs) : send(batch, command, byMs);

  return {
    /** Sends commands a few at a time, to groups and lamps alike, until all were sent or something newer goes past. */
    give: (batch: Batch, commands: readonly HueCommand[]): Promise<void> =>
      toLamps(batch, commands, batch.byMs),
    /** True for a group that may be commanded. */
    isFit: ({ id, lampIds }: HueGroup): boolean =>
      !unfit.has(id) && !lampIds.some((lampId) => silent.has(lampId)),
    /** The groups were arranged anew. */
    forget: (): void => {
      doubtful.clear();
      unfit.clear();
      silent.clear();
    },
  };
};
