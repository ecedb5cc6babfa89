// What every change makes of a patient's pages, and that they stay within what can be kept on paper.

import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { MOST_POINTS, outlineOf } from '../../renderer/patient/stroke-outline.ts';
import {
  DrawnStrokeSchema,
  MOST_DRAWN,
  MOST_STEPS,
  MOST_STROKES,
  NO_PAGES,
  type Pages,
  type PagesChange,
  pagesAfter,
} from '../../shared/session/patient-pages.ts';

const SIZE = { width: 800, height: 500 };
const strokeOf = (n: number) => ({ outline: `M0 0L${n} ${n}Z`, ink: '#e8a13a' });
const stroke = (n: number, goesOn = false): PagesChange => ({
  kind: 'stroke',
  stroke: strokeOf(n),
  size: SIZE,
  goesOn,
});
const UNDO: PagesChange = { kind: 'undo' };
const CLEAR: PagesChange = { kind: 'clear' };

const made = (...changes: readonly PagesChange[]): Pages => changes.reduce(pagesAfter, NO_PAGES);
const drawn = (...changes: readonly PagesChange[]) => made(...changes).strokes;

describe('a drawing', () => {
  it('has the units of the paper of its first stroke', () => {
    const other: PagesChange = {
      kind: 'stroke',
      stroke: strokeOf(2),
      goesOn: false,
      size: { width: 1, height: 1 },
    };
    expect(made(stroke(1), other)).toMatchObject({ size: SIZE, strokes: [strokeOf(1), strokeOf(2)] });
  });

  it('is undone stroke by stroke, all parts of a long one at once', () => {
    expect(drawn(stroke(1), stroke(2), stroke(3, true), stroke(4, true), UNDO)).toEqual([strokeOf(1)]);
    expect(drawn(stroke(1), stroke(2), UNDO, UNDO, UNDO)).toEqual([]);
  });

  it('is there again when its clearing is undone', () => {
    expect(drawn(stroke(1), stroke(2), CLEAR)).toEqual([]);
    expect(drawn(stroke(1), stroke(2), CLEAR, UNDO)).toEqual([strokeOf(1), strokeOf(2)]);
    expect(drawn(stroke(1), CLEAR, stroke(2), UNDO, UNDO)).toEqual([strokeOf(1)]);
  });

  it('that was cleared during a stroke goes on with a stroke of its own', () => {
    expect(drawn(stroke(1), CLEAR, stroke(2, true), UNDO)).toEqual([]);
    expect(drawn(stroke(1), CLEAR, stroke(2, true), UNDO, UNDO)).toEqual([strokeOf(1)]);
  });

  it('keeps its latest strokes, and as many steps, and no more', () => {
    const many = Array.from({ length: MOST_STROKES + 3 }, (_, n) => stroke(n));
    const pages = made(...many);
    expect([pages.strokes.length, pages.steps.length]).toEqual([MOST_STROKES, MOST_STEPS]);
    expect(pages.strokes.at(-1)).toEqual(strokeOf(MOST_STROKES + 2));
    const undone = Array.from({ length: MOST_STEPS + 5 }, () => UNDO).reduce(pagesAfter, pages);
    expect(undone.strokes).toEqual(pages.strokes.slice(0, -MOST_STEPS));
  });
});

describe('a drawing of very long strokes', () => {
  const LENGTH = 400_000;
  const MOST = MOST_DRAWN / LENGTH;
  const long = { outline: '0'.repeat(LENGTH), ink: '#e8a13a' };
  const add: PagesChange = { kind: 'stroke', stroke: long, size: SIZE, goesOn: true };
  const adds = (count: number): readonly PagesChange[] => Array.from({ length: count }, () => add);

  it('loses its oldest, and stays what it was until then', () => {
    expect(drawn(stroke(1), ...adds(MOST - 1))[0]).toEqual(strokeOf(1));
    const pages = made(stroke(1), ...adds(MOST + 5));
    expect(pages.strokes).toHaveLength(MOST);
    expect(pages.strokes[0]).toBe(long);
  });

  it('first loses the undo of what was cleared', () => {
    const before = [stroke(1), ...adds(MOST - 2), CLEAR];
    expect(drawn(...before, add, UNDO, UNDO)).toHaveLength(MOST - 1);
    const pages = made(...before, add, add, add);
    expect(pages.strokes).toHaveLength(3);
    expect(pages.steps).toEqual([{ kind: 'drew', parts: 3 }]);
  });
});

describe('a change of nothing', () => {
  it('leaves the pages as they are', () => {
    expect(made(CLEAR)).toBe(NO_PAGES);
    expect(made(UNDO)).toBe(NO_PAGES);
  });

  it('of one page touches nothing of the other', () => {
    const pages = made(
      stroke(1),
      { kind: 'write', writing: 'the sea' },
      { kind: 'wish', page: 'draw', isWishedKept: true },
    );
    expect(pages).toMatchObject({
      writing: 'the sea',
      strokes: [strokeOf(1)],
      isWishedKept: { write: false, draw: true },
    });
  });
});

describe('undo', () => {
  const change = fc.oneof(
    fc.tuple(fc.nat(99), fc.boolean()).map(([n, goesOn]) => stroke(n, goesOn)),
    fc.constantFrom(UNDO, CLEAR),
  );

  it('takes back whatever the last step was, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), fc.nat(99), (before, n) => {
        const pages = made(...before);
        for (const step of [stroke(n), CLEAR])
          if (step.kind === 'stroke' || pages.strokes.length > 0)
            expect([step, UNDO].reduce(pagesAfter, pages).strokes).toEqual(pages.strokes);
      }),
    );
  });
});

describe('a part of a stroke', () => {
  it('is never longer than the schema allows, however the hand trembles', () => {
    const wide = fc.constantFrom(1, 3, 10, 30, 300, 3000);
    const shake = fc.tuple(wide, fc.boolean(), fc.constantFrom(4, 10, 24, 60), fc.boolean());
    fc.assert(
      fc.property(shake, ([reach, isEven, width, hasPressure]) => {
        // What one frame may gather comes on top.
        const points = Array.from({ length: MOST_POINTS + 100 }, (_, i) => {
          const side = isEven ? i % 2 : Math.abs(Math.sin(i * 12.9898) * 43_758.5453) % 1;
          return { x: 1000 + side * reach + i * 0.5, y: 1000 + i, pressure: 0.5 };
        });
        const outline = outlineOf(points, { width, hasPressure, isDone: true });
        expect(v.is(DrawnStrokeSchema, { outline, ink: '#e8a13a' })).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
