// The play queue over a session: playlists by phase, the cadence of Return, and the place in each playlist.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Track } from '../../main/sound/library/listing.ts';
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

/** Somebody has written over the file of a track: nothing that was measured of it holds any more. */
const writeOver = (of: ClientRoom, id: string): void => {
  const over = (one: Track): Track => ({ ...one, url: `${one.url}?over`, lufs: null, truePeakDbtp: null });
  const tracks = of.playlists.get('list') ?? [];
  of.playlists.set(
    'list',
    tracks.map((one) => (one.id === id ? over(one) : one)),
  );
};

describe('a file that changes', () => {
  it('while it plays goes on where it was, from one version over into the other, at the gain of an unknown one', () => {
    const here = open();
    const { client, orders, heardTracks, levelDb, pass, player } = here;
    client.goTo(MUSIC);
    pass(20_000);
    writeOver(here, 'a');
    let least = 0;
    pass(10_000, () => {
      least = Math.min(least, levelDb());
    });
    expect(orders.at(-1)?.current).toMatchObject({ id: 'a', url: '/media/a?over', gainDb: -14 });
    expect(orders.at(-1)?.current?.fromS).toBeGreaterThan(15);
    expect(player()?.startedTracks).toEqual(['a', 'a']);
    expect(heardTracks).toEqual(['a']);
    expect(least).toBeGreaterThan(-10.6);
  });

  it('before it plays is loaded anew', () => {
    const here = open();
    const { client, orders, pass, player } = here;
    client.goTo(MUSIC);
    pass(20_000);
    writeOver(here, 'b');
    pass(90_000);
    expect(player()?.startedTracks).toEqual(['a', 'b']);
    expect(orders.at(-1)?.current?.url).toBe('/media/b?over');
  });

  it('is tried again, although it could not be read before', () => {
    const broken = new Set(['a', 'b', 'c']);
    const here = openClientRoom(['a', 'b', 'c'], (id) => ({ ...USUAL_NATURE, isBroken: broken.has(id) }));
    room = here;
    here.client.goTo(MUSIC);
    here.pass(5000);
    expect(here.faults()[0]).toEqual({ code: 'playlistEmpty', about: 'The list' });
    broken.delete('b');
    writeOver(here, 'b');
    here.pass(5000);
    expect(here.heardTracks).toEqual(['b']);
  });

  it('is not given up for what a player says of the version before', () => {
    const here = open();
    const { client, pass, faults, player } = here;
    client.goTo(MUSIC);
    pass(20_000);
    writeOver(here, 'a');
    client.report({ kind: 'unreadable', trackId: 'a', url: '/media/a' });
    pass(10_000);
    expect(player()?.startedTracks).toEqual(['a', 'a']);
    expect(faults()).toEqual([]);
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
