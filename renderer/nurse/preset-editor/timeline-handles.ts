// The handles of the preset's timeline: where each stands, how far it may go, and what keys and drags do to it. Pure;
// preset-editing.ts makes the changes.

import { brightnessAt, LIGHT_LADDER, type Range, rungOf } from '../../../shared/preset/ladder.ts';
import { LENGTH_MIN, MARK_MIN, type PhaseName, type Preset } from '../../../shared/preset/preset.ts';
import type { Ms } from '../../../shared/session/session.ts';
import { MINUTE_MS } from '../../../shared/session/timeline.ts';
import { words } from '../../words/index.ts';
import type { ChartPlace } from '../chart/chart-place.ts';
import { type ChartScore, scoreOfPreset } from '../chart/chart-score.ts';
import { phaseOf, withAssess, withEnd, withMovedCheck, withPhaseChange } from './preset-editing.ts';
import { BRIGHTNESS_STOPS, nearestStop, nextStop } from './stops.ts';

const { handles: say } = words.presetEditor;

/** What a handle moves. */
export type Grip =
  | { readonly of: 'edge'; readonly phase: PhaseName }
  | { readonly of: 'check'; readonly atMin: number }
  | { readonly of: 'assess' }
  | { readonly of: 'light'; readonly phase: PhaseName };

export interface TimelineHandle {
  readonly id: string;
  readonly grip: Grip;
  readonly name: string;
  /** What it stands at. */
  readonly text: string;
  /** In minutes, or in rungs of the ladder for light. */
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** What a finger can touch, in pixels of the drawing. */
  readonly box: Readonly<Record<'left' | 'top' | 'width' | 'height', number>>;
  /** Where its mark is drawn, in the same pixels. */
  readonly x: number;
  readonly y: number;
}

/** The width of what a finger can touch, where neighbours leave room for it. */
const TARGET_PX = 44;

/** `edge deep`, `light deep`, `check 20`, `assess`. */
export const idOf = (grip: Grip): string => {
  if ('phase' in grip) return `${grip.of} ${grip.phase}`;
  return 'atMin' in grip ? `${grip.of} ${grip.atMin}` : grip.of;
};

/** The room after the end, as a share of the whole, into which the last edge can be dragged. */
const ROOM_AFTER = 0.045;

/**
 * The score as the editor draws it: as far as its last mark, and a little further.
 *
 * @param heldEndsAt where the picture ended when a drag began: it does not shrink during the drag
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
    const isSettle = name === 'settle';
    const from = isSettle ? 0 : (beganAt - score.doseAt) / MINUTE_MS;
    const value = isSettle ? (phaseOf(preset, name)?.lengthMin ?? 0) : (endsAt - score.doseAt) / MINUTE_MS;
    const grip: Grip = { of: 'edge', phase: name };
    return {
      id: idOf(grip),
      grip,
      name: say.edge(name),
      text: isSettle ? say.settleTakes(value) : say.edgeAt(name, value),
      value,
      least: from + LENGTH_MIN.least,
      most: from + LENGTH_MIN.most,
      box: { left: x - Math.max(6, toLeft), top, width: Math.max(12, toLeft + toRight), height },
      x,
      y: top + height / 2,
    };
  });
};

type Point = Pick<TimelineHandle, 'grip' | 'name' | 'text' | 'value' | 'x' | 'y'> & Range;

/** A handle as large as a finger around its mark. */
const around = (point: Point): TimelineHandle => ({
  ...point,
  id: idOf(point.grip),
  box: { left: point.x - TARGET_PX / 2, top: point.y - TARGET_PX / 2, width: TARGET_PX, height: TARGET_PX },
});

const checks = (preset: Preset, score: ChartScore, place: ChartPlace): readonly TimelineHandle[] =>
  preset.checksMin.map((atMin) =>
    around({
      grip: { of: 'check', atMin },
      name: say.check(atMin),
      text: say.checkAt(atMin),
      value: atMin,
      ...MARK_MIN,
      x: place.x(score.doseAt + atMin * MINUTE_MS),
      y: place.top + place.height,
    }),
  );

const assess = ({ assessMin }: Preset, score: ChartScore, place: ChartPlace): TimelineHandle =>
  around({
    grip: { of: 'assess' },
    name: say.assess,
    text: say.assessAt(assessMin),
    value: assessMin,
    ...MARK_MIN,
    x: place.x(score.assessAt),
    y: place.top - TARGET_PX * 0.05,
  });

/** On the light's line where the chosen phase has reached its look, clear of the edges. */
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
  const rung = rungOf(phase.ambient.brightnessPct);
  return [
    around({
      grip: { of: 'light', phase: phase.name },
      name: say.light(phase.name),
      text: words.presetEditor.phase.percent(phase.ambient.brightnessPct),
      value: rung,
      least: 0,
      most: LIGHT_LADDER.length - 1,
      x: Math.min(Math.max((reached + to) / 2, (from + to) / 2), to),
      y: place.yOfRung(rung),
    }),
  ];
};

/** All handles; later ones lie over earlier ones. */
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

/** The preset with a handle moved to a value, as the handle counts it, and the grip that it has then. */
export const movedTo = (
  preset: Preset,
  grip: Grip,
  value: number,
): { readonly preset: Preset; readonly grip: Grip } => {
  switch (grip.of) {
    case 'edge': {
      const { phase } = grip;
      const lengthMin = Math.round(value);
      const isSettle = phase === 'settle';
      return {
        preset: isSettle ? withPhaseChange(preset, phase, { lengthMin }) : withEnd(preset, phase, lengthMin),
        grip,
      };
    }
    case 'check': {
      const { preset: moved, atMin } = withMovedCheck(preset, grip.atMin, value);
      return { preset: moved, grip: atMin === null ? grip : { of: 'check', atMin } };
    }
    case 'assess':
      return { preset: withAssess(preset, value), grip };
    case 'light': {
      const brightnessPct = nearestStop(BRIGHTNESS_STOPS, brightnessAt(value));
      return { preset: withPhaseChange(preset, grip.phase, { ambient: { brightnessPct } }), grip };
    }
  }
};

/** How many minutes, or stops of light, a key moves a handle. */
const KEYS: ReadonlyMap<string, number> = new Map([
  ['ArrowRight', 1],
  ['ArrowUp', 1],
  ['ArrowLeft', -1],
  ['ArrowDown', -1],
  ['PageUp', 5],
  ['PageDown', -5],
]);

/** A handle's value after a key; null: the key means nothing here. */
export const valueAfterKey = ({ grip, value }: TimelineHandle, key: string): number | null => {
  const by = KEYS.get(key);
  if (by === undefined) return null;
  if (grip.of !== 'light') return Math.round(value) + by;
  let pct = brightnessAt(value);
  for (let i = 0; i < Math.abs(by); i++) pct = nextStop(BRIGHTNESS_STOPS, pct, by > 0 ? 1 : -1);
  return rungOf(pct);
};

/** What a drag over so many pixels adds to a handle's value. */
export const valueOfDrag = (
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
