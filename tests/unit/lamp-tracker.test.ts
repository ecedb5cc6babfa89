// What a bridge's report changes in what is known of a lamp: a person's hand is left alone, a lamp that came back finds
// its way, and nothing is concluded too soon.

import { describe, expect, it } from 'vitest';
import { lampsIn } from '../../main/lights/hue/lamps.ts';
import type { BridgeLamp } from '../../main/lights/rig.ts';
import { brightnessAt } from '../../main/lights/tracking/brightness-estimate.ts';
import {
  afterEarlierReport,
  afterReport,
  lookOf,
  type TrackedLamp,
  takenBack,
  trackLamp,
  wasSent,
} from '../../main/lights/tracking/lamp-tracker.ts';
import { fadeTo, red, sentLamp, told, white } from './told-lamp.ts';

/** Asked for at an instant, and answered at once. */
const report = (tracked: TrackedLamp, lamp: BridgeLamp, askedAt: number): TrackedLamp =>
  afterReport(tracked, lamp, { askedAt, at: askedAt, rate: 1 });

/** Sent from 40 % to 8 % at 0, and seen there since. */
const arrived = (): TrackedLamp => report(sentLamp(white(40), white(8), 2000), told(white(8)), 4500);

describe('a hand at the wall', () => {
  it('is left alone, and the lamp may be at either', () => {
    const changed = report(arrived(), told(white(60)), 10_000);
    expect(changed.isChanged).toBe(true);
    expect(brightnessAt(changed.estimate, 10_000)).toEqual({ low: 8, high: 60 });
  });

  it('is not concluded from a report too soon after a command: the lamp may then be anywhere between', () => {
    const doubtful = report(arrived(), told(white(60)), 4000);
    expect(doubtful.isChanged).toBe(false);
    expect(brightnessAt(doubtful.estimate, 4000)).toEqual({ low: 8, high: 60 });
  });

  it('is concluded only after the time that bridges take, also on a clock that runs fast', () => {
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
    expect(back.estimate.newest).toBeNull();
    expect(takenBack(arrived())).toEqual(arrived());
  });
});

describe('a lamp that does not show, or does not say, in which colour it shines', () => {
  const reported = (state: object): BridgeLamp => {
    const control = { ct: { min: 153, max: 454 } };
    const light = { name: 'Desk', state: { on: true, bri: 102, ...state }, capabilities: { control } };
    const lamp = lampsIn({ '1': light })?.[0];
    if (lamp === undefined) throw new Error('that is a lamp');
    return lamp;
  };

  it.each([
    ['another white', white(40, 2200), {}],
    ['a colour that it does not have', red(40), { ct: 370, colormode: 'ct' }],
  ])('is where it was sent, to %s, and is sent nothing more', (_, look, state) => {
    const after = report(sentLamp(white(40, 2700), look, 2000), reported(state), 3000);
    expect(after.timesAstray).toBe(0);
    expect(after.sent?.isConfirmed).toBe(true);
  });
});

describe('a lamp that could not be reached', () => {
  const away = (): TrackedLamp => report(arrived(), told(white(8), { reachable: false }), 10_000);

  it('is neither astray nor changed, whatever is reported of it', () => {
    const said = report(away(), told(white(90), { reachable: false }), 14_000);
    expect(said.isChanged).toBe(false);
    expect(brightnessAt(said.estimate, 14_000)).toEqual({ low: 8, high: 8 });
  });

  it('may be at anything when it is back, and finds its way from there', () => {
    const back = report(away(), told(white(8)), 14_000);
    expect(brightnessAt(back.estimate, 14_000)).toEqual({ low: 0, high: 100 });
    expect(back.estimate.newest).toBeNull();
    expect(back.sent).toBeNull();
  });

  it('no longer counts as changed by hand when it lost its power in the meantime', () => {
    const changed = report(arrived(), told(white(60)), 10_000);
    const gone = report(changed, told(white(60), { reachable: false }), 14_000);
    expect(report(gone, told(white(100)), 18_000).isChanged).toBe(false);
  });
});

describe('a lamp whose bridge does not say what it shows', () => {
  const untold: BridgeLamp = { ...told(white(8)), reported: null };

  it('may be at anything until it was sent somewhere, and is then taken to be on its way', () => {
    const found = trackLamp(untold, 'ambient', 0);
    expect(lookOf(found, 0)).toBeNull();
    expect(brightnessAt(found.estimate, 0)).toEqual({ low: 0, high: 100 });
    expect(lookOf(sentLamp(white(40), white(8), 2000), 3000)?.brightnessPct).toBe(8);
  });

  it('is neither astray nor changed by a report that says nothing', () => {
    expect(report(arrived(), untold, 10_000)).toEqual({ ...arrived(), lamp: untold });
  });

  it('is judged again once the bridge says it', () => {
    const before = report(arrived(), untold, 10_000);
    expect(report(before, told(white(60)), 14_000).isChanged).toBe(true);
  });
});

describe('a command without effect', () => {
  it('is seen by a report of where the lamp was before, and the lamp is led on', () => {
    const lost = report(sentLamp(white(40), white(8), 2000), told(white(40)), 3000);
    expect(lost.isChanged).toBe(false);
    expect(lost.timesAstray).toBe(1);
    expect(brightnessAt(lost.estimate, 3000)).toEqual({ low: 8, high: 40 });
  });

  it('is not concluded from a report that was asked for before it went out', () => {
    const tracked = sentLamp(white(40), white(8), 2000);
    expect(report(tracked, told(white(40)), 0)).toEqual(tracked);
  });

  it('is sent again three times, and then the lamp is left: it cannot do better', () => {
    const tracked = [3000, 7000, 11_000, 15_000, 19_000].reduce(
      (lamp, at) => report(lamp, told(white(13)), at),
      arrived(),
    );
    expect(tracked.timesAstray).toBe(3);
    expect(tracked.sent).toBeNull();
    expect(tracked.isChanged).toBe(false);
  });
});

describe('a lamp that does not go where it is led', () => {
  /** Led back at once after each report, at these instants; then asked for at the last one. */
  const ledTo = (instants: readonly number[], lamp: BridgeLamp): TrackedLamp =>
    instants.reduce(
      (tracked, at) => {
        const after = report(tracked, lamp, at);
        return after.timesAstray > tracked.timesAstray ? { ...after, sentAt: at } : after;
      },
      sentLamp(white(40), white(8), 2000),
    );

  it('is given up only when its bridge must have told, and is named by the look that it missed', () => {
    const soon = ledTo([3000, 4000, 5000, 9400], told(white(40)));
    expect(soon.timesAstray).toBe(3);
    expect([soon.sent === null, soon.deafTo]).toEqual([false, null]);
    const late = report(soon, told(white(40)), 9500);
    expect([late.sent, late.deafTo]).toEqual([null, white(8)]);
  });

  it('is no longer one once it is found there, though nothing was sent since', () => {
    const given = ledTo([3000, 4000, 5000, 9500], told(white(40)));
    expect(given.deafTo).toEqual(white(8));
    expect(report(given, told(white(40)), 12_000).deafTo).toEqual(white(8));
    expect(report(given, told(white(8)), 12_000).deafTo).toBeNull();
  });

  it('in its colour has its chances for the brightness still', () => {
    const off = [3000, 4000, 5000, 6000].reduce(
      (tracked, at) => report(tracked, told(white(8, 4000)), at),
      sentLamp(white(40, 4000), white(8), 2000),
    );
    expect([off.timesOffColour, off.timesAstray]).toEqual([3, 0]);
    expect(report(off, told(white(40, 4000)), 7000).timesAstray).toBe(1);
    expect(report(off, told(white(8)), 7000).timesOffColour).toBe(0);
  });

  it('in its colour is led back also where a hand had changed that just before', () => {
    const fade = fadeTo(white(3), white(8), 1500);
    const after = report(wasSent(arrived(), fade), told(white(3, 4000)), 5000);
    expect(after.estimate.newest).toBeNull();
    expect(after.timesOffColour).toBe(1);
  });
});

describe('a report that was asked for just ahead of a command', () => {
  const fade = fadeTo(white(3), white(8), 1500);
  const next = { ...sentLamp(white(8), white(3), 1500) };
  const LATER = { askedAt: 2000, rate: 1 };

  it('shows that the lamp begins its new way at a hand’s light, so that it is led back gently', () => {
    const tracked = afterEarlierReport(next, arrived(), told(white(60)), fade, LATER);
    expect(brightnessAt(tracked.estimate, 0)).toEqual({ low: 3, high: 60 });
    expect(tracked.estimate.newest).toBeNull();
  });

  it('changes nothing where the lamp was as it was sent, or has gone already', () => {
    expect(afterEarlierReport(next, arrived(), told(white(8)), fade, LATER)).toEqual(next);
    expect(afterEarlierReport(next, arrived(), told(white(3)), fade, LATER)).toEqual(next);
  });

  it('changes nothing where the lamp had just been commanded, so that one that never obeys is not asked on and on', () => {
    const soon = { askedAt: arrived().sentAt + 100, rate: 1 };
    expect(afterEarlierReport(next, arrived(), told(white(60)), fade, soon)).toEqual(next);
  });

  it('changes nothing where nothing was known of the lamp', () => {
    const unknown = trackLamp(told(white(8)), 'ambient', 0);
    expect(afterEarlierReport(next, unknown, told(white(60)), fade, LATER)).toEqual(next);
  });
});
