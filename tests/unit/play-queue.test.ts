// The play queue over a session: playlists by phase, the cadence of Return, and the place in each playlist.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_SOUND, type SoundTarget } from '../../shared/score/sound-score.ts';
import { type ClientRoom, openClientRoom, track, USUAL_NATURE } from './player-client-room.ts';

beforeEach(() => void vi.useFakeTimers());

let room: ClientRoom | null = null;
afterEach(() => {
  room?.close();
  room = null;
  vi.useRealTimers();
});

/** A room with two playlists of three tracks each, of 100 s. */
const open = (): ClientRoom => {
  room = openClientRoom(['a', 'b', 'c'], () => ({ ...USUAL_NATURE, durationS: 100 }));
  room.playlists.set('rest', ['r', 's', 't'].map(track));
  return room;
};

const LEVEL = { nowDb: -10, toDb: -10, reachAt: 0 };
const MUSIC: SoundTarget = { ...NO_SOUND, playlistId: 'list', isInSession: true, level: LEVEL };

/** The phase after Return, whose music may finish its track within so many seconds. */
const afterReturn = (playlistId: string | null, withinS: number): SoundTarget => ({
  ...MUSIC,
  playlistId,
  cadence: { playlistId: 'list', until: performance.now() + withinS * 1000 },
});

describe('music by phases', () => {
  it('goes over into the next playlist with a cross-fade', () => {
    const { client, heardTracks, levelDb, pass } = open();
    client.goTo(MUSIC);
    pass(20_000);
    client.goTo({ ...MUSIC, playlistId: 'rest' });
    let least = 0;
    pass(10_000, () => {
      least = Math.min(least, levelDb());
    });
    expect(heardTracks).toEqual(['a', 'r']);
    expect(least).toBeGreaterThan(-10.6);
  });

  it('goes on in a playlist after the track at which it was left', () => {
    const { client, heardTracks, pass } = open();
    client.goTo(MUSIC);
    pass(20_000);
    client.goTo({ ...MUSIC, playlistId: 'rest' });
    pass(20_000);
    client.goTo(MUSIC);
    pass(20_000);
    expect(heardTracks).toEqual(['a', 'r', 'b']);
  });

  it('plays a track as often as its playlist has it', () => {
    const { client, playlists, heardTracks, pass } = open();
    playlists.set('list', ['a', 'b', 'a', 'c'].map(track));
    client.goTo(MUSIC);
    pass(480_000);
    expect(heardTracks.join('')).toBe('abacab');
  });

  it('starts the next session at the first track', () => {
    const { client, heardTracks, pass } = open();
    client.goTo(MUSIC);
    pass(120_000);
    client.goTo(NO_SOUND);
    pass(5000);
    client.goTo(MUSIC);
    pass(5000);
    expect(heardTracks).toEqual(['a', 'b', 'a']);
  });
});

describe('the cadence of Return', () => {
  it('lets the last track finish if it ends soon enough, and then goes on', () => {
    const { client, heardTracks, pass } = open();
    client.goTo(MUSIC);
    pass(60_000);
    client.goTo(afterReturn('rest', 50));
    pass(20_000);
    expect(heardTracks).toEqual(['a']);
    pass(25_000);
    expect(heardTracks).toEqual(['a', 'r']);
    expect(client.resumePoint().place).toMatchObject({ playlistId: 'rest', trackId: 'r' });
  });

  it('ends in silence when the next phase has no music, and stays silent', () => {
    const { client, heardTracks, levelDb, pass } = open();
    client.goTo(MUSIC);
    pass(60_000);
    client.goTo(afterReturn(null, 60));
    pass(20_000);
    expect(levelDb()).toBeCloseTo(-10, 0);
    pass(30_000);
    expect(levelDb()).toBe(-Infinity);
    pass(60_000);
    expect(levelDb()).toBe(-Infinity);
    expect(heardTracks).toEqual(['a']);
  });

  it('fades out a track that would take too long', () => {
    const { client, levelDb, pass } = open();
    client.goTo(MUSIC);
    pass(30_000);
    client.goTo(afterReturn(null, 20));
    pass(3000);
    expect(levelDb()).toBe(-Infinity);
  });

  it('gives way when the patient asks for something different', () => {
    const { client, heardTracks, pass } = open();
    client.goTo(MUSIC);
    pass(60_000);
    client.goTo(afterReturn('rest', 50));
    pass(5000);
    client.goTo({ ...afterReturn('rest', 45), refused: ['a'] });
    pass(10_000);
    expect(heardTracks).toEqual(['a', 'r']);
  });
});

describe('the patient’s other playlists', () => {
  it('are where Different goes once its own is used up', () => {
    const { client, heardTracks, pass } = open();
    const others = ['rest'];
    client.goTo({ ...MUSIC, others });
    pass(10_000);
    client.goTo({ ...MUSIC, others, refused: ['a'] });
    pass(10_000);
    client.goTo({ ...MUSIC, others, refused: ['a', 'b'] });
    pass(10_000);
    client.goTo({ ...MUSIC, others, refused: ['a', 'b', 'c'] });
    pass(10_000);
    expect(heardTracks).toEqual(['a', 'b', 'c', 'r']);
    expect(client.playing()?.playlistTitle).toBe('The rest');
  });
});

describe('the output', () => {
  const HEADPHONES = { id: '1', name: 'Headphones' };
  const SPEAKER = { id: '2', name: 'Speaker' };
  const present = [HEADPHONES, SPEAKER];

  it('stays for the session that began on it, and the nurse is told when it is gone', () => {
    const { client, faults, orders, pass } = open();
    client.goTo(MUSIC);
    pass(2000);
    client.report({ kind: 'outputs', present, inUse: HEADPHONES, isLost: false, isStopped: false });
    expect(orders.at(-1)?.output).toEqual(HEADPHONES);
    client.report({ kind: 'outputs', present: [SPEAKER], inUse: HEADPHONES, isLost: true, isStopped: false });
    expect(faults()).toEqual([{ code: 'outputLost', about: 'Headphones' }]);
    pass(1000);
    expect(orders.at(-1)?.output).toEqual(HEADPHONES);
    expect(client.resumePoint().output).toEqual(HEADPHONES);
  });

  it('that was chosen is ordered at once, and wins over the one of the session', () => {
    const { chosen, client, orders, pass } = open();
    client.goTo(MUSIC);
    pass(2000);
    client.report({ kind: 'outputs', present, inUse: HEADPHONES, isLost: false, isStopped: false });
    chosen.output = SPEAKER;
    client.followOutput();
    expect(orders.at(-1)?.output).toEqual(SPEAKER);
  });

  it('is released when the session is over', () => {
    const { client, orders, pass } = open();
    client.goTo(MUSIC);
    pass(2000);
    client.report({ kind: 'outputs', present, inUse: HEADPHONES, isLost: false, isStopped: false });
    client.goTo(NO_SOUND);
    expect(orders.at(-1)?.output).toBeNull();
  });

  it('of an interrupted session is in the first order', () => {
    const { client, orders, pass } = open();
    client.resumeAt({ place: { playlistId: 'list', trackId: 'b', positionS: 10 }, output: HEADPHONES });
    client.goTo(MUSIC);
    pass(1000);
    expect(orders[0]?.output).toEqual(HEADPHONES);
  });
});
