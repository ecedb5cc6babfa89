// What a crash interrupted goes on where it would be by now, at the rate at which it ran.

import { describe, expect, it } from 'vitest';
import { interruptedAt } from '../../main/room/kept-session.ts';
import type { JournalEntry } from '../../main/storage/journal.ts';
import { play, running, SPRAVATO } from './session-arbitraries.ts';

const entry: JournalEntry = {
  session: running(play(SPRAVATO, [0, 'doseMark']).session),
  savedAtWallMs: 10_000,
  sessionMs: 500,
  rate: 60,
  place: null,
  output: null,
};

describe('an interrupted session', () => {
  it('goes on where its clock would be by now', () => {
    expect(interruptedAt(entry, 60, 12_000)).toEqual({ entry, gapMs: 120_000, sessionMs: 120_500 });
  });

  it('goes on at once when the wall clock was set back meanwhile', () => {
    expect(interruptedAt(entry, 60, 9000)).toMatchObject({ gapMs: 0, sessionMs: 500 });
  });

  it('is not taken up at another rate, nor where there was none', () => {
    expect(interruptedAt(entry, 1, 12_000)).toBeNull();
    expect(interruptedAt(null, 60, 12_000)).toBeNull();
  });
});
