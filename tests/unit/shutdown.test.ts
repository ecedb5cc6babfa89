// On quitting every part leaves the room, in order and within three seconds, and no part can keep the program open.

import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LEAVE_WITHIN_MS, type LeaveStep, openShutdown } from '../../main/electron/shutdown.ts';

/** A program that quits as Electron's does: it asks first, and ends only when nobody holds it back. */
const program = () => {
  const events = new EventEmitter();
  const signals = new EventEmitter();
  const done: string[] = [];
  const told: string[] = [];
  const app = {
    on: events.on.bind(events),
    exit: (code: number) => void done.push(`exit ${code}`),
    quit: () => {
      let isHeld = false;
      events.emit('before-quit', { preventDefault: () => (isHeld = true) });
      if (!isHeld) done.push('ended at once');
    },
  };
  const shutdown = openShutdown(app as never, signals as never, (line) => told.push(line));
  const takes =
    (name: string, ms: number): LeaveStep =>
    async () => {
      done.push(`${name} begins`);
      await new Promise((over) => setTimeout(over, ms));
      done.push(`${name} ends`);
    };
  return { app, signals, shutdown, done, told, takes };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a program that quits', () => {
  it('begins the steps in the order in which they joined, side by side, and the last ones after all others', async () => {
    const { app, shutdown, done, told, takes } = program();
    shutdown.joinLast('the log', () => void done.push('the log'));
    shutdown.join('files', () => void done.push('files'));
    shutdown.join('lights', takes('lights', 200));
    shutdown.join('music', takes('music', 100));
    app.quit();
    expect(shutdown.isLeaving()).toBe(true);
    expect(done).toEqual(['files', 'lights begins', 'music begins']);
    await vi.runAllTimersAsync();
    expect(done.slice(3)).toEqual(['music ends', 'lights ends', 'the log', 'exit 0']);
    expect(told).toEqual([]);
  });

  it('waits no longer than its bound for all of them, tells what is late, and still does the last steps', async () => {
    const { app, shutdown, done, told, takes } = program();
    shutdown.join('lights', () => new Promise(() => {}));
    shutdown.join('music', takes('music', LEAVE_WITHIN_MS * 2));
    shutdown.joinLast('the log', () => void done.push('the log'));
    app.quit();
    await vi.advanceTimersByTimeAsync(LEAVE_WITHIN_MS - 1);
    expect(done).toEqual(['music begins']);
    await vi.advanceTimersByTimeAsync(1);
    expect(done).toEqual(['music begins', 'the log', 'exit 0']);
    expect(told).toEqual(['On quitting, lights took too long.', 'On quitting, music took too long.']);
  });

  it('tells of a step that throws or rejects, and does all the others', async () => {
    const { app, shutdown, done, told } = program();
    shutdown.join('files', () => {
      throw new Error('the disk is full');
    });
    shutdown.join('lights', () => Promise.reject(new Error('no bridge')));
    shutdown.join('music', () => void done.push('music'));
    shutdown.joinLast('the log', () => void done.push('the log'));
    app.quit();
    await vi.runAllTimersAsync();
    expect(done).toEqual(['music', 'the log', 'exit 0']);
    expect(told.map((line) => line.split('\n')[0])).toEqual([
      'On quitting, files failed: Error: the disk is full',
      'On quitting, lights failed: Error: no bridge',
    ]);
  });

  it('goes on leaving when it is asked to quit again, and ends once', async () => {
    const { app, signals, shutdown, done, takes } = program();
    shutdown.join('music', takes('music', 500));
    app.quit();
    await vi.advanceTimersByTimeAsync(100);
    app.quit();
    signals.emit('SIGTERM');
    await vi.runAllTimersAsync();
    expect(done).toEqual(['music begins', 'music ends', 'exit 0']);
    app.quit();
    expect(done.at(-1)).toBe('ended at once');
  });

  it.each(['SIGINT', 'SIGTERM'])('leaves on %s too', async (signal) => {
    const { signals, shutdown, done } = program();
    shutdown.join('files', () => void done.push('files'));
    signals.emit(signal);
    await vi.runAllTimersAsync();
    expect(done).toEqual(['files', 'exit 0']);
  });

  it('ends with the exit code that it was given', async () => {
    const { shutdown, done } = program();
    shutdown.quit(2);
    await vi.runAllTimersAsync();
    expect(done).toEqual(['exit 2']);
  });
});
