// A lamp is called dark only when it is, so that none is ever brought "up" to its least while it shines.

import { beforeEach, describe, expect, it } from 'vitest';
import { openBridgeMemory } from '../../main/lights/hue/bridge-memory.ts';
import type { HueCommand } from '../../main/lights/hue/command-plan.ts';
import type { HueLamp } from '../../main/lights/hue/lamps.ts';

const lamp = (isOn: boolean, id = '1'): HueLamp => ({
  id,
  name: `Lamp ${id}`,
  uniqueId: null,
  leftRunning: [],
  reachable: true,
  warmthK: null,
  hasColour: false,
  afterPowerCut: null,
  reported: { brightnessPct: isOn ? 100 : 0, warmthK: 2700 },
  mirek: null,
  isOn,
});
const to = (state: HueCommand['state']): HueCommand => ({
  ...{ to: 'light', id: '1', lampIds: ['1'], states: {} },
  state,
});
const ON = to({ on: true, bri: 100, transitiontime: 0 });
const off = (seconds: number): HueCommand => to({ on: false, transitiontime: seconds * 10 });

let memory: ReturnType<typeof openBridgeMemory>;
/** A reading that took no time. */
const reads = (lamps: readonly HueLamp[], askedAt: number): void => memory.read(lamps, askedAt, askedAt);
const isDark = (at: number): boolean => memory.dark(['1'], at).length === 1;

beforeEach(() => {
  memory = openBridgeMemory();
  reads([lamp(true)], 0);
});

describe('a lamp', () => {
  it('is dark when it is reported off, and not when it is on', () => {
    expect(isDark(10)).toBe(false);
    reads([lamp(false)], 20);
    expect(isDark(20)).toBe(true);
  });

  it('that fades to off is dark at the end of the fade, though it is reported off at once', () => {
    memory.sending(off(60), 1000);
    memory.taken(off(60), 1100);
    reads([lamp(false)], 2000);
    expect(isDark(61_099)).toBe(false);
    expect(isDark(61_100)).toBe(true);
  });

  it('that may be fading to off, since nobody answered, is not dark before the fade would end', () => {
    memory.sending(off(60), 1000);
    reads([lamp(false)], 5000);
    expect(isDark(64_999)).toBe(false);
    expect(isDark(65_000)).toBe(true);
  });

  it('that began to fade as late as the reading that finds it off is not dark before that fade would end', () => {
    memory.sending(off(1.5), 8142);
    memory.read([lamp(false)], 9742, 9754);
    expect(isDark(9755)).toBe(false);
    reads([lamp(false)], 10_800);
    expect(isDark(11_253)).toBe(false);
    expect(isDark(11_254)).toBe(true);
  });

  it('that was read while its command was on the way is not dark either', () => {
    memory.sending(off(60), 1000);
    reads([lamp(false)], 1050);
    memory.taken(off(60), 1100);
    expect(isDark(2000)).toBe(false);
  });

  it('that is dark stays so when darkness is sent once more', () => {
    reads([lamp(false)], 10);
    memory.sending(off(60), 1000);
    memory.taken(off(60), 1100);
    expect(isDark(1100)).toBe(true);
  });

  it('that was lit again forgets the fade before', () => {
    memory.taken(off(60), 1000);
    memory.taken(ON, 2000);
    reads([lamp(false)], 6501);
    expect(isDark(6501)).toBe(true);
  });

  it('is what was commanded, when a reading that was asked for before comes later', () => {
    reads([lamp(false)], 10);
    memory.taken(ON, 1000);
    reads([lamp(false)], 900);
    expect(isDark(2000)).toBe(false);
  });

  it('that was just lit is not dark where its bridge is slow to say so', () => {
    reads([lamp(false)], 10);
    memory.taken(ON, 1000);
    reads([lamp(false)], 4000);
    expect(isDark(4000)).toBe(false);
    reads([lamp(false)], 5501);
    expect(isDark(5501)).toBe(true);
  });

  it('that the bridge no longer has is neither dark nor present', () => {
    reads([lamp(false, '2')], 10);
    expect(isDark(20)).toBe(false);
    expect(memory.present(['1', '2'])).toEqual(['2']);
  });
});

describe('the colour of a lamp', () => {
  const coloured = (warmthK: number, change: Partial<HueLamp> = {}): HueLamp => ({
    ...lamp(true),
    mirek: { least: 153, most: 500 },
    reported: { brightnessPct: 100, warmthK },
    ...change,
  });
  const ct = (mirek: number) => to({ on: true, bri: 254, ct: mirek, transitiontime: 0 });
  const shown = () => memory.lampOf('1').shown;

  it('is known once it is reported as it was sent, and no more once another was sent', () => {
    reads([coloured(2500)], 0);
    expect(shown(), 'it was never told').toBeNull();
    memory.sending(ct(500), 10);
    expect(shown()).toBeNull();
    reads([coloured(2500)], 20);
    expect(shown(), 'the bridge lags').toBeNull();
    reads([coloured(2000)], 4510);
    expect(shown(), 'the bridge may only say what it told').toBeNull();
    reads([coloured(2000)], 4511);
    expect(shown()).toEqual({ ct: 500 });
    reads([coloured(2500)], 4600);
    expect(shown(), 'somebody changed it').toBeNull();
  });

  it('is not known of one in which another program left a colour loop running', () => {
    memory.sending(ct(400), 10);
    reads([coloured(2500)], 5000);
    expect(shown()).toEqual({ ct: 400 });
    reads([coloured(2500, { leftRunning: ['effect'] })], 6000);
    reads([coloured(2500)], 12_000);
    expect(shown()).toBeNull();
  });

  it('is not known of one that was out of reach, whatever is reported, until it was told it anew', () => {
    reads([coloured(2500)], 0);
    reads([coloured(2500, { reachable: false })], 10);
    reads([coloured(2500)], 6000);
    expect(shown()).toBeNull();
    memory.sending(ct(400), 6000);
    reads([coloured(2500)], 11_000);
    expect(shown()).toEqual({ ct: 400 });
  });

  it('is told apart after two commands of which half was followed, whatever one report says later', () => {
    const follows = (mirek: number, pct: number, at: number): void => {
      memory.sending(ct(mirek), at);
      memory.taken(ct(mirek), at);
      reads([coloured(2500, { reported: { brightnessPct: pct, warmthK: 2500 } })], at + 1000);
    };
    reads([coloured(2500)], 0);
    follows(500, 100, 1000);
    expect(memory.lampOf('1').takesOne).toBe(false);
    follows(450, 100, 3000);
    expect(memory.lampOf('1').takesOne).toBe(true);
    memory.taken(to({ ct: 450, transitiontime: 0 }), 5000);
    reads([coloured(2500)], 6000);
    expect(memory.lampOf('1').takesOne).toBe(true);
  });
});
