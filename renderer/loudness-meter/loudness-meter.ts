// The loudness meter's page: takes orders to measure a track from main, and tells it how far it has come and what came of
// it. It never makes a sound: nothing here is joined to any output.

import type { Bridge } from '../../shared/ipc/contract.ts';
import {
  METER_REPORT_EVERY_MS,
  type MeasureOrder,
  type MeterReport,
} from '../../shared/sound/loudness-orders.ts';
import { measure } from './measure.ts';

const bridge: Bridge<'loudnessMeter'> = window.stillroom;

/** A report that main refuses or cannot take is lost: main gives a silent meter up and makes a new one. */
const report = (what: MeterReport): void => {
  bridge.send('meterReport', what).catch(() => {});
};

/** The order that is worked on; null: none. A newer one replaces it. */
let present: MeasureOrder | null = null;

const work = async (order: MeasureOrder): Promise<void> => {
  present = order;
  const { trackId } = order;
  const isOver = (): boolean => present !== order;
  let toldAt = performance.now();
  const outcome = await measure(order.url, isOver, (share) => {
    if (performance.now() - toldAt < METER_REPORT_EVERY_MS) return;
    toldAt = performance.now();
    report({ kind: 'progress', trackId, share });
  });
  if (outcome === null || isOver()) return;
  present = null;
  report({ trackId, ...outcome });
};

bridge.on('measureOrder', (order) => void work(order));
report({ kind: 'born' });
