// Decides whether a preset from a file is good, older, newer or unreadable. It fills in what is missing and never
// corrects what is wrong: only whoever made the mistake knows what was meant.

import * as v from 'valibot';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { type Look, PRESET_VERSION, type Preset, PresetSchema } from '../../shared/preset/preset.ts';
import type { PresetFault, PresetPlace } from '../../shared/preset/preset-fault.ts';
import { isJsonObject, type JsonObject } from './json-file.ts';

/** `completed`: older, with its missing parts filled in. `renamed`: good, but with a fresh id. */
export type CheckedPreset =
  | { readonly kind: 'good' | 'completed' | 'renamed'; readonly preset: Preset }
  | { readonly kind: 'newer' }
  /** `fault` null: it is not even a JSON object. */
  | { readonly kind: 'unreadable'; readonly fault: PresetFault | null };

/** The longest label and id that the preset's schema allows. */
const LONGEST = 60;

/** A name for a preset that may be unreadable: its label, or its place among the others, counted from 1. */
export const calledOf = (raw: unknown, place: number): string => {
  const { label }: JsonObject = isJsonObject(raw) ? raw : {};
  const called = typeof label === 'string' ? label.trim().slice(0, LONGEST) : '';
  return called === '' ? `#${place}` : called;
};

/** An id made from a label, with a number when it is taken. */
export const freshId = (label: string, taken: ReadonlySet<string>): string => {
  const plain = label.normalize('NFKD').toLowerCase();
  const words = plain.replace(/[^a-z0-9 -]/g, '').match(/[a-z0-9]+/g) ?? ['preset'];
  const stem = words.join('-').slice(0, LONGEST - 6);
  let id = stem;
  for (let n = 2; taken.has(id); n += 1) id = `${stem}-${n}`;
  return id;
};

const filled = (raw: unknown, usual: unknown): unknown => {
  if (raw === undefined) return usual;
  if (!isJsonObject(raw) || !isJsonObject(usual)) return raw;
  return Object.fromEntries(Object.entries(usual).map(([key, value]) => [key, filled(raw[key], value)]));
};

/** A look has a colour or a warmth, so a look with a colour does not get the usual warmth. */
const filledLook = (raw: unknown, usual: Look): unknown => {
  const { brightnessPct, colour }: JsonObject = isJsonObject(raw) ? raw : {};
  if (colour === undefined) return filled(raw, usual);
  return { brightnessPct: filled(brightnessPct, usual.brightnessPct), colour };
};

const filledPhase = (raw: unknown, usual: Preset): unknown => {
  if (!isJsonObject(raw)) return raw;
  const { name, ambient, task, ...figures } = raw;
  const phase = usual.phases.find((one) => one.name === name);
  if (phase === undefined) return raw;
  const { ambient: usualAmbient, task: usualTask, ...usualFigures } = phase;
  return {
    ...(filled({ name, ...figures }, usualFigures) as JsonObject),
    ambient: filledLook(ambient, usualAmbient),
    task: filledLook(task, usualTask),
  };
};

/** An older preset, with the usual values of its kind where it has none. A label is never made up. */
const completed = (raw: JsonObject): JsonObject => {
  const { kind, id, label, phases, playlistsByPhase, ...figures } = raw;
  const usual = BUILT_IN_PRESETS.find((preset) => preset.kind === kind);
  if (usual === undefined) return raw;
  const { phases: usualPhases, playlistsByPhase: usualByPhase, ...usualFigures } = usual;
  return {
    ...(filled({ kind, ...figures }, usualFigures) as JsonObject),
    version: PRESET_VERSION,
    id,
    label,
    // A choice: not every phase needs music of its own.
    playlistsByPhase: playlistsByPhase ?? usualByPhase,
    phases: Array.isArray(phases)
      ? phases.map((phase) => filledPhase(phase, usual))
      : filled(phases, usualPhases),
  };
};

const TYPES: Readonly<Record<string, 'number' | 'text' | 'list' | 'fields' | 'yesOrNo'>> = {
  number: 'number',
  string: 'text',
  array: 'list',
  strict_object: 'fields',
  record: 'fields',
  boolean: 'yesOrNo',
};

const LIMITS: Readonly<Record<string, 'tooSmall' | 'tooLarge' | 'tooShort' | 'tooLong'>> = {
  min_value: 'tooSmall',
  max_value: 'tooLarge',
  min_length: 'tooShort',
  max_length: 'tooLong',
};

const placeOf = ({ path }: v.BaseIssue<unknown>): PresetPlace =>
  (path ?? []).map(({ key }) => (typeof key === 'number' ? key + 1 : String(key)));

/** The fault behind an issue of the schema. */
const faultOf = (issue: v.BaseIssue<unknown>): PresetFault => {
  const place = placeOf(issue);
  const { type, expected, input, requirement } = issue as v.BaseIssue<unknown> & {
    readonly requirement?: unknown;
  };
  if (type === 'strict_object' && expected === 'never') return { what: 'unknown', place };
  if (input === undefined) return { what: 'missing', place };
  if (type === 'union') return { what: 'noLook', place };
  if (type === 'check') return { what: 'disorder', place };
  const limit = LIMITS[type];
  if (limit === 'tooShort' && requirement === 1) return { what: 'empty', place };
  if (limit !== undefined && typeof requirement === 'number')
    return { what: limit, place, limit: requirement };
  const options = [...(expected ?? '').matchAll(/"([^"]*)"/g)].map((found) => found[1] ?? '');
  if (type === 'picklist') return { what: 'notOneOf', place, options };
  const wanted = TYPES[type];
  return wanted === undefined ? { what: 'wrong', place } : { what: 'notA', place, expected: wanted };
};

/** Checks what should be a preset. It may not have one of the `taken` ids. Never throws. */
export const checkPreset = (given: unknown, taken: ReadonlySet<string>): CheckedPreset => {
  if (!isJsonObject(given)) return { kind: 'unreadable', fault: null };
  // The path of the schema is only for whoever edits the file.
  const { $schema: _, ...raw } = given;
  const { version } = raw;
  const number = Number.isInteger(version) ? Number(version) : PRESET_VERSION;
  if (number > PRESET_VERSION) return { kind: 'newer' };
  const isOlder = version === undefined || number < PRESET_VERSION;
  const whole = isOlder ? completed(raw) : raw;
  const { id, label } = whole;
  const needsId = id === undefined || (typeof id === 'string' && taken.has(id));
  const ownId = needsId ? freshId(String(label), taken) : id;
  const parsed = v.safeParse(PresetSchema, { ...whole, id: ownId });
  if (!parsed.success) return { kind: 'unreadable', fault: faultOf(parsed.issues[0]) };
  if (isOlder) return { kind: 'completed', preset: parsed.output };
  return { kind: needsId ? 'renamed' : 'good', preset: parsed.output };
};
