// Main's side of the loudness meter: which track is measured next, and whether its window lives. It works only while the
// room has no session, opens the window only when there is work, and never asks for a track twice in vain.

import { assertNever } from '../../../shared/result.ts';
import type { MeasureOrder, MeterReport } from '../../../shared/sound/loudness-orders.ts';
import type { MeasuringView } from '../../../shared/sound/sound-view.ts';
import type { MeterOutcome } from './known-files.ts';

/** A meter that says nothing for so long is given up, in real ms; it reports twice a second while it works. */
export const METER_SILENT_MS = 30_000;

/** How often its silence is looked at, in real ms. */
export const CHECK_METER_EVERY_MS = 1000;

/** A track on which the meter dies so often is taken for damaged. */
const MOST_DEATHS = 2;

/** After a meter that was never born, the next one is tried no sooner than this, in real ms. */
export const UNBORN_REST_MS = 300_000;

/** How far a track has come is told at most this often, in real ms. */
const TELL_EVERY_MS = 500;

/** A track of one channel is heard from both loudspeakers: so much louder than BS.1770 has one channel, in LU. */
const ONE_FROM_TWO_LU = 10 * Math.log10(2);

export interface MeasuringParts {
  /** The tracks without a measure, in the order in which they are to be measured. */
  readonly waiting: () => readonly { readonly id: string; readonly title: string }[];
  /** Keeps what came of a track; from then on it waits no more. */
  readonly measured: (trackId: string, outcome: MeterOutcome) => void;
  /** False while a session runs: decoding would take the machine from it. */
  readonly mayWork: () => boolean;
  readonly openWindow: () => void;
  readonly closeWindow: () => void;
  readonly send: (order: MeasureOrder) => void;
  /** Real ms since 1970, as Date.now. */
  readonly now: () => number;
  /** view() says something new. */
  readonly changed: () => void;
}

export interface Measuring {
  /** How far it has come; null: everything is measured. */
  readonly view: () => MeasuringView | null;
  /** To be called when waiting() or mayWork() may answer otherwise. */
  readonly look: () => void;
  readonly report: (report: MeterReport) => void;
  /** The meter's window is known to be dead, sooner than by its silence. */
  readonly gone: () => void;
  readonly close: () => void;
}

/** The track that is measured now. */
interface Present {
  readonly id: string;
  readonly title: string;
  readonly share: number;
}

/** Begins with the first look(). */
export const openMeasuring = (parts: MeasuringParts): Measuring => {
  let window: 'closed' | 'opened' | 'born' = 'closed';
  let present: Present | null = null;
  /** Real ms for which the meter has said nothing, without the time for which this computer slept. */
  let silentMs = 0;
  let watchedAt = parts.now();
  let restUntil = 0;
  let toldAt = 0;
  let told = '';
  let done = 0;
  /** Deaths by track; and tracks that are done and may be named as waiting until what came of them is kept. */
  const deaths = new Map<string, number>();
  const finished = new Set<string>();

  const left = (): readonly { readonly id: string; readonly title: string }[] =>
    parts.waiting().filter(({ id }) => !finished.has(id));

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

  const order = (next: { readonly id: string; readonly title: string }): void => {
    present = { id: next.id, title: next.title, share: 0 };
    silentMs = 0;
    parts.send({ trackId: next.id, url: `/media/${next.id}` });
  };

  /** Takes up what is to be done now, or leaves off. */
  const goOn = (): void => {
    if (!parts.mayWork()) {
      closeWindow();
      return;
    }
    const waiting = parts.waiting();
    const isWaiting = (trackId: string): boolean => waiting.some(({ id }) => id === trackId);
    for (const id of finished) if (!isWaiting(id)) finished.delete(id);
    const next = waiting.find(({ id }) => !finished.has(id));
    if (next === undefined) {
      done = 0;
      closeWindow();
      return;
    }
    if (present !== null && isWaiting(present.id)) return;
    if (window === 'born') order(next);
    else openWindow();
  };

  const look = (): void => {
    goOn();
    tell();
  };

  const finish = (trackId: string, outcome: MeterOutcome): void => {
    finished.add(trackId);
    deaths.delete(trackId);
    done += 1;
    present = null;
    parts.measured(trackId, outcome);
    look();
  };

  const lose = (): void => {
    const lost = present;
    if (window === 'opened') restUntil = parts.now() + UNBORN_REST_MS;
    closeWindow();
    const times = lost === null ? 0 : (deaths.get(lost.id) ?? 0) + 1;
    if (lost !== null) deaths.set(lost.id, times);
    if (lost !== null && times >= MOST_DEATHS) finish(lost.id, { kind: 'unplayable', reason: 'damaged' });
    else look();
  };

  const timer = setInterval(() => {
    // A look that comes late shows that main or the computer slept, and the meter with it.
    const passedMs = Math.min(2 * CHECK_METER_EVERY_MS, Math.max(0, parts.now() - watchedAt));
    watchedAt = parts.now();
    const isAwaited = window === 'opened' || present !== null;
    // Also where it waits for an order: whatever kept the last one from being sent, the next track is taken.
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
    look,
    report: (report) => {
      if (window === 'closed') return;
      silentMs = 0;
      if (report.kind === 'born') {
        window = 'born';
        present = null;
        look();
        return;
      }
      // The last words on a track that is not wanted any more.
      if (report.trackId !== present?.id) return;
      switch (report.kind) {
        case 'progress':
          progressed(report.share);
          break;
        case 'measured': {
          const { lufs, truePeakDbtp, durationS, channels } = report;
          finish(report.trackId, {
            ...{ kind: 'measured', truePeakDbtp, durationS },
            lufs: lufs !== null && channels === 1 ? lufs + ONE_FROM_TWO_LU : lufs,
          });
          break;
        }
        case 'unplayable':
          finish(report.trackId, { kind: 'unplayable', reason: report.reason });
          break;
        default:
          assertNever(report);
      }
    },
    gone: () => {
      if (window !== 'closed') lose();
    },
    close: () => {
      clearInterval(timer);
      closeWindow();
    },
  };
};
