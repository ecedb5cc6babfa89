// What the editor makes of a preset: whatever is done to it, the schema lets it in, and all of it can be taken back.

import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  absentPhases,
  beginsAtMin,
  canLeaveOut,
  duplicateOf,
  freshId,
  phaseOf,
  roomForCheck,
  withAmbient,
  withAssess,
  withCheck,
  withEnd,
  withFade,
  withKind,
  withLabel,
  withLength,
  withLevel,
  withLimits,
  withMovedCheck,
  withMusic,
  withoutCheck,
  withoutPhase,
  withPhase,
  withTask,
  withTaskAsRoom,
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

/** Any number, sensible or not. */
const anyNumber = fc.oneof(
  fc.integer({ min: -700, max: 4000 }),
  fc.double({ min: -50, max: 700, noNaN: true }),
  fc.constantFrom(Number.NaN, Infinity, -Infinity, 0),
);

const anyName = fc.constantFrom(...PHASE_NAMES);

const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(anyName, anyNumber).map(
    ([n, x]): Edit =>
      (p) =>
        withLength(p, n, x),
  ),
  fc.tuple(anyName, anyNumber).map(
    ([n, x]): Edit =>
      (p) =>
        withEnd(p, n, x),
  ),
  fc.tuple(anyName, anyNumber).map(
    ([n, x]): Edit =>
      (p) =>
        withAmbient(p, n, { brightnessPct: x }),
  ),
  fc.tuple(anyName, anyNumber).map(
    ([n, x]): Edit =>
      (p) =>
        withAmbient(p, n, { warmthK: x }),
  ),
  fc.tuple(anyName, anyNumber).map(
    ([n, x]): Edit =>
      (p) =>
        withTask(p, n, { brightnessPct: x, warmthK: x }),
  ),
  anyName.map(
    (n): Edit =>
      (p) =>
        withTaskAsRoom(p, n),
  ),
  fc.tuple(anyName, anyNumber).map(
    ([n, x]): Edit =>
      (p) =>
        withFade(p, n, x),
  ),
  fc.tuple(anyName, anyNumber).map(
    ([n, x]): Edit =>
      (p) =>
        withLevel(p, n, x),
  ),
  anyName.map(
    (n): Edit =>
      (p) =>
        withPhase(p, n),
  ),
  anyName.map(
    (n): Edit =>
      (p) =>
        withoutPhase(p, n),
  ),
  anyNumber.map(
    (x): Edit =>
      (p) =>
        withCheck(p, x).preset,
  ),
  fc.constant<Edit>((p) => withCheck(p, roomForCheck(p)).preset),
  fc.tuple(fc.nat({ max: 45 }), anyNumber).map(
    ([i, x]): Edit =>
      (p) =>
        withMovedCheck(p, p.checksMin[i % Math.max(1, p.checksMin.length)] ?? 7, x).preset,
  ),
  fc.nat({ max: 45 }).map(
    (i): Edit =>
      (p) =>
        withoutCheck(p, p.checksMin[i] ?? 7),
  ),
  anyNumber.map(
    (x): Edit =>
      (p) =>
        withAssess(p, x),
  ),
  fc.tuple(fc.constantFrom('lightPct' as const, 'soundDb' as const), anyNumber, anyNumber).map(
    ([what, least, most]): Edit =>
      (p) =>
        withLimits(p, what, { least, most }),
  ),
  fc.constantFrom('spravato' as const, 'iv' as const, 'im' as const).map(
    (kind): Edit =>
      (p) =>
        withKind(p, kind),
  ),
  fc.string({ maxLength: 90 }).map(
    (label): Edit =>
      (p) =>
        withLabel(p, label),
  ),
  fc.uniqueArray(fc.constantFrom('own:a', 'own:b', ...Array.from({ length: 30 }, (_, i) => `own:${i}`))).map(
    (otherPlaylists): Edit =>
      (p) =>
        withMusic(p, { otherPlaylists }),
  ),
);

describe('whatever is done to a preset', () => {
  it('the schema lets it in, as it is', () => {
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

  it('can be taken back to where it began, and done again', () => {
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

describe('an edge that is moved', () => {
  it('changes the length of the phase before it and of no other', () => {
    const moved = withEnd(SPRAVATO, 'deep', 80);
    expect(moved.phases.map(({ lengthMin }) => lengthMin)).toEqual([10, 20, 60, 30, 15]);
    expect(minutesAfterDose(moved)).toBe(125);
    expect(beginsAtMin(moved, 'return')).toBe(80);
  });

  it('leaves a phase its minute', () => {
    expect(phaseOf(withEnd(SPRAVATO, 'deep', 3), 'deep')?.lengthMin).toBe(1);
  });

  it('moves in whole minutes', () => {
    expect(phaseOf(withEnd(SPRAVATO, 'deep', 77.4), 'deep')?.lengthMin).toBe(57);
  });
});

describe('a look', () => {
  it('is that of the task lamps too, until they have one of their own', () => {
    const dimmed = withAmbient(SPRAVATO, 'deep', { brightnessPct: 5 });
    expect(phaseOf(dimmed, 'deep')?.task.brightnessPct).toBe(5);
    const own = withTask(dimmed, 'deep', { brightnessPct: 12 });
    expect(phaseOf(withAmbient(own, 'deep', { brightnessPct: 2 }), 'deep')?.task.brightnessPct).toBe(12);
    expect(phaseOf(withTaskAsRoom(own, 'deep'), 'deep')?.task.brightnessPct).toBe(5);
  });

  it('keeps its colour when only its brightness is changed, and loses it to a warmth', () => {
    const colour = { x: 0.6, y: 0.3 };
    const coloured: Preset = {
      ...SPRAVATO,
      phases: SPRAVATO.phases.map((phase) => ({ ...phase, ambient: { brightnessPct: 9, colour } })),
    };
    expect(phaseOf(withAmbient(coloured, 'deep', { brightnessPct: 4 }), 'deep')?.ambient).toEqual({
      brightnessPct: 4,
      colour,
    });
    expect(phaseOf(withAmbient(coloured, 'deep', { warmthK: 2100 }), 'deep')?.ambient).toEqual({
      brightnessPct: 9,
      warmthK: 2100,
    });
  });
});

describe('phases', () => {
  it('come back in their place and as the built-in preset of the kind has them', () => {
    const without = withoutPhase(IV, 'deep');
    expect(absentPhases(without)).toEqual(['deep']);
    expect(withPhase(without, 'deep')).toEqual(IV);
  });

  it('take their own music with them', () => {
    const silent = withMusic(SPRAVATO, { playlistsByPhase: { rest: null, deep: 'own:a' } });
    expect(withoutPhase(silent, 'rest').playlistsByPhase).toEqual({ deep: 'own:a' });
  });

  it('are at least settle and one more', () => {
    const two = (['onset', 'deep', 'return', 'rest'] as const).reduce<Preset>(withoutPhase, SPRAVATO);
    expect(two.phases.map(({ name }) => name)).toEqual(['settle', 'rest']);
    expect(canLeaveOut(two, 'rest')).toBe(false);
    expect(canLeaveOut(SPRAVATO, 'settle')).toBe(false);
    expect(withoutPhase(SPRAVATO, 'settle')).toEqual(SPRAVATO);
  });
});

describe('checks', () => {
  it('stay in order, whichever is moved past which', () => {
    const moved = withMovedCheck(IV, 10, 25);
    expect(moved).toEqual({ preset: { ...IV, checksMin: [20, 25, 30, 40] }, atMin: 25 });
  });

  it('pass over each other, so that a key always does something', () => {
    expect(withMovedCheck({ ...IV, checksMin: [20, 21, 22] }, 20, 21).atMin).toBe(23);
    expect(withMovedCheck({ ...IV, checksMin: [20, 21, 22] }, 22, 21).atMin).toBe(19);
  });

  it('stay where they are at the end of what there is', () => {
    expect(withMovedCheck({ ...IV, checksMin: [1] }, 1, -4).atMin).toBe(1);
    expect(withMovedCheck({ ...IV, checksMin: [600] }, 600, 605).atMin).toBe(600);
  });

  it('are forty at most', () => {
    const many = Array.from({ length: 60 }).reduce<Preset>((preset) => withCheck(preset, 30).preset, IV);
    expect(many.checksMin).toHaveLength(MOST_CHECKS);
    expect(withCheck(many, 300)).toEqual({ preset: many, atMin: null });
  });

  it('come first where the gap is widest', () => {
    expect(roomForCheck(SPRAVATO)).toBe(80);
    expect(
      withCheck({ ...SPRAVATO, checksMin: [] }, roomForCheck({ ...SPRAVATO, checksMin: [] })).atMin,
    ).toBe(60);
  });
});

describe('a preset that is made of another', () => {
  it('has an id that no other has', () => {
    expect(freshId('Quiet Harbour', new Set())).toBe('quiet-harbour');
    expect(freshId('Quiet Harbour', new Set(['quiet-harbour', 'quiet-harbour-2']))).toBe('quiet-harbour-3');
    expect(freshId('Ähre & Öl', new Set())).toBe('hre-l');
    expect(freshId('…', new Set(['preset']))).toBe('preset-2');
    expect(freshId('x'.repeat(60), new Set(['x'.repeat(56)]))).toMatch(/^x{56}-2$/);
  });

  it('is the same but for its label and its id', () => {
    const made = duplicateOf(SPRAVATO, 'Amber Heron', new Set(['amber-heron']));
    expect(made).toEqual({ ...SPRAVATO, label: 'Amber Heron', id: 'amber-heron-2' });
  });
});
