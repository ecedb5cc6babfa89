// Keeps the sound on one output (an AudioContext's sink): polls the outputs, tells when ours is gone, and moves to
// another one only while nothing is heard. It never follows a choice that the system makes by itself.

import pTimeout from 'p-timeout';
import type { OutputDevice, PlayerReport } from '../../shared/sound/player-orders.ts';
import type { OutputEvent } from './player-state.ts';
import { chooseSink, type InUse, type Listed, listedOf } from './sink-choice.ts';

/**
 * How often the outputs are polled, in ms: not all systems tell of a change, and some play on at another output at
 * once. In silence there is no hurry.
 */
export const POLL_SINK_MS = { sounding: 50, silent: 1000 };

/** A new output may not be there for the page yet: it is tried again after this long, in ms. */
const TRY_AGAIN_MS = 250;

/**
 * An output that was gone is left alone for this long, in ms. Chromium keeps a stream open for 5 s after its last
 * use and would reuse it, but by then the sound server has moved that stream to another output.
 */
const REST_MS = 7000;

/** If the system has not answered by then, it never will, in ms: it is asked again. */
const ANSWERED_WITHIN_MS = 10_000;

/**
 * The sound system has stopped when the audio clock stands for this long on an output, in ms; before it has begun to go
 * there, for longer. What was heard must not come back at its level then: it goes out, and comes from the floor.
 */
const CLOCK_STANDS_MS = { going: 500, starting: 3000 };

/** The sound system takes what plays once that clock has gone on for this long, in seconds. */
const CLOCK_GOES_ON_S = 1;

/** A later poll shows that the page was held up, in ms: the rest of that time says nothing of the clock. */
const LATEST_POLL_MS = 200;

/** The part of an AudioContext that is needed here; TypeScript's own types do not know sinks yet. */
type SinkContext = AudioContext & {
  setSinkId(sink: string | { readonly type: 'none' }): Promise<void>;
};

const answered = <T>(asked: Promise<T>): Promise<T> => pTimeout(asked, { milliseconds: ANSWERED_WITHIN_MS });

export type Sink = ReturnType<typeof makeSink>;

/** Makes the sink; the sound is nowhere until an order names an output. */
export const makeSink = (
  context: AudioContext,
  tell: (event: OutputEvent) => void,
  report: (report: PlayerReport) => void,
) => {
  const sinks = context as SinkContext;
  const { mediaDevices } = navigator;
  let listed: Listed | null = null;
  /** undefined: no order has come yet. */
  let wanted: OutputDevice | null | undefined;
  let inUse: InUse | null = null;
  let status: 'nowhere' | 'waits' | 'moves' | 'there' | 'lost' = 'nowhere';
  let target: OutputDevice | null = null;
  let isListing = false;
  let listedAt = Number.NEGATIVE_INFINITY;
  let told = '';
  /** Until when outputs that were gone are left alone, by their ids; on the page's clock. */
  const restsUntil = new Map<string, number>();
  let isStopped = false;
  /** The audio clock at the last poll, in seconds, and for how many ms it has stood since. */
  let clock = { atS: 0, polledAt: 0, stoodMs: 0 };
  /** The audio clock when the sound came to its output, in seconds. */
  let arrivedS = 0;
  let afterRest: ReturnType<typeof setTimeout> | undefined;

  const tellOutputs = (): void => {
    if (listed === null || wanted === undefined) return;
    const current = inUse?.output ?? null;
    const isLost = status === 'lost';
    const outputs: PlayerReport = {
      kind: 'outputs',
      present: [...listed.present],
      inUse: isLost ? (wanted ?? current) : current,
      isLost,
      isStopped,
    };
    const key = JSON.stringify(outputs);
    if (key === told) return;
    told = key;
    report(outputs);
  };

  const keepRunning = (): void => {
    if (context.state === 'suspended') context.resume().catch(() => {});
  };

  const lose = (): void => {
    if (status === 'lost') return;
    status = 'lost';
    tell('outputGone');
    // No output at all, instead of whichever the system would choose.
    sinks.setSinkId({ type: 'none' }).then(keepRunning, () => {});
  };

  /** Nothing gets out any more, though the output is listed. */
  const stop = (): void => {
    isStopped = true;
    lose();
    tellOutputs();
  };

  const mayBeHeard = (): boolean => status === 'there' || status === 'waits';

  const isOn = (output: OutputDevice | null): boolean => {
    if (status !== 'there' || inUse === null) return false;
    const isFirst = inUse.among.length === 0 && (listed?.present.length ?? 0) > 0;
    return !isFirst && output?.id === inUse.output?.id;
  };

  const noticeGone = (before: Listed | null, after: Listed): void => {
    if (after.present.length === 0) {
      isStopped = true;
      // No other output was there to take over a stream.
      restsUntil.clear();
      return;
    }
    const until = performance.now() + REST_MS;
    for (const { id } of before?.present ?? []) {
      if (!after.present.some((output) => output.id === id)) restsUntil.set(id, until);
    }
  };

  /** How long an output is still to be left alone, in ms. An unknown output may be any of them. */
  const restOf = (output: OutputDevice | null): number => {
    const until = output === null ? Math.max(0, ...restsUntil.values()) : (restsUntil.get(output.id) ?? 0);
    return until - performance.now();
  };

  /** Goes on from what is listed and what is wanted, after either may have changed. */
  const settle = (): void => {
    if (listed === null || wanted === undefined || status === 'moves') return;
    const choice = chooseSink(wanted, inUse, listed);
    if (choice === 'lost') {
      // Others are listed: what is known is that this one is gone.
      if (listed.present.length > 0) isStopped = false;
      lose();
    } else if (isOn(choice)) {
      if (choice !== null) inUse = { output: choice, among: listed.present };
    } else {
      const restMs = restOf(choice);
      if (restMs > 0) {
        lose();
        clearTimeout(afterRest);
        afterRest = setTimeout(settle, restMs);
      } else {
        target = choice;
        if (status === 'waits') return;
        status = 'waits';
        tell('outputOther');
      }
    }
    tellOutputs();
  };

  const arrive = (): void => {
    inUse = { output: target, among: listed?.present ?? [] };
    status = 'there';
    arrivedS = context.currentTime;
    keepRunning();
    tell('outputReady');
    settle();
    tellOutputs();
  };

  /** To be called in silence, after `outputOther`: moves there and tells `outputReady`. */
  const move = (): void => {
    if (status !== 'waits') return;
    status = 'moves';
    // An output that went and came back has the same id, and a context that uses that id would not move there again.
    answered(sinks.setSinkId({ type: 'none' }))
      .then(() => answered(sinks.setSinkId(target?.id ?? '')))
      .then(arrive, () => {
        if (target === null) {
          // There is no output at all: the music goes on unheard until one comes.
          arrive();
          return;
        }
        isStopped = true;
        setTimeout(() => {
          status = 'nowhere';
          void listNow();
        }, TRY_AGAIN_MS);
      });
  };

  const listNow = async (): Promise<void> => {
    if (isListing) return;
    isListing = true;
    listedAt = performance.now();
    const devices = await answered(mediaDevices.enumerateDevices().catch(() => [])).catch(() => null);
    isListing = false;
    if (devices === null) return;
    const now = listedOf(devices.filter(({ kind }) => kind === 'audiooutput'));
    noticeGone(listed, now);
    listed = now;
    settle();
  };

  /** Only the audio clock shows whether what plays gets out: the system may list an output that takes nothing. */
  const checkClock = (): void => {
    const at = performance.now();
    const atS = context.currentTime;
    const stands = mayBeHeard() && atS === clock.atS;
    const stoodMs = stands ? clock.stoodMs + Math.min(LATEST_POLL_MS, at - clock.polledAt) : 0;
    clock = { atS, polledAt: at, stoodMs };
    if (stoodMs >= (atS > arrivedS ? CLOCK_STANDS_MS.going : CLOCK_STANDS_MS.starting)) stop();
    else if (isStopped && status === 'there' && atS - arrivedS >= CLOCK_GOES_ON_S) {
      isStopped = listed?.present.length === 0;
      tellOutputs();
    }
  };

  mediaDevices.addEventListener('devicechange', () => void listNow());
  // What stopped by itself would go on at its level.
  const stopHere = (): void => {
    if (mayBeHeard()) stop();
    else if (status !== 'lost') keepRunning();
  };
  context.addEventListener('error', () => {
    stopHere();
    void listNow();
  });
  context.addEventListener('statechange', () => {
    if (context.state === 'suspended') stopHere();
  });
  void listNow();

  return {
    /** Takes the output that an order names. */
    want: (output: OutputDevice | null): void => {
      // From a chosen output back to the system's: where it plays now, not where it played once.
      if (output === null && wanted != null) inUse = null;
      wanted = output;
      settle();
    },
    move,
    /** The whole program stood still, and nothing was heard meanwhile: what sounds comes back from the floor. */
    stoodStill: (): void => {
      if (status === 'waits') lose();
      if (status !== 'there') return;
      tell('outputGone');
      tell('outputReady');
    },
    /** To be called often: checks the audio clock, and lists the outputs as often as needed. */
    poll: (isSounding: boolean): void => {
      checkClock();
      const everyMs = isSounding ? POLL_SINK_MS.sounding : POLL_SINK_MS.silent;
      if (performance.now() - listedAt >= everyMs) void listNow();
    },
  };
};
