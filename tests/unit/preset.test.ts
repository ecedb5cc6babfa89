// A preset enters the program only through its schema.

import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { minutesAfterDose, type Phase, PresetSchema } from '../../shared/preset/preset.ts';
import { anyPreset, SPRAVATO } from './session-arbitraries.ts';

const fits = (preset: unknown): boolean => v.safeParse(PresetSchema, preset).success;

/** The built-in preset with one phase changed. */
const withPhase = (place: number, change: object): unknown => ({
  ...SPRAVATO,
  phases: SPRAVATO.phases.map((phase, i) => (i === place ? { ...phase, ...change } : phase)),
});

const [settle, onset, deep] = SPRAVATO.phases as [Phase, Phase, Phase];
const { lightPct, soundDb } = SPRAVATO.limits;
const look = { brightnessPct: 10, warmthK: 2200 };

describe('a preset that was agreed', () => {
  it.each(BUILT_IN_PRESETS.map((preset) => [preset.label, preset] as const))('%s is let in', (_, preset) => {
    expect(v.parse(PresetSchema, preset)).toEqual(preset);
  });

  it.each([
    ['Spravato, two hours', 120, [40], 120],
    ['IV, forty minutes', 75, [10, 20, 30, 40], 75],
    ['IM', 90, [20, 50], 90],
  ])('%s has the minutes of the design', (label, minutes, checks, assess) => {
    const preset = BUILT_IN_PRESETS.find((one) => one.label === label);
    expect(preset && minutesAfterDose(preset)).toBe(minutes);
    expect(preset?.checksMin).toEqual(checks);
    expect(preset?.assessMin).toBe(assess);
  });

  it('has ids that differ', () => {
    expect(new Set(BUILT_IN_PRESETS.map(({ id }) => id)).size).toBe(BUILT_IN_PRESETS.length);
  });

  it.each([
    [
      'a colour instead of a warmth',
      withPhase(2, { ambient: { brightnessPct: 3, colour: { x: 0.6, y: 0.3 } } }),
    ],
    ['no music', { ...SPRAVATO, playlist: null }],
    ['no checks', { ...SPRAVATO, checksMin: [] }],
    ['only settle and one more phase', { ...SPRAVATO, phases: [settle, deep] }],
    ['one level only', { ...SPRAVATO, limits: { lightPct, soundDb: { least: -9, most: -9 } } }],
  ])('may have %s', (_, preset) => {
    expect(fits(preset)).toBe(true);
  });

  it('changes only in the spaces around its label', () => {
    expect(v.parse(PresetSchema, { ...SPRAVATO, label: '  Amber Heron ' }).label).toBe('Amber Heron');
  });

  it('comes out of the schema as it went in, whatever it holds', () => {
    fc.assert(
      fc.property(anyPreset, (preset) => {
        expect(v.parse(PresetSchema, preset)).toEqual(preset);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a preset that nobody can have agreed is refused', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a list', []],
    ['an older version', { ...SPRAVATO, version: 0 }],
    ['a newer version', { ...SPRAVATO, version: 2 }],
    ['a stranger among its fields', { ...SPRAVATO, name: 'somebody' }],
    ['an id that could be a path', { ...SPRAVATO, id: '../settings' }],
    ['an empty id', { ...SPRAVATO, id: '' }],
    ['an empty label', { ...SPRAVATO, label: '   ' }],
    ['a label as long as a letter', { ...SPRAVATO, label: 'x'.repeat(61) }],
    ['an unknown kind', { ...SPRAVATO, kind: 'other' }],
    ['no phases', { ...SPRAVATO, phases: [] }],
    ['settle alone', { ...SPRAVATO, phases: [settle] }],
    ['no settle', { ...SPRAVATO, phases: [onset, deep] }],
    ['phases out of order', { ...SPRAVATO, phases: [settle, deep, onset] }],
    ['a phase twice', { ...SPRAVATO, phases: [settle, onset, onset] }],
    ['a phase of no name we know', withPhase(1, { name: 'peak' })],
    ['a phase of half a minute', withPhase(1, { lengthMin: 0.5 })],
    ['a phase without end', withPhase(1, { lengthMin: Number.POSITIVE_INFINITY })],
    ['a phase of no number', withPhase(1, { lengthMin: Number.NaN })],
    ['a fade that is a flash', withPhase(1, { fadeS: 1 })],
    ['more light than there is', withPhase(1, { ambient: { brightnessPct: 101, warmthK: 2200 } })],
    ['less light than none', withPhase(1, { task: { brightnessPct: -1, warmthK: 2200 } })],
    ['a white too cold', withPhase(1, { ambient: { brightnessPct: 10, warmthK: 6501 } })],
    ['a white too warm', withPhase(1, { ambient: { brightnessPct: 10, warmthK: 1799 } })],
    ['warmth and colour at once', withPhase(1, { ambient: { ...look, colour: { x: 0.3, y: 0.3 } } })],
    ['neither warmth nor colour', withPhase(1, { ambient: { brightnessPct: 10 } })],
    ['a colour off the chart', withPhase(1, { ambient: { brightnessPct: 10, colour: { x: 1.2, y: 0.3 } } })],
    ['music louder than a room may get', withPhase(1, { levelDb: 1 })],
    ['checks out of order', { ...SPRAVATO, checksMin: [40, 20] }],
    ['a check twice', { ...SPRAVATO, checksMin: [40, 40] }],
    ['a check before the dose mark', { ...SPRAVATO, checksMin: [0] }],
    ['a check as text', { ...SPRAVATO, checksMin: ['40'] }],
    ['no assess mark', { ...SPRAVATO, assessMin: undefined }],
    ['an assess mark tomorrow', { ...SPRAVATO, assessMin: 601 }],
    [
      'light limits the wrong way round',
      { ...SPRAVATO, limits: { soundDb, lightPct: { least: 50, most: 10 } } },
    ],
    [
      'sound limits the wrong way round',
      { ...SPRAVATO, limits: { lightPct, soundDb: { least: 0, most: -9 } } },
    ],
    [
      'limits louder than a room may get',
      { ...SPRAVATO, limits: { lightPct, soundDb: { least: -9, most: 3 } } },
    ],
    ['no limits', { ...SPRAVATO, limits: undefined }],
    ['no word on music', { ...SPRAVATO, playlist: undefined }],
  ])('%s', (_, preset) => {
    expect(fits(preset)).toBe(false);
  });
});
