// The editor's timeline: where its handles stand, what a move makes of the preset, and the clock of the preview.

import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { placeFor } from '../../renderer/nurse/chart/chart-place.ts';
import {
  beginPreview,
  isPreviewOver,
  pausePreview,
  previewAt,
  previewRate,
  resumePreview,
} from '../../renderer/nurse/preset-editor/preview-clock.ts';
import {
  lampsAt,
  lookReachedAt,
  previewSession,
} from '../../renderer/nurse/preset-editor/preview-session.ts';
import {
  dragged,
  type Grip,
  handlesOf,
  idOf,
  keyed,
  movedTo,
  scoreForEditing,
  type TimelineHandle,
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
      said: 'deep ends at 75 min',
      value: 75,
    });
    expect(handleOf(SPRAVATO, 'edge settle').said).toBe('settle takes 10 min');
    expect(handleOf(SPRAVATO, 'check 40')).toMatchObject({ name: 'Check at 40 min', value: 40 });
    expect(handleOf(SPRAVATO, 'assess').said).toBe('assess at 120 min');
    expect(handleOf(SPRAVATO, 'light deep', 'deep').name).toBe('Light in deep');
  });

  it('are as wide as a finger wherever their neighbours leave room', () => {
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

  it('make a preset that the schema lets in, wherever they are taken', () => {
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
  it('goes as many minutes as the hand went over the axis', () => {
    const { score, place } = laidOut(SPRAVATO);
    const width = place.x(score.doseAt + 10 * MINUTE_MS) - place.x(score.doseAt);
    expect(dragged({ of: 'assess' }, place, score, width, 0)).toBeCloseTo(10, 0);
  });

  it('of the light goes up the ladder', () => {
    const { score, place } = laidOut(SPRAVATO, 'deep');
    const up = place.yOfRung(8) - place.yOfRung(3);
    expect(dragged({ of: 'light', phase: 'deep' }, place, score, 0, up)).toBeCloseTo(5, 1);
    const { preset } = movedTo(SPRAVATO, { of: 'light', phase: 'deep' }, 8);
    expect(preset.phases[2]?.ambient.brightnessPct).toBe(25);
  });

  it('leaves the picture its end while somebody holds on to it', () => {
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
    const value = keyed(handle, key);
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

  it('follow a check that goes past another', () => {
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
    expect(keyed(handleOf(SPRAVATO, 'assess'), 'a')).toBeNull();
    expect(keyed(handleOf(SPRAVATO, 'assess'), 'toString')).toBeNull();
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

  it('has its checks seen to, so that the door does not stay amber', () => {
    expect(doorSign(previewSession(SPRAVATO, min(51)))).toBe('checkDue');
    expect(doorSign(previewSession(SPRAVATO, min(54)))).toBe('quiet');
  });

  it('shows each phase once it has come to its look', () => {
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
    const lamps = lampsAt(previewSession(SPRAVATO, at), at);
    expect(lamps.filter(({ role }) => role === 'ambient').map(({ to }) => to.brightnessPct)).toEqual([
      3, 3, 3, 3,
    ]);
  });
});

describe('the clock of a preview', () => {
  const whole = 130 * MINUTE_MS;

  it('goes through any session in one minute', () => {
    const clock = beginPreview(whole, 1000);
    expect(previewRate(clock)).toBe(130);
    expect(previewAt(clock, 1000)).toBe(0);
    expect(previewAt(clock, 31_000)).toBe(whole / 2);
    expect(isPreviewOver(clock, 60_999)).toBe(false);
    expect(isPreviewOver(clock, 61_000)).toBe(true);
    expect(previewAt(clock, 99_000)).toBe(whole);
  });

  it('stands still while it is paused, and goes on from there', () => {
    const paused = pausePreview(beginPreview(whole, 0), 15_000);
    expect(previewAt(paused, 50_000)).toBe(whole / 4);
    const again = resumePreview(paused, 50_000);
    expect(previewAt(again, 65_000)).toBe(whole / 2);
  });

  it('begins again once it is over', () => {
    const over = beginPreview(whole, 0, 10_000);
    expect(previewAt(resumePreview(over, 12_000), 12_000)).toBe(0);
  });

  it('never goes back', () => {
    expect(previewAt(beginPreview(whole, 1000), 500)).toBe(0);
  });
});
