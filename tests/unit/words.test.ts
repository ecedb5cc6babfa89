// Every code has its sentence, and no sentence claims what a comfort-room controller may not claim.

import { describe, expect, it } from 'vitest';
import { words } from '../../renderer/words/index.ts';

type Sentence = string | ((about: string | null) => string);

/** What is said for each code, about a thing and about nothing. */
const sentences = (all: Readonly<Record<string, Sentence>>): [code: string, said: string][] =>
  Object.entries(all).flatMap(([code, said]): [string, string][] => {
    if (typeof said === 'string') return [[code, said]];
    return [
      [code, said('Desk lamp')],
      [code, said(null)],
    ];
  });

const told = {
  errors: sentences(words.errors),
  faults: sentences(words.faults),
  notices: sentences(words.notices),
  unplayable: sentences(words.music.unplayable),
};

/** All text there is, from functions too, with made-up arguments. */
const everything = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return [value.toString()];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(everything) : [];
};

/** What the design forbids to say, in any form of the word. */
const BANNED = [
  /\btreat(s|ed|ing)?\b/i,
  /therap/i,
  /\bmonitor/i,
  /\balarm/i,
  /safe to leave/i,
  /nurse call/i,
  /hipaa/i,
  /anxi/i,
  /\bdo not enter/i,
];

for (const [kind, list] of Object.entries(told)) {
  describe(kind, () => {
    it.each(list)('%s is one plain sentence: %s', (_code, said) => {
      expect(said).toMatch(/^[\p{Lu}“].*[^.]\.$/u);
      expect(said).not.toMatch(/[!?]|undefined|null|\. /);
      expect(said.length).toBeLessThanOrEqual(130);
    });
  });
}

describe('all words', () => {
  it('claim nothing that the design forbids', () => {
    for (const text of everything(words)) {
      for (const banned of BANNED) expect(text).not.toMatch(banned);
    }
  });

  it('call it undo wherever something can be undone, and never by another name', () => {
    for (const text of everything(words))
      expect(text).not.toMatch(/\b(take|taken|takes) (it |them )?back\b/i);
    expect(words.undoing).toMatchObject({ undo: 'Undo', nothingToUndo: 'There is nothing to undo.' });
  });

  it('name what a fault is about', () => {
    expect(words.faults.trackUnreadable('Low Tide')).toContain('Low Tide');
    expect(words.faults.bridgeRefusesCommand('Desk lamp')).toContain('Desk lamp');
    expect(words.notices.presetNewer('Quiet Harbour')).toContain('Quiet Harbour');
    expect(words.notices.settingsQuarantined('settings-1.json')).toContain('settings-1.json');
  });

  it('say how much of a file cannot be played', () => {
    expect(words.music.inPart(725)).toMatch(/^The last 12 min of this file cannot be played; \p{Ll}/u);
    expect(words.music.notAllHeard(40.2)).toBe('the last 41 s cannot be played');
  });

  it('say what to do about every fault and every file, but for one that mends itself', () => {
    for (const [, said] of [...told.faults, ...told.unplayable]) expect(said).toMatch(/; \p{Ll}/u);
  });
});

it.each([
  [5, 0, '5 tracks, 3 min'],
  [3, 2, '3 of 5 tracks here now, 3 min'],
  [0, 5, '5 tracks, not here now'],
  [0, 0, '0 tracks'],
])('a list with %i tracks here and %i away says so', (here, away, said) => {
  expect(words.music.summary(here, 180_000, away)).toBe(said);
});
