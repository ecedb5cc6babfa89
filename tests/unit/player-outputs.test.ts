// Which output the sound belongs to: the chosen one, or the one where it played first, and never another one because
// that is gone.

import { describe, expect, it } from 'vitest';
import { chooseSink, type InUse, listedOf } from '../../renderer/player/sink-choice.ts';

const HEADPHONES = { id: 'h', name: 'Headphones' };
const SPEAKER = { id: 's', name: 'Speaker' };
const both = { present: [HEADPHONES, SPEAKER], system: HEADPHONES };

const told = (deviceId: string, label: string, groupId: string) => ({ deviceId, label, groupId });

describe('the list of outputs', () => {
  it('leaves out the system’s own choices, and finds the output behind them', () => {
    const list = [told('h', 'Headphones', 'g1'), told('s', 'Speaker', 'g2')];
    const byGroup = listedOf([told('default', 'Default', 'g2'), ...list]);
    expect(byGroup.present).toEqual([HEADPHONES, SPEAKER]);
    expect(byGroup.system).toEqual(SPEAKER);
    expect(listedOf([told('default', 'Default - Headphones', 'x'), ...list]).system).toEqual(HEADPHONES);
    expect(listedOf([told('default', 'Default', 'default'), ...list]).system).toBeNull();
    expect(listedOf([told('default', 'Default', 'x'), told('s', 'Speaker', 'y')]).system).toEqual(SPEAKER);
  });
});

describe('the output for the sound', () => {
  it('is the chosen one, by its name if its id has changed, and none while it is gone', () => {
    expect(chooseSink(SPEAKER, null, both)).toEqual(SPEAKER);
    const renamed = { id: 'other', name: 'Speaker' };
    expect(chooseSink(SPEAKER, null, { present: [renamed], system: renamed })).toEqual(renamed);
    expect(chooseSink(SPEAKER, null, { present: [HEADPHONES], system: HEADPHONES })).toBe('lost');
  });

  it('is where the system played first, whatever it chooses later', () => {
    expect(chooseSink(null, null, both)).toEqual(HEADPHONES);
    const inUse: InUse = { output: HEADPHONES, among: both.present };
    expect(chooseSink(null, inUse, { ...both, system: SPEAKER })).toEqual(HEADPHONES);
    expect(chooseSink(null, inUse, { present: [SPEAKER], system: SPEAKER })).toBe('lost');
  });

  it('is none once any output is gone, if the system never said which was ours', () => {
    const inUse: InUse = { output: null, among: both.present };
    expect(chooseSink(null, inUse, { ...both, system: null })).toBeNull();
    expect(chooseSink(null, inUse, { present: [SPEAKER], system: SPEAKER })).toBe('lost');
  });

  it('is the first that comes if there was none at all', () => {
    const none: InUse = { output: null, among: [] };
    expect(chooseSink(null, none, { present: [], system: null })).toBeNull();
    expect(chooseSink(null, none, both)).toEqual(HEADPHONES);
  });
});
