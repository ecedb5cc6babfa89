// What becomes of what is believed of a lamp when its bridge reports it: a hand is left in peace, a lamp that came
// back finds its way, and nothing is concluded too soon.

import { describe, expect, it } from 'vitest';
import type { BridgeLamp } from '../../main/lights/rig.ts';
import { spanOf } from '../../main/lights/tracking/brightness-estimate.ts';
import {
  afterEarlierReport,
  afterReport,
  type HeldLamp,
  heldLamp,
  takenBack,
} from '../../main/lights/tracking/lamp-tracker.ts';
import { sentLamp, told, way, white } from './told-lamp.ts';

/** Asked for at an instant, and answered at once. */
const report = (held: HeldLamp, lamp: BridgeLamp, askedAt: number): HeldLamp =>
  afterReport(held, lamp, { askedAt, at: askedAt, rate: 1 });

/** Sent from 40 % to 8 % at 0, and seen there since. */
const arrived = (): HeldLamp => report(sentLamp(white(40), white(8), 2000), told(white(8)), 3000);

describe('a hand at the wall', () => {
  it('is left in peace, from all that may be', () => {
    const changed = report(arrived(), told(white(60)), 10_000);
    expect(changed.isChanged).toBe(true);
    expect(spanOf(changed.belief, 10_000)).toEqual({ low: 8, high: 60 });
  });

  it('is not concluded from a report too soon after a command: the lamp may then be anywhere between', () => {
    const doubtful = report(arrived(), told(white(60)), 4000);
    expect(doubtful.isChanged).toBe(false);
    expect(spanOf(doubtful.belief, 4000)).toEqual({ low: 8, high: 60 });
  });

  it('is told within the time that bridges take, also on a clock that runs fast', () => {
    const fast = { askedAt: 10_000, at: 10_000, rate: 60 };
    expect(afterReport(arrived(), told(white(60)), fast).isChanged).toBe(false);
  });

  it('is over when the lamp is found as it was sent again', () => {
    const changed = report(arrived(), told(white(60)), 10_000);
    expect(report(changed, told(white(8)), 14_000).isChanged).toBe(false);
  });

  it('is led back when the room is taken back', () => {
    const changed = report(arrived(), told(white(60)), 10_000);
    const back = takenBack(changed);
    expect(back.isChanged).toBe(false);
    expect(back.belief.aim).toBeNull();
    expect(takenBack(arrived())).toEqual(arrived());
  });
});

describe('a lamp that could not be reached', () => {
  const away = (): HeldLamp => report(arrived(), told(white(8), { reachable: false }), 10_000);

  it('is neither astray nor changed, whatever is said of it', () => {
    const said = report(away(), told(white(90), { reachable: false }), 14_000);
    expect(said.isChanged).toBe(false);
    expect(spanOf(said.belief, 14_000)).toEqual({ low: 8, high: 8 });
  });

  it('may be at anything when it is back, and finds its way from there', () => {
    const back = report(away(), told(white(8)), 14_000);
    expect(spanOf(back.belief, 14_000)).toEqual({ low: 0, high: 100 });
    expect(back.belief.aim).toBeNull();
    expect(back.sent).toBeNull();
  });

  it('is no longer a hand’s when it lost its power meanwhile', () => {
    const changed = report(arrived(), told(white(60)), 10_000);
    const gone = report(changed, told(white(60), { reachable: false }), 14_000);
    expect(report(gone, told(white(100)), 18_000).isChanged).toBe(false);
  });
});

describe('a command that came to nothing', () => {
  it('is seen by a report of where the lamp was before, and the lamp is led on', () => {
    const lost = report(sentLamp(white(40), white(8), 2000), told(white(40)), 3000);
    expect(lost.isChanged).toBe(false);
    expect(lost.ledBack).toBe(1);
    expect(spanOf(lost.belief, 3000)).toEqual({ low: 8, high: 40 });
  });

  it('is not concluded from a report that was asked for before it went out', () => {
    const held = sentLamp(white(40), white(8), 2000);
    expect(report(held, told(white(40)), 0)).toEqual(held);
  });

  it('is said again three times, and then the lamp is let be: it cannot do better', () => {
    const held = [3000, 7000, 11_000, 15_000, 19_000].reduce(
      (lamp, at) => report(lamp, told(white(13)), at),
      arrived(),
    );
    expect(held.ledBack).toBe(3);
    expect(held.sent).toBeNull();
    expect(held.isChanged).toBe(false);
  });
});

describe('a report that was asked for just ahead of a command', () => {
  const ramp = way(8, 3, 1500);
  const next = { ...sentLamp(white(8), white(3), 1500) };

  it('shows that the lamp begins its new way at a hand’s light, so that it is led back gently', () => {
    const held = afterEarlierReport(next, arrived(), told(white(60)), ramp);
    expect(spanOf(held.belief, 0)).toEqual({ low: 3, high: 60 });
    expect(held.belief.aim).toBeNull();
  });

  it('changes nothing where the lamp was as it was sent, or has gone already', () => {
    expect(afterEarlierReport(next, arrived(), told(white(8)), ramp)).toEqual(next);
    expect(afterEarlierReport(next, arrived(), told(white(3)), ramp)).toEqual(next);
  });

  it('changes nothing where nothing was known of the lamp', () => {
    const unknown = heldLamp(told(white(8)), 'ambient', 0);
    expect(afterEarlierReport(next, unknown, told(white(60)), ramp)).toEqual(next);
  });
});
