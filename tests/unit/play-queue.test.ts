// The programme over a session: playlists by phase, the cadence of Return, and the place in each playlist.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DeckWish, NO_WISH } from '../../main/sound/playback/player-client.ts';
import { type DeckRoom, openDeckRoom, track, USUAL_NATURE } from './player-client-room.ts';

beforeEach(() => void vi.useFakeTimers());

let room: DeckRoom | null = null;
afterEach(() => {
  room?.close();
  room = null;
  vi.useRealTimers();
});

/** A room with two playlists of three tracks each, of 100 s. */
const open = (): DeckRoom => {
  room = openDeckRoom(['a', 'b', 'c'], () => ({ ...USUAL_NATURE, durationS: 100 }));
  room.playlists.set('rest', ['r', 's', 't'].map(track));
  return room;
};

const LEVEL = { nowDb: -10, toDb: -10, overMs: 0 };
const MUSIC: DeckWish = { ...NO_WISH, playlistId: 'list', isInSession: true, level: LEVEL };

/** The phase after Return, whose music may end its track within so many seconds. */
const afterReturn = (playlistId: string | null, withinS: number): DeckWish => ({
  ...MUSIC,
  playlistId,
  cadence: { playlistId: 'list', withinMs: withinS * 1000 },
});

describe('music by phases', () => {
  it('goes over into the next playlist with a cross-fade', () => {
    const { deck, heardTracks, levelDb, pass } = open();
    deck.goTo(MUSIC);
    pass(20_000);
    deck.goTo({ ...MUSIC, playlistId: 'rest' });
    let least = 0;
    pass(10_000, () => {
      least = Math.min(least, levelDb());
    });
    expect(heardTracks).toEqual(['a', 'r']);
    expect(least).toBeGreaterThan(-10.6);
  });

  it('comes back to a playlist behind the track that it was left at', () => {
    const { deck, heardTracks, pass } = open();
    deck.goTo(MUSIC);
    pass(20_000);
    deck.goTo({ ...MUSIC, playlistId: 'rest' });
    pass(20_000);
    deck.goTo(MUSIC);
    pass(20_000);
    expect(heardTracks).toEqual(['a', 'r', 'b']);
  });

  it('begins the next session at the first track', () => {
    const { deck, heardTracks, pass } = open();
    deck.goTo(MUSIC);
    pass(120_000);
    deck.goTo(NO_WISH);
    pass(5000);
    deck.goTo(MUSIC);
    pass(5000);
    expect(heardTracks).toEqual(['a', 'b', 'a']);
  });
});

describe('the cadence of Return', () => {
  it('lets the last track come to its end when that is soon enough, and then goes on', () => {
    const { deck, heardTracks, pass } = open();
    deck.goTo(MUSIC);
    pass(60_000);
    deck.goTo(afterReturn('rest', 50));
    pass(20_000);
    expect(heardTracks).toEqual(['a']);
    pass(25_000);
    expect(heardTracks).toEqual(['a', 'r']);
    expect(deck.place()).toMatchObject({ playlistId: 'rest', trackId: 'r' });
  });

  it('ends in silence when the next phase has no music, and stays silent', () => {
    const { deck, heardTracks, levelDb, pass } = open();
    deck.goTo(MUSIC);
    pass(60_000);
    deck.goTo(afterReturn(null, 60));
    pass(20_000);
    expect(levelDb()).toBeCloseTo(-10, 0);
    pass(30_000);
    expect(levelDb()).toBe(-Infinity);
    pass(60_000);
    expect(levelDb()).toBe(-Infinity);
    expect(heardTracks).toEqual(['a']);
  });

  it('fades out a track that would go on for too long', () => {
    const { deck, levelDb, pass } = open();
    deck.goTo(MUSIC);
    pass(30_000);
    deck.goTo(afterReturn(null, 20));
    pass(3000);
    expect(levelDb()).toBe(-Infinity);
  });

  it('gives way when the patient asks for something different', () => {
    const { deck, heardTracks, pass } = open();
    deck.goTo(MUSIC);
    pass(60_000);
    deck.goTo(afterReturn('rest', 50));
    pass(5000);
    deck.goTo({ ...afterReturn('rest', 45), refused: ['a'] });
    pass(10_000);
    expect(heardTracks).toEqual(['a', 'r']);
  });
});

describe('the patient’s other playlists', () => {
  it('are where Different goes once its own is spent, and where the music comes back from', () => {
    const { deck, heardTracks, pass } = open();
    const others = ['rest'];
    deck.goTo({ ...MUSIC, others });
    pass(10_000);
    deck.goTo({ ...MUSIC, others, refused: ['a'] });
    pass(10_000);
    deck.goTo({ ...MUSIC, others, refused: ['a', 'b'] });
    pass(10_000);
    deck.goTo({ ...MUSIC, others, refused: ['a', 'b', 'c'] });
    pass(10_000);
    expect(heardTracks).toEqual(['a', 'b', 'c', 'r']);
    expect(deck.playing()?.playlistTitle).toBe('The rest');
  });
});

describe('the output', () => {
  const HEADPHONES = { id: '1', name: 'Headphones' };
  const SPEAKER = { id: '2', name: 'Speaker' };
  const present = [HEADPHONES, SPEAKER];

  it('is held for the session on which it began, and said to the nurse when it is gone', () => {
    const { deck, faults, orders, pass } = open();
    deck.goTo(MUSIC);
    pass(2000);
    deck.report({ kind: 'outputs', present, inUse: HEADPHONES, isLost: false });
    expect(orders.at(-1)?.output).toEqual(HEADPHONES);
    deck.report({ kind: 'outputs', present: [SPEAKER], inUse: HEADPHONES, isLost: true });
    expect(faults()).toEqual([{ code: 'outputLost', about: 'Headphones' }]);
    pass(1000);
    expect(orders.at(-1)?.output).toEqual(HEADPHONES);
    expect(deck.heldOutput()).toEqual(HEADPHONES);
  });

  it('that was chosen is ordered at once, and goes before the one that is held', () => {
    const { chosen, deck, orders, pass } = open();
    deck.goTo(MUSIC);
    pass(2000);
    deck.report({ kind: 'outputs', present, inUse: HEADPHONES, isLost: false });
    chosen.output = SPEAKER;
    deck.followOutput();
    expect(orders.at(-1)?.output).toEqual(SPEAKER);
  });

  it('is let go of when the session is over', () => {
    const { deck, orders, pass } = open();
    deck.goTo(MUSIC);
    pass(2000);
    deck.report({ kind: 'outputs', present, inUse: HEADPHONES, isLost: false });
    deck.goTo(NO_WISH);
    expect(orders.at(-1)?.output).toBeNull();
  });

  it('of an interrupted session is asked for by the first order', () => {
    const { deck, orders, pass } = open();
    deck.resumeAt({ playlistId: 'list', trackId: 'b', positionS: 10 }, HEADPHONES);
    deck.goTo(MUSIC);
    pass(1000);
    expect(orders[0]?.output).toEqual(HEADPHONES);
  });
});
