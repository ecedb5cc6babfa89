// What can be printed or saved as a PDF: a plan card, and what a patient wrote and drew. The program never writes a
// patient's pages to a file of its own.

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

/** What is drawn: a plan card as it is now, or a patient's pages. */
export type Printable =
  | { readonly kind: 'plan'; readonly label: string; readonly plan: PlanCard }
  | Extract<PrintRequest, { readonly kind: 'pages' }>;

/** What the print window draws; it reports the number of the job when it has. */
export type PrintJob = Printable & { readonly job: number };
