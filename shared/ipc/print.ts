// What can be put on paper or into a PDF: a plan card, and what a patient wrote and drew. Pages pass through here on
// their way and are written to no disk of ours.

import * as v from 'valibot';
import type { PlanCard } from '../preset/plan.ts';
import { DrawnSchema, LONGEST_WRITING } from '../session/patient-pages.ts';

export const PrintRequestSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('plan'), presetId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)) }),
  v.strictObject({
    kind: v.literal('pages'),
    /** Empty: nothing was written. */
    writing: v.pipe(v.string(), v.maxLength(LONGEST_WRITING)),
    /** null: nothing was drawn. */
    drawn: v.nullable(DrawnSchema),
  }),
]);
export type PrintRequest = Readonly<v.InferOutput<typeof PrintRequestSchema>>;

/** What is drawn: a plan as it stands, or a patient's pages. */
export type Printable =
  | { readonly kind: 'plan'; readonly label: string; readonly plan: PlanCard }
  | Extract<PrintRequest, { readonly kind: 'pages' }>;

/** What the paper window is told to draw; it reports this number when that is done. */
export type PrintJob = Printable & { readonly job: number };
