// What a correction of the dose mark would move, shown before anybody confirms it.

import { describe, expect, it } from 'vitest';
import { minutesSince, minutesSincePressed, movesOf } from '../../renderer/nurse/dose/dose-moves.ts';
import { words } from '../../renderer/words/index.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { reduce } from '../../shared/session/reduce.ts';
import { EMPTY_ROOM, type RunningSession, type Session } from '../../shared/session/session.ts';
import { MINUTE_MS } from '../../shared/session/timeline.ts';

const min = (minutes: number): number => minutes * MINUTE_MS;

/** A session of a built-in preset, begun at 0, after events at their minutes. */
const played = (place: number, ...events: readonly (readonly [number, SessionEvent])[]): RunningSession => {
  const preset = BUILT_IN_PRESETS[place];
  if (preset === undefined) throw new Error('there is always a built-in preset');
  const begun: Session = reduce(EMPTY_ROOM, { type: 'start', preset, found: null }, 0).session;
  const session = events.reduce((now, [atMin, event]) => reduce(now, event, min(atMin)).session, begun);
  if (session.stage !== 'running') throw new Error('the session should run');
  return session;
};

const marked = played(0, [10, { type: 'doseMark' }]);
const move = (session: RunningSession, kind: string, minutesAgo: number, nowMin: number) =>
  movesOf(session, minutesAgo, min(nowMin)).find((one) => one.kind === kind);

describe('what a correction moves', () => {
  it('is every check, the assess mark and the end of the phases, by as much as the mark', () => {
    expect(movesOf(marked, 5, min(12))).toEqual([
      { kind: 'checks', before: [min(50)], after: [min(47)] },
      { kind: 'assess', before: [min(130)], after: [min(127)] },
      { kind: 'phasesOver', before: [min(130)], after: [min(127)] },
    ]);
  });

  it('leaves out checks that are done, and the assess mark once staff have assessed', () => {
    const done = played(0, [10, { type: 'doseMark' }], [51, { type: 'checkDone' }]);
    expect(move(done, 'checks', 60, 55)).toBeUndefined();
    const assessed = played(0, [10, { type: 'doseMark' }], [131, { type: 'assessed' }]);
    expect(move(assessed, 'assess', 122, 132)).toBeUndefined();
    // Moved so late that the assess mark is ahead again, staff have to assess again.
    expect(move(assessed, 'assess', 60, 132)?.after).toEqual([min(192)]);
  });

  it('agrees with what the correction does', () => {
    const iv = played(1, [10, { type: 'doseMark' }], [21, { type: 'checkDone' }]);
    const said = move(iv, 'checks', 25, 22)?.after ?? [];
    const { session } = reduce(iv, { type: 'correctDose', minutesAgo: 25 }, min(22));
    const open = session.stage === 'running' ? session.checks.filter(({ state }) => state !== 'done') : [];
    expect(said).toEqual(open.map(({ atMin }) => min(22 - 25 + atMin)));
    expect(open.map(({ state }) => state)).toEqual(['due', 'ahead', 'ahead']);
  });

  it('shows what is due at once before later times', () => {
    const at = new Date(2026, 0, 1, 14, 5).getTime();
    expect(words.dose.times(2, [at])).toBe('2 due at once and 14:05');
    expect(words.dose.times(1, [])).toBe('due at once');
    expect(words.dose.times(0, [at, at + min(10)])).toBe('14:05 and 14:15');
  });
});

describe('the minutes since the mark', () => {
  it('are whole, and no more than can be corrected', () => {
    expect(minutesSince(min(10), min(12) + 59_000)).toBe(2);
    expect(minutesSince(min(10), min(9))).toBe(0);
    expect(minutesSince(0, min(900))).toBe(240);
  });

  it('lead back to the press once the mark stands elsewhere', () => {
    expect(minutesSincePressed(marked, min(12))).toBeNull();
    const corrected = played(0, [10, { type: 'doseMark' }], [12, { type: 'correctDose', minutesAgo: 9 }]);
    const back = minutesSincePressed(corrected, min(13)) ?? 0;
    const { session } = reduce(corrected, { type: 'correctDose', minutesAgo: back }, min(13));
    expect(session.stage === 'running' && session.doseAt).toBe(min(10));
    expect(minutesSincePressed(corrected, min(400))).toBeNull();
  });
});
