// Whatever is ordered, and however many orders share one instant, the player's automations never overlap, and what
// Chromium makes of them keeps to the guard. Real audio parameters in the player's own page, never a model of them.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { build } from 'vite';
import { FLOOR_DBFS, SOUND_SLOPES } from '../../shared/score/guard.ts';
import type { OrderedTrack, PlayerOrder } from '../../shared/sound/player-orders.ts';
import { type OfflineHearing, type OfflineScore, WINDOW_MS } from './offline-player.ts';
import { startPlayerAlone } from './player-alone.ts';
import { PROJECT } from './program.ts';

const STORIES = 150;

const IDS = ['a', 'b', 'c'] as const;

/** Full light has a second to take the music out (design). */
const FULL_LIGHT_WITHIN_MS = 1000;

/** All other silence is so after the time that is wished for it, or after what the guard needs at the most. */
const MOST_FALL_MS = 1350;

/** What the audio's blocks and the steps of the clock add to that, in ms. */
const STEPS_MS = 100;

/** A slope is taken over so many windows; the limiter looks 6 ms ahead, and a track may begin within one. */
const SPAN = 3;

/** What windows and blocks add to a slope, in dB. */
const SLACK_DB = 0.1;

/** What a track that begins, or is cut, at the floor adds to a louder one, in dB. */
const addedByFloorDb = (dbfs: number): number => 10 * Math.log10(1 + 10 ** ((FLOOR_DBFS - dbfs) / 10));

const ordered = (id: string | null): OrderedTrack | null =>
  id === null ? null : { id, url: `/media/${id}`, fromS: 0, durationS: null, gainDb: 0 };

interface Act {
  readonly waitMs: number;
  readonly current: string | null;
  readonly next: string | null;
  readonly levelDb: number | null;
  readonly overMs: number;
  readonly isFullLight: boolean;
}

/** Half of all orders come in the same breath as the one before, and many at the very instant. */
const act: fc.Arbitrary<Act> = fc.record({
  waitMs: fc.oneof(
    fc.constant(0),
    fc.integer({ min: 1, max: 300 }),
    fc.integer({ min: 0, max: 2000 }),
    fc.integer({ min: 0, max: 8000 }),
  ),
  current: fc.option(fc.constantFrom(...IDS), { freq: 12 }),
  next: fc.option(fc.constantFrom(...IDS), { freq: 4 }),
  levelDb: fc.option(fc.integer({ min: -20, max: 0 }), { freq: 4 }),
  overMs: fc.oneof(fc.constant(0), fc.constant(1500), fc.integer({ min: 0, max: 8000 })),
  isFullLight: fc.boolean(),
});

const track = fc.record({
  durationS: fc.oneof(fc.integer({ min: 4, max: 20 }), fc.constant(600)),
  loadsInMs: fc.integer({ min: 1, max: 200 }),
  startsInMs: fc.integer({ min: 1, max: 40 }),
});

const score: fc.Arbitrary<OfflineScore> = fc
  .record({
    acts: fc.array(act, { minLength: 4, maxLength: 14 }),
    tracks: fc.record({ a: track, b: track, c: track }),
  })
  .map(({ acts, tracks }) => {
    let atMs = 0;
    const orders = acts.map(({ waitMs, current, next, levelDb, overMs, isFullLight }, i) => {
      atMs += waitMs;
      const order: PlayerOrder = {
        ...{ number: i + 1, current: ordered(current), next: ordered(next), levelDb, overMs },
        isFullLight: isFullLight && levelDb === null,
        ...{ capDb: 0, joins: 'crossfade', output: null },
      };
      return { atMs, order };
    });
    return { orders, tracks, lengthMs: Math.ceil((atMs + 3000) / 1000) * 1000 };
  });

const told = (
  atMs: number,
  current: string | null,
  next: string | null,
  levelDb: number | null,
  overMs = 0,
) => ({
  atMs,
  order: {
    ...{
      number: atMs + (levelDb === null ? 1 : 0),
      current: ordered(current),
      next: ordered(next),
      levelDb,
      overMs,
    },
    ...{ isFullLight: false, capDb: 0, joins: 'crossfade' as const, output: null },
  },
});

/** A track that has faded to the floor is let go of at the very instant at which all is to be silent. */
const CUT_IN_A_FALL: OfflineScore = {
  orders: [
    told(1, 'b', null, 0),
    told(105, 'a', 'b', 0),
    told(7059, 'b', null, 0),
    told(7329, null, null, 0, 1500),
    told(7329, null, null, null),
  ],
  tracks: {
    a: { durationS: 5, loadsInMs: 1, startsInMs: 33 },
    b: { durationS: 600, loadsInMs: 1, startsInMs: 1 },
  },
  lengthMs: 11_000,
};

/** The limiter needs a tenth of a second to let a sound through that begins at the floor; by then it is here, in dBFS. */
const LET_THROUGH_DBFS = FLOOR_DBFS + 1;

const dbOf = (power: number): number => Math.max(LET_THROUGH_DBFS, 10 * Math.log10(power));

/** Whether something that began at one of these instants may still be heard between two windows. */
const isNear = (instants: readonly number[], from: number, to: number, withinMs: number): boolean =>
  instants.some((at) => at + withinMs >= from * WINDOW_MS && at <= (to + 1) * WINDOW_MS);

const steepest = (
  { orders }: OfflineScore,
  { powers, starts, ownSilences, cuts }: OfflineHearing,
): { readonly up: number; readonly down: number } => {
  const levels = powers.map(dbOf);
  const bright = orders.filter(({ order }) => order.isFullLight).map(({ atMs }) => atMs);
  let up = 0;
  let down = 0;
  levels.forEach((db, to) => {
    const from = to - SPAN;
    const before = levels[from];
    if (before === undefined) return;
    const perS = 1000 / (SPAN * WINDOW_MS);
    const addedDb = isNear(starts, from, to, WINDOW_MS) ? addedByFloorDb(before) : 0;
    up = Math.max(up, (db - before - addedDb - SLACK_DB) * perS);
    const mayFall =
      isNear(ownSilences, from, to, WINDOW_MS) || isNear(bright, from, to, FULL_LIGHT_WITHIN_MS);
    const cutDb = isNear(cuts, from, to, WINDOW_MS) ? addedByFloorDb(db) : 0;
    if (!mayFall) down = Math.max(down, (before - db - cutDb - SLACK_DB) * perS);
  });
  return { up, down };
};

/** The loudest of what should be silent by then, in dBFS. */
const loudestSilence = ({ orders, lengthMs }: OfflineScore, { powers }: OfflineHearing): number => {
  let loudest = Number.NEGATIVE_INFINITY;
  orders.forEach(({ atMs, order }, i) => {
    const isOut = order.levelDb === null || order.current === null;
    const fallMs = order.isFullLight ? FULL_LIGHT_WITHIN_MS : Math.max(order.overMs, MOST_FALL_MS);
    const fromMs = atMs + fallMs + STEPS_MS;
    const untilMs = orders[i + 1]?.atMs ?? lengthMs;
    if (!isOut) return;
    const heard = powers.slice(Math.ceil(fromMs / WINDOW_MS), Math.floor(untilMs / WINDOW_MS));
    for (const power of heard) loudest = Math.max(loudest, 10 * Math.log10(power));
  });
  return loudest;
};

/** The offline player as one script. */
const builtPage = async (): Promise<string> => {
  const built = await build({
    ...{ configFile: false, logLevel: 'error', root: PROJECT },
    build: {
      write: false,
      target: 'chrome130',
      lib: {
        entry: path.join(import.meta.dirname, 'offline-player.ts'),
        formats: ['iife'],
        name: 'offlinePlayer',
      },
    },
  });
  const [output] = Array.isArray(built) ? built : [];
  const chunk = output?.output[0];
  if (chunk?.type !== 'chunk') throw new Error('the offline player was not built');
  return chunk.code;
};

test('no order overlaps another one, and Chromium’s own parameters keep to the guard', async () => {
  test.setTimeout(240_000);
  const media = await mkdtemp(path.join(tmpdir(), 'stillroom-music-'));
  const player = await startPlayerAlone(media, {});
  try {
    await player.page.evaluate(`${await builtPage()}; globalThis.playOffline = offlinePlayer.playOffline;`);
    const play = (given: OfflineScore): Promise<OfflineHearing> =>
      player.page.evaluate(
        (it) =>
          (globalThis as unknown as { playOffline(it: OfflineScore): Promise<OfflineHearing> }).playOffline(
            it,
          ),
        given,
      );
    let heardOf = 0;
    await fc.assert(
      fc.asyncProperty(score, async (given) => {
        const hearing = await play(given);
        expect(hearing.broken).toBeNull();
        if (hearing.powers.some((power) => dbOf(power) > FLOOR_DBFS + 10)) heardOf += 1;
        const { up, down } = steepest(given, hearing);
        expect(up).toBeLessThanOrEqual(SOUND_SLOPES.upPerS * 1.03);
        expect(down).toBeLessThanOrEqual(SOUND_SLOPES.downPerS * 1.03);
        expect(loudestSilence(given, hearing)).toBeLessThan(-60);
      }),
      { numRuns: STORIES, examples: [[CUT_IN_A_FALL]] },
    );
    // Stories in which nothing is heard would show nothing.
    expect(heardOf).toBeGreaterThan(STORIES / 2);
  } finally {
    await player.close();
    await rm(media, { recursive: true, force: true });
  }
});
