// From what the score wants to what the deck is to do: in real time, within what the chair may hear, and outside a
// session nothing that was not asked for.

import { describe, expect, it } from 'vitest';
import { outsideWish } from '../../main/room/sound-outside-session.ts';
import { NO_WISH } from '../../main/sound/playback/player-client.ts';
import { deckWish } from '../../main/sound/playback/wish.ts';
import { BUILT_IN_PRESETS, USUAL_PLAYLIST } from '../../shared/preset/built-in-presets.ts';
import { NO_SOUND, type SoundWish } from '../../shared/score/sound-score.ts';
import { chairCapDb } from '../../shared/sound/chair.ts';

const clock = { now: () => 1000, rate: 60 };
const SESSION = { isFullLight: false, isInSession: true, chairDb: null };
const LOUD: SoundWish = { ...NO_SOUND, playlist: 'list', level: { nowDb: -8, toDb: -3, reachAt: 61_000 } };

describe('the deck’s wish', () => {
  it('takes the session clock’s times in real ones', () => {
    const cadence = { playlist: 'list', until: 121_000 };
    const wish = deckWish({ ...LOUD, cadence }, SESSION, clock);
    expect(wish.level?.overMs).toBe(1000);
    expect(wish.cadence).toEqual({ playlistId: 'list', withinMs: 2000 });
  });

  it('never wants more than 70 dB(A) at a calibrated chair, nor more than was agreed', () => {
    expect(deckWish(LOUD, { ...SESSION, chairDb: 76 }, clock)).toMatchObject({
      capDb: -6,
      level: { nowDb: -8, toDb: -6 },
    });
    expect(deckWish({ ...LOUD, capDb: -9 }, { ...SESSION, chairDb: 76 }, clock).capDb).toBe(-9);
    expect(chairCapDb(60)).toBe(0);
    expect(chairCapDb(null)).toBe(0);
  });
});

describe('outside a session', () => {
  const [preset = null] = BUILT_IN_PRESETS;

  it('nothing is heard, and nothing is loaded before a preset is chosen', () => {
    expect(outsideWish(null, null, 0)).toEqual(NO_WISH);
  });

  it('the first playlist of the chosen preset is made ready in silence', () => {
    expect(outsideWish(null, preset, 0)).toMatchObject({ playlistId: USUAL_PLAYLIST, level: null });
  });

  it('a track is listened to no louder than the chair may hear', () => {
    const wish = outsideWish({ kind: 'track', trackId: 'a' }, preset, -15);
    expect(wish).toMatchObject({ playlistId: 'track:a', level: { toDb: -15 }, isInSession: false });
  });

  it('noise has the very level that a meter is read against', () => {
    const wish = outsideWish({ kind: 'noise', levelDb: -6 }, preset, -15);
    expect(wish).toMatchObject({ playlistId: 'noise', level: { toDb: -6 } });
  });
});
