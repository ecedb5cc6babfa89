// Lamps and a bridge in simulated time: what is sent arrives late, is lost, or takes effect without an answer, as a list
// of fates says. For tests of everything above a rig.

import type { GuardedRig, WantedLight } from '../../main/lights/guarded-rig.ts';
import type { BridgeLamp, LampChange, LightFault, Rig, Sendings } from '../../main/lights/rig.ts';
import type { Role } from '../../shared/preset/preset.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { LightPath } from '../../shared/score/light-score.ts';
import type { LightPaths } from '../../shared/score/score.ts';

/**
 * What becomes of a command. `lostAnswer`: carried out, but the sender only sees a time-out; `tooLate`: it is carried
 * out after that. `waited`: it waits for its turn before it is sent; `waitedTooLate`: it does, and is then carried out
 * too late; `noRoom`: its turn never comes; `oneSilent`: the door's lamp does not answer, and nobody knows whether it heard.
 */
export type Fate =
  | 'taken'
  | 'slow'
  | 'dropped'
  | 'refused'
  | 'lostAnswer'
  | 'tooLate'
  | 'waited'
  | 'waitedTooLate'
  | 'noRoom'
  | 'oneSilent';

/** One lamp for each role, called as the role is. */
export const ROLES: readonly Role[] = ['ambient', 'task', 'door'];

/** Changes that were sent together, and how. */
export interface SentChanges {
  readonly changes: readonly LampChange[];
  readonly atMs: number;
  readonly atOnce: boolean;
}

interface Move {
  readonly from: number;
  readonly to: number;
  readonly beganAt: number;
  readonly endsAt: number;
}

export interface SimulatedBridge {
  readonly rig: Rig;
  /** What the lamps of a role put out now, in %. */
  readonly output: (role: Role) => number;
  readonly commands: readonly SentChanges[];
  /** The lamps as the bridge reports them: at the targets of their commands. */
  readonly report: () => readonly BridgeLamp[];
  readonly attempts: () => number;
  /** Somebody sets the lamps of a role at the wall; they go there at once. */
  readonly hand: (role: Role, toPct: number) => void;
}

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** How long a command waits for its turn, in ms, and how long for one that never comes. */
const WAITS_MS = 700;
const WAITS_LONG_MS = 1900;

/** All of these lamps were sent their commands at an instant, and took them by now. */
export const takenNow = (lampIds: readonly string[], sentMs = performance.now()): Sendings =>
  new Map(lampIds.map((id) => [id, { sentMs, takenMs: performance.now() }]));

/** How long a sender waits for an answer that never comes, in ms. */
const TIMEOUT_MS = 2000;
const TOO_LATE_MS = 2300;

/**
 * A bridge whose lamps stand at `startPct`.
 *
 * @param fateOf what becomes of the nth attempt
 */
export const simulateBridge = (startPct: number, fateOf: (attempt: number) => Fate): SimulatedBridge => {
  const moves = new Map<Role, Move>(
    ROLES.map((role) => [role, { from: startPct, to: startPct, beganAt: 0, endsAt: 0 }]),
  );
  const told = new Map<string, LampChange['look']>();
  const commands: SentChanges[] = [];
  let attempts = 0;

  const output = (role: Role): number => {
    const move = moves.get(role);
    if (move === undefined) return 0;
    const now = performance.now();
    if (now >= move.endsAt) return move.to;
    return move.from + ((move.to - move.from) * (now - move.beganAt)) / (move.endsAt - move.beganAt);
  };

  const carryOut = (changes: readonly LampChange[], atOnce: boolean): void => {
    const now = performance.now();
    commands.push({ changes, atMs: now, atOnce });
    for (const { lampIds, look, overMs } of changes) {
      for (const role of ROLES.filter((each) => lampIds.includes(each))) {
        told.set(role, look);
        moves.set(role, { from: output(role), to: look.brightnessPct, beganAt: now, endsAt: now + overMs });
      }
    }
  };

  const only = (changes: readonly LampChange[], isMeant: (lampId: string) => boolean) =>
    changes.map((change) => ({ ...change, lampIds: change.lampIds.filter(isMeant) }));

  const take = async (
    changes: readonly LampChange[],
    atOnce: boolean,
    isWanted = (): boolean => true,
  ): Promise<Result<Sendings, LightFault>> => {
    const fate = fateOf(attempts++);
    const startedMs = performance.now();
    if (fate === 'waited' || fate === 'noRoom') await wait(WAITS_MS);
    if (fate === 'waitedTooLate') await wait(WAITS_LONG_MS);
    if (fate === 'noRoom' || !isWanted()) return ok(new Map());
    const sentMs = performance.now();
    const lampIds = changes.flatMap((change) => change.lampIds);
    if (fate === 'refused') return fail('unreachable');
    const isTooLate = fate === 'tooLate' || fate === 'waitedTooLate';
    if (isTooLate) setTimeout(() => carryOut(changes, atOnce), TOO_LATE_MS);
    if (fate === 'dropped' || isTooLate) {
      await wait(startedMs + TIMEOUT_MS - sentMs);
      return fail('hangs');
    }
    await wait(fate === 'slow' ? 600 : 5);
    if (fate === 'oneSilent' && lampIds.some((id) => id !== 'door')) {
      carryOut(
        only(changes, (id) => id !== 'door' || attempts % 2 === 0),
        atOnce,
      );
      const sendings = new Map(takenNow(lampIds, sentMs));
      await wait(TIMEOUT_MS);
      return ok(lampIds.includes('door') ? sendings.set('door', { sentMs, takenMs: null }) : sendings);
    }
    carryOut(changes, atOnce);
    if (fate !== 'lostAnswer') return ok(takenNow(lampIds, sentMs));
    await wait(TIMEOUT_MS);
    return fail('hangs');
  };

  const report = (): readonly BridgeLamp[] =>
    ROLES.map((role) => simulatedLamp(role, told.get(role) ?? { brightnessPct: startPct, warmthK: 2200 }));

  const rig: Rig = {
    bridge: { id: '0', name: 'Simulated', address: '', model: '', software: '' },
    readLamps: async () => ok(report()),
    readRooms: async () => ok([]),
    assign: async () => ok(null),
    send: (changes, isWanted) => take(changes, false, isWanted),
    prepare: async () => ok(null),
    sendAtOnce: (changes, isWanted) => take(changes, true, isWanted),
    setAfterPowerCut: async () => ok(null),
    tidy: async () => ok(null),
    waitMs: () => 0,
    hasRoomToRead: () => true,
    answersInMs: () => null,
    commandsLastHour: () => 0,
    close: () => undefined,
  };
  const hand = (role: Role, toPct: number): void => {
    moves.set(role, { from: toPct, to: toPct, beganAt: 0, endsAt: 0 });
    told.set(role, { brightnessPct: toPct, warmthK: 2200 });
  };
  return { rig, output, commands, report, attempts: () => attempts, hand };
};

/** A lamp of every white there is, as its bridge describes it. */
export const simulatedLamp = (id: string, reported: LampChange['look'], reachable = true): BridgeLamp => ({
  id,
  name: id,
  uniqueId: null,
  leftRunning: [],
  reachable,
  reported,
  warmthK: { least: 2000, most: 6500 },
  hasColour: true,
  afterPowerCut: null,
});

/** Takes a simulated bridge into use, whose lamps report what the test says. */
export const takeUp = (guarded: GuardedRig, { rig }: SimulatedBridge, reportedPct: number): void =>
  guarded.use(
    rig,
    ROLES.map((role) => ({ role, lamp: simulatedLamp(role, { brightnessPct: reportedPct, warmthK: 2200 }) })),
    performance.now(),
  );

/** The same path for every role. */
export const all = (path: LightPath): LightPaths => ({ ambient: path, task: path, door: path });

/** What the score wants of lamps: these paths. */
export const wantedFor = (light: LightPaths | null, fullLight = false): WantedLight => ({ light, fullLight });
