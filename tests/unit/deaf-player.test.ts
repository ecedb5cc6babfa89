// A player that lives and does not obey: whatever it reports, main makes the room silent without its help, and
// replaces it by one that starts silent and fades in.

import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readInTime } from '../../main/sound/library/beginnings.ts';
import { keepSilence } from '../../main/sound/playback/silence.ts';
import { SOUND_SLOPES } from '../../shared/score/guard.ts';
import { FLOOR_DB, NO_SOUND, type SoundTarget } from '../../shared/score/sound-score.ts';
import {
  LAST_FALL_MS,
  PLAYER_OBEYS_MS,
  type PlayerOrder,
  type PlayerReport,
} from '../../shared/sound/player-orders.ts';
import { type ClientRoom, openClientRoom, USUAL_NATURE } from './player-client-room.ts';
import { simulatePlayer } from './player-simulation.ts';

beforeEach(() => void vi.useFakeTimers());

let room: ClientRoom | null = null;
afterEach(() => {
  room?.close();
  room = null;
  vi.useRealTimers();
});

const LEVEL_DB = -10;

const MUSIC: SoundTarget = {
  ...NO_SOUND,
  playlistId: 'list',
  isInSession: true,
  level: { nowDb: LEVEL_DB, toDb: LEVEL_DB, reachAt: 0 },
};
const SILENCE: SoundTarget = { ...MUSIC, level: null };
const FULL_LIGHT: SoundTarget = { ...SILENCE, isFullLight: true };

/** A room with music, and a player that receives no more orders and reports as if all were well. */
const deafRoom = (): ClientRoom => {
  room = openClientRoom(['a', 'b']);
  room.client.goTo(MUSIC);
  room.pass(9000);
  expect(room.levelDb()).toBeCloseTo(LEVEL_DB, 3);
  room.tampering.order = () => null;
  return room;
};

const heal = ({ tampering }: ClientRoom): void => {
  tampering.order = (order) => order;
  tampering.report = (report) => report;
};

/** After how many ms from now the room stayed silent; null: not within that time. */
const silentAfter = ({ pass, levelDb }: ClientRoom, ms: number): number | null => {
  let passed = 0;
  let silentAt: number | null = null;
  pass(ms, () => {
    passed += 20;
    if (levelDb() > FLOOR_DB) silentAt = null;
    else silentAt ??= passed;
  });
  return silentAt;
};

describe('a player that does not receive orders', () => {
  it('counts as dead within two seconds of an order, whatever it reports', () => {
    const deaf = deafRoom();
    deaf.client.goTo({ ...MUSIC, level: { nowDb: -16, toDb: -16, reachAt: 0 } });
    deaf.pass(PLAYER_OBEYS_MS - 100);
    expect(deaf.losses).toEqual([]);
    deaf.pass(300);
    expect(deaf.losses).toEqual(['doesNotObey']);
    heal(deaf);
    let most = 0;
    let before = FLOOR_DB;
    deaf.pass(12_000, () => {
      const db = Math.max(FLOOR_DB, deaf.levelDb());
      most = Math.max(most, db - before);
      before = db;
    });
    expect(before).toBeCloseTo(-16, 3);
    expect(most).toBeLessThanOrEqual((SOUND_SLOPES.upPerS * 1.03 * 20) / 1000 + 0.02);
    expect(deaf.faults()).toEqual([]);
  });

  it('cannot delay Silence: it is muted, and its window closes', () => {
    const deaf = deafRoom();
    deaf.client.goTo(SILENCE);
    expect(silentAfter(deaf, 6000)).toBeLessThanOrEqual(2000);
    expect(deaf.losses.length).toBeGreaterThan(0);
    expect(deaf.client.isSilent()).toBe(true);
  });

  it('cannot keep Full light from taking the music out within a second', () => {
    const deaf = deafRoom();
    deaf.client.goTo(FULL_LIGHT);
    expect(silentAfter(deaf, 6000)).toBeLessThanOrEqual(1000);
  });

  it('cannot keep the end of a session from being silent', () => {
    const deaf = deafRoom();
    deaf.client.goTo(NO_SOUND);
    expect(silentAfter(deaf, 6000)).toBeLessThanOrEqual(2000);
    expect(deaf.client.playing()).toBeNull();
    expect(deaf.client.levelDb()).toBeNull();
  });

  it('is not unmuted when sound is wanted again: a new player starts at the floor', () => {
    const deaf = deafRoom();
    deaf.client.goTo(FULL_LIGHT);
    deaf.pass(1000);
    expect(deaf.isMuted()).toBe(true);
    expect(deaf.levelDb()).toBe(-Infinity);
    heal(deaf);
    deaf.client.goTo(MUSIC);
    expect(deaf.losses).toEqual(['doesNotFallSilent']);
    let first: number | null = null;
    deaf.pass(8000, () => {
      if (deaf.levelDb() > -Infinity) first ??= deaf.levelDb();
    });
    expect(first).toBeLessThan(FLOOR_DB + 1);
    expect(deaf.levelDb()).toBeCloseTo(LEVEL_DB, 3);
  });
});

describe('setting the computer’s clock', () => {
  it('delays no silence, and replaces no player', () => {
    for (const byMs of [-3_600_000, 3_600_000]) {
      const deaf = deafRoom();
      deaf.client.goTo(SILENCE);
      deaf.pass(500);
      vi.setSystemTime(Date.now() + byMs);
      deaf.client.goTo({ ...SILENCE, refused: ['a'] });
      expect(silentAfter(deaf, 4000)).toBeLessThanOrEqual(1500);
      deaf.close();

      const sound = openClientRoom(['a', 'b']);
      sound.client.goTo(MUSIC);
      sound.pass(9000);
      vi.setSystemTime(Date.now() + byMs);
      sound.pass(5000);
      expect(sound.losses).toEqual([]);
      expect(sound.levelDb()).toBeCloseTo(LEVEL_DB, 3);
      sound.client.goTo(SILENCE);
      expect(silentAfter(sound, 3000)).toBeLessThanOrEqual(1600);
      sound.close();
    }
  });
});

describe('a player that lies', () => {
  it('is muted when it reports silence and Chromium hears it', () => {
    const deaf = deafRoom();
    const lie = (report: PlayerReport): PlayerReport =>
      report.kind === 'playing'
        ? { ...report, order: deaf.orders.at(-1)?.number ?? 0, trackId: null, levelDb: null }
        : report;
    deaf.tampering.report = lie;
    deaf.client.goTo(SILENCE);
    expect(silentAfter(deaf, 6000)).toBeLessThanOrEqual(3800);
    expect(deaf.losses).toEqual(['doesNotFallSilent']);
  });
});

describe('a player that obeys', () => {
  it('is never muted or replaced, whatever is pressed', () => {
    room = openClientRoom(['a', 'b', 'c']);
    const { client, pass, losses, isMuted } = room;
    for (const target of [MUSIC, SILENCE, MUSIC, FULL_LIGHT, SILENCE, MUSIC, FULL_LIGHT, MUSIC, NO_SOUND]) {
      for (const waitMs of [40, 700, 5000]) {
        client.goTo(target);
        pass(waitMs, () => expect(isMuted()).toBe(false));
      }
    }
    expect(losses).toEqual([]);
    expect(client.isSilent()).toBe(true);
  });

  it('gets no more time when silence is asked for again: at the end of a session, its turnover, the next Start', () => {
    for (const againAfterMs of [200, 700, 1100, 1400]) {
      room = openClientRoom(['a', 'b']);
      const { client, pass, losses } = room;
      client.goTo(MUSIC);
      pass(9000);
      client.goTo({ ...NO_SOUND, playlistId: 'list' });
      pass(againAfterMs);
      client.goTo(NO_SOUND);
      expect(silentAfter(room, 2000 - againAfterMs)).toBeLessThanOrEqual(1600 - againAfterMs);
      client.goTo(MUSIC);
      pass(9000);
      expect(losses).toEqual([]);
      room.close();
    }
  });

  it('is silent in time and never replaced, whatever came before and however often silence is asked for', () => {
    const act = fc.record({
      what: fc.constantFrom('music', 'fade', 'silence', 'fullLight', 'different', 'different'),
      waitMs: fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 8000 })),
      db: fc.integer({ min: -20, max: 0 }),
    });
    const again = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 3 });
    const joins = fc.constantFrom('crossfade', 'gapless');
    const starts = fc.integer({ min: 1, max: 3000 });
    const startsIn = fc.oneof(fc.constant([10, 10] as const), fc.tuple(starts, starts));
    const story = fc.tuple(fc.array(act, { minLength: 1, maxLength: 12 }), again, joins, startsIn);
    fc.assert(
      fc.property(story, ([acts, agains, joined, startsMs]) => {
        const place = openClientRoom(['a', 'b', 'c', 'd', 'e', 'f'], (id) => ({
          ...USUAL_NATURE,
          durationS: id < 'c' ? 24 : 90,
          startsInMs: startsMs[id === 'd' ? 1 : 0],
        }));
        const { client, pass } = place;
        pass(1000);
        let refused: readonly string[] = [];
        for (const { what, waitMs, db } of acts) {
          const playing = client.current();
          if (what === 'different' && playing !== null) {
            refused = [...refused.filter((id) => id !== playing), playing];
          }
          const isSilent = what === 'silence' || what === 'fullLight';
          const level = {
            nowDb: what === 'fade' ? LEVEL_DB : db,
            toDb: db,
            reachAt: what === 'fade' ? performance.now() + 90_000 : 0,
          };
          client.goTo({
            ...MUSIC,
            refused,
            joins: joined,
            isFullLight: what === 'fullLight',
            level: isSilent ? null : level,
          });
          pass(waitMs);
        }
        client.goTo({ ...NO_SOUND, playlistId: 'list' });
        let passedMs = 0;
        let silentAt: number | null = null;
        const listen = (ms: number): void =>
          pass(Math.max(0, ms), () => {
            passedMs += 20;
            if (place.levelDb() >= FLOOR_DB) silentAt = null;
            else silentAt ??= passedMs;
          });
        for (const ms of agains) {
          listen(ms);
          client.goTo(NO_SOUND);
        }
        listen(4000 - passedMs);
        expect(silentAt).not.toBeNull();
        expect(silentAt).toBeLessThanOrEqual(1600);
        // After all that, music is as it should be: one track, at its level.
        client.goTo(MUSIC);
        pass(15_000);
        const isInCrossfade = (place.player()?.startedTracks.at(-1) ?? '') < 'c';
        if (!isInCrossfade) expect(place.levelDb()).toBeCloseTo(LEVEL_DB, 2);
        expect(place.levelDb()).toBeLessThan(LEVEL_DB + 0.5);
        place.close();
        expect(place.losses).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('keeps to Full light’s second when a gentler silence is asked for after it', () => {
    room = openClientRoom(['a', 'b']);
    const { client, pass, losses, isMuted } = room;
    client.goTo(MUSIC);
    pass(9000);
    client.goTo(FULL_LIGHT);
    pass(100);
    client.goTo(SILENCE);
    expect(silentAfter(room, 3000)).toBeLessThanOrEqual(900);
    expect(isMuted()).toBe(false);
    expect(losses).toEqual([]);
  });

  it('is silent in time in the middle of hurried cross-fades', () => {
    room = openClientRoom(['a', 'b', 'c', 'd']);
    const { client, pass } = room;
    client.goTo(MUSIC);
    pass(9000);
    client.goTo({ ...MUSIC, refused: ['a'] });
    pass(180);
    client.goTo({ ...MUSIC, refused: ['a', 'b'] });
    pass(2500);
    client.goTo({ ...SILENCE, refused: ['a', 'b'] });
    expect(silentAfter(room, 3000)).toBeLessThanOrEqual(1600);
  });
});

describe('a track that starts slowly', () => {
  it('plays alone and gives way to the next, even if Silence was left twice before it was heard', () => {
    const slowly = { ms: 10 };
    room = openClientRoom(['a', 'b', 'c', 'd'], () => ({
      ...USUAL_NATURE,
      get startsInMs() {
        return slowly.ms;
      },
    }));
    const { client, pass } = room;
    client.goTo(MUSIC);
    pass(9000);
    client.goTo(SILENCE);
    pass(60_000);
    slowly.ms = 2600;
    client.goTo(MUSIC);
    pass(800);
    client.goTo(SILENCE);
    pass(300);
    client.goTo(MUSIC);
    pass(9000);
    slowly.ms = 10;
    for (const [refused, next] of [
      [['a'], 'b'],
      [['a', 'b'], 'c'],
    ] as const) {
      client.goTo({ ...MUSIC, refused });
      pass(20_000);
      expect(room.levelDb()).toBeCloseTo(LEVEL_DB, 1);
      expect(room.player()?.startedTracks.at(-1)).toBe(next);
    }
  });
});

describe('a player that dies while it starts', () => {
  it('is replaced at once, not when its time to start is over', () => {
    room = openClientRoom(['a', 'b']);
    const { client, pass, losses } = room;
    client.goTo(MUSIC);
    pass(100);
    client.playerGone();
    expect(losses).toEqual(['windowGone']);
    pass(9000);
    expect(room.levelDb()).toBeCloseTo(LEVEL_DB, 3);
  });

  it('leaves no track behind as playing', () => {
    const deaf = deafRoom();
    deaf.client.goTo(SILENCE);
    while (deaf.losses.length === 0) deaf.pass(20);
    expect(deaf.client.health()).toBe('lost');
    expect(deaf.client.playing()).toBeNull();
  });
});

describe('main after it was held up', () => {
  it('reads the waiting reports first, and does not mute a player that is silent', () => {
    const said: { isSilent: boolean } = { isSilent: false };
    let at = 0;
    const mutes: boolean[] = [];
    const silence = keepSilence({
      now: () => at,
      isReported: () => said.isSilent,
      isAudible: () => false,
      mute: (isMuted) => mutes.push(isMuted),
      giveUp: () => mutes.push(true),
    });
    silence.check();
    silence.want(1900);
    at = 1700;
    silence.check();
    // Main reads its reports only now.
    at = 2700;
    silence.check();
    said.isSilent = true;
    at = 2750;
    silence.check();
    at = 3000;
    silence.check();
    silence.close();
    expect(mutes).toEqual([]);
  });
});

describe('a track that main does not serve', () => {
  const orderOf = (): PlayerOrder => ({
    ...{ number: 1, next: null, levelDb: 0, overMs: 0, isFullLight: false, capDb: 0, joins: 'crossfade' },
    ...{ output: null, current: { id: 'a', url: '/media/a', fromS: 0, durationS: 300, gainDb: 0 } },
  });

  it('is not to blame while main stands still for a minute, and plays once it is served', () => {
    const player = simulatePlayer(() => ({ ...USUAL_NATURE, loadsInMs: 60_000 }));
    player.main.answers = false;
    player.engine.order(orderOf());
    vi.advanceTimersByTime(59_000);
    player.main.answers = true;
    vi.advanceTimersByTime(2000);
    expect(player.reports.some(({ kind }) => kind === 'unreadable')).toBe(false);
    expect(player.startedTracks).toEqual(['a']);
    player.close();
  });

  it('is left out when main answers and it still does not load', () => {
    const player = simulatePlayer(() => ({ ...USUAL_NATURE, loadsInMs: 60_000 }));
    player.engine.order(orderOf());
    vi.advanceTimersByTime(14_000);
    expect(player.reports.some(({ kind }) => kind === 'unreadable')).toBe(true);
    player.close();
  });
});

describe('a track that neither loads nor fails', () => {
  const orderOf = (isMeasured: boolean): PlayerOrder => ({
    ...{ number: 1, next: null, levelDb: 0, overMs: 0, isFullLight: false, capDb: 0, joins: 'crossfade' },
    ...{
      output: null,
      current: { id: 'a', url: '/media/a', fromS: 0, durationS: 300, isMeasured, gainDb: 0 },
    },
  });

  it.each([
    ['a stream', 'stream', false],
    ['an element', 'element', true],
  ] as const)('as %s is played in the other way within seven seconds', (_, hangsAs, isMeasured) => {
    const player = simulatePlayer(() => ({ ...USUAL_NATURE, hangsAs }));
    player.engine.order(orderOf(isMeasured));
    vi.advanceTimersByTime(5900);
    expect(player.startedTracks).toEqual([]);
    vi.advanceTimersByTime(1100);
    expect(player.startedTracks).toEqual(['a']);
    expect(player.reports.some(({ kind }) => kind === 'unreadable')).toBe(false);
    player.close();
  });
});

describe('reading a file', () => {
  it('gets its time anew when main itself stood still for a minute', async () => {
    const late: unknown[] = [];
    const read = (): void => void readInTime(new Promise(() => {})).catch((error) => late.push(error));
    read();
    const clock = vi.spyOn(performance, 'now');
    const before = performance.now();
    clock.mockReturnValue(before + 60_000);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(late).toEqual([]);
    clock.mockReturnValue(before + 75_000);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(late).toHaveLength(1);
    clock.mockRestore();
  });
});

describe('a player that an exception ends', () => {
  it('falls silent within the guard, reports it, and is replaced', () => {
    room = openClientRoom(['a', 'b']);
    const { client, pass, levelDb, losses, player } = room;
    client.goTo(MUSIC);
    pass(9000);
    player()?.engine.end(new Error('an overlap'));
    let before = levelDb();
    let steepest = 0;
    pass(LAST_FALL_MS - 40, () => {
      steepest = Math.max(steepest, before - Math.max(FLOOR_DB, levelDb()));
      before = Math.max(FLOOR_DB, levelDb());
    });
    expect(steepest).toBeLessThanOrEqual((SOUND_SLOPES.downPerS * 1.03 * 20) / 1000);
    expect(before).toBe(FLOOR_DB);
    pass(500);
    expect(losses).toEqual([{ broken: expect.stringContaining('an overlap') }]);
    pass(9000);
    expect(levelDb()).toBeCloseTo(LEVEL_DB, 3);
  });

  it('ends also when its own step throws, and queues no further orders', () => {
    const player = simulatePlayer(() => {
      throw new Error('nothing loads here');
    });
    const order: PlayerOrder = {
      number: 1,
      next: null,
      levelDb: 0,
      overMs: 0,
      isFullLight: false,
      capDb: 0,
      current: { id: 'a', url: '/media/a', fromS: 0, durationS: null, gainDb: 0 },
      joins: 'crossfade',
      output: null,
    };
    player.engine.order(order);
    player.engine.order({ ...order, number: 2 });
    vi.advanceTimersByTime(5000);
    expect(player.reports.filter(({ kind }) => kind !== 'born')).toEqual([
      { kind: 'broken', why: expect.stringContaining('nothing loads here') },
    ]);
    player.close();
  });

  it('does nothing any more, whatever it is told', () => {
    room = openClientRoom(['a', 'b']);
    const { client, pass, player } = room;
    client.goTo(MUSIC);
    pass(9000);
    const broken = player();
    broken?.engine.end(new Error('an overlap'));
    const reports = broken?.reports.length ?? 0;
    pass(1000);
    expect(broken?.reports.length).toBe(reports);
  });

  it('is replaced after a longer rest each time that it dies soon again', () => {
    room = openClientRoom(['a', 'b']);
    const { client, pass, player, losses } = room;
    client.goTo(MUSIC);
    const births: number[] = [];
    let known = player();
    pass(60_000, () => {
      const present = player();
      if (present === null || present === known) return;
      known = present;
      births.push(Date.now());
      present.engine.end(new Error('once more'));
    });
    const apart = births.slice(1).map((at, i) => at - (births[i] ?? 0));
    expect(losses.length).toBeLessThan(9);
    expect(apart.at(-1)).toBeGreaterThan(10_000);
    expect(apart.toSorted((a, b) => a - b)).toEqual(apart);
  });
});
