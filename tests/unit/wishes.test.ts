// What the patient asks someone for with one more tap, and that staff learn of it.

import { describe, expect, it } from 'vitest';
import { want } from '../../shared/score/score.ts';
import { reduce } from '../../shared/session/reduce.ts';
import { type RunningSession, WISHES, type Wish } from '../../shared/session/session.ts';
import { type Act, MINUTE, play, running, SPRAVATO } from './session-arbitraries.ts';

const played = (...acts: readonly (readonly [number, Act])[]) => running(play(SPRAVATO, ...acts).session);

const said = (session: RunningSession, wish: Wish, minute: number): RunningSession =>
  running(reduce(session, { type: 'wish', wish, awakeUntil: minute * MINUTE + 1 }, minute * MINUTE).session);

const shown = (session: RunningSession, minute: number) => {
  const { request, wish } = want(session, minute * MINUTE).display;
  return { request, wish };
};

describe('a wish', () => {
  it.each(WISHES)('for %s goes with the request', (wish) => {
    const asked = said(played([1, 'someone']), wish, 2);
    expect(shown(asked, 2)).toEqual({ request: 'asked', wish });
    expect(asked.request?.askedAt).toBe(MINUTE);
  });

  it('said once more is taken back, and somebody is still asked for', () => {
    const asked = said(said(played([1, 'someone']), 'water', 2), 'water', 3);
    expect(shown(asked, 3)).toEqual({ request: 'asked', wish: null });
  });

  it('takes the place of another one', () => {
    const asked = said(said(played([1, 'someone']), 'water', 2), 'bathroom', 3);
    expect(shown(asked, 3)).toEqual({ request: 'asked', wish: 'bathroom' });
  });

  it('goes on being shown while someone is coming, and can be taken back then', () => {
    const asked = said(played([1, 'someone']), 'water', 2);
    const coming = running(reduce(asked, { type: 'acknowledge' }, 3 * MINUTE).session);
    expect(shown(coming, 3)).toEqual({ request: 'coming', wish: 'water' });
    expect(shown(said(coming, 'water', 4), 4)).toEqual({ request: 'coming', wish: null });
  });

  it('said after staff answered is a new request, so that they learn of it', () => {
    const coming = played([1, 'someone'], [2, 'acknowledge']);
    const asked = said(coming, 'sick', 3);
    expect(shown(asked, 3)).toEqual({ request: 'asked', wish: 'sick' });
    expect(want(asked, 3 * MINUTE).door).toBe('askedFor');
  });
});

describe('a second request', () => {
  it('can be made while the answer to the first is still shown, and is for nothing yet', () => {
    const asked = said(played([1, 'someone']), 'water', 2);
    const coming = running(reduce(asked, { type: 'acknowledge' }, 3 * MINUTE).session);
    const again = running(reduce(coming, { type: 'someone', awakeUntil: 5 * MINUTE }, 4 * MINUTE).session);
    expect(again.request).toEqual({ askedAt: 4 * MINUTE, wish: null, comingAt: null });
    expect(want(again, 4 * MINUTE).door).toBe('askedFor');
  });

  it('is not taken away by the end of the first answer', () => {
    const again = played([1, 'someone'], [2, 'acknowledge'], [6, 'someone'], [30, 'wake']);
    expect(again.request?.askedAt).toBe(6 * MINUTE);
  });
});
