// The clock of a preview: the whole session in a given time, which can be paused. Pure; wall time is passed in.

import type { Ms } from '../../../shared/session/session.ts';

export interface PreviewClock {
  /** How long the session is that is gone through, in ms. */
  readonly wholeMs: Ms;
  /** How long going through it lasts, in ms of the wall. */
  readonly lastsMs: number;
  /** Where it stood when it was last begun or paused, in ms of the session. */
  readonly atMs: Ms;
  /** Since when it runs, in wall ms; null: it is paused. */
  readonly runsSince: number | null;
}

/** A preview lasts a minute, however long the session is. */
export const PREVIEW_LASTS_MS = 60_000;

/** Begins at Start. */
export const beginPreview = (wholeMs: Ms, wallMs: number, lastsMs = PREVIEW_LASTS_MS): PreviewClock => ({
  ...{ wholeMs, lastsMs },
  atMs: 0,
  runsSince: wallMs,
});

/** How many times as fast as the session it goes. */
export const previewRate = ({ wholeMs, lastsMs }: PreviewClock): number => wholeMs / Math.max(1, lastsMs);

/** Where it stands, in ms since Start; never past the end. */
export const previewAt = (clock: PreviewClock, wallMs: number): Ms => {
  const { atMs, runsSince, wholeMs } = clock;
  if (runsSince === null) return atMs;
  return Math.min(wholeMs, atMs + Math.max(0, wallMs - runsSince) * previewRate(clock));
};

export const isPreviewOver = (clock: PreviewClock, wallMs: number): boolean =>
  previewAt(clock, wallMs) >= clock.wholeMs;

export const pausePreview = (clock: PreviewClock, wallMs: number): PreviewClock => ({
  ...clock,
  atMs: previewAt(clock, wallMs),
  runsSince: null,
});

/** Goes on from where it stands; at the end it begins again. */
export const resumePreview = (clock: PreviewClock, wallMs: number): PreviewClock => ({
  ...clock,
  atMs: isPreviewOver(clock, wallMs) ? 0 : previewAt(clock, wallMs),
  runsSince: wallMs,
});
