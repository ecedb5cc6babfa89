// The next track: round and round, and never back to what was just refused.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Candidate,
  type Choice,
  following,
  placeAfter,
  trackToPlay,
} from '../../main/sound/playback/next-track.ts';
import { CHARACTERS, type Character } from '../../shared/sound/music.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'];

const OTHERS = ['x', 'y'];

const suiting = (id: string, suits: Character | null = null): Candidate => ({ id, marks: { suits } });

const marked = (ids: readonly string[]): fc.Arbitrary<Candidate[]> =>
  fc
    .tuple(...ids.map((id) => fc.option(fc.constantFrom(...CHARACTERS)).map((suits) => suiting(id, suits))))
    .map((candidates) => [...candidates]);

const choices: fc.Arbitrary<Choice> = fc.record({
  tracks: fc.subarray(IDS, { minLength: 1 }).chain(marked),
  others: fc.subarray(OTHERS).chain(marked),
  part: fc.constantFrom(...CHARACTERS),
  refused: fc.array(fc.constantFrom(...IDS, ...OTHERS, 'from another list'), { maxLength: 12 }),
  unreadable: fc.subarray(IDS).map((ids) => new Set(ids)),
});

/** As the session keeps it: each once, the latest last. */
const refusing = (refused: readonly string[], id: string): readonly string[] => [
  ...refused.filter((other) => other !== id),
  id,
];

/** Nothing refused, nothing marked, nothing else to go to. */
const PLAIN: Choice = { tracks: [], others: [], part: 'calm', refused: [], unreadable: new Set<string>() };

describe('the next track', () => {
  it('never stays on what was just refused while anything else can be played', () => {
    fc.assert(
      fc.property(choices, fc.constantFrom(...IDS), (choice, present) => {
        const { tracks, unreadable } = choice;
        const own = tracks.map(({ id }) => id).filter((id) => id !== present && !unreadable.has(id));
        const others = [...own, ...choice.others.map(({ id }) => id)];
        const turn = trackToPlay({ ...choice, refused: refusing(choice.refused, present) }, present);
        if (own.length > 0) expect(others).toContain(turn);
      }),
    );
  });

  it('goes on behind its own place where a track comes twice', () => {
    const tracks = ['a', 'b', 'a', 'c', 'c'].map((id) => suiting(id));
    const heard: (string | null)[] = [];
    let [at, present] = [-1, null as string | null];
    for (let turn = 0; turn < 7; turn += 1) {
      present = following({ ...PLAIN, tracks, at }, present);
      at = placeAfter(tracks, present, at);
      heard.push(present);
    }
    expect(heard.join('')).toBe('abaccab');
  });

  it('goes through everything before anything repeats', () => {
    const tracks = ['a', 'b', 'c', 'd'].map((id) => suiting(id));
    let refused: readonly string[] = [];
    let present = 'c';
    const heard = [present];
    for (let press = 0; press < 3; press += 1) {
      refused = refusing(refused, present);
      present = trackToPlay({ ...PLAIN, tracks, refused }, present) ?? '';
      heard.push(present);
    }
    expect(heard).toEqual(['c', 'd', 'a', 'b']);
  });

  it('always exists while one can be played, and is never unreadable', () => {
    fc.assert(
      fc.property(choices, fc.option(fc.constantFrom(...IDS)), (choice, after) => {
        const can = choice.tracks.map(({ id }) => id).filter((id) => !choice.unreadable.has(id));
        const next = following(choice, after);
        if (can.length === 0) expect(next).toBeNull();
        else expect([...can, ...choice.others.map(({ id }) => id)]).toContain(next);
      }),
    );
  });

  it('is the first at the start, and the first again at the end', () => {
    const choice = { ...PLAIN, tracks: [suiting('a'), suiting('b')] };
    expect(trackToPlay(choice, null)).toBe('a');
    expect(following(choice, 'b')).toBe('a');
    expect(following({ ...choice, tracks: [suiting('a')] }, 'a')).toBe('a');
  });
});

describe('the part of the arc', () => {
  const tracks = [suiting('a', 'soothing'), suiting('b', 'fuller'), suiting('c'), suiting('d', 'fuller')];
  const arc: Choice = { ...PLAIN, tracks };

  it('skips what is marked for another part, and plays unmarked tracks in any part', () => {
    expect(following({ ...arc, part: 'soothing' }, null)).toBe('a');
    expect(following({ ...arc, part: 'soothing' }, 'a')).toBe('c');
    expect(following({ ...arc, part: 'fuller' }, 'a')).toBe('b');
    expect(following({ ...arc, part: 'calm' }, 'a')).toBe('c');
  });

  it('does not repeat the only track that suits', () => {
    expect(following({ ...arc, part: 'calm' }, 'c')).toBe('d');
  });

  it('plays what there is when nothing suits', () => {
    const fuller = { ...arc, tracks: tracks.filter(({ marks }) => marks.suits === 'fuller') };
    expect(following({ ...fuller, part: 'calm' }, 'b')).toBe('d');
  });
});

describe('Different', () => {
  const tracks = [suiting('a', 'fuller'), suiting('b', 'calm'), suiting('c', 'fuller')];
  const others = [suiting('x', 'calm'), suiting('y', 'fuller')];
  const choice: Choice = { ...PLAIN, part: 'fuller', tracks, others };

  it('goes to another track of the same character, then to one of the other playlists, then to any', () => {
    expect(trackToPlay({ ...choice, refused: ['a'] }, 'a')).toBe('c');
    expect(trackToPlay({ ...choice, refused: ['a', 'c'] }, 'c')).toBe('y');
    expect(trackToPlay({ ...choice, refused: ['a', 'c', 'y'] }, 'y')).toBe('b');
    expect(trackToPlay({ ...choice, refused: ['a', 'c', 'y', 'b'] }, 'b')).toBe('x');
  });

  it('goes back to where the playlist was left when a track of another one ends', () => {
    const plain = { ...choice, tracks: ['a', 'b', 'c'].map((id) => suiting(id)) };
    expect(following({ ...plain, refused: ['b'] }, 'y')).toBe('c');
  });

  it('starts another round when everything was refused, and not with the last', () => {
    expect(trackToPlay({ ...choice, refused: ['a', 'c', 'y', 'b', 'x'] }, 'x')).not.toBe('x');
  });
});
