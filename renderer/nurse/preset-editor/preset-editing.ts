// What can be made of a preset in the editor, one change at a time. Pure; a change that the preset's schema would
// refuse comes to the nearest one that it lets in, or to nothing at all.

import { BUILT_IN_PRESETS } from '../../../shared/preset/built-in-presets.ts';
import { type Range, within } from '../../../shared/preset/ladder.ts';
import {
  BRIGHTNESS_PCT,
  FADE_S,
  isSameLook,
  type Kind,
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

/** A number that is none leaves everything as it is. */
const fitted = (value: number, range: Range, before: number): number =>
  Number.isFinite(value) ? within(value, range) : before;

const wholeMinute = (value: number, range: Range, before: number): number =>
  fitted(Math.round(value), range, before);

/** The phase of that name; undefined when the preset has none. */
export const phaseOf = (preset: Preset, name: PhaseName): Phase | undefined =>
  preset.phases.find((phase) => phase.name === name);

const changedPhase = (preset: Preset, name: PhaseName, change: (phase: Phase) => Phase): Preset => ({
  ...preset,
  phases: preset.phases.map((phase) => (phase.name === name ? change(phase) : phase)),
});

/** The phase lasts so many whole minutes; those after it keep their lengths and move. */
export const withLength = (preset: Preset, name: PhaseName, lengthMin: number): Preset =>
  changedPhase(preset, name, (phase) => ({
    ...phase,
    lengthMin: wholeMinute(lengthMin, LENGTH_MIN, phase.lengthMin),
  }));

/** When a phase begins, in minutes after the dose mark; settle begins before it. */
export const beginsAtMin = (preset: Preset, name: PhaseName): number => {
  const place = preset.phases.findIndex((phase) => phase.name === name);
  const settle = preset.phases[0]?.lengthMin ?? 0;
  const before = preset.phases.slice(0, Math.max(0, place));
  return before.reduce((sum, phase) => sum + phase.lengthMin, 0) - settle;
};

/** The phase ends at a minute after the dose mark: an edge that is moved. Settle ends at the dose mark, always. */
export const withEnd = (preset: Preset, name: PhaseName, endMin: number): Preset =>
  withLength(preset, name, endMin - beginsAtMin(preset, name));

/** What is changed of a look; a warmth takes the place of a colour. */
export interface LookChange {
  readonly brightnessPct?: number;
  readonly warmthK?: number;
}

const changedLook = (look: Look, { brightnessPct, warmthK }: LookChange): Look => {
  const brighter = fitted(brightnessPct ?? look.brightnessPct, BRIGHTNESS_PCT, look.brightnessPct);
  if (warmthK !== undefined && Number.isFinite(warmthK)) {
    return { brightnessPct: brighter, warmthK: within(warmthK, WARMTH_K) };
  }
  return { ...look, brightnessPct: brighter };
};

/** The room's look in a phase. Task lamps that look like the room go on looking like it. */
export const withAmbient = (preset: Preset, name: PhaseName, change: LookChange): Preset =>
  changedPhase(preset, name, (phase) => {
    const ambient = changedLook(phase.ambient, change);
    return { ...phase, ambient, task: isSameLook(phase.task, phase.ambient) ? ambient : phase.task };
  });

/** The look of the task lamps alone. */
export const withTask = (preset: Preset, name: PhaseName, change: LookChange): Preset =>
  changedPhase(preset, name, (phase) => ({ ...phase, task: changedLook(phase.task, change) }));

/** The task lamps look like the room again. */
export const withTaskAsRoom = (preset: Preset, name: PhaseName): Preset =>
  changedPhase(preset, name, (phase) => ({ ...phase, task: phase.ambient }));

/** How long a phase takes to its look and level, in seconds. */
export const withFade = (preset: Preset, name: PhaseName, fadeS: number): Preset =>
  changedPhase(preset, name, (phase) => ({ ...phase, fadeS: fitted(fadeS, FADE_S, phase.fadeS) }));

/** A phase's level, in dB over the normalised track. */
export const withLevel = (preset: Preset, name: PhaseName, levelDb: number): Preset =>
  changedPhase(preset, name, (phase) => ({ ...phase, levelDb: fitted(levelDb, LEVEL_DB, phase.levelDb) }));

/** The phases that a preset does not have, in the order of a session. */
export const absentPhases = (preset: Preset): readonly PhaseName[] =>
  PHASE_NAMES.filter((name) => phaseOf(preset, name) === undefined);

/** A phase as the built-in preset of the kind has it; each of them has all five. */
const usualPhase = (kind: Kind, name: PhaseName): Phase | undefined => {
  const usual = BUILT_IN_PRESETS.find((preset) => preset.kind === kind) ?? BUILT_IN_PRESETS[0];
  return usual && phaseOf(usual, name);
};

/** With a phase that it did not have, at its place and as the built-in preset of its kind has it. */
export const withPhase = (preset: Preset, name: PhaseName): Preset => {
  const added = usualPhase(preset.kind, name);
  if (added === undefined || phaseOf(preset, name) !== undefined) return preset;
  const phases = PHASE_NAMES.flatMap((one) => (one === name ? [added] : (phaseOf(preset, one) ?? [])));
  return { ...preset, phases };
};

/** True for a phase that can be taken away: settle stays, and one phase after it. */
export const canLeaveOut = (preset: Preset, name: PhaseName): boolean =>
  name !== 'settle' && preset.phases.length > 2 && phaseOf(preset, name) !== undefined;

/** Without a phase, and without music of its own. */
export const withoutPhase = (preset: Preset, name: PhaseName): Preset => {
  if (!canLeaveOut(preset, name)) return preset;
  const { [name]: _, ...playlistsByPhase } = preset.playlistsByPhase;
  return { ...preset, playlistsByPhase, phases: preset.phases.filter((phase) => phase.name !== name) };
};

/** The first minute that is free from there on in a direction; null where there is none. */
const freeMinute = (taken: readonly number[], from: number, step: 1 | -1): number | null => {
  for (let minute = from; minute >= MARK_MIN.least && minute <= MARK_MIN.most; minute += step) {
    if (!taken.includes(minute)) return minute;
  }
  return null;
};

const inOrder = (minutes: readonly number[]): number[] => [...minutes].sort((a, b) => a - b);

/** What became of the checks, and the minute of the check that it was about; null: it could not be done. */
export interface CheckChange {
  readonly preset: Preset;
  readonly atMin: number | null;
}

/** One check more, at the wished minute or the nearest free one after it (or before it). */
export const withCheck = (preset: Preset, wishedMin: number): CheckChange => {
  const { checksMin } = preset;
  const wished = wholeMinute(wishedMin, MARK_MIN, MARK_MIN.least);
  const atMin = freeMinute(checksMin, wished, 1) ?? freeMinute(checksMin, wished, -1);
  if (atMin === null || checksMin.length >= MOST_CHECKS) return { preset, atMin: null };
  return { preset: { ...preset, checksMin: inOrder([...checksMin, atMin]) }, atMin };
};

/** A check at another whole minute. It passes over those that are in its way. */
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

/** Where a new check would be least beside the others: the middle of the widest gap. */
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

/** How far the patient's own steps may go; the two ends are put the right way round. */
export const withLimits = (preset: Preset, what: keyof Limits, wished: Range): Preset => {
  const before = preset.limits[what];
  const one = fitted(wished.least, LIMITED[what], before.least);
  const other = fitted(wished.most, LIMITED[what], before.most);
  const range = { least: Math.min(one, other), most: Math.max(one, other) };
  return { ...preset, limits: { ...preset.limits, [what]: range } };
};

export const withKind = (preset: Preset, kind: Kind): Preset => ({ ...preset, kind });

/** The longest label, in characters, as the schema has it. */
export const LONGEST_LABEL = 60;

/** Under another label; one of nothing but spaces is none. */
export const withLabel = (preset: Preset, wished: string): Preset => {
  const label = wished.trim().slice(0, LONGEST_LABEL).trim();
  return label === '' ? preset : { ...preset, label };
};

/** Other music. No more playlists for Different than the schema lets in. */
export const withMusic = (preset: Preset, changes: Partial<PresetMusic>): Preset => {
  const changed = { ...preset, ...changes };
  return { ...changed, otherPlaylists: changed.otherPlaylists.slice(0, MOST_OTHER_PLAYLISTS) };
};

/** An id that no preset has: the label in lower case with dashes, and a number where that is taken. */
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

/** The same preset once more, under another label and an id of its own. */
export const duplicateOf = (preset: Preset, label: string, takenIds: ReadonlySet<string>): Preset => ({
  ...withLabel(preset, label),
  id: freshId(label, takenIds),
});
