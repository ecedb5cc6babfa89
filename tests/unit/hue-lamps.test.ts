// What a bridge reports is taken only as far as it can be true.

import { describe, expect, it } from 'vitest';
import { configIn } from '../../main/lights/hue/api-client.ts';
import { lampsIn } from '../../main/lights/hue/lamps.ts';

const light = (state: object, control: object = {}): object => ({
  name: 'Lamp',
  state: { on: true, bri: 254, reachable: true, ...state },
  capabilities: { control },
});
const only = (told: object) => lampsIn({ '7': told })?.[0];

describe('the lamps in a report of a bridge', () => {
  it('have the whites that they have themselves', () => {
    const lamp = only(light({ ct: 366, colormode: 'ct' }, { ct: { min: 153, max: 454 } }));
    expect(lamp?.warmthK).toEqual({ least: 2203, most: 6536 });
    expect(lamp?.reported).toEqual({ brightnessPct: 100, warmthK: 2732 });
  });

  it.each([
    [
      { min: 0, max: 65_535 },
      { least: 2000, most: 6536 },
    ],
    [{ min: 600, max: 700 }, null],
    [undefined, { least: 2000, most: 6536 }],
    ['nonsense', { least: 2000, most: 6536 }],
  ])('have whites that can be, when they tell %j', (ct, warmthK) => {
    expect(only(light({ ct: 366 }, { ct }))?.warmthK).toEqual(warmthK);
  });

  it('shine in the colour in which they were last told to', () => {
    const both = { ct: 366, xy: [0.65, 0.32] };
    expect(only(light({ ...both, colormode: 'xy' }))?.reported).toEqual({
      brightnessPct: 100,
      colour: { x: 0.65, y: 0.32 },
    });
    expect(only(light({ ...both, colormode: 'ct' }))?.reported).toMatchObject({ warmthK: 2732 });
  });

  it('are at 0 % when they are off, however bright they were', () => {
    expect(only(light({ on: false }))?.reported).toEqual({ brightnessPct: 0, warmthK: 2700 });
  });

  it('leave out a plug, which cannot be dimmed, and entries that are no lamps', () => {
    const told = { '1': { name: 'Plug', state: { on: true } }, '2': null, '3': light({}), '300': light({}) };
    expect(lampsIn(told)?.map(({ id }) => id)).toEqual(['3', '300']);
  });

  it.each([[null], [[]], ['lamps'], [7]])('are none in %j', (answer) => {
    expect(lampsIn(answer)).toBeNull();
  });
});

describe('the introduction of a bridge', () => {
  it('names it in lower case', () => {
    const told = { bridgeid: '001788FFFE570001', name: 'Hue Bridge', modelid: 'BSB003', more: 1 };
    expect(configIn(told)).toMatchObject({
      bridgeId: '001788fffe570001',
      name: 'Hue Bridge',
      model: 'BSB003',
    });
    expect(configIn({ ...told, modelid: undefined })?.model).toBe('');
  });

  it.each([
    [{}],
    [{ bridgeid: 'printer', name: 'Printer' }],
    [{ bridgeid: '001788FFFE570001' }],
    [[]],
    [null],
  ])('is none when it is %j', (answer) => {
    expect(configIn(answer)).toBeNull();
  });
});
