// The changes that the editor can make to a preset. Pure; a change that the preset's schema would refuse becomes the
// nearest one that it accepts, or none.

import { BUILT_IN_PRESETS } from '../../../shared/preset/built-in-presets.ts';
import { type Range, within } from '../../../shared/preset/ladder.ts';
import {
  BRIGHTNESS_PCT,
  FADE_S,
  isSameLook,
  LENGTH_MIN,
  LEVEL_DB,
  type Limits,
  type Look,
  MARK_MIN,
  MOST_CHECKS,
  MOST_OTHER_PLAYLISTS,
  PHASE_NAMES,
  type Phase,
  type PhaseName,
  type Preset,
  type PresetMusic,
  WARMTH_K,
} from '../../../shared/preset/preset.ts';

/** Clamped to the range; without a finite number it stays as it was. */
const fitted = (value: number | undefined, range: Range, before: number): number =>
  value !== undefined && Number.isFinite(value) ? within(value, range) : before;

const wholeMinute = (value: number | undefined, range: Range, before: number): number =>
  fitted(value === undefined ? value : Math.round(value), range, before);

/** The phase of that name; undefined when the preset has none. */
export const phaseOf = (preset: Preset, name: PhaseName): Phase | undefined =>
  preset.phases.find((phase) => phase.name === name);

/** What changes of a look; a warmth replaces a colour. */
export type LookChange = Partial<Record<'brightnessPct' | 'warmthK', number>>;

const changedLook = (look: Look, { brightnessPct, warmthK }: LookChange): Look => {
  const brightness = fitted(brightnessPct, BRIGHTNESS_PCT, look.brightnessPct);
  if (warmthK !== undefined && Number.isFinite(warmthK)) {
    return { brightnessPct: brightness, warmthK: within(warmthK, WARMTH_K) };
  }
  return { ...look, brightnessPct: brightness };
};

/** What changes of a phase. When its length does, the phases after it keep theirs and move. */
export interface PhaseChange extends Partial<Pick<Phase, 'lengthMin' | 'fadeS' | 'levelDb'>> {
  readonly ambient?: LookChange;
  /** `ambient`: the task lamps look like the room again. */
  readonly task?: LookChange | 'ambient';
}

const changedPhase = (phase: Phase, { lengthMin, fadeS, levelDb, ambient, task }: PhaseChange): Phase => {
  const nextAmbient = ambient === undefined ? phase.ambient : changedLook(phase.ambient, ambient);
  // Task lamps that look like the room keep looking like it.
  const follows = task === 'ambient' || isSameLook(phase.task, phase.ambient);
  const nextTask = follows ? nextAmbient : phase.task;
  return {
    ...phase,
    lengthMin: wholeMinute(lengthMin, LENGTH_MIN, phase.lengthMin),
    fadeS: fitted(fadeS, FADE_S, phase.fadeS),
    levelDb: fitted(levelDb, LEVEL_DB, phase.levelDb),
    ambient: nextAmbient,
    task: task === undefined || task === 'ambient' ? nextTask : changedLook(nextTask, task),
  };
};

/** The preset with one phase changed. */
export const withPhaseChange = (preset: Preset, name: PhaseName, change: PhaseChange): Preset => ({
  ...preset,
  phases: preset.phases.map((phase) => (phase.name === name ? changedPhase(phase, change) : phase)),
});

/** When a phase begins, in minutes after the dose mark; settle begins before it. */
export const beginsAtMin = (preset: Preset, name: PhaseName): number => {
  const place = preset.phases.findIndex((phase) => phase.name === name);
  const settle = preset.phases[0]?.lengthMin ?? 0;
  const before = preset.phases.slice(0, Math.max(0, place));
  return before.reduce((sum, phase) => sum + phase.lengthMin, 0) - settle;
};

/** The phase ends at a minute after the dose mark: an edge was moved. Settle always ends at the dose mark. */
export const withEnd = (preset: Preset, name: PhaseName, endMin: number): Preset =>
  withPhaseChange(preset, name, { lengthMin: endMin - beginsAtMin(preset, name) });

/** The phases that a preset does not have, in the order of a session. */
export const absentPhases = (preset: Preset): readonly PhaseName[] =>
  PHASE_NAMES.filter((name) => phaseOf(preset, name) === undefined);

/** With a phase that it did not have, in its place and as the built-in preset of its kind has it. */
export const withPhase = (preset: Preset, name: PhaseName): Preset => {
  const usual = BUILT_IN_PRESETS.find(({ kind }) => kind === preset.kind) ?? BUILT_IN_PRESETS[0];
  const added = usual && phaseOf(usual, name);
  if (added === undefined || phaseOf(preset, name) !== undefined) return preset;
  const phases = PHASE_NAMES.flatMap((one) => (one === name ? [added] : (phaseOf(preset, one) ?? [])));
  return { ...preset, phases };
};

/** True for a phase that can be removed: settle stays, and one phase after it. */
export const canRemovePhase = (preset: Preset, name: PhaseName): boolean =>
  name !== 'settle' && preset.phases.length > 2 && phaseOf(preset, name) !== undefined;

/** Without a phase and its own music. */
export const withoutPhase = (preset: Preset, name: PhaseName): Preset => {
  if (!canRemovePhase(preset, name)) return preset;
  const { [name]: _, ...playlistsByPhase } = preset.playlistsByPhase;
  return { ...preset, playlistsByPhase, phases: preset.phases.filter((phase) => phase.name !== name) };
};

/** The first free minute from there in a direction; null where there is none. */
const freeMinute = (taken: readonly number[], from: number, step: 1 | -1): number | null => {
  for (let minute = from; minute >= MARK_MIN.least && minute <= MARK_MIN.most; minute += step) {
    if (!taken.includes(minute)) return minute;
  }
  return null;
};

const inOrder = (minutes: readonly number[]): number[] => [...minutes].sort((a, b) => a - b);

/** The preset, and the minute of the check that was added or moved; null: it could not be done. */
export interface CheckChange {
  readonly preset: Preset;
  readonly atMin: number | null;
}

/** One more check, at the wished minute or the nearest free one after it, or else before it. */
export const withCheck = (preset: Preset, wishedMin: number): CheckChange => {
  const { checksMin } = preset;
  const wished = wholeMinute(wishedMin, MARK_MIN, MARK_MIN.least);
  const atMin = freeMinute(checksMin, wished, 1) ?? freeMinute(checksMin, wished, -1);
  if (atMin === null || checksMin.length >= MOST_CHECKS) return { preset, atMin: null };
  return { preset: { ...preset, checksMin: inOrder([...checksMin, atMin]) }, atMin };
};

/** A check moved to another whole minute, past those in its way. */
export const withMovedCheck = (preset: Preset, fromMin: number, toMin: number): CheckChange => {
  if (!preset.checksMin.includes(fromMin)) return { preset, atMin: null };
  const wished = wholeMinute(toMin, MARK_MIN, fromMin);
  const others = preset.checksMin.filter((minute) => minute !== fromMin);
  const atMin = freeMinute(others, wished, wished < fromMin ? -1 : 1);
  if (atMin === null || atMin === fromMin) return { preset, atMin: fromMin };
  return { preset: { ...preset, checksMin: inOrder([...others, atMin]) }, atMin };
};

export const withoutCheck = (preset: Preset, atMin: number): Preset => ({
  ...preset,
  checksMin: preset.checksMin.filter((minute) => minute !== atMin),
});

/** Where a new check has the most room: the middle of the widest gap. */
export const roomForCheck = (preset: Preset): number => {
  const last = Math.max(preset.assessMin, ...preset.checksMin, 2);
  const ends = [0, ...preset.checksMin, last];
  const gaps = ends.slice(1).map((end, i) => ({ from: ends[i] ?? 0, wide: end - (ends[i] ?? 0) }));
  const widest = gaps.reduce((best, gap) => (gap.wide > best.wide ? gap : best));
  return Math.round(widest.from + widest.wide / 2);
};

/** The earliest minute at which staff assess for leaving. */
export const withAssess = (preset: Preset, atMin: number): Preset => ({
  ...preset,
  assessMin: wholeMinute(atMin, MARK_MIN, preset.assessMin),
});

const LIMITED: Readonly<Record<keyof Limits, Range>> = { lightPct: BRIGHTNESS_PCT, soundDb: LEVEL_DB };

/** How far the patient's own steps may go; the two ends are swapped where they are the wrong way round. */
export const withLimits = (preset: Preset, what: keyof Limits, wished: Range): Preset => {
  const before = preset.limits[what];
  const one = fitted(wished.least, LIMITED[what], before.least);
  const other = fitted(wished.most, LIMITED[what], before.most);
  const range = { least: Math.min(one, other), most: Math.max(one, other) };
  return { ...preset, limits: { ...preset.limits, [what]: range } };
};

/** The longest label, in characters, as the schema has it. */
export const LONGEST_LABEL = 60;

/** Under another label; only spaces are no label. */
export const withLabel = (preset: Preset, wished: string): Preset => {
  const label = wished.trim().slice(0, LONGEST_LABEL).trim();
  return label === '' ? preset : { ...preset, label };
};

/** With other music, and no more playlists for Different than the schema accepts. */
export const withMusic = (preset: Preset, changes: Partial<PresetMusic>): Preset => {
  const changed = { ...preset, ...changes };
  return { ...changed, otherPlaylists: changed.otherPlaylists.slice(0, MOST_OTHER_PLAYLISTS) };
};

/** An id that no preset has: the label in lower case with dashes, with a number where that is taken. */
export const freshId = (label: string, taken: ReadonlySet<string>): string => {
  const plain = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 56)
    .replace(/^-+|-+$/g, '');
  const stem = plain === '' ? 'preset' : plain;
  for (let count = 1; ; count++) {
    const id = count === 1 ? stem : `${stem}-${count}`;
    if (!taken.has(id)) return id;
  }
};

/** A copy of the preset with another label and its own id. */
export const duplicateOf = (preset: Preset, label: string, takenIds: ReadonlySet<string>): Preset => ({
  ...withLabel(preset, label),
  id: freshId(label, takenIds),
});
