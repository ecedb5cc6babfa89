// What a patient writes and draws, in this window's memory and nowhere else. It is never written to disk, never told
// to main unless a person asks for it on paper, and forgotten by itself when the room is turned over.

import { useSyncExternalStore } from 'react';
import type { PageKind } from '../../shared/after-care.ts';
import { type Drawn, LONGEST_WRITING, type Paper } from '../../shared/paper.ts';
import type { Session } from '../../shared/session.ts';
import { newestSnapshot, subscribe as subscribeToRoom } from '../ui/snapshots.ts';

/** A stroke that was drawn: its outline in the drawing's own units, and its ink as `#rrggbb`. */
export type DrawnStroke = Drawn['strokes'][number];

/** How many steps of a drawing can be undone. */
const MOST_STEPS = 200;

/** As many strokes as fit on paper (`shared/paper.ts`). */
const MOST_STROKES = 5000;

export interface Pages {
  /** The page that lies open on the patient display; null: its keys. */
  readonly open: PageKind | null;
  readonly writing: string;
  readonly strokes: readonly DrawnStroke[];
  /** What the drawing was before each of its last steps, the latest last. */
  readonly before: readonly (readonly DrawnStroke[])[];
  /** The drawing's own units: the size in CSS pixels of the paper on which it was begun; null: nothing was drawn yet. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** The patient wants what is there to be kept. */
  readonly isWishedKept: boolean;
}

const NO_PAGES: Pages = {
  open: null,
  writing: '',
  strokes: [],
  before: [],
  size: null,
  isWishedKept: false,
};

let present: Pages = NO_PAGES;
const listeners = new Set<() => void>();

/** The session in which these pages were begun, by the instant of its Start; null: none was. */
let ofSession: number | null = null;

/** True while a page of the session that was started at that instant may still be there. */
export const pagesOutlive = (session: Session, startedAt: number): boolean =>
  session.stage === 'running'
    ? session.startedAt === startedAt
    : session.turnover !== null && session.turnover.steps.pages === 'ahead';

/** Nothing of one person's is there for the next. */
const forgetWhenDue = (): void => {
  const session = newestSnapshot()?.session;
  if (session === undefined || present === NO_PAGES) return;
  if (ofSession === null && session.stage === 'running') ofSession = session.startedAt;
  if (ofSession === null || !pagesOutlive(session, ofSession)) forgetPages();
};

/** Follows the room from the first page on: until then there is nothing to forget. */
let isFollowing = false;
const followRoom = (): void => {
  if (isFollowing) return;
  isFollowing = true;
  subscribeToRoom(forgetWhenDue);
};

const become = (next: Pages): void => {
  present = next;
  for (const tell of listeners) tell();
};

const change = (changes: Partial<Pages>): void => {
  become({ ...present, ...changes });
  followRoom();
  forgetWhenDue();
};

/** Opens a page as it was left, or goes back to the keys (null). */
export const openPage = (kind: PageKind | null): void => {
  if (present.open !== kind) change({ open: kind });
};

/** What is written, as it now reads; at most LONGEST_WRITING characters are taken. */
export const write = (writing: string): void => change({ writing: writing.slice(0, LONGEST_WRITING) });

const drawn = (strokes: readonly DrawnStroke[]): void =>
  change({ strokes, before: [...present.before, present.strokes].slice(-MOST_STEPS) });

/**
 * Adds a stroke to the drawing.
 *
 * @param size of the paper, in CSS pixels; the first stroke's is the drawing's
 * @param goesOn it goes on from the stroke before it, and is undone together with it
 */
export const addStroke = (
  stroke: DrawnStroke,
  size: { readonly width: number; readonly height: number },
  goesOn = false,
): void => {
  if (present.size === null) change({ size });
  const strokes = [...present.strokes, stroke].slice(-MOST_STROKES);
  if (goesOn) change({ strokes });
  else drawn(strokes);
};

/** Takes the drawing away; undone like any other step. */
export const clearDrawing = (): void => {
  if (present.strokes.length > 0) drawn([]);
};

/** Takes back the last step of the drawing, be it a stroke or the clearing. */
export const undoDrawing = (): void => {
  const strokes = present.before.at(-1);
  if (strokes !== undefined) change({ strokes, before: present.before.slice(0, -1) });
};

/** Whether the patient wants the pages to be kept. */
export const wishKept = (isWishedKept: boolean): void => change({ isWishedKept });

/** True once something is written or drawn. */
export const hasPages = (): boolean => present.writing.trim() !== '' || present.strokes.length > 0;

/** True while the patient wants to keep what is there. */
export const isWishedKept = (): boolean => present.isWishedKept && hasPages();

/** What is written and drawn, ready for a printer or a PDF; null: nothing is. */
export const pagesPaper = (): Extract<Paper, { kind: 'pages' }> | null => {
  if (!hasPages()) return null;
  const { size, strokes, writing } = present;
  const drawing = size === null || strokes.length === 0 ? null : { strokes: [...strokes], ...size };
  return { kind: 'pages', writing: writing.trim() === '' ? '' : writing, drawn: drawing };
};

/** Forgets all of it at once, as the turnover does and the next Start. */
export const forgetPages = (): void => {
  ofSession = null;
  if (present !== NO_PAGES) become(NO_PAGES);
};

/** Calls back whenever a page changes; answers a function that ends it. */
export const subscribeToPages = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** The pages as they are now. */
export const presentPages = (): Pages => present;

/** The pages, for components; drawn again whenever they change. */
export const usePages = (): Pages => useSyncExternalStore(subscribeToPages, presentPages);
