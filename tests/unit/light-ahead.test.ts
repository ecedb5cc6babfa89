// The light after the next turn, laid ready on the bridge: the next phase's, and none where the next turn is unknown.

import { describe, expect, it } from 'vitest';
import type { Phase } from '../../shared/preset/preset.ts';
import { lightAhead } from '../../shared/score/score.ts';
import { EMPTY_ROOM } from '../../shared/session/session.ts';
import { type Act, MINUTE, play, SPRAVATO } from './session-arbitraries.ts';

type Story = readonly (readonly [minute: number, act: Act])[];

const aheadAfter = (minute: number, ...story: Story) =>
  lightAhead(play(SPRAVATO, ...story).session, minute * MINUTE);

const phaseOf = (name: Phase['name']): Phase => {
  const phase = SPRAVATO.phases.find((each) => each.name === name);
  if (phase === undefined) throw new Error(`no ${name}`);
  return phase;
};

describe('the light ahead', () => {
  it('is that of onset while settle waits for the dose mark', () => {
    const ahead = aheadAfter(6);
    const { ambient, task, fadeS } = phaseOf('onset');
    expect(ahead?.ambient.at).toBe(6 * MINUTE);
    expect(ahead).toMatchObject({ ambient: { to: ambient }, task: { to: task } });
    expect(ahead?.ambient.reachAt).toBe(6 * MINUTE + fadeS * 1000);
  });

  it('is that of the next phase, at the instant when it begins', () => {
    const ahead = aheadAfter(20, [10, 'doseMark']);
    const { ambient, fadeS } = phaseOf('deep');
    expect(ahead?.ambient.at).toBe(30 * MINUTE);
    expect(ahead?.ambient.to).toEqual(ambient);
    expect(ahead?.ambient.reachAt).toBe(30 * MINUTE + fadeS * 1000);
  });

  it('begins where this phase ends', () => {
    const ahead = aheadAfter(20, [10, 'doseMark']);
    expect(ahead?.ambient.now).toEqual(phaseOf('onset').ambient);
  });

  it('moves with a phase that is lengthened', () => {
    expect(aheadAfter(20, [10, 'doseMark'], [15, 'extend'])?.ambient.at).toBe(40 * MINUTE);
  });

  it('keeps a nudge of the patient', () => {
    const plain = aheadAfter(20, [10, 'doseMark'])?.ambient.to.brightnessPct ?? 0;
    const nudged = aheadAfter(20, [10, 'doseMark'], [15, 'lighter'])?.ambient.to.brightnessPct;
    expect(nudged).toBeGreaterThan(plain);
  });

  it.each<[string, Story]>([
    ['in hold', [[12, 'hold']]],
    ['under Full light', [[12, 'fullLight']]],
    ['in a quiet check', [[12, 'quietCheck']]],
  ])('is not known %s', (_, story) => {
    expect(aheadAfter(13, [10, 'doseMark'], ...story)).toBeNull();
  });

  it.each<[string, Story]>([
    [
      'a hold',
      [
        [12, 'hold'],
        [13, 'release'],
      ],
    ],
    [
      'Full light',
      [
        [12, 'fullLight'],
        [13, 'undoFullLight'],
      ],
    ],
    [
      'a quiet check',
      [
        [12, 'quietCheck'],
        [13, 'endQuietCheck'],
      ],
    ],
  ])('is known again after %s', (_, story) => {
    expect(aheadAfter(14, [10, 'doseMark'], ...story)).not.toBeNull();
  });

  it('is none in a room where no session runs', () => {
    expect(lightAhead(EMPTY_ROOM, 0)).toBeNull();
  });
});
