// The lines of "same as last time, except…": plain words, one line for what is the same in several phases.

import { describe, expect, it } from 'vitest';
import { linesOf, phasesOf } from '../../renderer/nurse/turnover/change-lines.ts';
import { words } from '../../renderer/words/index.ts';
import type { SessionChange } from '../../shared/session/changes.ts';

const CHANGES: readonly SessionChange[] = [
  { kind: 'light', phase: 'onset', steps: -2 },
  { kind: 'light', phase: 'deep', steps: -2 },
  { kind: 'length', phase: 'deep', fromMin: 75, toMin: 85 },
  { kind: 'light', phase: 'return', steps: -1 },
  { kind: 'sound', phase: 'return', steps: -1 },
  { kind: 'silence', phase: 'rest' },
  { kind: 'light', phase: 'rest', steps: -2 },
  { kind: 'leftOut', trackIds: ['a', 'b', 'c'] },
];

const said = (isApart: boolean): readonly string[] =>
  linesOf(CHANGES, isApart).map((line) => words.turnover.keeping.change(line[0], phasesOf(line, 5)));

describe('the lines', () => {
  it('say each change in plain words', () => {
    expect(said(true)).toEqual([
      'Two steps darker in onset',
      'Two steps darker in deep',
      'Deep lasted 85 min instead of 75',
      'One step darker in return',
      'Softer by one step in return',
      'Silence in rest',
      'Two steps darker in rest',
      'Three tracks were passed over',
    ]);
  });

  it('say once what is the same in several phases', () => {
    expect(said(false)).toEqual([
      'Two steps darker in onset, deep and rest',
      'Deep lasted 85 min instead of 75',
      'One step darker in return',
      'Softer by one step in return',
      'Silence in rest',
      'Three tracks were passed over',
    ]);
  });

  it('say in one word what was so from beginning to end', () => {
    const all = (['settle', 'deep', 'rest'] as const).map(
      (phase) => ({ kind: 'light', phase, steps: 1 }) as const,
    );
    const [line] = linesOf(all, false);
    if (line === undefined) throw new Error('one line');
    expect(words.turnover.keeping.change(line[0], phasesOf(line, 3))).toBe('One step lighter throughout');
    expect(words.turnover.keeping.change(line[0], phasesOf(line, 4))).toBe(
      'One step lighter in settle, deep and rest',
    );
    const [alone] = linesOf(all.slice(0, 1), false);
    expect(alone && phasesOf(alone, 1)).toEqual(['settle']);
  });

  it('hold every change once, either way', () => {
    for (const isApart of [true, false]) {
      expect(linesOf(CHANGES, isApart).flat()).toHaveLength(CHANGES.length);
      expect(new Set(linesOf(CHANGES, isApart).flat())).toEqual(new Set(CHANGES));
    }
  });
});
