// A window is shown once its page is painted, and not much later when nobody says so.

import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { oncePainted, PAINTED_AT_LATEST_MS } from '../../main/electron/first-paint.ts';

const openWindow = () => {
  const webContents = new EventEmitter();
  const window = Object.assign(new EventEmitter(), { webContents, isDestroyed: (): boolean => false });
  const shown = vi.fn();
  oncePainted(window as never, shown);
  return { window, webContents, shown };
};

describe('a window whose page is loaded', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is shown when it is ready to show, and not once more', () => {
    const { window, webContents, shown } = openWindow();
    webContents.emit('did-finish-load');
    expect(shown).not.toHaveBeenCalled();
    window.emit('ready-to-show');
    vi.advanceTimersByTime(PAINTED_AT_LATEST_MS);
    expect(shown).toHaveBeenCalledTimes(1);
  });

  it('is shown soon after it was loaded when nobody says that it is ready', () => {
    const { webContents, shown } = openWindow();
    webContents.emit('did-finish-load');
    vi.advanceTimersByTime(PAINTED_AT_LATEST_MS - 1);
    expect(shown).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(shown).toHaveBeenCalledTimes(1);
  });

  it('is left alone when it is gone by then', () => {
    const { window, webContents, shown } = openWindow();
    webContents.emit('did-finish-load');
    window.isDestroyed = () => true;
    vi.advanceTimersByTime(PAINTED_AT_LATEST_MS);
    expect(shown).not.toHaveBeenCalled();
  });
});
