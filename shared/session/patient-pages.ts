// What a patient writes and draws after the session, as a value, and the changes that make it. The room's window and
// main both make each change, so that they always hold the same pages. Pure.

import * as v from 'valibot';
import { PAGE_KINDS, type PageKind } from '../score/display-score.ts';
import type { Ms, Session } from './session.ts';

/** The most strokes that a drawing may have. */
export const MOST_STROKES = 5000;

/**
 * A stroke's outline as an SVG path in the drawing's own units: only moves, lines, curves and figures. The longest part
 * that a trembling hand can draw is shorter than this (renderer/patient/stroke-outline.ts).
 */
const OutlineSchema = v.pipe(v.string(), v.maxLength(400_000), v.regex(/^[MLQCZmlqcz\d\s.,+-]*$/));

/** A stroke that was drawn. */
export const DrawnStrokeSchema = v.strictObject({
  outline: OutlineSchema,
  /** `#rrggbb` as it was on black. */
  ink: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/)),
});
export type DrawnStroke = Readonly<v.InferOutput<typeof DrawnStrokeSchema>>;

/** A side of a drawing, in its own units. */
const LengthSchema = v.pipe(v.number(), v.minValue(1), v.maxValue(20_000));

export const DrawnSchema = v.strictObject({
  strokes: v.pipe(v.array(DrawnStrokeSchema), v.maxLength(MOST_STROKES)),
  width: LengthSchema,
  height: LengthSchema,
});
export type Drawn = Readonly<v.InferOutput<typeof DrawnSchema>>;

/** The longest text that a patient may keep, in characters: some thirty pages. */
export const LONGEST_WRITING = 60_000;

/** How many steps of a drawing can be undone. */
export const MOST_STEPS = 200;

/** The most characters of all outlines of a drawing, with those that undo brings back: 5000 long strokes. */
export const MOST_DRAWN = 120_000_000;

/** A step that can be undone: a stroke of so many parts, or a clearing with what it cleared. */
type DrawingStep =
  | { readonly kind: 'drew'; readonly parts: number }
  | { readonly kind: 'cleared'; readonly strokes: readonly DrawnStroke[] };

export interface Pages {
  readonly writing: string;
  /** At most MOST_STROKES, the latest last. */
  readonly strokes: readonly DrawnStroke[];
  /** At most MOST_STEPS, the latest last. */
  readonly steps: readonly DrawingStep[];
  /** The drawing's own units: the size in CSS pixels of the paper on which it was begun; null: nothing was drawn yet. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** Which of the two the patient wants to be kept. */
  readonly isWishedKept: Readonly<Record<PageKind, boolean>>;
}

export const NO_PAGES: Pages = {
  ...{ writing: '', strokes: [], steps: [], size: null },
  isWishedKept: { write: false, draw: false },
};

/** Pages and whose they are: of the session that was started at that instant. */
export interface PagesOfSession {
  readonly startedAt: Ms;
  readonly pages: Pages;
}

/** One change of the pages. A drawing grows stroke by stroke; writing is short and is sent whole. */
export const PagesChangeSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('write'), writing: v.pipe(v.string(), v.maxLength(LONGEST_WRITING)) }),
  v.strictObject({
    kind: v.literal('stroke'),
    stroke: DrawnStrokeSchema,
    /** Of the paper it was drawn on, in CSS pixels; the first stroke's is the drawing's. */
    size: v.strictObject({ width: LengthSchema, height: LengthSchema }),
    /** It continues the stroke before it, and is undone together with it. */
    goesOn: v.boolean(),
  }),
  v.strictObject({ kind: v.literal('clear') }),
  v.strictObject({ kind: v.literal('undo') }),
  v.strictObject({ kind: v.literal('wish'), page: v.picklist(PAGE_KINDS), isWishedKept: v.boolean() }),
]);
export type PagesChange = Readonly<v.InferOutput<typeof PagesChangeSchema>>;

/** A stroke that continues the one before it belongs to its step, if that is the last step. */
const drew = (steps: readonly DrawingStep[], goesOn: boolean): readonly DrawingStep[] => {
  const last = steps.at(-1);
  if (goesOn && last?.kind === 'drew')
    return [...steps.slice(0, -1), { kind: 'drew', parts: last.parts + 1 }];
  return [...steps, { kind: 'drew' as const, parts: 1 }].slice(-MOST_STEPS);
};

const lengthOf = (strokes: readonly DrawnStroke[]): number =>
  strokes.reduce((length, { outline }) => length + outline.length, 0);

const lengthBack = (step: DrawingStep | undefined): number =>
  step?.kind === 'cleared' ? lengthOf(step.strokes) : 0;

/** The pages cut to MOST_DRAWN. The oldest goes first: steps to undo, then strokes. */
const withinMost = (pages: Pages): Pages => {
  let { strokes, steps } = pages;
  let length = steps.reduce((sum, step) => sum + lengthBack(step), lengthOf(strokes));
  for (; length > MOST_DRAWN && steps.length > 1; steps = steps.slice(1)) length -= lengthBack(steps[0]);
  for (; length > MOST_DRAWN; strokes = strokes.slice(1)) length -= strokes[0]?.outline.length ?? length;
  return { ...pages, strokes, steps };
};

const cleared = (pages: Pages): Pages => {
  const { strokes, steps } = pages;
  const step = { kind: 'cleared', strokes } as const;
  return strokes.length === 0 ? pages : { ...pages, strokes: [], steps: [...steps, step].slice(-MOST_STEPS) };
};

const undone = (pages: Pages): Pages => {
  const last = pages.steps.at(-1);
  if (last === undefined) return pages;
  const strokes = last.kind === 'cleared' ? last.strokes : pages.strokes.slice(0, -last.parts);
  return { ...pages, strokes, steps: pages.steps.slice(0, -1) };
};

/** The pages after a change; the same pages where there is nothing to change. */
export const pagesAfter = (pages: Pages, change: PagesChange): Pages => {
  switch (change.kind) {
    case 'write':
      return { ...pages, writing: change.writing };
    case 'stroke':
      return withinMost({
        ...pages,
        strokes: [...pages.strokes, change.stroke].slice(-MOST_STROKES),
        steps: drew(pages.steps, change.goesOn),
        size: pages.size ?? change.size,
      });
    case 'clear':
      return cleared(pages);
    case 'undo':
      return undone(pages);
    case 'wish':
      return { ...pages, isWishedKept: { ...pages.isWishedKept, [change.page]: change.isWishedKept } };
  }
};

/** True while pages of the session that started at that instant may still exist. */
export const pagesOutlive = (session: Session, startedAt: Ms): boolean =>
  session.stage === 'running'
    ? session.startedAt === startedAt
    : session.turnover !== null && session.turnover.steps.pages === 'ahead';
