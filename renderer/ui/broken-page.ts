// What a page does when drawing it has failed: React has removed everything by then, and the window would stay black. The
// page tells main and reloads itself, from black and with main's truth.

import { errorInWords } from '../../shared/errors.ts';
import type { View } from '../../shared/ipc/snapshot.ts';
import { send } from './bridge.ts';
import { newestSnapshot } from './snapshots.ts';

/** A page reloads at most this often, in ms: one that breaks each time must not flicker. */
export const RELOADS_EVERY_MS = 10_000;

/** The screen to go to from one that cannot be drawn; null: everything begins with this one, so it stays. */
const wayOut = (view: View | undefined): View | null => {
  if (view === undefined || view === 'patient' || view === 'console') return null;
  return view === 'companion' ? 'patient' : 'console';
};

let isReloading = false;

/** For `createRoot`'s `onUncaughtError`: tells main what broke, leaves a screen that is not needed, and reloads. */
export const reloadBroken = (error: unknown): void => {
  void send('pageBroke', { why: errorInWords(error) });
  if (isReloading) return;
  isReloading = true;
  // It may be this one screen that cannot be drawn; it would be shown again.
  const view = wayOut(newestSnapshot()?.view);
  if (view !== null) void send('show', { view });
  setTimeout(() => location.reload(), Math.max(0, RELOADS_EVERY_MS - performance.now()));
};
