// The player client with a simulated player: the right music, whole orders, and nothing that startles when the
// player dies or a track cannot be read.

import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchSoundSystem } from '../../main/sound/playback/sound-system.ts';
import { SOUND_SLOPES } from '../../shared/score/guard.ts';
import { FLOOR_DB, NO_SOUND, type SoundTarget } from '../../shared/score/sound-score.ts';
import { type ClientRoom, openClientRoom, track, USUAL_NATURE } from './player-client-room.ts';
import { addedByFloorDb } from './player-simulation.ts';

beforeEach(() => void vi.useFakeTimers());

let room: ClientRoom | null = null;
afterEach(() => {
  room?.close();
  room = null;
  vi.useRealTimers();
});

const open = (...given: Parameters<typeof openClientRoom>): ClientRoom => {
  room = openClientRoom(...given);
  return room;
};

const SESSION: SoundTarget = { ...NO_SOUND, playlistId: 'list', isInSession: true };

const music = (nowDb: number, toDb = nowDb, overMs = 0, refused: readonly string[] = []): SoundTarget => ({
  ...SESSION,
  refused,
  level: { nowDb, toDb, reachAt: performance.now() + overMs },
});

const silence = (refused: readonly string[] = []): SoundTarget => ({ ...SESSION, refused });

const OVER = NO_SOUND;

describe('the player client', () => {
  it('sends nothing for a target that it follows already', () => {
    const { client, orders, pass } = open(['a', 'b']);
    client.goTo(music(-12));
    pass(6000);
    const before = orders.length;
    client.goTo(music(-12));
    pass(3000);
    expect(orders.length).toBe(before);
  });

  it('joins a fade that is under way out of silence, and follows it', () => {
    const { client, levelDb, pass } = open(['a', 'b']);
    client.goTo(music(-20, -8, 60_000));
    pass(10_000);
    expect(levelDb()).toBeGreaterThan(-19.5);
    expect(levelDb()).toBeLessThan(-17);
    pass(20_000);
    expect(levelDb()).toBeCloseTo(-14, 0);
    pass(32_000);
    expect(levelDb()).toBeCloseTo(-8, 1);
  });

  it('answers a step of the patient at once, in the middle of a fade', () => {
    const { client, levelDb, pass } = open(['a', 'b']);
    client.goTo(music(-20, -8, 120_000));
    pass(30_000);
    const before = levelDb();
    client.goTo(music(before + 3, -5, 90_000));
    pass(2000);
    expect(levelDb() - before).toBeGreaterThan(2.5);
  });

  it('plays the playlist round and round, and never runs out', () => {
    const { client, heardTracks, levelDb, pass } = open(['a', 'b', 'c'], () => ({
      ...USUAL_NATURE,
      durationS: 40,
    }));
    client.goTo(music(-10));
    pass(8000);
    let least = 0;
    pass(180_000, () => {
      least = Math.min(least, levelDb());
    });
    expect(heardTracks.slice(0, 5)).toEqual(['a', 'b', 'c', 'a', 'b']);
    expect(least).toBeGreaterThan(-11);
  });

  it('leaves a refused track with a cross-fade, and keeps the level', () => {
    const { client, heardTracks, levelDb, pass } = open(['a', 'b', 'c']);
    client.goTo(music(-10));
    pass(10_000);
    client.goTo(music(-10, -10, 0, ['a']));
    let least = 0;
    pass(12_000, () => {
      least = Math.min(least, levelDb());
    });
    expect(heardTracks).toEqual(['a', 'b']);
    expect(least).toBeGreaterThan(-10.6);
  });

  it('never goes back to what was just refused, round after round', () => {
    const { client, pass } = open(['a', 'b', 'c']);
    client.goTo(music(-10));
    pass(3000);
    let refused: string[] = [];
    for (let press = 0; press < 9; press += 1) {
      const playing = client.current() ?? '';
      refused = [...refused.filter((id) => id !== playing), playing];
      client.goTo(music(-10, -10, 0, refused));
      pass(12_000);
      expect(client.playing()?.trackId).not.toBe(playing);
    }
  });

  it('keeps its place in silence, and goes on from there', () => {
    const { client, heardTracks, pass, levelDb } = open(['a', 'b']);
    client.goTo(music(-10));
    pass(60_000);
    client.goTo(silence());
    pass(4000);
    expect(levelDb()).toBe(-Infinity);
    expect(client.playing()).toBeNull();
    const place = client.resumePoint().place;
    expect(place).toMatchObject({ playlistId: 'list', trackId: 'a' });
    expect(place?.positionS).toBeGreaterThan(55);
    pass(600_000);
    client.goTo(music(-10));
    pass(6000);
    expect(client.resumePoint().place?.positionS).toBeLessThan((place?.positionS ?? 0) + 8);
    expect(heardTracks).toEqual(['a', 'a']);
  });

  it('skips a track that cannot be read, and tells the nurse by its title', () => {
    const { client, heardTracks, faults, pass } = open(['a', 'b', 'c'], (id) => ({
      ...USUAL_NATURE,
      isBroken: id === 'a',
    }));
    client.goTo(music(-10));
    pass(5000);
    expect(heardTracks).toEqual(['b']);
    expect(faults()).toEqual([{ code: 'trackUnreadable', about: 'Title a' }]);
    client.goTo(OVER);
    expect(faults()).toEqual([]);
  });

  it('is silent when nothing can be played, reports it, and tries again later', () => {
    let isBroken = true;
    const { client, faults, levelDb, pass } = open(['a', 'b'], () => ({ ...USUAL_NATURE, isBroken }));
    client.goTo(music(-10));
    pass(5000);
    expect(levelDb()).toBe(-Infinity);
    expect(faults()[0]).toEqual({ code: 'playlistEmpty', about: 'The list' });
    isBroken = false;
    pass(40_000);
    expect(levelDb()).toBeCloseTo(-10, 1);
    expect(faults().map(({ about }) => about)).not.toContain('The list');
  });

  it('waits in silence for a playlist that is away, and plays nothing else', () => {
    const { client, faults, away, levelDb, pass, playlists } = open(['a', 'b']);
    playlists.set('other', playlists.get('list') ?? []);
    away.add('list');
    client.goTo(music(-10));
    pass(5000);
    expect(levelDb()).toBe(-Infinity);
    expect(faults()).toEqual([{ code: 'playlistMissing', about: 'The list' }]);
    away.clear();
    pass(8000);
    expect(levelDb()).toBeCloseTo(-10, 1);
    expect(faults()).toEqual([]);
  });

  it('reports no fault for a playlist that the library has not scanned yet', () => {
    const { client, faults, library, playlists, pass, levelDb } = open(['a']);
    const tracks = playlists.get('list') ?? [];
    library.isReady = false;
    playlists.clear();
    client.resumeAt({ place: { playlistId: 'list', trackId: 'a', positionS: 120 }, output: null });
    pass(1000);
    client.goTo(music(-10));
    pass(3000);
    expect(faults()).toEqual([]);
    playlists.set('list', tracks);
    library.isReady = true;
    pass(8000);
    expect(levelDb()).toBeCloseTo(-10, 1);
    expect(client.resumePoint().place?.positionS).toBeGreaterThan(122);
  });

  it('notices within 2 s that the player is dead, and fades a new one in at the right place', () => {
    const { client, faults, kill, levelDb, pass, losses, orders } = open(['a', 'b']);
    client.goTo(music(-10));
    pass(60_000);
    kill();
    pass(2000);
    expect(losses).toHaveLength(1);
    expect(client.health()).toBe('lost');
    expect(faults()).toEqual([{ code: 'playerLost', about: null }]);
    pass(700);
    expect(client.health()).toBe('ready');
    expect(faults()).toEqual([]);
    expect(orders.at(-1)?.current?.fromS).toBeGreaterThan(55);
    expect(levelDb()).toBeLessThan(-20);
    pass(8000);
    expect(levelDb()).toBeCloseTo(-10, 1);
    expect(losses).toHaveLength(1);
  });

  it('begins the computer’s sound anew when it has stopped, tells the nurse meanwhile, and fades the music in', () => {
    const { client, faults, levelDb, losses, pass, player, serviceEnds, sound, stopSound } = open(['a', 'b']);
    client.goTo(music(-10));
    pass(9000);
    sound.isAway = true;
    stopSound();
    pass(60_000, () => expect(faults()).toEqual([{ code: 'soundStopped', about: null }]));
    expect(levelDb()).toBe(-Infinity);
    // After 1, 2, 4 and then every 8 s.
    expect(serviceEnds()).toBe(9);
    sound.isAway = false;
    let last = FLOOR_DB;
    pass(16_000, () => {
      const db = Math.max(FLOOR_DB, levelDb());
      expect(db - last).toBeLessThanOrEqual((SOUND_SLOPES.upPerS * 1.03 * 20) / 1000 + 0.02);
      last = db;
    });
    expect(last).toBeCloseTo(-10, 3);
    expect(faults()).toEqual([]);
    expect(serviceEnds()).toBe(10);
    expect(losses).toEqual([]);
    expect(player()?.startedTracks).toEqual(['a', 'a']);
    pass(60_000);
    expect(serviceEnds()).toBe(10);
  });

  it('makes the player anew as well where outputs are listed and still nothing gets out', () => {
    const { client, losses, pass, serviceEnds, sound } = open(['a', 'b']);
    sound.isAway = true;
    const output = { id: '1', name: 'Speaker' };
    client.goTo(music(-10));
    pass(2000);
    const tell = (isStopped: boolean): void =>
      client.report({ kind: 'outputs', present: [output], inUse: output, isLost: false, isStopped });
    tell(true);
    pass(3900);
    expect(serviceEnds()).toBe(0);
    pass(8200);
    expect([serviceEnds(), losses]).toEqual([2, ['soundStopped']]);
    pass(1000);
    tell(false);
    pass(60_000);
    expect([serviceEnds(), losses]).toEqual([2, ['soundStopped']]);
  });

  it('lets each new player be born before it judges again, and says what is known by then', () => {
    const replacedAt: number[] = [];
    let ends = 0;
    const sound = watchSoundSystem({
      endAudioService: () => {
        ends += 1;
      },
      replacePlayer: () => replacedAt.push(performance.now()),
    });
    const output = { id: '1', name: 'Speaker' };
    const tell = (isStopped: boolean): void => sound.hear({ present: [output], isStopped });
    tell(true);
    vi.advanceTimersByTime(40_000);
    // No report: its window may not be open yet.
    expect([replacedAt.length, ends]).toEqual([1, 2]);
    // It says that all is well before it can know.
    for (const count of [2, 3]) {
      tell(false);
      vi.advanceTimersByTime(3000);
      tell(true);
      vi.advanceTimersByTime(8000);
      expect(replacedAt).toHaveLength(count);
    }
    tell(false);
    vi.advanceTimersByTime(60_000);
    tell(true);
    vi.advanceTimersByTime(4000);
    expect([replacedAt.length, ends]).toEqual([3, 5]);
    sound.close();
  });

  it('takes music out within a second for Full light, and comes back without a jump', () => {
    const { client, levelDb, pass } = open(['a', 'b']);
    client.goTo(music(-6));
    pass(10_000);
    client.goTo({ ...silence(), isFullLight: true });
    pass(1000);
    expect(levelDb()).toBe(-Infinity);
    client.goTo(music(-6));
    pass(500);
    expect(levelDb()).toBeLessThan(-22);
    pass(10_000);
    expect(levelDb()).toBeCloseTo(-6, 1);
  });

  it('fades out when the session is over, and starts the next one from the beginning', () => {
    const { client, levelDb, pass } = open(['a', 'b']);
    client.goTo(music(-6));
    pass(30_000);
    client.goTo(OVER);
    pass(2500);
    expect(levelDb()).toBe(-Infinity);
    expect(client.resumePoint().place).toBeNull();
    client.goTo(music(-6));
    pass(3000);
    expect(client.resumePoint().place?.positionS).toBeLessThan(4);
  });

  it('resumes the music where it was after a crash', () => {
    const { client, orders, pass } = open(['a', 'b', 'c']);
    client.resumeAt({ place: { playlistId: 'list', trackId: 'b', positionS: 200 }, output: null });
    client.goTo(music(-10));
    pass(1000);
    expect(orders[0]?.current).toMatchObject({ id: 'b', fromS: 200 });
    expect(orders[0]?.next?.id).toBe('c');
  });
});

type Act =
  | { readonly do: 'level'; readonly nowDb: number; readonly toDb: number; readonly overMs: number }
  | { readonly do: 'different' | 'silence' | 'kill' | 'stopSound' | 'otherPlaylist' | 'over' };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    do: fc.constant('level' as const),
    nowDb: fc.integer({ min: -27, max: 0 }),
    toDb: fc.integer({ min: -27, max: 0 }),
    overMs: fc.integer({ min: 0, max: 30_000 }),
  }),
  fc.record({
    do: fc.constantFrom('different' as const, 'silence', 'kill', 'stopSound', 'otherPlaylist', 'over'),
  }),
);

describe('client and player together', () => {
  it('never rise faster than the guard allows, whatever is pressed and however often player or sound system die', () => {
    const acts = fc.array(fc.record({ act, waitMs: fc.integer({ min: 20, max: 9000 }) }), { maxLength: 10 });
    fc.assert(
      fc.property(acts, (given) => {
        const { client, kill, stopSound, levelDb, pass, player, playlists, close } = openClientRoom(
          ['a', 'b', 'c'],
          () => ({
            ...USUAL_NATURE,
            durationS: 30,
          }),
        );
        playlists.set('other', ['d', 'e'].map(track));
        let [playlistId, otherId] = ['list', 'other'];
        let refused: string[] = [];
        let level: SoundTarget['level'] = { nowDb: -9, toDb: -9, reachAt: 0 };
        let last = FLOOR_DB;
        let turns = 0;
        let steepest = 0;
        const listen = (): void => {
          const db = Math.max(FLOOR_DB, levelDb());
          // A track that starts at the floor adds that much at once.
          const excusedDb = player()?.turns() === turns ? 0 : addedByFloorDb(last);
          steepest = Math.max(steepest, (db - last - excusedDb) * 50);
          last = db;
          turns = player()?.turns() ?? 0;
        };
        for (const { act: next, waitMs } of given) {
          if (next.do === 'kill') kill();
          if (next.do === 'stopSound') stopSound();
          if (next.do === 'silence') level = null;
          if (next.do === 'level') level = music(next.nowDb, next.toDb, next.overMs).level;
          if (next.do === 'different') {
            const playing = client.current();
            if (playing !== null) refused = [...refused.filter((id) => id !== playing), playing];
          }
          if (next.do === 'otherPlaylist') [playlistId, otherId] = [otherId, playlistId];
          const cadence = { playlistId: otherId, until: performance.now() + 12_000 };
          const played = { playlistId, others: [otherId], cadence, refused };
          client.goTo(next.do === 'over' ? NO_SOUND : { ...SESSION, ...played, level });
          pass(waitMs, listen);
        }
        close();
        expect(steepest).toBeLessThanOrEqual(SOUND_SLOPES.upPerS * 1.03);
      }),
      { numRuns: 60 },
    );
  });
});
