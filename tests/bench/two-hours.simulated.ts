// A whole session of two hours on twelve lamps at rate 1, in simulated time: how many commands the bridge gets, and how
// far every lamp is from the score at every second.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LampPlan } from '../../main/lights/practice/room.ts';
import { startClock } from '../../main/room/clock.ts';
import { tellFigure } from './figures.ts';
import { type LampApart, openLitRoom, spravato } from './lit-room.ts';
import { openSimulatedBridge } from './simulated-bridge.ts';
import { TWELVE_IN_THE_MORNING, TWELVE_LAMPS } from './twelve-lamps.ts';

const MOST_COMMANDS = 60;
const MOST_STEPS = 2;
const MOST_STEPS_APART = 1;

/** The door's sign changes at once, and its lamp as the guard allows. */
const DOOR_CHANGES_WITHIN_S = 5;

/** What is pressed, at which minute after Start. The phases end two hours after the dose mark, the session by roomFree. */
const SETTLE_MIN = 10;
const PRESSES: readonly { readonly atMin: number; readonly what: 'doseMark' | 'checkDone' | 'roomFree' }[] = [
  { atMin: SETTLE_MIN, what: 'doseMark' },
  { atMin: SETTLE_MIN + 41, what: 'checkDone' },
  { atMin: SETTLE_MIN + 120, what: 'roomFree' },
];
const LENGTH_MIN = SETTLE_MIN + 120;

/** Commands that tidy the bridge at the end count too. */
const TIDY_WITHIN_S = 15;

const inSteps = (pct: number): number => (Math.abs(pct) / 100) * 254;

const apartWithin = (lamps: readonly LampApart[], role: string): number => {
  const ofRole = lamps.filter((lamp) => lamp.role === role).map(({ pct }) => pct);
  return inSteps(Math.max(...ofRole) - Math.min(...ofRole));
};

const play = async (foundAs: string, lamps: readonly LampPlan[]): Promise<void> => {
  const bridge = openSimulatedBridge(lamps);
  // The computer's uptime is the one clock that fake timers leave alone.
  const steady = (): number => performance.now();
  const clock = startClock(1, Date.now(), { wall: Date.now, steady, up: steady });
  const opened = openLitRoom(bridge.source, clock);
  await vi.advanceTimersByTimeAsync(3000);
  const lit = await opened;
  const setUp = bridge.commands.length;
  lit.start(spravato());
  const startedMs = performance.now();

  let worst = { steps: 0, lampId: '', role: '', atS: 0 };
  let mostApart = 0;
  let signS = 0;
  let sign = lit.door();
  const lastS = LENGTH_MIN * 60 + TIDY_WITHIN_S;
  for (let atS = 1; atS <= lastS; atS += 1) {
    for (const { atMin, what } of PRESSES) if (atMin * 60 === atS - 1) lit.press(what);
    await vi.advanceTimersByTimeAsync(startedMs + atS * 1000 - performance.now());
    if (lit.door() !== sign) signS = atS;
    sign = lit.door();
    const apart = lit.apart(bridge.outputs());
    expect(apart.length).toBe(lamps.length);
    for (const { lampId, role, pct } of apart) {
      if (role === 'door' && atS - signS < DOOR_CHANGES_WITHIN_S) continue;
      if (inSteps(pct) > worst.steps) worst = { steps: inSteps(pct), lampId, role, atS };
    }
    mostApart = Math.max(mostApart, apartWithin(apart, 'ambient'), apartWithin(apart, 'task'));
  }
  expect(lit.room.session().stage).toBe('idle');
  const closed = lit.close();
  await vi.advanceTimersByTimeAsync(1000);
  await closed;

  const asked = bridge.commands.length - setUp;
  const settling =
    bridge.commands.filter(({ atMs }) => atMs < startedMs + SETTLE_MIN * 60_000).length - setUp;
  tellFigure(
    `a session of two hours on ${lamps.length} lamps that were found ${foundAs}`,
    `${asked} bridge commands from Start to the end, ${settling} of them before the dose mark (${setUp} before Start, for groups)`,
    `at most ${MOST_COMMANDS}`,
    asked <= MOST_COMMANDS,
  );
  const where = `lamp ${worst.lampId} (${worst.role}) at second ${worst.atS}`;
  tellFigure(
    `its lamps at every of ${lastS} seconds, the door's but for ${DOOR_CHANGES_WITHIN_S} after a new sign`,
    `at most ${worst.steps.toFixed(2)} of 254 steps from the score, ${where}; those of a role at most ${mostApart.toFixed(2)} apart`,
    `at most ${MOST_STEPS} and ${MOST_STEPS_APART}`,
    worst.steps <= MOST_STEPS && mostApart <= MOST_STEPS_APART,
  );
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('keeps lamps on the score that were in full white', () => play('in full white', TWELVE_IN_THE_MORNING));

it('keeps lamps on the score that were as the session before left them', () =>
  play('as the session before left them', TWELVE_LAMPS));
