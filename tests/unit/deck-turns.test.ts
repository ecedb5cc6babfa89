// Whose turn it is: round and round, and never back to what was just refused.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { legTowards, pathAt, pathFrom } from '../../main/sound/level-path.ts';
import { awaited, heardFrom, WATCH_EVERY_MS, watched } from '../../main/sound/sign-of-life.ts';
import { type Choice, following, turnOf } from '../../main/sound/turn-taking.ts';
import { PLAYER_SILENT_MS } from '../../shared/player.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'];

const choices: fc.Arbitrary<Choice> = fc.record({
  tracks: fc.subarray(IDS, { minLength: 1 }),
  refused: fc.array(fc.constantFrom(...IDS, 'from another list'), { maxLength: 12 }),
  unreadable: fc.subarray(IDS).map((ids) => new Set(ids)),
});

/** As the session keeps it: once each, the latest last. */
const refusing = (refused: readonly string[], id: string): readonly string[] => [
  ...refused.filter((other) => other !== id),
  id,
];

describe('taking turns', () => {
  it('never stays on what was just refused while anything else can be played', () => {
    fc.assert(
      fc.property(choices, fc.constantFrom(...IDS), (choice, present) => {
        const { tracks, unreadable } = choice;
        const others = tracks.filter((id) => id !== present && !unreadable.has(id));
        const turn = turnOf({ ...choice, refused: refusing(choice.refused, present) }, present);
        if (others.length > 0) expect(others).toContain(turn);
      }),
    );
  });

  it('goes through everything before anything comes again', () => {
    const tracks = ['a', 'b', 'c', 'd'];
    let refused: readonly string[] = [];
    let present = 'c';
    const heard = [present];
    for (let press = 0; press < 3; press += 1) {
      refused = refusing(refused, present);
      present = turnOf({ tracks, refused, unreadable: new Set() }, present) ?? '';
      heard.push(present);
    }
    expect(heard).toEqual(['c', 'd', 'a', 'b']);
  });

  it('always has a next track while one can be played, and never an unreadable one', () => {
    fc.assert(
      fc.property(choices, fc.option(fc.constantFrom(...IDS)), (choice, after) => {
        const can = choice.tracks.filter((id) => !choice.unreadable.has(id));
        const next = following(choice, after);
        if (can.length === 0) expect(next).toBeNull();
        else expect(can).toContain(next);
      }),
    );
  });

  it('begins at the first track, and loops at the end', () => {
    const choice = { tracks: ['a', 'b'], refused: [], unreadable: new Set<string>() };
    expect(turnOf(choice, null)).toBe('a');
    expect(following(choice, 'b')).toBe('a');
    expect(following({ ...choice, tracks: ['a'] }, 'a')).toBe('a');
  });
});

describe('the way of the level', () => {
  it('always leads to a place on the path or to its end', () => {
    const db = fc.integer({ min: -27, max: 0 });
    fc.assert(
      fc.property(
        db,
        db,
        fc.integer({ min: 0, max: 600_000 }),
        fc.option(db),
        (from, to, overMs, present) => {
          const path = pathFrom(from, to, overMs, 1000);
          const leg = legTowards(path, present, 1000);
          expect(leg.toDb).toBeCloseTo(leg.isApproach ? pathAt(path, 1000 + leg.overMs) : to, 6);
        },
      ),
    );
  });
});

describe('a sign of life', () => {
  it('is missed within two seconds, and not for time that was lost on our own side', () => {
    let sign = heardFrom(awaited('starting', 0), 0);
    let at = 0;
    let isDead = false;
    while (!isDead) {
      at += WATCH_EVERY_MS;
      ({ sign, isDead } = watched(sign, at));
    }
    expect(at).toBeGreaterThan(PLAYER_SILENT_MS);
    expect(at).toBeLessThanOrEqual(2000);
    const slept = watched(heardFrom(awaited('starting', 0), 0), 3_600_000);
    expect(slept.isDead).toBe(false);
  });
});
