// The clock of a preview: the whole session in one minute, with a pause. Pure; wall time is passed in.

import type { Ms } from '../../../shared/session/session.ts';

export interface PreviewClock {
  /** How long the previewed session is, in ms. */
  readonly wholeMs: Ms;
  /** Where it stood when it was last started or paused, in ms of the session. */
  readonly atMs: Ms;
  /** Since when it runs, in wall ms; null: it is paused. */
  readonly runsSince: number | null;
}

/** A preview lasts a minute, however long the session is. */
const PREVIEW_LASTS_MS = 60_000;

/** Where it stands, in ms since Start; never past the end. */
export const previewAt = ({ atMs, runsSince, wholeMs }: PreviewClock, wallMs: number): Ms => {
  if (runsSince === null) return atMs;
  return Math.min(wholeMs, atMs + (Math.max(0, wallMs - runsSince) * wholeMs) / PREVIEW_LASTS_MS);
};

export const isPreviewOver = (clock: PreviewClock, wallMs: number): boolean =>
  previewAt(clock, wallMs) >= clock.wholeMs;

/** Pauses a preview, or resumes it where it stands; one that is over begins again. */
export const toggledPreview = (clock: PreviewClock, wallMs: number): PreviewClock => {
  const { wholeMs, runsSince } = clock;
  const isOver = isPreviewOver(clock, wallMs);
  if (runsSince !== null && !isOver) return { wholeMs, atMs: previewAt(clock, wallMs), runsSince: null };
  return { wholeMs, atMs: isOver ? 0 : previewAt(clock, wallMs), runsSince: wallMs };
};
