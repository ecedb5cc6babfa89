// The interface between the room and whatever carries its lamps. A rig does as it is told and reports; it never
// decides, and nothing but guarded-rig.ts may tell it to change a lamp.

import type { Look, Role } from '../../shared/preset/preset.ts';
import type { Result } from '../../shared/result.ts';

/** A look is answered within this many real ms, however many requests it takes, or the bridge is said to hang. */
export const ANSWER_WITHIN_MS = 2000;

/**
 * Why a lamp command or a reading came to nothing. `notItself`: what answers cannot show that it is the bridge that
 * was paired, so that nothing is said to it.
 */
export type LightFault = 'unreachable' | 'hangs' | 'busy' | 'unauthorised' | 'refused' | 'notItself';

/** What a lamp does when its mains power returns: as before the cut, or anything else, which may be full white. */
export type AfterPowerCut = 'asBefore' | 'otherwise';

/** A lamp as its bridge describes it. */
export interface BridgeLamp {
  readonly id: string;
  readonly name: string;
  /** Lags and lies on real bridges: warn by it, never block. */
  readonly reachable: boolean;
  /** null: the lamp has no range of whites. */
  readonly warmthK: { readonly least: number; readonly most: number } | null;
  readonly hasColour: boolean;
  /** null: it cannot be told. */
  readonly afterPowerCut: AfterPowerCut | null;
  /** What the bridge reports; 0 % when off. During a fade this is the fade's target, not the light in the room. */
  readonly reported: Look;
}

/** A room or a zone that somebody made on the bridge. */
export interface BridgeRoom {
  readonly id: string;
  readonly name: string;
  readonly kind: 'room' | 'zone';
  readonly lampIds: readonly string[];
}

/** One look for some lamps, reached in a straight line over a time in real ms. */
export interface LampChange {
  readonly lampIds: readonly string[];
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
  readonly software: string;
}

type Outcome = Promise<Result<null, LightFault>>;

/** A connected bridge. No call throws; `send`, `sendAtOnce` and the readings keep within ANSWER_WITHIN_MS. */
export interface Rig {
  readonly bridge: BridgeIdentity;
  readLamps(): Promise<Result<readonly BridgeLamp[], LightFault>>;
  readRooms(): Promise<Result<readonly BridgeRoom[], LightFault>>;
  /** Prepares the bridge so that a look for a role, or for several, is one command; takes a few requests. */
  assign(roles: RoleOfLamp): Outcome;
  /**
   * Sends a look: all its changes at one time, in as few commands as can be. Lamps that are off come up from the
   * lowest brightness. At most one `send` is under way at a time per rig: the caller sees to it.
   */
  send(changes: readonly LampChange[]): Outcome;
  /** Lays on the bridge what the same `send` will need later, so that it is one command then. No lamp changes. */
  prepare(changes: readonly LampChange[]): Outcome;
  /**
   * Sends a look through a connection of its own, past anything that waits or hangs: for Full light alone. What of it
   * has not gone out when something newer is sent is left out.
   */
  sendAtOnce(changes: readonly LampChange[]): Outcome;
  /** Lets lamps that can be told come back as they were when their power returns, or as they were delivered. */
  setAfterPowerCut(lampIds: readonly string[], what: AfterPowerCut): Outcome;
  /** Takes away what was laid on the bridge for a session. */
  tidy(): Outcome;
  /** How long a `send` has to wait yet, in real ms, so that the bridge does not drop it for coming too soon. */
  waitMs(): number;
  /** Median ms of the last answers; null before the first. */
  answersInMs(): number | null;
  /** Requests of the last hour that changed something, or were to. */
  commandsLastHour(): number;
  close(): void;
}
