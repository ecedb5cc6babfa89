// Keeps the connection to a bridge alive: polls its lamps, and connects again when the bridge is gone. It tries at most
// once a second, and sends no light.

import { byItself, tellError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { BridgeLamp, LightFault, Rig } from '../rig.ts';

/** How often the lamps of a healthy bridge are polled: a person's hand has to be seen within 10 s. */
const POLL_MS = 4000;

/** The same while a lamp is out of reach: often at first, so that it finds back soon, and less often after a minute. */
const POLL_OFTEN_MS = 1000;
const POLL_LESS_OFTEN_MS = 3000;
const OFTEN_FOR_MS = 60_000;

/** How long after a command the bridge is polled for its effect. */
const CONFIRM_AFTER_MS = 700;

/** From one attempt to the next while the bridge is gone: backing off to the last figure, with jitter. */
const RETRY_MS: readonly number[] = [1000, 1100, 1250, 1400];
const JITTER_MS = 100;

/** The least pause between a slow attempt and the next. */
const LEAST_PAUSE_MS = 150;

/** A reading may get lost: only after this many failures is the bridge away, reconnected to, and searched for. */
const AWAY_AFTER = 2;

/** A way to the bridge of a source. */
export interface WayToBridge {
  readonly connect: () => Promise<Result<Rig, LightFault>>;
  /** Begins to search for the same bridge at other addresses; the next `connect` tries what was found. */
  readonly seek: () => void;
  /** Ends the search. */
  readonly settle: () => void;
}

export interface ConnectionParts {
  readonly source: WayToBridge;
  /** 0–1, for the jitter between attempts. */
  readonly random: () => number;
  /** Takes a rig that has just connected; answers why it cannot be used after all. */
  readonly onRig: (rig: Rig, lamps: readonly BridgeLamp[], askedMs: number) => Promise<LightFault | null>;
  /**
   * Takes what the bridge reports; `askedMs` is on `performance.now()`. Answers whether a lamp that matters is out of
   * reach, so that the next poll comes soon.
   */
  readonly onLamps: (lamps: readonly BridgeLamp[], askedMs: number) => boolean;
  /** Called after every failed attempt while the bridge is away. */
  readonly onAway: (fault: LightFault) => void;
  /** Called when the bridge is there, for the first time or again. */
  readonly onBack: () => void;
}

/** Connects to a source's bridge and stays with it until it is closed. Times are real ms. */
export const openConnection = (parts: ConnectionParts) => {
  const { source, random, onRig, onLamps, onAway, onBack } = parts;
  let rig: Rig | null = null;
  /** The bridge has not answered yet, or not for a while. */
  let isAway = true;
  let isBusy = false;
  let isOpen = true;
  /** What answers may be another bridge, or one that forgot the key: the next attempt connects and asks who it is. */
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

  const poll = async (at: Rig): Promise<LightFault | null> => {
    const askedMs = performance.now();
    const read = await at.readLamps();
    if (!isOpen || at !== rig) return null;
    if (!read.ok) return read.error;
    tell(read.value, askedMs);
    return null;
  };

  /** Why a rig that has just connected cannot be used; null: it is in use. */
  const takeUp = async (next: Rig): Promise<LightFault | null> => {
    const askedMs = performance.now();
    const read = await next.readLamps();
    if (!read.ok) return read.error;
    const fault = isOpen ? await onRig(next, read.value, askedMs) : null;
    if (fault !== null || !isOpen) return fault;
    rig?.close();
    rig = next;
    tell(read.value, askedMs);
    return null;
  };

  /** Connects again; the new rig replaces the old one only when it works. */
  const connect = async (): Promise<LightFault | null> => {
    const connected = await source.connect();
    if (!connected.ok) return connected.error;
    try {
      return await takeUp(connected.value);
    } finally {
      if (rig !== connected.value) connected.value.close();
    }
  };

  const pollAfterMs = (): number => {
    if (lampAwaySince === null) return POLL_MS;
    return performance.now() - lampAwaySince < OFTEN_FOR_MS ? POLL_OFTEN_MS : POLL_LESS_OFTEN_MS;
  };

  const failed = (fault: LightFault, startedMs: number): void => {
    const pauseMs = (RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0) + random() * JITTER_MS;
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
    wakeAt(Math.min(nextMs, performance.now() + pollAfterMs()));
  };

  /** A way that throws, against its contract, has failed like any other: the next attempt follows. */
  const tried = async (): Promise<LightFault | null> => {
    try {
      return rig !== null && !isAway && !isDoubtful ? await poll(rig) : await connect();
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
    /** Resolves after the first attempt: null, or what was wrong. */
    first: attempt(),
    /** Polls soon: a command was taken. */
    confirm: (): void => {
      if (!isAway) wakeAt(Math.min(nextMs, performance.now() + CONFIRM_AFTER_MS));
    },
    /** Polls soon, but not too soon: a command failed. */
    suspect: (): void => {
      const [leastMs = 0] = RETRY_MS;
      const soonest = Math.max(performance.now() + CONFIRM_AFTER_MS, lastAttemptMs + leastMs);
      if (!isAway) wakeAt(Math.min(nextMs, soonest));
    },
    close: (): void => {
      isOpen = false;
      if (timer !== null) clearTimeout(timer);
      source.settle();
      rig?.close();
    },
  };
};
