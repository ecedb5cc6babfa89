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

  it.each<[string, object, object]>([
    ['bri', { state: { on: true, bri: null } }, { reported: null, isOn: true }],
    ['bri left out', { state: { on: true } }, { reported: null, isOn: true }],
    ['bri of a lamp that is off', { state: { on: false, bri: null } }, { reported: { brightnessPct: 0 } }],
    ['bri as text', { state: { on: true, bri: '254' } }, { reported: null }],
    ['on', { state: { on: null, bri: 9 } }, { reported: null, isOn: null }],
    ['name', { name: null }, { name: 'Hue color lamp 7', reported: { brightnessPct: 100 } }],
    ['name and all that names it', { name: ' ', productname: 4, type: null }, { name: '7' }],
    ['state', { state: null }, { reported: null, isOn: null, reachable: true, hasColour: true }],
    ['xy', { state: { on: true, bri: 254, ct: 366, xy: ['', 0] } }, { hasColour: true }],
    ['reachable', { state: { on: true, bri: 254, reachable: 'yes' } }, { reachable: true }],
    ['capabilities and config', { capabilities: null, config: 7 }, { afterPowerCut: null }],
  ])('stay when a field says nothing: %s', (_, change, known) => {
    const lamp = { ...light({}), type: 'Extended color light', productname: 'Hue color lamp', ...change };
    expect(only(lamp)).toMatchObject({ id: '7', ...known });
  });

  it('are told from a plug by its type where they do not say how bright they are', () => {
    const of = (type: string) => only({ name: 'Lamp', type, state: { on: true, bri: null } });
    expect(of('Dimmable light')?.name).toBe('Lamp');
    expect([of('On/Off plug-in unit'), of('On/Off light')]).toEqual([undefined, undefined]);
    expect(only({ name: 'Lamp', state: { on: true, bri: null } })?.name).toBe('Lamp');
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
