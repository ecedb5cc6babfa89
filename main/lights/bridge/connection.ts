// Keeps the connection to a bridge alive: looks at its lamps now and then, and seeks it again when it is gone. It
// tries at most once a second, and sends no look.

import { byItself, tellError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { BridgeLamp, LightFault, Rig } from '../rig.ts';

/** How often a bridge that is well is asked how its lamps are: a person's hand is to be seen within 10 s. */
const LOOK_EVERY_MS = 4000;

/** And while a lamp does not answer: at first, so that it finds back soon, and after a minute. */
const LOOK_OFTEN_MS = 1000;
const LOOK_LESS_OFTEN_MS = 3000;
const OFTEN_FOR_MS = 60_000;

/** How long after a command the bridge is asked whether it came to anything. */
const CONFIRM_AFTER_MS = 700;

/** From one attempt to the next while the bridge is gone: backing off to the last, and jittered. */
const TRY_AGAIN_MS: readonly number[] = [1000, 1100, 1250, 1400];
const JITTER_MS = 100;

/** The bridge has this long to itself between an attempt that took its time and the next. */
const LEAST_PAUSE_MS = 150;

/** A reading may get lost: after so many the bridge is away, is connected to anew, and sought at other addresses. */
const AWAY_AFTER = 2;

/** A way to the bridge of a source. */
export interface WayToBridge {
  readonly connect: () => Promise<Result<Rig, LightFault>>;
  /** Begins to look for the same bridge at other addresses; the next `connect` tries what was found. */
  readonly seek: () => void;
  /** Ends that. */
  readonly settle: () => void;
}

export interface ConnectionParts {
  readonly source: WayToBridge;
  /** 0–1, for the jitter between attempts. */
  readonly random: () => number;
  /** A rig that has just connected; what it answers is why it cannot be used after all. */
  readonly onRig: (rig: Rig, lamps: readonly BridgeLamp[], askedMs: number) => Promise<LightFault | null>;
  /**
   * What the bridge reports; the instant at which it was asked is on `performance.now()`. Answers whether a lamp
   * that matters cannot be reached, so that the next look comes soon.
   */
  readonly onLamps: (lamps: readonly BridgeLamp[], askedMs: number) => boolean;
  /** Called after every failed attempt while the bridge is away. */
  readonly onAway: (fault: LightFault) => void;
  /** Called when it is there, for the first time or again. */
  readonly onBack: () => void;
}

export interface Connection {
  /** Resolves once the first attempt is over: null, or what was wrong. */
  readonly first: Promise<LightFault | null>;
  /** Looks at the lamps soon: a command was sent. */
  readonly confirm: () => void;
  /** Looks soon, and not too soon: a command failed. */
  readonly suspect: () => void;
  readonly close: () => void;
}

/** Connects to a source's bridge and stays with it until it is closed. Times are real ms. */
export const openConnection = (parts: ConnectionParts): Connection => {
  const { source, random, onRig, onLamps, onAway, onBack } = parts;
  let rig: Rig | null = null;
  /** Nobody has heard of the bridge yet, or not for a while. */
  let isAway = true;
  let isBusy = false;
  let isOpen = true;
  /** What answers may be another bridge, or have forgotten the key: the next attempt asks who it is. */
  let isDoubtful = false;
  let failures = 0;
  let lampAwaySince: number | null = null;
  let lastAttemptMs = Number.NEGATIVE_INFINITY;
  let nextMs = Number.POSITIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;

  const wakeAt = (atMs: number): void => {
    if (!isOpen) return;
    if (timer !== null) clearTimeout(timer);
    nextMs = atMs;
    timer = setTimeout(() => void attempt(), Math.max(1, Math.ceil(atMs - performance.now())));
  };

  const tell = (lamps: readonly BridgeLamp[], askedMs: number): void => {
    const isOneAway = byItself(() => onLamps(lamps, askedMs)) ?? false;
    lampAwaySince = isOneAway ? (lampAwaySince ?? askedMs) : null;
  };

  const look = async (at: Rig): Promise<LightFault | null> => {
    const askedMs = performance.now();
    const read = await at.readLamps();
    if (!isOpen || at !== rig) return null;
    if (!read.ok) return read.error;
    tell(read.value, askedMs);
    return null;
  };

  /** A connection anew, whose rig takes the old one's place only when it works. */
  const connect = async (): Promise<LightFault | null> => {
    const connected = await source.connect();
    if (!connected.ok) return connected.error;
    const next = connected.value;
    return takeUp(next).catch((error: unknown) => {
      next.close();
      throw error;
    });
  };

  const takeUp = async (next: Rig): Promise<LightFault | null> => {
    const askedMs = performance.now();
    const read = await next.readLamps();
    const fault = !read.ok ? read.error : isOpen ? await onRig(next, read.value, askedMs) : null;
    if (fault !== null || !isOpen) {
      next.close();
      return fault;
    }
    rig?.close();
    rig = next;
    if (read.ok) tell(read.value, askedMs);
    return null;
  };

  const pauseWhenWell = (): number => {
    if (lampAwaySince === null) return LOOK_EVERY_MS;
    return performance.now() - lampAwaySince < OFTEN_FOR_MS ? LOOK_OFTEN_MS : LOOK_LESS_OFTEN_MS;
  };

  const failed = (fault: LightFault, startedMs: number): void => {
    const pauseMs = (TRY_AGAIN_MS[Math.min(failures, TRY_AGAIN_MS.length - 1)] ?? 0) + random() * JITTER_MS;
    failures += 1;
    isDoubtful = fault === 'unauthorised' || fault === 'notItself';
    wakeAt(Math.max(startedMs + pauseMs, performance.now() + LEAST_PAUSE_MS));
    if (failures < AWAY_AFTER && rig !== null) return;
    isAway = true;
    byItself(source.seek);
    byItself(() => onAway(fault));
  };

  const succeeded = (): void => {
    failures = 0;
    isDoubtful = false;
    if (isAway) {
      isAway = false;
      byItself(source.settle);
      byItself(onBack);
    }
    wakeAt(Math.min(nextMs, performance.now() + pauseWhenWell()));
  };

  /** A way that throws, against its word, has come to nothing like any other: the next attempt follows. */
  const tried = async (): Promise<LightFault | null> => {
    try {
      return rig !== null && !isAway && !isDoubtful ? await look(rig) : await connect();
    } catch (error) {
      tellError(error);
      return 'unreachable';
    }
  };

  const attempt = async (): Promise<LightFault | null> => {
    if (isBusy || !isOpen) return null;
    isBusy = true;
    const startedMs = performance.now();
    lastAttemptMs = startedMs;
    nextMs = Number.POSITIVE_INFINITY;
    const fault = await tried();
    isBusy = false;
    if (!isOpen) return fault;
    if (fault === null) succeeded();
    else failed(fault, startedMs);
    return fault;
  };

  return {
    first: attempt(),
    confirm: () => {
      if (!isAway) wakeAt(Math.min(nextMs, performance.now() + CONFIRM_AFTER_MS));
    },
    suspect: () => {
      const [leastMs = 0] = TRY_AGAIN_MS;
      const soonest = Math.max(performance.now() + CONFIRM_AFTER_MS, lastAttemptMs + leastMs);
      if (!isAway) wakeAt(Math.min(nextMs, soonest));
    },
    close: () => {
      isOpen = false;
      if (timer !== null) clearTimeout(timer);
      source.settle();
      rig?.close();
    },
  };
};
