// The player on Chromium's own audio parameters, faster than time: the real engine, decks, faders and master level in
// an OfflineAudioContext, which stands still at every step while orders are given. It is built into one script, and run
// in the player's page by player-params.spec.ts.

import { type LoadSource, makeDeck } from '../../renderer/player/deck.ts';
import { makeMasterOutput } from '../../renderer/player/master-output.ts';
import { makePlayerEngine, POLL_EVERY_MS } from '../../renderer/player/player-engine.ts';
import type { OutputEvent } from '../../renderer/player/player-state.ts';
import type { PlayerClock } from '../../renderer/player/sound-clock.ts';
import type { PlayerOrder } from '../../shared/sound/player-orders.ts';

/** An order at an instant; several may share one. */
export interface OfflineOrder {
  readonly atMs: number;
  readonly order: PlayerOrder;
}

export interface OfflineTrack {
  readonly durationS: number;
  readonly loadsInMs: number;
  readonly startsInMs: number;
}

export interface OfflineScore {
  readonly orders: readonly OfflineOrder[];
  readonly tracks: Readonly<Record<string, OfflineTrack>>;
  readonly lengthMs: number;
}

export interface OfflineHearing {
  /** What was thrown, or what ended the player; null: nothing. */
  readonly broken: string | null;
  /** The power of each window of WINDOW_MS, at the output; 1 is full scale. */
  readonly powers: readonly number[];
  /** Instants at which a track began, at the floor, in ms. */
  readonly starts: readonly number[];
  /** Instants at which a track went silent by itself, in ms. */
  readonly ownSilences: readonly number[];
  /** Instants at which the player let go of a track that played: it has faded to the floor by then. In ms. */
  readonly cuts: readonly number[];
}

export const WINDOW_MS = 16;

/** As loud as a normalised track. */
const AMPLITUDE = 10 ** (-23 / 20);

/** Low, so that many stories can be heard: parameters are as exact at any rate. */
const RATE = 16_000;

/** The context stands still this often; a whole number of its blocks of 128 frames. */
const STEP_MS = 8;

interface Timer {
  readonly at: number;
  readonly act: () => void;
}

/** Timers that act while the context stands still. */
const steppedClock = (context: BaseAudioContext): PlayerClock & { readonly due: () => void } => {
  let timers: readonly Timer[] = [];
  const now = (): number => context.currentTime * 1000;
  return {
    now,
    after: (ms, act) => {
      const timer: Timer = { at: now() + ms, act };
      timers = [...timers, timer].toSorted((a, b) => a.at - b.at);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    due: () => {
      for (let next = timers[0]; next !== undefined && next.at <= now(); next = timers[0]) {
        timers = timers.slice(1);
        next.act();
      }
    },
  };
};

/** Plays a score and listens; every deck has a channel of its own, so that powers add up as those of two tracks do. */
export const playOffline = async ({ orders, tracks, lengthMs }: OfflineScore): Promise<OfflineHearing> => {
  const context = new OfflineAudioContext(2, (lengthMs / 1000) * RATE, RATE);
  const clock = steppedClock(context);
  const output = makeMasterOutput(context);
  const starts: number[] = [];
  const ownSilences: number[] = [];
  const cuts: number[] = [];
  const channels = new Map<AudioNode, number>();
  let broken: string | null = null;

  const loadSource: LoadSource = (into, track, _asStream, tell) => {
    const { durationS, loadsInMs, startsInMs } = tracks[track.id] ?? {
      durationS: 60,
      loadsInMs: 1,
      startsInMs: 1,
    };
    if (!channels.has(into)) channels.set(into, channels.size);
    const merger = context.createChannelMerger(2);
    merger.connect(into);
    let source: ConstantSourceNode | null = null;
    let beganAt: number | null = null;
    let placeS = 0;
    let callOffs: (() => void)[] = [];
    const positionS = (): number => placeS + (beganAt === null ? 0 : (clock.now() - beganAt) / 1000);
    const halt = (): void => {
      placeS = positionS();
      beganAt = null;
      source?.disconnect();
      source = null;
      for (const callOff of callOffs) callOff();
      callOffs = [];
    };
    const cut = (): void => {
      if (beganAt !== null) cuts.push(clock.now());
      halt();
    };
    callOffs.push(clock.after(loadsInMs, () => tell('loaded')));
    return {
      play: () => {
        callOffs.push(
          clock.after(startsInMs, () => {
            source = new ConstantSourceNode(context, { offset: AMPLITUDE });
            source.connect(merger, 0, channels.get(into));
            source.start();
            beganAt = clock.now();
            starts.push(beganAt);
            callOffs.push(
              clock.after((durationS - placeS) * 1000, () => {
                halt();
                ownSilences.push(clock.now());
                tell('ended');
              }),
            );
            tell('started');
          }),
        );
      },
      pause: cut,
      close: () => {
        cut();
        merger.disconnect();
      },
      positionS,
      durationS: () => durationS,
      canJoin: () => false,
      endsAtS: () => null,
      join: () => {},
    };
  };

  const makeSink = (tell: (event: OutputEvent) => void) => {
    let isThere = false;
    return {
      want: () => {
        if (!isThere) tell('outputOther');
      },
      move: () => {
        isThere = true;
        clock.after(STEP_MS, () => tell('outputReady'));
      },
    };
  };

  const engine = makePlayerEngine({
    output,
    clock,
    makeSink,
    makeDeck: (tell) => makeDeck({ into: output.input, clock, loadSource, isServed: () => true, tell }),
    report: (report) => {
      if (report.kind === 'broken') broken = report.why;
    },
  });

  const pollOn = (): void => {
    engine.poll();
    clock.after(POLL_EVERY_MS, pollOn);
  };
  let given = 0;
  const step = (): void => {
    clock.due();
    for (let next = orders[given]; next !== undefined && next.atMs <= clock.now(); next = orders[given]) {
      given += 1;
      engine.order(next.order);
    }
  };
  const stand = (atMs: number): void => {
    if (atMs >= lengthMs) return;
    void context.suspend(atMs / 1000).then(() => {
      try {
        step();
      } catch (error) {
        broken ??= String(error);
      }
      stand(atMs + STEP_MS);
      void context.resume();
    });
  };
  pollOn();
  step();
  stand(STEP_MS);
  const heard = await context.startRendering();
  const [left, right] = [heard.getChannelData(0), heard.getChannelData(1)];
  const frames = (WINDOW_MS / 1000) * RATE;
  const powers = Array.from({ length: Math.floor(heard.length / frames) }, (_, window) => {
    let sum = 0;
    for (let i = window * frames; i < (window + 1) * frames; i += 1) {
      sum += (left[i] ?? 0) ** 2 + (right[i] ?? 0) ** 2;
    }
    return sum / frames;
  });
  return { broken, powers, starts, ownSilences, cuts };
};
