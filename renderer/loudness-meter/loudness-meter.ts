// The loudness meter's page: measures the track that main orders, and reports progress and the result. It never makes a
// sound: nothing here is connected to an output.

import type { Bridge } from '../../shared/ipc/contract.ts';
import {
  METER_REPORT_EVERY_MS,
  type MeasureOrder,
  type MeterReport,
} from '../../shared/sound/loudness-orders.ts';
import { measure } from './measure.ts';

const bridge: Bridge<'loudnessMeter'> = window.stillroom;

/** A report that main refuses is lost. Main replaces a meter that stays silent. */
const report = (what: MeterReport): void => {
  bridge.send('meterReport', what).catch(() => {});
};

/** The order at hand; null: none. A newer one replaces it. */
let present: MeasureOrder | null = null;

const work = async (order: MeasureOrder): Promise<void> => {
  present = order;
  const { url } = order;
  const isOver = (): boolean => present !== order;
  let toldAt = performance.now();
  const outcome = await measure(order.url, isOver, (share) => {
    if (performance.now() - toldAt < METER_REPORT_EVERY_MS) return;
    toldAt = performance.now();
    report({ kind: 'progress', url, share });
  });
  if (outcome === null || isOver()) return;
  present = null;
  report({ url, ...outcome });
};

bridge.on('measureOrder', (order) => void work(order));
report({ kind: 'born' });
