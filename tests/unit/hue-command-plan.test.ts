// Changes become as few commands as the groups allow, and never reach a lamp that was not meant.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bringUpCommands, cover, fadeCommands, type HueCommand } from '../../main/lights/hue/command-plan.ts';
import type { LampAbility } from '../../main/lights/hue/lamps.ts';

const COLOUR: LampAbility = { mirek: { least: 153, most: 500 }, hasColour: true, afterPowerCut: null };
const ids = ['1', '2', '3', '4', '5', '6'];
const dim = { brightnessPct: 8, warmthK: 2200 };
const room = { id: 'room', lampIds: ['1', '2', '3'] };
const pair = { id: 'pair', lampIds: ['1', '2'] };

const plan = (lampIds: readonly string[], dark: readonly string[], look = dim) => {
  const changes = [{ lampIds, look, overMs: 1000 }];
  const groups = [pair, room];
  return {
    bringUp: bringUpCommands(changes, dark, groups, () => COLOUR),
    fade: fadeCommands(changes, groups, () => COLOUR),
  };
};
const names = (commands: readonly HueCommand[]) => commands.map(({ to, id }) => `${to} ${id}`);

describe('the commands for a change', () => {
  it('are one where a group holds its lamps', () => {
    expect(names(plan(['3', '1', '2'], []).fade)).toEqual(['group room']);
    expect(names(plan(['1', '2', '4'], []).fade)).toEqual(['group pair', 'light 4']);
    expect(names(plan(['2', '3'], []).fade)).toEqual(['light 2', 'light 3']);
  });

  it('bring up only the lamps that are dark', () => {
    const { bringUp, fade } = plan(['1', '2', '3'], ['1', '2']);
    expect(names(bringUp)).toEqual(['group pair']);
    expect(bringUp.map(({ state }) => state)).toEqual([{ on: true, bri: 1, ct: 455, transitiontime: 0 }]);
    expect(names(fade)).toEqual(['group room']);
  });

  it('bring up nothing for darkness', () => {
    const dark = plan(['1', '2', '3'], ['1'], { ...dim, brightnessPct: 0 });
    expect(dark.bringUp).toEqual([]);
    expect(dark.fade.map(({ state }) => state)).toEqual([{ on: false, transitiontime: 10 }]);
  });

  it('reach each lamp once and no other, whatever groups there are', () => {
    const anyGroups = fc.array(fc.record({ id: fc.uuid(), lampIds: fc.subarray(ids) }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.subarray(ids), anyGroups, (lampIds, groups) => {
        const reached = cover(lampIds, groups).flatMap((target) => target.lampIds);
        expect([...reached].sort()).toEqual([...lampIds].sort());
      }),
    );
  });
});
