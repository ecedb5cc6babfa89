// The documented format of presets is the one that the program checks with.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { presetText } from '../../main/storage/chosen-file.ts';
import { checkPreset } from '../../main/storage/preset-check.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { USUAL_PLAN } from '../../shared/preset/plan.ts';
import type { Preset } from '../../shared/preset/preset.ts';

const PROJECT = path.join(import.meta.dirname, '..', '..');
const SCHEMA = readFileSync(path.join(PROJECT, 'assets', 'preset.schema.json'), 'utf8');
const GUIDE = readFileSync(path.join(PROJECT, 'assets/guide/presets.md'), 'utf8');

const schema = JSON.parse(SCHEMA);
const isValid = new Ajv({ allErrors: true }).compile(schema);
const example: unknown = JSON.parse(/```json\n(.*?)```/s.exec(GUIDE)?.[1] ?? 'null');
const [spravato] = BUILT_IN_PRESETS as readonly [Preset];

/** The paths of all fields of the schema without a description. */
const unsaid = (part: Record<string, unknown>, place: string): readonly string[] => {
  const fields = Object.entries((part.properties ?? {}) as Record<string, Record<string, unknown>>);
  const ways = (part.anyOf ?? []) as readonly Record<string, unknown>[];
  const items = part.items === undefined ? [] : [part.items as Record<string, unknown>];
  return [
    ...fields.flatMap(([name, field]) => [
      ...(field.description === undefined ? [`${place}/${name}`] : []),
      ...unsaid(field, `${place}/${name}`),
    ]),
    ...[...ways, ...items].flatMap((inner) => unsaid(inner, place)),
  ];
};

describe('the documented format of presets', () => {
  it('is generated from the program’s own schema', () => {
    const script = path.join(PROJECT, 'scripts', 'preset-schema.mjs');
    expect(execFileSync(process.execPath, [script, '--print'], { encoding: 'utf8' })).toBe(SCHEMA);
  });

  it('describes each field', () => {
    expect(unsaid(schema, '')).toEqual([]);
  });

  it('holds for the example of the guide, which is a good preset as it stands', () => {
    expect(isValid(example), JSON.stringify(isValid.errors)).toBe(true);
    expect(checkPreset(example, new Set())).toMatchObject({
      kind: 'good',
      preset: { label: 'Quiet Harbour' },
    });
  });

  it.each(BUILT_IN_PRESETS)('holds for $label, exported with a plan and without', (preset) => {
    for (const plan of [null, USUAL_PLAN]) {
      const given: unknown = JSON.parse(presetText({ ...preset, plan }));
      expect(isValid(given), JSON.stringify(isValid.errors)).toBe(true);
      expect(checkPreset(given, new Set())).toEqual({ kind: 'good', preset: { ...preset, plan } });
    }
  });

  it.each([
    ['a figure beyond its range', { ...spravato, assessMin: 601 }],
    ['a field that it does not know', { ...spravato, patient: 'nobody' }],
    ['a kind that there is not', { ...spravato, kind: 'oral' }],
    ['a label that is too long', { ...spravato, label: 'x'.repeat(61) }],
    ['phases that are none', { ...spravato, phases: [] }],
    ['a plan that lacks something', { ...spravato, plan: { talk: 'none' } }],
  ])('refuses %s, as the program does', (_, wrong) => {
    expect(isValid(wrong)).toBe(false);
    expect(checkPreset(wrong, new Set()).kind).toBe('unreadable');
  });
});
