// What a page does when drawing it has failed: React has taken everything away by then, and a black window would stand
// there for ever. It says so and is loaded anew, from black and with main's truth.

import { errorInWords } from '../../shared/errors.ts';
import type { View } from '../../shared/ipc/snapshot.ts';
import { send } from './bridge.ts';
import { newestSnapshot } from './snapshots.ts';

/** A page that breaks is loaded anew at most this often, in ms: one that breaks each time must not flicker. */
export const ANEW_EVERY_MS = 10_000;

/** Where a screen is left to that cannot be drawn; null: everything else begins there, and no way leads round it. */
const wayOut = (view: View | undefined): View | null => {
  if (view === undefined || view === 'patient' || view === 'console') return null;
  return view === 'companion' ? 'patient' : 'console';
};

let isComing = false;

/** For `createRoot`'s `onUncaughtError`: tells main what broke, leaves a screen that is not needed, and comes anew. */
export const comeAnew = (error: unknown): void => {
  void send('pageBroke', { why: errorInWords(error) });
  if (isComing) return;
  isComing = true;
  // It may be this one screen that cannot be drawn, and it would be shown again.
  const view = wayOut(newestSnapshot()?.view);
  if (view !== null) void send('show', { view });
  setTimeout(() => location.reload(), Math.max(0, ANEW_EVERY_MS - performance.now()));
};
