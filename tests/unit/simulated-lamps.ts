// Lamps and a bridge in simulated time: what is sent arrives late, is lost, or is carried out without an
// answer, as a list of fates says. For tests of everything above a rig.

import type { LampCommand, LightFault, Rig } from '../../main/lights/rig.ts';
import type { Role } from '../../shared/preset.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

/** What becomes of a command. `lostAnswer`: carried out, but the sender only sees a time-out. */
export type Fate = 'taken' | 'slow' | 'dropped' | 'refused' | 'lostAnswer';

const ROLES: readonly Role[] = ['ambient', 'task', 'door'];

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
  readonly commands: readonly (LampCommand & { readonly atMs: number; readonly atOnce: boolean })[];
  readonly attempts: () => number;
  /** Somebody sets the lamps of a role at the wall; they go there at once. */
  readonly hand: (role: Role, toPct: number) => void;
}

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** How long a sender waits for an answer that never comes, in ms. */
const TIMEOUT_MS = 2000;

/**
 * A bridge whose lamps stand at `startPct`.
 *
 * @param fateOf what becomes of the nth attempt
 */
export const simulateBridge = (startPct: number, fateOf: (attempt: number) => Fate): SimulatedBridge => {
  const moves = new Map<Role, Move>(
    ROLES.map((role) => [role, { from: startPct, to: startPct, beganAt: 0, endsAt: 0 }]),
  );
  const commands: (LampCommand & { atMs: number; atOnce: boolean })[] = [];
  let attempts = 0;

  const output = (role: Role): number => {
    const move = moves.get(role);
    if (move === undefined) return 0;
    const now = performance.now();
    if (now >= move.endsAt) return move.to;
    return move.from + ((move.to - move.from) * (now - move.beganAt)) / (move.endsAt - move.beganAt);
  };

  const carryOut = (command: LampCommand, atOnce: boolean): void => {
    const now = performance.now();
    commands.push({ ...command, atMs: now, atOnce });
    for (const role of command.roles) {
      const to = command.look.brightnessPct;
      moves.set(role, { from: output(role), to, beganAt: now, endsAt: now + command.overMs });
    }
  };

  const take = async (command: LampCommand, atOnce: boolean): Promise<Result<null, LightFault>> => {
    const fate = fateOf(attempts++);
    if (fate === 'refused') return fail('unreachable');
    if (fate === 'dropped') {
      await wait(TIMEOUT_MS);
      return fail('hangs');
    }
    await wait(fate === 'slow' ? 600 : 5);
    carryOut(command, atOnce);
    if (fate !== 'lostAnswer') return ok(null);
    await wait(TIMEOUT_MS);
    return fail('hangs');
  };

  const rig: Rig = {
    bridge: { id: '0', name: 'Simulated', address: '', model: '' },
    readLamps: async () => ok([]),
    assign: async () => ok(null),
    send: (command) => take(command, false),
    sendAtOnce: (command) => take(command, true),
    answersInMs: () => null,
    close: () => undefined,
  };
  const hand = (role: Role, toPct: number): void => {
    moves.set(role, { from: toPct, to: toPct, beganAt: 0, endsAt: 0 });
  };
  return { rig, output, commands, attempts: () => attempts, hand };
};
