// Keeps the sound on one output: watches what outputs there are, tells when ours is gone, and goes to another one
// only while nothing is heard. What the system would choose by itself it never follows.

import type { OutputDevice, PlayerReport } from '../../shared/sound/player-orders.ts';
import { type InUse, type Place, placeFor, type Seen, seenOf } from './outputs.ts';
import type { OutputEvent } from './player-state.ts';

/**
 * How often the outputs are looked at, in ms: not all systems tell of a change, and some let what was heard on the one
 * that went be heard on another at once. In silence there is no hurry.
 */
export const LOOK_AT_OUTPUTS_MS = { sounding: 50, silent: 1000 };

/** An output that has just come may not be there for the page yet: it is tried again after this long, in ms. */
const TRY_AGAIN_MS = 250;

/**
 * An output that was gone is left alone for this long, in ms. Chromium keeps a stream open for 5 s after its last use,
 * and would take it up again; but by then the sound server has moved it to another output.
 */
const REST_MS = 7000;

/** What of an AudioContext is needed here; TypeScript's own types do not know outputs yet. */
type SinkContext = AudioContext & {
  setSinkId(sink: string | { readonly type: 'none' }): Promise<void>;
};

export interface Speaker {
  /** The output that an order names. */
  want(output: OutputDevice | null): void;
  /** To be called in silence, after `outputOther`: goes there and tells `outputReady`. */
  move(): void;
  /** To be called often: looks at what is there, as often as is needed. */
  look(isSounding: boolean): void;
}

export interface SpeakerParts {
  readonly context: AudioContext;
  readonly tell: (event: OutputEvent) => void;
  readonly report: (report: PlayerReport) => void;
}

/** What the system has not answered by then it never will, in ms: it is asked again. */
const ANSWERED_WITHIN_MS = 10_000;

const answered = async <T>(asked: Promise<T>): Promise<T> => {
  let timer = 0;
  const late = new Promise<never>((_, reject) => {
    timer = window.setTimeout(() => reject(new Error('the system does not answer')), ANSWERED_WITHIN_MS);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
};

const isSame = (a: OutputDevice | null, b: OutputDevice | null): boolean => a?.id === b?.id;

/** Makes the speaker; it is nowhere until it is told what is wanted. */
export const makeSpeaker = ({ context, tell, report }: SpeakerParts): Speaker => {
  const sinks = context as SinkContext;
  const { mediaDevices } = navigator;
  let seen: Seen | null = null;
  /** undefined: no order has come yet. */
  let wanted: OutputDevice | null | undefined;
  let inUse: InUse | null = null;
  let state: 'nowhere' | 'waits' | 'moves' | 'there' | 'lost' = 'nowhere';
  let target: OutputDevice | null = null;
  let isLooking = false;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let told = '';
  /** Until when outputs that were gone are left alone, by their ids; on the page's clock. */
  const restsUntil = new Map<string, number>();
  let afterRest: ReturnType<typeof setTimeout> | null = null;

  const tellOutputs = (): void => {
    if (seen === null || wanted === undefined) return;
    const { present } = seen;
    const lost = wanted ?? inUse?.output ?? null;
    const isLost = state === 'lost';
    const outputs: PlayerReport = {
      ...{ kind: 'outputs', present: [...present] },
      ...{ inUse: isLost ? lost : (inUse?.output ?? null), isLost },
    };
    const key = JSON.stringify(outputs);
    if (key === told) return;
    told = key;
    report(outputs);
  };

  const lose = (): void => {
    if (state === 'lost') return;
    state = 'lost';
    tell('outputGone');
    // Nowhere, rather than wherever the system would have it.
    sinks.setSinkId({ type: 'none' }).then(keepRunning, () => {});
  };

  const keepRunning = (): void => {
    if (context.state === 'suspended') context.resume().catch(() => {});
  };

  const isThere = (place: Place): boolean => {
    if (state !== 'there' || place.isLost || inUse === null) return false;
    const isFirst = inUse.among.length === 0 && (seen?.present.length ?? 0) > 0;
    return !isFirst && isSame(place.output, inUse.output);
  };

  const noticeGone = (before: Seen | null, after: Seen): void => {
    const until = performance.now() + REST_MS;
    for (const { id } of before?.present ?? []) {
      if (!after.present.some((output) => output.id === id)) restsUntil.set(id, until);
    }
  };

  /** How long a place is to be left alone yet, in ms. Of one that is not known any output may be part. */
  const restOf = (output: OutputDevice | null): number => {
    const until = output === null ? Math.max(0, ...restsUntil.values()) : (restsUntil.get(output.id) ?? 0);
    return until - performance.now();
  };

  const settleAfter = (ms: number): void => {
    if (afterRest !== null) clearTimeout(afterRest);
    afterRest = setTimeout(settle, ms);
  };

  /** What there is and what is wanted may have changed: goes on from there. */
  const settle = (): void => {
    if (seen === null || wanted === undefined || state === 'moves') return;
    const place = placeFor(wanted, inUse, seen);
    if (place.isLost) lose();
    else if (!isThere(place)) {
      const restMs = restOf(place.output);
      if (restMs > 0) {
        lose();
        settleAfter(restMs);
        tellOutputs();
        return;
      }
      target = place.output;
      if (state === 'waits') return;
      state = 'waits';
      tell('outputOther');
    } else if (place.output !== null) inUse = { output: place.output, among: seen.present };
    tellOutputs();
  };

  const arrive = (): void => {
    inUse = { output: target, among: seen?.present ?? [] };
    state = 'there';
    keepRunning();
    tell('outputReady');
    settle();
    tellOutputs();
  };

  const move = (): void => {
    if (state !== 'waits') return;
    state = 'moves';
    // An output that went and came back has the same id; a context that is on it already would not go there again.
    answered(sinks.setSinkId({ type: 'none' }))
      .then(() => answered(sinks.setSinkId(target?.id ?? '')))
      .then(arrive, () => {
        if (target === null) {
          // There is no output at all: the music goes on where nobody hears it, until one comes.
          arrive();
          return;
        }
        setTimeout(() => {
          state = 'nowhere';
          void lookNow();
        }, TRY_AGAIN_MS);
      });
  };

  const lookNow = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    lookedAt = performance.now();
    const devices = await answered(mediaDevices.enumerateDevices().catch(() => [])).catch(() => null);
    isLooking = false;
    if (devices === null) return;
    const now = seenOf(devices.filter(({ kind }) => kind === 'audiooutput'));
    noticeGone(seen, now);
    seen = now;
    settle();
  };

  mediaDevices.addEventListener('devicechange', () => void lookNow());
  context.addEventListener('error', () => void lookNow());
  context.addEventListener('statechange', () => {
    if (state !== 'lost') keepRunning();
  });
  void lookNow();

  return {
    want: (output) => {
      // From a chosen output back to the system's: where it plays now, and not where it did once.
      if (output === null && wanted != null) inUse = null;
      wanted = output;
      settle();
    },
    move,
    look: (isSounding) => {
      const everyMs = isSounding ? LOOK_AT_OUTPUTS_MS.sounding : LOOK_AT_OUTPUTS_MS.silent;
      if (performance.now() - lookedAt >= everyMs) void lookNow();
    },
  };
};
