// The changes of a preset in the editor: whatever is changed, the schema accepts it, and all of it can be undone.

import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  absentPhases,
  beginsAtMin,
  canRemovePhase,
  duplicateOf,
  freshId,
  type PhaseChange,
  phaseOf,
  roomForCheck,
  withAssess,
  withCheck,
  withEnd,
  withLabel,
  withLimits,
  withMovedCheck,
  withMusic,
  withoutCheck,
  withoutPhase,
  withPhase,
  withPhaseChange,
} from '../../renderer/nurse/preset-editor/preset-editing.ts';
import { begun, changed, type History, redone, undone } from '../../renderer/ui/history.ts';
import {
  MOST_CHECKS,
  minutesAfterDose,
  PHASE_NAMES,
  type Preset,
  PresetSchema,
} from '../../shared/preset/preset.ts';
import { anyPreset, IV, SPRAVATO } from './session-arbitraries.ts';

type Edit = (preset: Preset) => Preset;

/** Any number, valid or not. */
const anyNumber = fc.oneof(
  fc.integer({ min: -700, max: 4000 }),
  fc.double({ min: -50, max: 700, noNaN: true }),
  fc.constantFrom(Number.NaN, Infinity, -Infinity, 0),
);

const anyName = fc.constantFrom(...PHASE_NAMES);

const anyPhaseChange: fc.Arbitrary<PhaseChange> = fc.oneof(
  anyNumber.map((lengthMin) => ({ lengthMin })),
  anyNumber.map((brightnessPct) => ({ ambient: { brightnessPct } })),
  anyNumber.map((warmthK) => ({ ambient: { warmthK } })),
  anyNumber.map((x) => ({ task: { brightnessPct: x, warmthK: x } })),
  fc.constant({ task: 'ambient' as const }),
  anyNumber.map((fadeS) => ({ fadeS })),
  anyNumber.map((levelDb) => ({ levelDb })),
);

/** Edits by what is drawn for them. */
const edits = <T>(drawn: fc.Arbitrary<T>, edit: (preset: Preset, value: T) => Preset): fc.Arbitrary<Edit> =>
  drawn.map(
    (value): Edit =>
      (preset) =>
        edit(preset, value),
  );

const anyCheck = fc.tuple(fc.nat({ max: 45 }), anyNumber);
const anyLimit = fc.tuple(fc.constantFrom('lightPct' as const, 'soundDb' as const), anyNumber, anyNumber);
const anyPlaylists = fc.uniqueArray(fc.constantFrom(...Array.from({ length: 32 }, (_, i) => `own:${i}`)));

const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  { arbitrary: edits(fc.tuple(anyName, anyPhaseChange), (p, [n, c]) => withPhaseChange(p, n, c)), weight: 7 },
  edits(fc.tuple(anyName, anyNumber), (p, [n, x]) => withEnd(p, n, x)),
  edits(anyName, withPhase),
  edits(anyName, withoutPhase),
  edits(anyNumber, (p, x) => withCheck(p, x).preset),
  edits(fc.constant(null), (p) => withCheck(p, roomForCheck(p)).preset),
  edits(anyCheck, (p, [i, x]) => {
    const atMin = p.checksMin[i % Math.max(1, p.checksMin.length)] ?? 7;
    return withMovedCheck(p, atMin, x).preset;
  }),
  edits(fc.nat({ max: 45 }), (p, i) => withoutCheck(p, p.checksMin[i] ?? 7)),
  edits(anyNumber, withAssess),
  edits(anyLimit, (p, [what, least, most]) => withLimits(p, what, { least, most })),
  edits(fc.string({ maxLength: 90 }), withLabel),
  edits(anyPlaylists, (p, otherPlaylists) => withMusic(p, { otherPlaylists })),
);

describe('whatever is done to a preset', () => {
  it('the schema accepts it unchanged', () => {
    fc.assert(
      fc.property(anyPreset, fc.array(anyEdit, { maxLength: 40 }), (preset, edits) => {
        for (let i = 0, now: Preset = preset; i < edits.length; i++) {
          now = edits[i]?.(now) ?? now;
          expect(v.parse(PresetSchema, now)).toEqual(now);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('can be undone to where it began, and redone', () => {
    fc.assert(
      fc.property(anyPreset, fc.array(anyEdit, { maxLength: 30 }), (preset, edits) => {
        const step = (history: History<Preset>, edit: Edit, i: number): History<Preset> =>
          changed(history, edit(history.present), `edit ${i}`, i);
        const done = edits.reduce(step, begun<Preset>(preset));
        const steps = done.past.length;
        const back = Array.from({ length: steps }).reduce<History<Preset>>(undone, done);
        expect(back.present).toEqual(preset);
        expect(back.past).toEqual([]);
        const again = Array.from({ length: steps }).reduce<History<Preset>>(redone, back);
        expect(again.present).toEqual(done.present);
      }),
      { numRuns: 200 },
    );
  });
});

describe('moving an edge', () => {
  it('changes the length of the phase before it only', () => {
    const moved = withEnd(SPRAVATO, 'deep', 80);
    expect(moved.phases.map(({ lengthMin }) => lengthMin)).toEqual([10, 20, 60, 30, 15]);
    expect(minutesAfterDose(moved)).toBe(125);
    expect(beginsAtMin(moved, 'return')).toBe(80);
  });

  it('leaves a phase one minute at least', () => {
    expect(phaseOf(withEnd(SPRAVATO, 'deep', 3), 'deep')?.lengthMin).toBe(1);
  });

  it('moves in whole minutes', () => {
    expect(phaseOf(withEnd(SPRAVATO, 'deep', 77.4), 'deep')?.lengthMin).toBe(57);
  });
});

describe('a look', () => {
  it('applies to the task lamps too, until they have their own', () => {
    const dimmed = withPhaseChange(SPRAVATO, 'deep', { ambient: { brightnessPct: 5 } });
    expect(phaseOf(dimmed, 'deep')?.task.brightnessPct).toBe(5);
    const own = withPhaseChange(dimmed, 'deep', { task: { brightnessPct: 12 } });
    expect(
      phaseOf(withPhaseChange(own, 'deep', { ambient: { brightnessPct: 2 } }), 'deep')?.task.brightnessPct,
    ).toBe(12);
    expect(phaseOf(withPhaseChange(own, 'deep', { task: 'ambient' }), 'deep')?.task.brightnessPct).toBe(5);
  });

  it('keeps its colour when only its brightness changes, and loses it to a warmth', () => {
    const colour = { x: 0.6, y: 0.3 };
    const coloured: Preset = {
      ...SPRAVATO,
      phases: SPRAVATO.phases.map((phase) => ({ ...phase, ambient: { brightnessPct: 9, colour } })),
    };
    expect(
      phaseOf(withPhaseChange(coloured, 'deep', { ambient: { brightnessPct: 4 } }), 'deep')?.ambient,
    ).toEqual({
      brightnessPct: 4,
      colour,
    });
    expect(
      phaseOf(withPhaseChange(coloured, 'deep', { ambient: { warmthK: 2100 } }), 'deep')?.ambient,
    ).toEqual({
      brightnessPct: 9,
      warmthK: 2100,
    });
  });
});

describe('phases', () => {
  it('come back in their place, as the built-in preset of the kind has them', () => {
    const without = withoutPhase(IV, 'deep');
    expect(absentPhases(without)).toEqual(['deep']);
    expect(withPhase(without, 'deep')).toEqual(IV);
  });

  it('take their own music with them', () => {
    const silent = withMusic(SPRAVATO, { playlistsByPhase: { rest: null, deep: 'own:a' } });
    expect(withoutPhase(silent, 'rest').playlistsByPhase).toEqual({ deep: 'own:a' });
  });

  it('are never fewer than settle and one more', () => {
    const two = (['onset', 'deep', 'return', 'rest'] as const).reduce<Preset>(withoutPhase, SPRAVATO);
    expect(two.phases.map(({ name }) => name)).toEqual(['settle', 'rest']);
    expect(canRemovePhase(two, 'rest')).toBe(false);
    expect(canRemovePhase(SPRAVATO, 'settle')).toBe(false);
    expect(withoutPhase(SPRAVATO, 'settle')).toEqual(SPRAVATO);
  });
});

describe('checks', () => {
  it('stay in order when one is moved past another', () => {
    const moved = withMovedCheck(IV, 10, 25);
    expect(moved).toEqual({ preset: { ...IV, checksMin: [20, 25, 30, 40] }, atMin: 25 });
  });

  it('pass over each other, so that a key always does something', () => {
    expect(withMovedCheck({ ...IV, checksMin: [20, 21, 22] }, 20, 21).atMin).toBe(23);
    expect(withMovedCheck({ ...IV, checksMin: [20, 21, 22] }, 22, 21).atMin).toBe(19);
  });

  it('stay at the ends of the scale', () => {
    expect(withMovedCheck({ ...IV, checksMin: [1] }, 1, -4).atMin).toBe(1);
    expect(withMovedCheck({ ...IV, checksMin: [600] }, 600, 605).atMin).toBe(600);
  });

  it('are forty at most', () => {
    const many = Array.from({ length: 60 }).reduce<Preset>((preset) => withCheck(preset, 30).preset, IV);
    expect(many.checksMin).toHaveLength(MOST_CHECKS);
    expect(withCheck(many, 300)).toEqual({ preset: many, atMin: null });
  });

  it('are added in the widest gap', () => {
    expect(roomForCheck(SPRAVATO)).toBe(80);
    expect(
      withCheck({ ...SPRAVATO, checksMin: [] }, roomForCheck({ ...SPRAVATO, checksMin: [] })).atMin,
    ).toBe(60);
  });
});

describe('a copy of a preset', () => {
  it('has an id that no other has', () => {
    expect(freshId('Quiet Harbour', new Set())).toBe('quiet-harbour');
    expect(freshId('Quiet Harbour', new Set(['quiet-harbour', 'quiet-harbour-2']))).toBe('quiet-harbour-3');
    expect(freshId('Ähre & Öl', new Set())).toBe('hre-l');
    expect(freshId('…', new Set(['preset']))).toBe('preset-2');
    expect(freshId('x'.repeat(60), new Set(['x'.repeat(56)]))).toMatch(/^x{56}-2$/);
  });

  it('differs only in its label and id', () => {
    const made = duplicateOf(SPRAVATO, 'Amber Heron', new Set(['amber-heron']));
    expect(made).toEqual({ ...SPRAVATO, label: 'Amber Heron', id: 'amber-heron-2' });
  });
});
