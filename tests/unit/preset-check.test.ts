// Older presets are completed, wrong ones are never corrected, newer ones are left alone.

import { describe, expect, it } from 'vitest';
import { calledOf, checkPreset, freshId } from '../../main/storage/preset-check.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { IM, IV, SPRAVATO } from './session-arbitraries.ts';

const NONE: ReadonlySet<string> = new Set();
const agreed: Preset = { ...IV, id: 'amber-heron', label: 'Amber Heron' };
const preset = (raw: unknown, taken = NONE): Preset => {
  const checked = checkPreset(raw, taken);
  if (!('preset' in checked)) throw new Error(checked.kind);
  return checked.preset;
};

describe('a preset from a file', () => {
  it('is taken as it is when it is of this version', () => {
    expect(checkPreset(agreed, NONE)).toEqual({ kind: 'good', preset: agreed });
  });

  it.each([
    ['no version', undefined],
    ['an older version', 0],
  ])('with %s gets the usual values of its kind where it has none', (_, version) => {
    const old = { version, label: 'Amber Heron', kind: 'im', assessMin: 100 };
    expect(checkPreset(JSON.parse(JSON.stringify(old)), NONE)).toEqual({
      kind: 'completed',
      preset: { ...IM, id: 'amber-heron', label: 'Amber Heron', assessMin: 100 },
    });
  });

  it('keeps every figure that an older preset has, down to one of a phase', () => {
    const old = {
      label: 'Amber Heron',
      kind: 'spravato',
      phases: [
        { name: 'settle', lengthMin: 5 },
        { name: 'deep', ambient: { brightnessPct: 2 }, task: { colour: { x: 0.6, y: 0.3 } } },
      ],
      limits: { lightPct: { most: 20 } },
      playlist: null,
    };
    const [settle, , deep] = SPRAVATO.phases;
    expect(preset(old)).toEqual({
      ...SPRAVATO,
      id: 'amber-heron',
      label: 'Amber Heron',
      phases: [
        { ...settle, lengthMin: 5 },
        {
          ...deep,
          ambient: { ...deep?.ambient, brightnessPct: 2 },
          task: { brightnessPct: deep?.task.brightnessPct, colour: { x: 0.6, y: 0.3 } },
        },
      ],
      limits: { ...SPRAVATO.limits, lightPct: { least: 1, most: 20 } },
      playlist: null,
    });
  });

  it.each<[string, object]>([
    ['a wrong figure', { assessMin: -1 }],
    ['phases that are null', { phases: null }],
    ['a phase nobody knows', { phases: [{ name: 'party' }] }],
    ['no label, since nobody may make one up', { label: undefined }],
    ['no kind, since nobody may guess it', { kind: undefined }],
  ])('is not corrected when it is older and has %s', (_, change) => {
    expect(checkPreset({ ...agreed, version: 0, ...change }, NONE)).toMatchObject({ kind: 'unreadable' });
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['a list', [agreed]],
    ['a word', 'Amber Heron'],
    ['a version that is no number', { ...agreed, version: 'one' }],
    ['a field missing in this version', { ...agreed, limits: undefined }],
    ['a field nobody knows', { ...agreed, dose: '84 mg' }],
  ])('is unreadable when it is or has %s', (_, raw) => {
    expect(checkPreset(raw, NONE)).toMatchObject({ kind: 'unreadable' });
  });

  it('is newer when its version is, whatever else it holds', () => {
    expect(checkPreset({ version: 2, shape: 'unheard of' }, NONE)).toEqual({ kind: 'newer' });
  });

  it('gets a fresh id when its own is taken', () => {
    const taken = new Set(['amber-heron', 'amber-heron-2']);
    expect(checkPreset(agreed, taken)).toEqual({
      kind: 'renamed',
      preset: { ...agreed, id: 'amber-heron-3' },
    });
  });
});

describe('names of presets', () => {
  it.each([
    ['Amber Heron', 'amber-heron'],
    ['Größe & Élan, 2', 'groe-elan-2'],
    ['静けさ', 'preset'],
    ['--', 'preset'],
  ])('turns %s into the id %s', (label, id) => {
    expect(freshId(label, NONE)).toBe(id);
  });

  it('makes ids that the schema allows, however long the label and however many there are', () => {
    const first = freshId('a'.repeat(500), NONE);
    const second = freshId('a'.repeat(500), new Set([first]));
    for (const id of [first, second]) expect(id).toMatch(/^[a-z0-9-]{1,64}$/);
    expect(second).not.toBe(first);
  });

  it('calls a preset without a label by its place', () => {
    expect(calledOf({ label: ' Amber Heron ' }, 1)).toBe('Amber Heron');
    expect(calledOf({ label: 7 }, 2)).toBe('#2');
    expect(calledOf(null, 3)).toBe('#3');
  });
});
