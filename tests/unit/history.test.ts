// The undo history of every screen: what is one step, and that undo leads back to what was.

import { describe, expect, it } from 'vitest';
import { begun, changed, type History, JOINED_WITHIN_MS, redone, undone } from '../../renderer/ui/history.ts';

const at = (history: History<number>, next: number, about: string | null, ms: number) =>
  changed(history, next, about, ms);

describe('one step', () => {
  it('is one drag', () => {
    const dragged = [1, 2, 3, 4].reduce((h, n) => at(h, n, 'edge', n * 100), begun(0));
    expect(undone(dragged).present).toBe(0);
  });

  it('is one drag, however long somebody holds on', () => {
    const held = changed(at(begun(0), 1, 'drag', 0), 2, 'drag', 60_000, Infinity);
    expect(undone(held).present).toBe(0);
  });

  it('is not two things, nor one thing after a while, nor what is never joined', () => {
    const two = at(at(begun(0), 1, 'edge', 0), 2, 'check', 100);
    expect(undone(two).present).toBe(1);
    const later = at(at(begun(0), 1, 'edge', 0), 2, 'edge', JOINED_WITHIN_MS + 1);
    expect(undone(later).present).toBe(1);
    const alone = at(at(begun(0), 1, null, 0), 2, null, 0);
    expect(undone(alone).present).toBe(1);
  });

  it('is nothing when a drag comes back to where it began', () => {
    const back = at(at(begun(0), 1, 'edge', 0), 0, 'edge', 100);
    expect(back.past).toEqual([]);
    expect(at(begun(0), 0, 'edge', 0).past).toEqual([]);
  });

  it('is not joined to what was undone', () => {
    const after = at(undone(at(begun(0), 1, 'edge', 0)), 2, 'edge', 100);
    expect(undone(after).present).toBe(0);
  });
});

describe('undo and redo', () => {
  it('lead back through every change, and forth again', () => {
    let history = [1, 2, 3].reduce((h, n) => at(h, n, null, n), begun(0));
    for (const expected of [2, 1, 0]) {
      history = undone(history);
      expect(history.present).toBe(expected);
    }
    expect(undone(history)).toBe(history);
    for (const expected of [1, 2, 3]) {
      history = redone(history);
      expect(history.present).toBe(expected);
    }
    expect(redone(history)).toBe(history);
  });

  it('forget what was undone once something else is changed', () => {
    const other = at(undone(at(begun(0), 1, null, 0)), 2, null, 0);
    expect(redone(other)).toBe(other);
    expect(undone(other).present).toBe(0);
  });
});
