// What can be put on paper or into a PDF: a plan card, and what a patient wrote and drew. Pages pass through here on
// their way and are written to no disk of ours.

import * as v from 'valibot';
import type { PlanCard } from './plan.ts';

/** As many strokes as a drawing may have. */
export const MOST_STROKES = 5000;

/**
 * A stroke's outline as an SVG path in the drawing's own units: moves, lines, curves and figures, nothing else. The
 * longest that a hand can make in one part, trembling at every point, is shorter (renderer/patient/stroke-outline.ts).
 */
const OutlineSchema = v.pipe(v.string(), v.maxLength(400_000), v.regex(/^[MLQCZmlqcz\d\s.,+-]*$/));

/** One part of a drawing. */
export const DrawnStrokeSchema = v.strictObject({
  outline: OutlineSchema,
  /** `#rrggbb` as it was on black. */
  ink: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/)),
});

/** A side of a drawing, in its own units. */
export const LengthSchema = v.pipe(v.number(), v.minValue(1), v.maxValue(20_000));

export const DrawnSchema = v.strictObject({
  strokes: v.pipe(v.array(DrawnStrokeSchema), v.maxLength(MOST_STROKES)),
  width: LengthSchema,
  height: LengthSchema,
});
export type Drawn = Readonly<v.InferOutput<typeof DrawnSchema>>;

/** The longest text that a patient may keep, in characters: some thirty pages. */
export const LONGEST_WRITING = 60_000;

export const PaperSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('plan'), presetId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)) }),
  v.strictObject({
    kind: v.literal('pages'),
    /** Empty: nothing was written. */
    writing: v.pipe(v.string(), v.maxLength(LONGEST_WRITING)),
    /** null: nothing was drawn. */
    drawn: v.nullable(DrawnSchema),
  }),
]);
export type Paper = Readonly<v.InferOutput<typeof PaperSchema>>;

/** What is drawn: a plan as it stands, or a patient's pages. */
export type Drawable =
  | { readonly kind: 'plan'; readonly label: string; readonly plan: PlanCard }
  | Extract<Paper, { readonly kind: 'pages' }>;

/** What the paper window is told to draw; it reports this number when that is done. */
export type PaperJob = Drawable & { readonly job: number };
