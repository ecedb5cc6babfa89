// The editor's timeline: where its handles stand, what moving them changes, and the preview with its clock.

import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { placeFor } from '../../renderer/nurse/chart/chart-place.ts';
import {
  isPreviewOver,
  lampsAt,
  lookReachedAt,
  type PreviewClock,
  previewAt,
  previewSession,
  toggledPreview,
} from '../../renderer/nurse/preset-editor/preview-session.ts';
import {
  type Grip,
  handlesOf,
  idOf,
  movedTo,
  scoreForEditing,
  type TimelineHandle,
  valueAfterKey,
  valueOfDrag,
} from '../../renderer/nurse/preset-editor/timeline-handles.ts';
import { type PhaseName, type Preset, PresetSchema } from '../../shared/preset/preset.ts';
import { doorSign } from '../../shared/score/door-score.ts';
import { MINUTE_MS, runningPhase } from '../../shared/session/timeline.ts';
import { anyPreset, IV, SPRAVATO } from './session-arbitraries.ts';

const SIZE = { width: 1200, height: 270 };

const laidOut = (preset: Preset, chosen: PhaseName | null = null) => {
  const score = scoreForEditing(preset, null);
  const place = placeFor(SIZE, score);
  return { score, place, handles: handlesOf(preset, score, place, chosen) };
};

const handleOf = (preset: Preset, id: string, chosen: PhaseName | null = null): TimelineHandle => {
  const found = laidOut(preset, chosen).handles.find((handle) => handle.id === id);
  if (found === undefined) throw new Error(`there is no handle ${id}`);
  return found;
};

describe('the handles of a timeline', () => {
  it('say what they are and where they stand', () => {
    expect(handleOf(SPRAVATO, 'edge deep')).toMatchObject({
      name: 'End of deep',
      text: 'deep ends at 75 min',
      value: 75,
    });
    expect(handleOf(SPRAVATO, 'edge settle').text).toBe('settle takes 10 min');
    expect(handleOf(SPRAVATO, 'check 40')).toMatchObject({ name: 'Check at 40 min', value: 40 });
    expect(handleOf(SPRAVATO, 'assess').text).toBe('assess at 120 min');
    expect(handleOf(SPRAVATO, 'light deep', 'deep').name).toBe('Light in deep');
  });

  it('are as wide as a finger where their neighbours leave room', () => {
    for (const { box } of laidOut(SPRAVATO, 'deep').handles) {
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(43.9);
    }
  });

  it('stand within the drawing, whatever the preset', () => {
    fc.assert(
      fc.property(anyPreset, (preset) => {
        for (const { x, y } of laidOut(preset, 'deep').handles) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(SIZE.width);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(SIZE.height);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('make a preset that the schema accepts, wherever they are dragged', () => {
    fc.assert(
      fc.property(
        anyPreset,
        fc.nat(),
        fc.double({ min: -900, max: 900, noNaN: true }),
        (preset, which, by) => {
          const { handles } = laidOut(preset, 'deep');
          const handle = handles[which % handles.length] as TimelineHandle;
          const { preset: moved } = movedTo(preset, handle.grip, handle.value + by);
          expect(v.parse(PresetSchema, moved)).toEqual(moved);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a drag', () => {
  it('moves as many minutes as the pointer moves along the axis', () => {
    const { score, place } = laidOut(SPRAVATO);
    const width = place.x(score.doseAt + 10 * MINUTE_MS) - place.x(score.doseAt);
    expect(valueOfDrag({ of: 'assess' }, place, score, width, 0)).toBeCloseTo(10, 0);
  });

  it('of the light moves along the ladder', () => {
    const { score, place } = laidOut(SPRAVATO, 'deep');
    const up = place.yOfRung(8) - place.yOfRung(3);
    expect(valueOfDrag({ of: 'light', phase: 'deep' }, place, score, 0, up)).toBeCloseTo(5, 1);
    const { preset } = movedTo(SPRAVATO, { of: 'light', phase: 'deep' }, 8);
    expect(preset.phases[2]?.ambient.brightnessPct).toBe(25);
  });

  it('does not shrink the picture while it lasts', () => {
    const before = scoreForEditing(SPRAVATO, null);
    const shorter = movedTo(SPRAVATO, { of: 'edge', phase: 'deep' }, 40).preset;
    expect(scoreForEditing(shorter, before.endsAt).endsAt).toBe(before.endsAt);
    const longer = movedTo(SPRAVATO, { of: 'edge', phase: 'rest' }, 400).preset;
    expect(scoreForEditing(longer, before.endsAt).endsAt).toBeGreaterThan(before.endsAt);
  });
});

describe('the keys on a handle', () => {
  const press = (preset: Preset, id: string, key: string): { preset: Preset; grip: Grip } => {
    const handle = handleOf(preset, id, 'deep');
    const value = valueAfterKey(handle, key);
    if (value === null) throw new Error(`${key} means nothing there`);
    return movedTo(preset, handle.grip, value);
  };

  it.each([
    ['ArrowRight', 76],
    ['ArrowDown', 74],
    ['PageUp', 80],
    ['PageDown', 70],
  ])('%s moves an edge to %i min', (key, endMin) => {
    expect(handleOf(press(SPRAVATO, 'edge deep', key).preset, 'edge deep').value).toBe(endMin);
  });

  it('follow a check that moves past another', () => {
    const { preset, grip } = press({ ...IV, checksMin: [10, 11] }, 'check 10', 'ArrowRight');
    expect(preset.checksMin).toEqual([11, 12]);
    expect(idOf(grip)).toBe('check 12');
  });

  it.each([
    ['ArrowUp', 4],
    ['ArrowDown', 2],
    ['PageUp', 8],
    ['PageDown', 0],
  ])('%s takes the light of deep from 3 to %i %%', (key, pct) => {
    expect(press(SPRAVATO, 'light deep', key).preset.phases[2]?.ambient.brightnessPct).toBe(pct);
  });

  it('mean nothing else', () => {
    expect(valueAfterKey(handleOf(SPRAVATO, 'assess'), 'a')).toBeNull();
    expect(valueAfterKey(handleOf(SPRAVATO, 'assess'), 'toString')).toBeNull();
  });
});

describe('a previewed session', () => {
  const min = (minutes: number): number => minutes * MINUTE_MS;

  it.each([
    [0, 'settle'],
    [9.9, 'settle'],
    [10, 'onset'],
    [30, 'deep'],
    [85, 'return'],
    [115, 'rest'],
  ])('is at minute %d in %s', (at, name) => {
    expect(runningPhase(previewSession(SPRAVATO, min(at))).name).toBe(name);
  });

  it('has its checks done, so that the door does not stay amber', () => {
    expect(doorSign(previewSession(SPRAVATO, min(51)))).toBe('checkDue');
    expect(doorSign(previewSession(SPRAVATO, min(54)))).toBe('quiet');
  });

  it('shows each phase once it has reached its look', () => {
    fc.assert(
      fc.property(anyPreset, (preset) => {
        for (const { name } of preset.phases) {
          const at = lookReachedAt(preset, name);
          expect(runningPhase(previewSession(preset, at)).name).toBe(name);
        }
      }),
      { numRuns: 100 },
    );
    const at = lookReachedAt(SPRAVATO, 'deep');
    const lamps = lampsAt(SPRAVATO, at);
    expect(lamps.filter(({ role }) => role === 'ambient').map(({ to }) => to.brightnessPct)).toEqual([
      3, 3, 3, 3,
    ]);
  });
});

describe('the clock of a preview', () => {
  const whole = 130 * MINUTE_MS;
  const begun = (wallMs: number): PreviewClock => ({ wholeMs: whole, atMs: 0, runsSince: wallMs });

  it('runs through any session in one minute', () => {
    const clock = begun(1000);
    expect(previewAt(clock, 1000)).toBe(0);
    expect(previewAt(clock, 31_000)).toBe(whole / 2);
    expect(isPreviewOver(clock, 60_999)).toBe(false);
    expect(isPreviewOver(clock, 61_000)).toBe(true);
    expect(previewAt(clock, 99_000)).toBe(whole);
  });

  it('stands still while it is paused, and goes on from there', () => {
    const paused = toggledPreview(begun(0), 15_000);
    expect(previewAt(paused, 50_000)).toBe(whole / 4);
    const again = toggledPreview(paused, 50_000);
    expect(previewAt(again, 65_000)).toBe(whole / 2);
  });

  it('begins again once it is over', () => {
    expect(previewAt(toggledPreview(begun(0), 61_000), 61_000)).toBe(0);
  });

  it('never runs backwards', () => {
    expect(previewAt(begun(1000), 500)).toBe(0);
  });
});
