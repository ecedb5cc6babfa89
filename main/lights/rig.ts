// The interface between the room and whatever carries its lamps. A rig does as it is told and reports; it never
// decides, and nothing but guarded-rig.ts may tell it to change a lamp.

import type { Look, Role } from '../../shared/preset.ts';
import type { Result } from '../../shared/result.ts';

/** A look is answered within this many real ms, however many requests it takes, or the bridge is said to hang. */
export const ANSWER_WITHIN_MS = 2000;

/**
 * Why a lamp command or a reading came to nothing. `notItself`: what answers cannot show that it is the bridge that
 * was paired, so that nothing is said to it.
 */
export type LightFault = 'unreachable' | 'hangs' | 'busy' | 'unauthorised' | 'refused' | 'notItself';

/** A lamp as its bridge describes it. */
export interface BridgeLamp {
  readonly id: string;
  readonly name: string;
  /** Lags and lies on real bridges: warn by it, never block. */
  readonly reachable: boolean;
  /** null: the lamp has no range of whites. */
  readonly warmthK: { readonly least: number; readonly most: number } | null;
  readonly hasColour: boolean;
  /** What the bridge reports; 0 % when off. During a fade this is the fade's target, not the light in the room. */
  readonly reported: Look;
}

/** One look for all lamps of some roles, reached in a straight line over a time in real ms. */
export interface LampCommand {
  readonly roles: readonly Role[];
  readonly look: Look;
  readonly overMs: number;
}

/** Which lamp has which role; a lamp that is not named is left alone. */
export type RoleOfLamp = Readonly<Record<string, Role>>;

export interface BridgeIdentity {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly model: string;
}

/** A connected bridge. No call throws; `send`, `sendAtOnce` and `readLamps` keep within ANSWER_WITHIN_MS. */
export interface Rig {
  readonly bridge: BridgeIdentity;
  readLamps(): Promise<Result<readonly BridgeLamp[], LightFault>>;
  /** Prepares the bridge so that a look for a role, or for several, is one command; takes a few requests. */
  assign(roles: RoleOfLamp): Promise<Result<null, LightFault>>;
  /**
   * Sends a look. Lamps that are off come up from the lowest brightness. At most one `send` is under way at a
   * time per rig: the caller sees to it.
   */
  send(command: LampCommand): Promise<Result<null, LightFault>>;
  /** The same through a connection of its own, past anything that waits or hangs: for Full light alone. */
  sendAtOnce(command: LampCommand): Promise<Result<null, LightFault>>;
  /** Median ms of the last answers; null before the first. */
  answersInMs(): number | null;
  close(): void;
}
