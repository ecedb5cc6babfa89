// What main orders from the loudness meter, the window that measures the loudness of tracks, and what it reports.

import * as v from 'valibot';

/** One track to measure. A newer order replaces an older one. */
export interface MeasureOrder {
  readonly url: string;
}

/** The meter reports progress at most this often, in ms. */
export const METER_REPORT_EVERY_MS = 500;

export const MeterReportSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('born') }),
  v.strictObject({
    kind: v.literal('progress'),
    url: v.string(),
    share: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  }),
  v.strictObject({
    kind: v.literal('measured'),
    url: v.string(),
    /** null: silence throughout, or too short for one block of 400 ms. */
    lufs: v.nullable(v.pipe(v.number(), v.finite())),
    truePeakDbtp: v.nullable(v.pipe(v.number(), v.finite())),
    /** The decoded length, in seconds. */
    durationS: v.pipe(v.number(), v.minValue(0)),
    /** A track of one channel plays from two loudspeakers, 3 dB louder than it was measured. */
    channels: v.pipe(v.number(), v.integer(), v.minValue(1)),
    /** For so long the file goes on with what cannot be played, in seconds. */
    unheardS: v.pipe(v.number(), v.minValue(0), v.finite()),
  }),
  v.strictObject({
    kind: v.literal('unplayable'),
    url: v.string(),
    reason: v.picklist(['damaged', 'unsupported', 'unreadable']),
  }),
]);
export type MeterReport = Readonly<v.InferOutput<typeof MeterReportSchema>>;
