// The score: what the room should be at an instant, with the patient's steps in it and overlays over it.

import { describe, expect, it } from 'vitest';
import type { Preset } from '../../shared/preset/preset.ts';
import { DOTS, heardDots } from '../../shared/score/display-score.ts';
import { FULL_LIGHT_MS } from '../../shared/score/light-score.ts';
import { type Want, want } from '../../shared/score/score.ts';
import { DUCK_DB } from '../../shared/score/sound-score.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { reduce } from '../../shared/session/reduce.ts';
import { EMPTY_ROOM } from '../../shared/session/session.ts';
import { type Act, MINUTE, play, SPRAVATO } from './session-arbitraries.ts';

type Acts = readonly (readonly [number, Act])[];

/** What a session of a preset wants at a minute. */
const wanted = (preset: Preset, minute: number, ...acts: Acts): Want =>
  want(play(preset, ...acts, [minute, 'tick']).session, minute * MINUTE);

const at = (minute: number, ...acts: Acts): Want => wanted(SPRAVATO, minute, [0, 'doseMark'], ...acts);
const ambientPct = ({ light }: Want): number | undefined => light?.ambient.now.brightnessPct;
const taskPct = ({ light }: Want): number | undefined => light?.task.now.brightnessPct;
const levelDb = ({ sound }: Want): number | undefined => sound.level?.nowDb;

const times = (act: Act, count: number, minute: number): Acts =>
  Array.from({ length: count }, (): [number, Act] => [minute, act]);

describe('the light of a session', () => {
  it.each([
    [3, 8],
    [20, 8],
    [22, 3],
    [75, 3],
    [76, 3],
    [80.5, 14],
    [85, 25],
    [110, 40],
  ])('of Spravato at minute %d is at %i %%', (minute, pct) => {
    expect(ambientPct(at(minute))).toBeCloseTo(pct, 9);
  });

  it('is a straight way to the end of the fade, then still', () => {
    expect(at(1.5).light?.ambient).toMatchObject({
      now: { brightnessPct: 24 },
      to: { brightnessPct: 8, warmthK: 2000 },
      reachAt: 3 * MINUTE,
    });
    const later = at(10).light?.ambient;
    expect(later?.now).toEqual(later?.to);
  });

  it('goes to settle from what the lamps were found at', () => {
    const found = {
      ambient: { brightnessPct: 100, warmthK: 4000 },
      task: { brightnessPct: 0, warmthK: 2200 },
    };
    const start: SessionEvent = { type: 'start', preset: SPRAVATO, found };
    const { session } = reduce(EMPTY_ROOM, start, 0);
    expect(want(session, 0).light?.ambient.now).toEqual(found.ambient);
    expect(ambientPct(want(session, MINUTE / 2))).toBeCloseTo(70, 9);
    expect(taskPct(want(session, MINUTE / 2))).toBeCloseTo(20, 9);
    expect(ambientPct(want(session, MINUTE))).toBeCloseTo(40, 9);
  });

  it('is null before anybody has asked anything of the room', () => {
    expect(want(EMPTY_ROOM, 0)).toMatchObject({
      light: null,
      fullLight: false,
      door: 'free',
      sound: { level: null },
    });
  });

  it('is left as it was when a session is over, with the door lamp off and no sound', () => {
    const after = at(121, [121, 'roomFree']);
    expect(ambientPct(after)).toBe(40);
    expect(after.light?.door.to.brightnessPct).toBe(0);
    expect(after).toMatchObject({ door: 'turnover', sound: { level: null }, display: { awake: false } });
  });
});

describe("the patient's steps", () => {
  it('go from rung to rung and are noticed at once', () => {
    expect(ambientPct(at(30, [30, 'lighter']))).toBe(5);
    expect(ambientPct(at(30, [30, 'darker']))).toBe(2);
    expect(levelDb(at(30, [30, 'louder']))).toBe(-3);
    expect(levelDb(at(30, [30, 'softer']))).toBe(-9);
  });

  it('stay with the score when it goes on', () => {
    // One rung above 25 % is 35 %, one above 40 % is 57 %: between the rungs in the same share.
    expect(ambientPct(at(100, [30, 'lighter']))).toBe(35);
    expect(ambientPct(at(112, [30, 'lighter']))).toBeCloseTo(50 + 20 / 3, 9);
    expect(levelDb(at(100, [30, 'softer']))).toBe(-12);
  });

  it('go no further than the agreed limits, however often they are pressed', () => {
    expect(ambientPct(at(30, ...times('darker', 20, 30)))).toBe(1);
    expect(ambientPct(at(30, ...times('lighter', 20, 30)))).toBe(70);
    expect(levelDb(at(30, ...times('louder', 20, 30)))).toBe(0);
    expect(levelDb(at(30, ...times('softer', 20, 30)))).toBe(-24);
  });

  it('beyond the limits do not pile up: the first step back is noticed', () => {
    expect(ambientPct(at(30, ...times('darker', 20, 30), [30, 'lighter']))).toBe(2);
    expect(levelDb(at(30, ...times('louder', 20, 30), [30, 'softer']))).toBe(-3);
  });

  it('keep the limits also where the score would leave them', () => {
    const narrow = { ...SPRAVATO, limits: { ...SPRAVATO.limits, lightPct: { least: 5, most: 20 } } };
    const seen = (minute: number) => ambientPct(wanted(narrow, minute, [0, 'doseMark']));
    expect([seen(30), seen(112)]).toEqual([5, 20]);
  });

  it('move both ends of a fade, so that it stays straight', () => {
    const path = at(76.5, [76.5, 'lighter']).light?.ambient;
    expect(path?.to.brightnessPct).toBe(35);
    expect(path?.now.brightnessPct).toBeCloseTo(5 + (30 * 0.5) / 9, 9);
    expect(path?.reachAt).toBe(85 * MINUTE);
  });

  it('are shown in dots, from none at the least to all at the most', () => {
    expect(at(30, ...times('darker', 20, 30), ...times('softer', 20, 30)).display).toMatchObject({
      lightDots: 0,
    });
    expect(at(30, ...times('lighter', 20, 30), ...times('louder', 20, 30)).display).toMatchObject({
      lightDots: DOTS,
    });
  });
});

describe('the sound of a session', () => {
  it('follows the arc of the preset', () => {
    expect([1.5, 10, 30, 100, 112].map((minute) => levelDb(at(minute)))).toEqual([-10, -8, -6, -9, -14]);
  });

  it('is nothing in silence, and comes back to the level of that minute', () => {
    expect(at(30, [10, 'silence'])).toMatchObject({
      sound: { level: null },
      display: { silenced: true },
    });
    expect(levelDb(at(30, [10, 'silence'], [29, 'louder']))).toBe(-6);
  });

  it('is shown in dots as it is heard: none in silence, all at the most, and never as it is wanted', () => {
    const { soundDb } = SPRAVATO.limits;
    const falling = [soundDb.most, -9, -18, soundDb.least, null].map((db) => heardDots(db, soundDb));
    expect(falling).toEqual(falling.toSorted((a, b) => b - a));
    expect([falling[0], ...falling.slice(-2)]).toEqual([DOTS, 0, 0]);
  });

  it('is nothing in a room without music', () => {
    expect(wanted({ ...SPRAVATO, playlist: null }, 5).sound).toMatchObject({
      playlistId: null,
      others: [],
      level: null,
    });
  });

  it('never offers again what the patient asked away from', () => {
    expect(at(30, [10, 'different']).sound).toMatchObject({ playlistId: SPRAVATO.playlist, refused: ['a'] });
  });

  it('keeps its level while the timeline is held', () => {
    const held = at(60, [1.5, 'hold']);
    expect(held.sound.level).toEqual({ nowDb: -10, toDb: -10, reachAt: 60 * MINUTE });
    expect(ambientPct(held)).toBe(24);
  });
});

describe('Full light', () => {
  const full = at(30, [30, 'fullLight']);

  it('is all lamps at 100 % within a second of the press, and the music out', () => {
    expect(FULL_LIGHT_MS).toBeLessThan(1000);
    for (const role of ['ambient', 'task', 'door'] as const) {
      expect(full.light?.[role]).toMatchObject({
        to: { brightnessPct: 100 },
        reachAt: 30 * MINUTE + FULL_LIGHT_MS,
      });
    }
    expect(full).toMatchObject({ fullLight: true, sound: { level: null, isFullLight: true } });
  });

  it('beats a quiet check, the steps and a hold', () => {
    const light = at(
      30,
      [29, 'quietCheck'],
      [29, 'darker'],
      [29, 'hold'],
      [30, 'fullLight'],
      [30, 'darker'],
    ).light;
    expect(light).toEqual(full.light);
  });

  it('undone is what the score wants at that minute, not at the minute of the press', () => {
    expect(at(85, [30, 'fullLight'], [85, 'undoFullLight'])).toEqual(at(85));
  });

  it('stays on when the session under it ends', () => {
    expect(at(130, [119, 'fullLight'], [121, 'roomFree'])).toMatchObject({
      fullLight: true,
      light: { ambient: { to: { brightnessPct: 100 } } },
    });
  });
});

describe('a quiet check', () => {
  it('gives a low task light, a little ambient light and ducked music', () => {
    const check = at(30, [30, 'quietCheck']);
    expect([taskPct(check), ambientPct(check)]).toEqual([15, 5]);
    expect(levelDb(check)).toBe(-6 - DUCK_DB);
  });

  it('never makes it darker', () => {
    const check = at(112, [112, 'quietCheck']);
    expect([taskPct(check), ambientPct(check)]).toEqual([40, 40]);
  });

  it('ends in what the score wants at that minute', () => {
    const after = at(80, [30, 'quietCheck'], [80, 'endQuietCheck']);
    expect(after.light).toEqual(at(80).light);
    expect(after.sound).toEqual(at(80).sound);
  });
});

describe('the music of a session', () => {
  const music = {
    playlist: 'list',
    playlistsByPhase: { deep: 'deep', rest: null },
    otherPlaylists: ['more'],
  };
  const preset: Preset = { ...SPRAVATO, ...music, joins: 'gapless' };
  const sound = (minute: number, ...acts: Acts) => wanted(preset, minute, [0, 'doseMark'], ...acts).sound;

  it('is the playlist of the phase; Different may go to the patient’s others', () => {
    expect(sound(10)).toMatchObject({ playlistId: 'list', part: 'soothing', others: ['more', 'deep'] });
    expect(sound(30)).toMatchObject({ playlistId: 'deep', part: 'fuller', others: ['more', 'list'] });
    expect(sound(80)).toMatchObject({ playlistId: 'list', part: 'calm', joins: 'gapless' });
  });

  it('is capped by what was agreed', () => {
    const soft: Preset = { ...preset, limits: { ...preset.limits, soundDb: { least: -24, most: -9 } } };
    expect(wanted(soft, 30, [0, 'doseMark']).sound).toMatchObject({ capDb: -9, level: { toDb: -9 } });
  });

  it('of Return may end its last track within five minutes of the phase after it', () => {
    expect(sound(80).cadence).toBeNull();
    expect(sound(105)).toMatchObject({
      playlistId: null,
      cadence: { playlistId: 'list', until: 110 * MINUTE },
    });
    expect(sound(106).level).not.toBeNull();
    expect(sound(106, [106, 'silence']).level).toBeNull();
  });

  it('has no cadence where the same music goes on', () => {
    const same: Preset = { ...preset, playlistsByPhase: {} };
    expect(wanted(same, 106, [0, 'doseMark']).sound.cadence).toBeNull();
  });
});
