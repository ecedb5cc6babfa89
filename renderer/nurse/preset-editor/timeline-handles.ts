// What can be taken hold of in the preset's timeline, where it stands and how far it may go. Pure; what a move makes of
// the preset is preset-editing.ts.

import { brightnessAt, LIGHT_LADDER, rungOf } from '../../../shared/preset/ladder.ts';
import type { PhaseName, Preset } from '../../../shared/preset/preset.ts';
import { LENGTH_MIN, MARK_MIN } from '../../../shared/preset/preset.ts';
import type { Ms } from '../../../shared/session/session.ts';
import { MINUTE_MS } from '../../../shared/session/timeline.ts';
import { words } from '../../words/index.ts';
import type { ChartPlace } from '../chart/chart-place.ts';
import { type ChartScore, scoreOfPreset } from '../chart/chart-score.ts';
import {
  type CheckChange,
  phaseOf,
  withAmbient,
  withAssess,
  withEnd,
  withLength,
  withMovedCheck,
} from './preset-editing.ts';
import { BRIGHTNESS_STOPS, nearestStop, nextStop } from './stops.ts';

const { handles: say } = words.presetEditor;

/** What a handle is of. */
export type Grip =
  | { readonly of: 'edge'; readonly phase: PhaseName }
  | { readonly of: 'check'; readonly atMin: number }
  | { readonly of: 'assess' }
  | { readonly of: 'light'; readonly phase: PhaseName };

/** The place that a finger meets, in pixels of the drawing. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface TimelineHandle {
  readonly id: string;
  readonly grip: Grip;
  /** Its name, and what it stands at, for somebody who does not see it. */
  readonly name: string;
  readonly said: string;
  /** In minutes, or in rungs of the ladder for light. */
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly box: Box;
  /** Where its mark is drawn within the box. */
  readonly x: number;
  readonly y: number;
}

/** What a finger has to meet is so wide, where its neighbours leave room for it. */
const TARGET_PX = 44;

export const idOf = (grip: Grip): string => {
  switch (grip.of) {
    case 'edge':
    case 'light':
      return `${grip.of} ${grip.phase}`;
    case 'check':
      return `check ${grip.atMin}`;
    case 'assess':
      return 'assess';
  }
};

/** A little room after the end, into which the last edge can be drawn. */
const ROOM_AFTER = 0.045;

/**
 * The score as the editor draws it: as far as any of its marks, and a little further.
 *
 * @param heldEndsAt where the picture ended when somebody took hold of it: it does not shrink under their hand
 */
export const scoreForEditing = (preset: Preset, heldEndsAt: Ms | null): ChartScore => {
  const score = scoreOfPreset(preset);
  const marks = score.checks.map(({ at }) => at);
  const last = Math.max(score.endsAt, ...marks);
  const roomy = last + Math.max(2 * MINUTE_MS, (last - score.beginsAt) * ROOM_AFTER);
  return { ...score, endsAt: heldEndsAt === null ? roomy : Math.max(heldEndsAt, last) };
};

const edges = (preset: Preset, score: ChartScore, place: ChartPlace): readonly TimelineHandle[] => {
  const xs = score.phases.map(({ endsAt }) => place.x(endsAt));
  const top = place.top + TARGET_PX * 0.55;
  const height = Math.max(TARGET_PX, place.height - TARGET_PX * 1.1);
  return score.phases.map(({ name, beganAt, endsAt }, i): TimelineHandle => {
    const x = xs[i] ?? 0;
    const toLeft = Math.min(TARGET_PX / 2, (x - (xs[i - 1] ?? place.left)) / 2);
    const toRight = Math.min(TARGET_PX / 2, ((xs[i + 1] ?? Infinity) - x) / 2);
    const box = { left: x - Math.max(6, toLeft), top, width: Math.max(12, toLeft + toRight), height };
    const grip: Grip = { of: 'edge', phase: name };
    const common = { id: idOf(grip), grip, name: say.edge(name), box, x, y: top + height / 2 };
    if (name === 'settle') {
      const lengthMin = phaseOf(preset, name)?.lengthMin ?? 0;
      return {
        ...common,
        ...{ value: lengthMin, least: LENGTH_MIN.least, most: LENGTH_MIN.most },
        said: say.settleTakes(lengthMin),
      };
    }
    const from = (beganAt - score.doseAt) / MINUTE_MS;
    const value = (endsAt - score.doseAt) / MINUTE_MS;
    return {
      ...common,
      ...{ value, least: from + LENGTH_MIN.least, most: from + LENGTH_MIN.most },
      said: say.edgeAt(name, value),
    };
  });
};

const around = (x: number, y: number): Box => ({
  left: x - TARGET_PX / 2,
  top: y - TARGET_PX / 2,
  width: TARGET_PX,
  height: TARGET_PX,
});

const checks = (preset: Preset, score: ChartScore, place: ChartPlace): readonly TimelineHandle[] =>
  preset.checksMin.map((atMin): TimelineHandle => {
    const grip: Grip = { of: 'check', atMin };
    const x = place.x(score.doseAt + atMin * MINUTE_MS);
    const y = place.top + place.height;
    return {
      ...{ id: idOf(grip), grip, value: atMin, ...MARK_MIN, x, y, box: around(x, y) },
      ...{ name: say.check(atMin), said: say.checkAt(atMin) },
    };
  });

const assess = (preset: Preset, score: ChartScore, place: ChartPlace): TimelineHandle => {
  const grip: Grip = { of: 'assess' };
  const x = place.x(score.assessAt);
  const y = place.top - TARGET_PX * 0.05;
  return {
    ...{ id: idOf(grip), grip, value: preset.assessMin, ...MARK_MIN, x, y, box: around(x, y) },
    ...{ name: say.assess, said: say.assessAt(preset.assessMin) },
  };
};

/** On the light's line where the chosen phase has come to its look, out of the way of the edges. */
const light = (
  preset: Preset,
  score: ChartScore,
  place: ChartPlace,
  chosen: PhaseName | null,
): readonly TimelineHandle[] => {
  const band = score.phases.find(({ name }) => name === chosen);
  const phase = chosen === null ? undefined : phaseOf(preset, chosen);
  if (band === undefined || phase === undefined) return [];
  const [from, to] = [place.x(band.beganAt), place.x(band.endsAt)];
  const reached = place.x(Math.min(band.endsAt, band.beganAt + phase.fadeS * 1000));
  const x = Math.min(Math.max((reached + to) / 2, (from + to) / 2), to);
  const rung = rungOf(phase.ambient.brightnessPct);
  const y = place.yOfRung(rung);
  const grip: Grip = { of: 'light', phase: phase.name };
  return [
    {
      ...{ id: idOf(grip), grip, value: rung, least: 0, most: LIGHT_LADDER.length - 1, x, y },
      ...{
        box: around(x, y),
        name: say.light(phase.name),
        said: words.presetEditor.phase.percent(phase.ambient.brightnessPct),
      },
    },
  ];
};

/** All that can be taken hold of; what comes later lies over what comes before. */
export const handlesOf = (
  preset: Preset,
  score: ChartScore,
  place: ChartPlace,
  chosen: PhaseName | null,
): readonly TimelineHandle[] => [
  ...edges(preset, score, place),
  ...checks(preset, score, place),
  assess(preset, score, place),
  ...light(preset, score, place, chosen),
];

/** A preset with something moved, and what is now where it was taken to. */
export interface Moved {
  readonly preset: Preset;
  readonly grip: Grip;
}

const afterCheck = (grip: Grip, { preset, atMin }: CheckChange): Moved => ({
  preset,
  grip: atMin === null ? grip : { of: 'check', atMin },
});

/** What is moved to a value, as its handle counts it. */
export const movedTo = (preset: Preset, grip: Grip, value: number): Moved => {
  switch (grip.of) {
    case 'edge': {
      const to = grip.phase === 'settle' ? withLength : withEnd;
      return { preset: to(preset, grip.phase, Math.round(value)), grip };
    }
    case 'check':
      return afterCheck(grip, withMovedCheck(preset, grip.atMin, value));
    case 'assess':
      return { preset: withAssess(preset, value), grip };
    case 'light': {
      const brightnessPct = nearestStop(BRIGHTNESS_STOPS, brightnessAt(value));
      return { preset: withAmbient(preset, grip.phase, { brightnessPct }), grip };
    }
  }
};

/** How many minutes the keys go. */
const KEYS: ReadonlyMap<string, number> = new Map([
  ...(['ArrowRight', 'ArrowUp'] as const).map((key) => [key, 1] as const),
  ...(['ArrowLeft', 'ArrowDown'] as const).map((key) => [key, -1] as const),
  ['PageUp', 5],
  ['PageDown', -5],
]);

/** What a key makes of a handle's value: minutes, or stops of light; null: the key means nothing there. */
export const keyed = (
  { grip, value }: Pick<TimelineHandle, 'grip' | 'value'>,
  key: string,
): number | null => {
  const by = KEYS.get(key);
  if (by === undefined) return null;
  if (grip.of !== 'light') return Math.round(value) + by;
  const direction = by > 0 ? 1 : -1;
  const stops = Array.from({ length: Math.abs(by) });
  const pct = stops.reduce<number>(
    (from) => nextStop(BRIGHTNESS_STOPS, from, direction),
    brightnessAt(value),
  );
  return rungOf(pct);
};

/** What a way over the drawing adds to a handle's value. */
export const dragged = (
  grip: Grip,
  place: ChartPlace,
  { beginsAt, endsAt }: Pick<ChartScore, 'beginsAt' | 'endsAt'>,
  dx: number,
  dy: number,
): number => {
  if (grip.of !== 'light') return (dx * (endsAt - beginsAt)) / place.width / MINUTE_MS;
  const perRung = (place.yOfRung(0) - place.yOfRung(LIGHT_LADDER.length - 1)) / (LIGHT_LADDER.length - 1);
  return -dy / Math.max(1, perRung);
};
