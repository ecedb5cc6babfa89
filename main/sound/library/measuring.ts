// Main's side of the loudness meter: which track is measured next, and whether the meter's window is alive. It only works
// while no session runs, opens the window only when there is work, and gives up on a track after two crashes.

import type { MeasureOrder, MeterReport } from '../../../shared/sound/loudness-orders.ts';
import type { MeasuringView } from '../../../shared/sound/sound-view.ts';
import type { MeterOutcome } from './known-files.ts';
import type { Track } from './listing.ts';

/** A meter that is silent for this long is replaced, in real ms. It reports twice a second while it works. */
export const METER_SILENT_MS = 30_000;

/** How often its silence is checked, in real ms. */
export const CHECK_METER_EVERY_MS = 1000;

/** A track on which the meter crashes this often counts as damaged. */
const MOST_DEATHS = 2;

/** After a meter that never started, the next one waits for this long, in real ms. */
export const UNBORN_REST_MS = 300_000;

/** The progress of a track is told at most this often, in real ms. */
const TELL_EVERY_MS = 500;

/** A track of one channel plays from both loudspeakers, which is louder by this than BS.1770 measures, in LU. */
const ONE_FROM_TWO_LU = 10 * Math.log10(2);

/** A track that is to be measured. A file that has changed is another one. */
export type Waiting = Pick<Track, 'url' | 'title'>;

const outcomeOf = (report: MeterReport & { kind: 'measured' | 'unplayable' }): MeterOutcome => {
  if (report.kind === 'unplayable') return { kind: 'unplayable', reason: report.reason };
  const { kind, lufs, truePeakDbtp, durationS, channels, unheardS } = report;
  const heardLufs = lufs !== null && channels === 1 ? lufs + ONE_FROM_TWO_LU : lufs;
  return { kind, lufs: heardLufs, truePeakDbtp, durationS, unheardS };
};

export interface MeasuringParts {
  /** The tracks to measure, in order. */
  readonly waiting: () => readonly Waiting[];
  /** Keeps a track's outcome, after which the track no longer waits. */
  readonly measured: (url: string, outcome: MeterOutcome) => void;
  /** False while a session runs, which needs the machine for itself. */
  readonly mayWork: () => boolean;
  readonly openWindow: () => void;
  readonly closeWindow: () => void;
  readonly send: (order: MeasureOrder) => void;
  /** Real ms since 1970, like Date.now. */
  readonly now: () => number;
  /** view() says something new. */
  readonly changed: () => void;
}

export type Measuring = ReturnType<typeof openMeasuring>;

/** Begins with the first update(). */
export const openMeasuring = (parts: MeasuringParts) => {
  let window: 'closed' | 'opened' | 'born' = 'closed';
  /** The track that is being measured, and how much of it is done, 0 to 1. */
  let present: (Waiting & { readonly share: number }) | null = null;
  /** How long the meter has been silent, in real ms, without the time that this computer slept. */
  let silentMs = 0;
  let watchedAt = parts.now();
  let restUntil = 0;
  let toldAt = 0;
  let told = '';
  let done = 0;
  /** Crashes by track. */
  const deaths = new Map<string, number>();
  /** Tracks that are done, while waiting() may still name them. */
  const finished = new Set<string>();

  const left = (): readonly Waiting[] => parts.waiting().filter(({ url }) => !finished.has(url));

  /** Progress; null: everything is measured. */
  const view = (): MeasuringView | null => {
    const { length } = left();
    if (length === 0) return null;
    return { done, of: done + length, title: present?.title ?? null, share: present?.share ?? 0 };
  };

  const tell = (): void => {
    const says = JSON.stringify(view());
    if (says === told) return;
    told = says;
    toldAt = parts.now();
    parts.changed();
  };

  const closeWindow = (): void => {
    present = null;
    if (window === 'closed') return;
    window = 'closed';
    parts.closeWindow();
  };

  const openWindow = (): void => {
    if (window !== 'closed' || parts.now() < restUntil) return;
    window = 'opened';
    silentMs = 0;
    parts.openWindow();
  };

  const order = (next: Waiting): void => {
    present = { ...next, share: 0 };
    silentMs = 0;
    parts.send({ url: next.url });
  };

  /** Begins what has to be done now, or stops. */
  const goOn = (): void => {
    if (!parts.mayWork()) {
      closeWindow();
      return;
    }
    const waiting = parts.waiting();
    const isWaiting = (address: string): boolean => waiting.some(({ url }) => url === address);
    for (const url of finished) if (!isWaiting(url)) finished.delete(url);
    const next = waiting.find(({ url }) => !finished.has(url));
    if (next === undefined) {
      done = 0;
      closeWindow();
      return;
    }
    if (present !== null && isWaiting(present.url)) return;
    if (window === 'born') order(next);
    else openWindow();
  };

  /** Call this when waiting() or mayWork() may have changed. */
  const update = (): void => {
    goOn();
    tell();
  };

  const finish = (url: string, outcome: MeterOutcome): void => {
    finished.add(url);
    deaths.delete(url);
    done += 1;
    present = null;
    parts.measured(url, outcome);
    update();
  };

  const lose = (): void => {
    const lost = present;
    if (window === 'opened') restUntil = parts.now() + UNBORN_REST_MS;
    closeWindow();
    const times = lost === null ? 0 : (deaths.get(lost.url) ?? 0) + 1;
    if (lost !== null) deaths.set(lost.url, times);
    if (lost !== null && times >= MOST_DEATHS) finish(lost.url, { kind: 'unplayable', reason: 'damaged' });
    else update();
  };

  const timer = setInterval(() => {
    // A late check shows that main or the computer slept, and the meter with it.
    const passedMs = Math.min(2 * CHECK_METER_EVERY_MS, Math.max(0, parts.now() - watchedAt));
    watchedAt = parts.now();
    const isAwaited = window === 'opened' || present !== null;
    // The meter is idle, for example because the last order could not be sent. The next track may be.
    if (!isAwaited) {
      silentMs = 0;
      goOn();
      return;
    }
    silentMs += passedMs;
    if (silentMs >= METER_SILENT_MS) lose();
  }, CHECK_METER_EVERY_MS);
  timer.unref();

  const progressed = (share: number): void => {
    if (present === null) return;
    present = { ...present, share };
    if (parts.now() - toldAt >= TELL_EVERY_MS) tell();
  };

  return {
    view,
    update,
    report: (report: MeterReport): void => {
      if (window === 'closed') return;
      silentMs = 0;
      if (report.kind === 'born') {
        window = 'born';
        present = null;
        update();
        return;
      }
      // About a track that is no longer wanted.
      if (report.url !== present?.url) return;
      if (report.kind === 'progress') progressed(report.share);
      else finish(report.url, outcomeOf(report));
    },
    /** The meter's window has crashed; no need to wait for its silence. */
    windowLost: (): void => {
      if (window !== 'closed') lose();
    },
    close: (): void => {
      clearInterval(timer);
      closeWindow();
    },
  };
};
