// From the target of the score to what the player is asked for: in real time, within what the chair may hear, and
// outside a session nothing that nobody asked for.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { targetOutsideSession, underCap } from '../../main/room/room-sound.ts';
import { BUILT_IN_PRESETS, USUAL_PLAYLIST } from '../../shared/preset/built-in-presets.ts';
import { NO_SOUND, type SoundTarget } from '../../shared/score/sound-score.ts';
import { chairCapDb } from '../../shared/sound/chair.ts';
import { openClientRoom, USUAL_NATURE } from './player-client-room.ts';

const LOUD: SoundTarget = {
  ...NO_SOUND,
  playlistId: 'list',
  level: { nowDb: -8, toDb: -3, reachAt: 61_000 },
};

describe('the target of a fast session', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('reaches its level in real time', () => {
    const { client, levelDb, pass, close } = openClientRoom(['a', 'b'], () => USUAL_NATURE, 60);
    client.goTo({ ...LOUD, level: { nowDb: -8, toDb: -8, reachAt: 0 } });
    pass(10_000);
    const reachAt = (performance.now() + 20_000) * 60;
    client.goTo({ ...LOUD, level: { nowDb: -8, toDb: -3, reachAt } });
    pass(10_000);
    expect(levelDb()).toBeCloseTo(-5.5, 0);
    pass(11_000);
    expect(levelDb()).toBeCloseTo(-3, 1);
    close();
  });

  it('lets a track finish in real time', () => {
    const room = openClientRoom(['a', 'b'], () => ({ ...USUAL_NATURE, durationS: 30 }), 60);
    const level = { nowDb: -8, toDb: -8, reachAt: 0 };
    const target: SoundTarget = { ...LOUD, isInSession: true, level };
    room.client.goTo(target);
    room.pass(10_000);
    const cadence = { playlistId: 'list', until: (performance.now() + 25_000) * 60 };
    room.client.goTo({ ...target, playlistId: null, cadence });
    room.pass(15_000);
    expect(room.heardTracks).toEqual(['a']);
    expect(room.levelDb()).toBeCloseTo(-8, 1);
    room.close();
  });
});

describe('the cap', () => {
  it('is 70 dB(A) at a calibrated chair, and no more than was agreed', () => {
    expect(underCap(LOUD, chairCapDb(76))).toMatchObject({ capDb: -6, level: { nowDb: -8, toDb: -6 } });
    expect(underCap({ ...LOUD, capDb: -9 }, chairCapDb(76)).capDb).toBe(-9);
    expect(chairCapDb(60)).toBe(0);
    expect(chairCapDb(null)).toBe(0);
  });
});

describe('outside a session', () => {
  const [preset = null] = BUILT_IN_PRESETS;

  it('nothing is heard, and nothing is loaded before a preset is chosen', () => {
    expect(targetOutsideSession(null, null, 0)).toEqual(NO_SOUND);
  });

  it('the first playlist of the chosen preset is loaded in silence', () => {
    expect(targetOutsideSession(null, preset, 0)).toMatchObject({ playlistId: USUAL_PLAYLIST, level: null });
  });

  it('a tried track is no louder than the chair may hear', () => {
    const target = targetOutsideSession({ kind: 'track', trackId: 'a' }, preset, -15);
    expect(target).toMatchObject({ playlistId: 'track:a', level: { toDb: -15 }, isInSession: false });
  });

  it('noise has exactly the level that a meter is read against', () => {
    const target = targetOutsideSession({ kind: 'noise', levelDb: -6 }, preset, -15);
    expect(target).toMatchObject({ playlistId: 'noise', level: { toDb: -6 } });
  });
});
