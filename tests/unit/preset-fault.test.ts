// One sentence says what is wrong with a preset's file, and where.

import { describe, expect, it } from 'vitest';
import { checkPreset } from '../../main/storage/preset-check.ts';
import { words } from '../../renderer/words/index.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { USUAL_PLAN } from '../../shared/preset/plan.ts';
import type { Preset } from '../../shared/preset/preset.ts';

const [good] = BUILT_IN_PRESETS as readonly [Preset];
const [settle, onset, ...later] = good.phases;
const withOnset = (wrong: object) => ({ ...good, phases: [settle, { ...onset, ...wrong }, ...later] });
const { kind: _, ...kindless } = good;

describe('a file that is not a good preset', () => {
  it.each([
    [withOnset({ lengthMin: 601 }), 'in phases 2, lengthMin is more than 600'],
    [withOnset({ lengthMin: 0 }), 'in phases 2, lengthMin is less than 1'],
    [withOnset({ lengthMin: 'ten' }), 'in phases 2, lengthMin is not a number'],
    [withOnset({ name: 'trip' }), 'in phases 2, name is not one of settle, onset, deep, return and rest'],
    [
      withOnset({ ambient: { brightnessPct: 120, warmthK: 2200 } }),
      'in phases 2, ambient, brightnessPct is more than 100',
    ],
    [
      withOnset({ ambient: { brightnessPct: 20 } }),
      'in phases 2, ambient needs brightnessPct and either warmthK or colour',
    ],
    [withOnset({ task: 'dim' }), 'in phases 2, task needs brightnessPct and either warmthK or colour'],
    [kindless, 'kind is missing'],
    [{ ...good, kind: 'oral' }, 'kind is not one of spravato, iv and im'],
    [{ ...good, label: '' }, 'label is empty'],
    [{ ...good, label: 'x'.repeat(61) }, 'label is longer than 60'],
    [{ ...good, patient: 'nobody' }, 'patient is not a field of a preset'],
    [{ ...good, phases: [settle] }, 'phases has fewer than 2 entries'],
    [{ ...good, phases: 'none' }, 'phases is not a list'],
    [{ ...good, phases: [onset, settle] }, 'phases do not go settle, onset, deep, return, rest'],
    [{ ...good, checksMin: [40, 20] }, 'checksMin do not go earliest first'],
    [{ ...good, checksMin: [20, 700] }, 'checksMin 2 is more than 600'],
    [
      { ...good, limits: { ...good.limits, lightPct: { least: 50, most: 20 } } },
      'in limits, lightPct has a least',
    ],
    [{ ...good, limits: null }, 'limits is not a group of fields'],
    [{ ...good, plan: { ...USUAL_PLAN, eyeMask: 'yes' } }, 'in plan, eyeMask is neither true nor false'],
    [{ ...good, id: 'Quiet Harbour' }, 'id is not as it should be'],
  ])('is described with the place of the fault: %#', (raw, said) => {
    const checked = checkPreset(raw, new Set());
    if (checked.kind !== 'unreadable' || checked.fault === null) throw new Error('it should have a fault');
    expect(words.presetFault(checked.fault)).toContain(`This preset cannot be used: ${said}`);
  });

  it('is only called no preset when there is no place to name', () => {
    for (const raw of [null, [], 'a preset', undefined]) {
      expect(checkPreset(raw, new Set())).toEqual({ kind: 'unreadable', fault: null });
    }
  });
});
