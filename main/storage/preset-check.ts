// Decides what a preset from a file is: good, older and completed, newer, or none at all. It fills in what is
// missing and never mends what is wrong: a wrong figure is somebody's mistake, and only they know what was meant.

import * as v from 'valibot';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { type Look, PRESET_VERSION, type Preset, PresetSchema } from '../../shared/preset/preset.ts';
import type { PresetFault } from '../../shared/preset/preset-fault.ts';
import { isJsonObject, type JsonObject } from './json-file.ts';
import { faultOf } from './preset-fault.ts';

/** What was found. `completed`: older, its missing parts filled in. `renamed`: good but for a fresh id. */
export type CheckedPreset =
  | { readonly kind: 'good' | 'completed' | 'renamed'; readonly preset: Preset }
  | { readonly kind: 'newer' }
  /** `fault` null: it is no JSON object at all. */
  | { readonly kind: 'unreadable'; readonly fault: PresetFault | null };

/** The longest label and id that the preset's schema lets in. */
const LONGEST = 60;

/** What a preset that may be unreadable is called: its label, or its 1-based place among the others. */
export const calledOf = (raw: unknown, place: number): string => {
  const { label }: JsonObject = isJsonObject(raw) ? raw : {};
  const called = typeof label === 'string' ? label.trim().slice(0, LONGEST) : '';
  return called === '' ? `#${place}` : called;
};

/** An id made of a label, with a number where it is taken. */
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

/** A look has a colour or a warmth; the usual warmth is no part of a look with a colour. */
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

/** An older preset with the usual values of its kind where it has none. Its label is nobody's to make up. */
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
    // Which phases have music of their own is a choice, and nothing that would have to be whole.
    playlistsByPhase: playlistsByPhase ?? usualByPhase,
    phases: Array.isArray(phases)
      ? phases.map((phase) => filledPhase(phase, usual))
      : filled(phases, usualPhases),
  };
};

const isVersion = (version: unknown): version is number => Number.isInteger(version);

/** Checks what should be a preset. `taken` are the ids that it may not have. Never throws. */
export const checkPreset = (given: unknown, taken: ReadonlySet<string>): CheckedPreset => {
  if (!isJsonObject(given)) return { kind: 'unreadable', fault: null };
  // Where a file's schema lies is for whoever edits the file.
  const { $schema: _, ...raw } = given;
  const { version } = raw;
  if (isVersion(version) && version > PRESET_VERSION) return { kind: 'newer' };
  const isOlder = version === undefined || (isVersion(version) && version < PRESET_VERSION);
  const whole = isOlder ? completed(raw) : raw;
  const { id, label } = whole;
  const hasToBeNamed = id === undefined || (typeof id === 'string' && taken.has(id));
  const ownId = hasToBeNamed ? freshId(String(label), taken) : id;
  const parsed = v.safeParse(PresetSchema, { ...whole, id: ownId });
  if (!parsed.success) return { kind: 'unreadable', fault: faultOf(parsed.issues[0]) };
  if (isOlder) return { kind: 'completed', preset: parsed.output };
  return { kind: hasToBeNamed ? 'renamed' : 'good', preset: parsed.output };
};
