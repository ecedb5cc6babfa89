// What the score shows: the sign by the door, its lamp, and the patient display.

import { describe, expect, it } from 'vitest';
import { type PlanCard, USUAL_PLAN } from '../../shared/preset/plan.ts';
import { type Want, want } from '../../shared/score/score.ts';
import { type Act, MINUTE, play, SPRAVATO } from './session-arbitraries.ts';

type Acts = readonly (readonly [number, Act])[];

/** What a session wants at a minute after its dose mark at minute 0. */
const at = (minute: number, ...acts: Acts): Want =>
  want(play(SPRAVATO, [0, 'doseMark'], ...acts, [minute, 'tick']).session, minute * MINUTE);

describe('the door', () => {
  it.each<[Want['door'], number, Acts]>([
    ['quiet', 30, []],
    ['checkDue', 41, []],
    ['quiet', 41, [[41, 'checkDone']]],
    ['askedFor', 30, [[30, 'someone']]],
    ['askedFor', 41, [[41, 'someone']]],
    [
      'quiet',
      30,
      [
        [29, 'someone'],
        [30, 'acknowledge'],
      ],
    ],
    ['checkDue', 121, []],
    [
      'quiet',
      121,
      [
        [121, 'checkDone'],
        [121, 'assessed'],
      ],
    ],
    ['turnover', 122, [[121, 'roomFree']]],
  ])('says %s at minute %i after %j', (sign, minute, acts) => {
    expect(at(minute, ...acts).door).toBe(sign);
  });

  it('has a lamp that is off when free, and differs for every sign', () => {
    const lamps = [at(30), at(41), at(30, [30, 'someone']), at(121, [121, 'roomFree'])].map(
      ({ light }) => light?.door.to,
    );
    expect(new Set(lamps.map((look) => JSON.stringify(look))).size).toBe(4);
    expect(lamps.map((look) => look?.brightnessPct)).toEqual([10, 30, 30, 0]);
  });
});

describe('the patient display', () => {
  it('is awake from a touch until it falls asleep', () => {
    expect(at(30, [30, 'wake']).display.awake).toBe(true);
    expect(at(31, [30, 'wake']).display.awake).toBe(false);
  });

  it.each<[string, PlanCard | null, readonly string[]]>([
    ['no plan', null, ['write', 'draw']],
    ['a plan with both', USUAL_PLAN, ['write', 'draw']],
    ['a plan without drawing', { ...USUAL_PLAN, draw: false }, ['write']],
    ['a plan with neither', { ...USUAL_PLAN, write: false, draw: false }, []],
  ])('offers the pages that nobody said no to, once the light is back: %s', (_, plan, pages) => {
    const offered = (minute: number) => {
      const { session } = play({ ...SPRAVATO, plan }, [0, 'doseMark'], [minute, 'tick']);
      return want(session, minute * MINUTE).display.pages;
    };
    expect(offered(110)).toEqual(pages);
    expect(offered(60)).toEqual([]);
  });

  it('shows a request, and that somebody comes', () => {
    expect(at(30, [30, 'someone']).display.request).toBe('asked');
    expect(at(31, [30, 'someone'], [31, 'acknowledge']).display.request).toBe('coming');
    expect(at(37, [30, 'someone'], [31, 'acknowledge']).display.request).toBe('none');
  });
});
