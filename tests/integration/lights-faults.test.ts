// Whatever happens to bridges and lamps, by name: the room has the wanted light soon after it is over, and no lamp ever
// goes there too fast. All run at the same time, each in a room of its own.

import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCENARIOS, type ScenarioName } from '../practice/scenarios.ts';
import { closeRooms, expectAt, type LitRoom, openLitRoom, roomAt, until, wantedAt } from './lit-room.ts';

const NAMES = Object.keys(SCENARIOS) as ScenarioName[];

const BEFORE_PCT = 20;
const MEANWHILE_PCT = 30;
const WISHED_PCT = 8;

/** The room is right within so long after all is well. */
const RIGHT_WITHIN_MS = 5000;

/** And is watched for so long in all, since what comes late may be in haste too. */
const WATCHED_MS = 5500;

/** A dimmer at the wall takes 400 ms, and is seen within ten seconds. */
const HAND_TAKES_MS = 450;
const HAND_SEEN_MS = 10_000;

/** Rooms begin one after another, so that they do not all ask at one instant. */
const APART_MS = 60;

/**
 * What lamps do by themselves is not held against anybody: their power goes or comes, a hand is at the wall, and
 * after a reset the watch takes one for another. */
const excuse = (name: ScenarioName, { watch }: LitRoom): void => {
  if (name.startsWith('powerCut') || name === 'reset') watch.excuse(0);
  if (name === 'handAtTheWall') watch.excuse(HAND_TAKES_MS, ['1']);
};

/** The lamps that follow the room: all but the one that was changed by hand. */
const following = (name: ScenarioName): Readonly<Record<string, number>> => {
  const { '1': first = WISHED_PCT, ...others } = roomAt(WISHED_PCT);
  return name === 'handAtTheWall' ? others : { '1': first, ...others };
};

interface Played {
  readonly room: LitRoom;
  readonly rightAfterMs: number;
}

const play = async (name: ScenarioName): Promise<Played> => {
  await pause(NAMES.indexOf(name) * APART_MS);
  const room = await openLitRoom();
  const { bridge, guarded } = room;
  const { begin, end } = SCENARIOS[name];
  guarded.goTo(wantedAt(BEFORE_PCT, 0));
  await expectAt(room, roomAt(BEFORE_PCT, 0));
  await begin(bridge);
  excuse(name, room);
  // A hand that nobody could know of yet follows the room on; this one is seen before the room is asked on.
  if (name === 'handAtTheWall') await until(() => room.lamp('1').isChanged, HAND_SEEN_MS);
  guarded.goTo(wantedAt(MEANWHILE_PCT));
  await pause(1500);
  guarded.goTo(wantedAt(WISHED_PCT));
  await pause(1500);
  await end(bridge);
  excuse(name, room);
  const endedMs = performance.now();
  await expectAt(room, following(name), WATCHED_MS);
  const rightAfterMs = performance.now() - endedMs;
  await pause(Math.max(0, WATCHED_MS - rightAfterMs));
  return { room, rightAfterMs };
};

const plays = new Map<ScenarioName, Promise<Played>>();

const played = async (name: ScenarioName): Promise<Played> => {
  const outcome = plays.get(name);
  if (outcome === undefined) throw new Error(`${name} was not played`);
  return outcome;
};

beforeAll(() => {
  for (const name of NAMES) {
    const outcome = play(name);
    // Covered by the test of its name.
    outcome.catch(() => undefined);
    plays.set(name, outcome);
  }
});
afterAll(closeRooms);

describe('a room to which this happens', () => {
  it.each(NAMES)('%s: is as it is wished to be soon after, and no lamp hurries', async (name) => {
    const { room, rightAfterMs } = await played(name);
    expect(room.watch.broken).toEqual([]);
    expect(rightAfterMs).toBeLessThan(RIGHT_WITHIN_MS);
    expect(room.lights.view().state).toBe('ready');
    expect(room.faults()).toEqual([]);
  });

  it('leaves the lamp that was changed by hand as it was set', async () => {
    const { room } = await played('handAtTheWall');
    expect(room.outputPct('1')).toBeCloseTo((150 / 254) * 100);
    expect(room.lamp('1').isChanged).toBe(true);
  });

  it.each([
    ['gone', 'bridgeUnreachable'],
    ['hanging', 'bridgeHangs'],
    ['busy503', 'bridgeBusy'],
    ['throttled429', 'bridgeBusy'],
    ['internal901', 'bridgeBusy'],
    ['unauthorised', 'bridgeUnauthorised'],
    ['reset', 'bridgeUnauthorised'],
    ['rebooting', 'bridgeUnreachable'],
    ['moved', 'bridgeUnreachable'],
  ] as const)('%s: is told meanwhile as %s', async (name, code) => {
    const { room } = await played(name);
    expect(room.told).toContain(code);
  });

  it.each(['lampUnreachable', 'handAtTheWall', 'oddLamps', 'zonesForGroups', 'leftRunning'] as const)(
    '%s: is no fault of the bridge’s',
    async (name) => {
      const { room } = await played(name);
      expect(room.told).toEqual([]);
    },
  );
});
