// What a crash interrupted goes on where it would be by now, at the rate at which it ran.

import { describe, expect, it } from 'vitest';
import { interruptedAt } from '../../main/room/kept-session.ts';
import type { JournalEntry } from '../../main/storage/journal.ts';
import { play, running, SPRAVATO } from './session-arbitraries.ts';

const entry: JournalEntry = {
  session: running(play(SPRAVATO, [0, 'doseMark']).session),
  savedAtWallMs: 10_000,
  sessionMs: 500,
  upMs: null,
  rate: 60,
  place: null,
  output: null,
};

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;
const AWAY = { entry, gapMs: 0, sessionMs: 500, isGapKnown: false };

describe('an interrupted session', () => {
  it('goes on where its clock would be by now', () => {
    expect(interruptedAt(entry, 60, 12_000)).toEqual({
      ...{ entry, gapMs: 120_000, sessionMs: 120_500 },
      isGapKnown: true,
    });
  });

  it.each([
    ['an hour back', -HOUR + 40_000],
    ['an hour ahead', HOUR + 40_000],
    ['some hours ahead', 5 * HOUR],
    ['in 2009', -17 * YEAR],
    ['in 1970', -56 * YEAR],
    ['in 2071', 45 * YEAR],
  ])('goes on from where it was after a power cut that left the clock %s', (_, ms) => {
    // The computer has just started again.
    expect(interruptedAt({ ...entry, upMs: 9_000_000 }, 60, 10_000 + ms, 30_000)).toMatchObject({
      ...AWAY,
      entry: { session: entry.session },
    });
    expect(interruptedAt(entry, 60, 10_000 + ms, 30_000)).toEqual(AWAY);
  });

  it('goes on where it would be by now after hours, where the computer was up all the time', () => {
    const left = { ...entry, rate: 1, upMs: 5000 };
    const back = interruptedAt(left, 1, 10_000 + 14 * HOUR, 5000 + 14 * HOUR + 900);
    expect(back).toMatchObject({ gapMs: 14 * HOUR, isGapKnown: true });
  });

  it('is not taken up at another rate, nor where there was none', () => {
    expect(interruptedAt(entry, 1, 12_000)).toBeNull();
    expect(interruptedAt(null, 60, 12_000)).toBeNull();
  });
});
