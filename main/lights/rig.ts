// The interface between the room and the bridge that carries its lamps. A rig does as it is told and reports; it never
// decides, and nothing but guarded-rig.ts may tell it to change a lamp.

import type { Range } from '../../shared/preset/ladder.ts';
import type { Look, Role } from '../../shared/preset/preset.ts';
import type { Result } from '../../shared/result.ts';

/**
 * Changes are answered within this many real ms, however many requests they take, or the bridge counts as hanging. No
 * request of theirs is sent later: what was planned would no longer fit where the lamps are.
 */
export const ANSWER_WITHIN_MS = 2000;

/**
 * Bridges ask their lamps now and then, and meanwhile report what they told them: a report that was asked for so long after
 * a command shows what the lamp did, and what was changed elsewhere; in real ms.
 */
export const ASKED_AFTER_MS = 4500;

/**
 * Why a command or a reading failed. `notItself`: what answers cannot show that it is the paired bridge, so nothing is
 * sent to it.
 */
export const LIGHT_FAULTS = ['unreachable', 'hangs', 'busy', 'unauthorised', 'refused', 'notItself'] as const;
export type LightFault = (typeof LIGHT_FAULTS)[number];

/** What a lamp does when its mains power returns: as before the cut, or anything else, which may be full white. */
export type AfterPowerCut = 'asBefore' | 'otherwise';

/** A lamp as its bridge describes it. */
export interface BridgeLamp {
  /** Its number on the bridge, which another lamp may be given. */
  readonly id: string;
  /** The lamp's own address, which it keeps; null where the bridge does not tell it. */
  readonly uniqueId: string | null;
  readonly name: string;
  /** Lags and lies on real bridges: use it to warn, never to block. */
  readonly reachable: boolean;
  /** null: the lamp has no range of whites, or does not report which of them it shows. */
  readonly warmthK: Range | null;
  readonly hasColour: boolean;
  /** null: the lamp has no such setting. */
  readonly afterPowerCut: AfterPowerCut | null;
  /**
   * What the bridge reports; 0 % when off, null when it does not say. During a fade this is the fade's target, not the
   * light in the room.
   */
  readonly reported: Look | null;
  /** What another program left running in it, under any look of ours; each is ended once. */
  readonly leftRunning: readonly ('effect' | 'alert')[];
}

/** True where a report of a lamp by this number is about the same lamp as before. */
export const isSameLamp = (a: BridgeLamp, b: BridgeLamp): boolean =>
  a.uniqueId !== null && b.uniqueId !== null ? a.uniqueId === b.uniqueId : a.name === b.name;

/** A room or a zone that somebody made on the bridge. */
export interface BridgeRoom {
  readonly id: string;
  readonly name: string;
  readonly kind: 'room' | 'zone';
  readonly lampIds: readonly string[];
}

/** One look for some lamps, reached in a straight fade over a time in real ms. */
export interface LampChange {
  readonly lampIds: readonly string[];
  readonly look: Look;
  readonly overMs: number;
}

/** Roles by lamp id; a lamp that is not listed is left alone. */
export type RoleOfLamp = Readonly<Record<string, Role>>;

export interface BridgeIdentity {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly model: string;
  readonly software: string;
}

/** When a lamp's command was sent, and when the bridge took it, in ms on `performance.now()`. */
export interface Sending {
  readonly sentMs: number;
  /** null: nobody knows whether it was taken. */
  readonly takenMs: number | null;
}

/** By lamp id. To a lamp that is not listed nothing was sent: there was no room in time, or it was overtaken. */
export type Sendings = ReadonlyMap<string, Sending>;

type Outcome = Promise<Result<null, LightFault>>;

/** Fails where no lamp took its change; otherwise it says what became of each. */
type Sent = Promise<Result<Sendings, LightFault>>;

/** A connected bridge. No call throws; `send`, `sendAtOnce` and the readings keep within ANSWER_WITHIN_MS. */
export interface Rig {
  readonly bridge: BridgeIdentity;
  readLamps(): Promise<Result<readonly BridgeLamp[], LightFault>>;
  readRooms(): Promise<Result<readonly BridgeRoom[], LightFault>>;
  /** Prepares the bridge so that a change for a role, or for several, is one command; takes a few requests. */
  assign(roles: RoleOfLamp): Outcome;
  /**
   * Sends changes all at one time, in as few commands as can be. Lamps that are off come up from the lowest brightness.
   * The caller keeps at most one `send` under way at a time. What was not sent yet when it is no longer wanted is never sent.
   */
  send(changes: readonly LampChange[], isWanted?: () => boolean): Sent;
  /** Lays on the bridge what the same `send` will need later, so that it will be one command. No lamp changes. */
  prepare(changes: readonly LampChange[]): Outcome;
  /**
   * Sends changes through a connection of its own, past anything that waits or hangs: for Full light alone. What was
   * not sent yet when something newer is sent, or when it is no longer wanted, is never sent.
   */
  sendAtOnce(changes: readonly LampChange[], isWanted: () => boolean): Sent;
  /** Sets what those of the lamps that have the setting do when their power returns. */
  setAfterPowerCut(lampIds: readonly string[], what: AfterPowerCut): Outcome;
  /** Removes what was laid on the bridge for a session. */
  tidy(): Outcome;
  /** How long a `send` still has to wait, in real ms, so that the bridge does not drop it for coming too soon. */
  waitMs(): number;
  /** False where the bridge takes so few requests that no reading may go beside a look. */
  hasRoomToRead(): boolean;
  /** Median ms of the last answers; null before the first. */
  answersInMs(): number | null;
  /** Requests of the last hour that changed something, or were meant to. */
  commandsLastHour(): number;
  close(): void;
}
