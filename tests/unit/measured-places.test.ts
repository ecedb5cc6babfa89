// What was measured of a track holds, whatever a media element guesses.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lengthS, startIn } from '../../renderer/player/measured-places.ts';
import type { OrderedTrack } from '../../shared/sound/player-orders.ts';
import { simulatePlayer } from './player-simulation.ts';

const track = (more: Partial<OrderedTrack>): OrderedTrack => ({
  ...{ id: 'a', url: '/media/a', fromS: 0, durationS: 32, isMeasured: true, gainDb: 0 },
  ...more,
});

describe('the length of a track', () => {
  it('is the measured one, however long the element takes it to be', () => {
    expect(lengthS(track({}), 14.8)).toBe(32);
    expect(lengthS(track({}), 112)).toBe(32);
    expect(lengthS(track({}), Number.NaN)).toBe(32);
  });

  it('is that of the element while it is not measured', () => {
    expect(lengthS(track({ isMeasured: false }), 14.8)).toBe(14.8);
    expect(lengthS(track({ isMeasured: false }), Number.POSITIVE_INFINITY)).toBe(32);
    expect(lengthS(track({ isMeasured: false, durationS: null }), Number.NaN)).toBeNull();
  });
});

describe('where a track begins', () => {
  it('is where it should, if the element knows its length', () => {
    expect(startIn(track({ fromS: 20 }), 32.03)).toEqual({ atS: 20, behindS: 0 });
    expect(startIn(track({ fromS: 40, isMeasured: false }), 32)).toEqual({ atS: 31, behindS: 0 });
    expect(startIn(track({}), 14.8)).toEqual({ atS: 0, behindS: 0 });
  });

  it('is left to a stream where the element guesses', () => {
    expect(startIn(track({ fromS: 20 }), 14.8)).toBeNull();
    expect(startIn(track({ fromS: 20 }), 112)).toBeNull();
  });

  it('is at its share of the file where a stream does not reach, and counts on from there', () => {
    const deep = track({ fromS: 1200, durationS: 3600 });
    expect(startIn(deep, 1800)).toEqual({ atS: 600, behindS: 600 });
    expect(startIn(deep, 7200)).toEqual({ atS: 2400, behindS: -1200 });
  });
});

describe('a track that no media element plays', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is played as a stream', () => {
    const nature = { durationS: 20, loadsInMs: 60, startsInMs: 10, isBroken: false, failsAfterMs: null };
    const player = simulatePlayer(
      () => ({ ...nature, isStreamAlone: true }),
      () => {},
    );
    player.engine.order({
      ...{ number: 1, current: track({}), next: null, levelDb: 0, overMs: 0, isFullLight: false, capDb: 0 },
      ...{ joins: 'crossfade', output: null },
    });
    vi.advanceTimersByTime(2000);
    expect(player.startedTracks).toEqual(['a']);
    expect(player.reports.some(({ kind }) => kind === 'unreadable')).toBe(false);
    player.close();
  });
});
