// What a bridge's report is taken for: in doubt nothing, and a person's hand only where it can be nothing else.

import { describe, expect, it } from 'vitest';
import { judgeReport, type LastSent } from '../../main/lights/tracking/lamp-reports.ts';
import type { Look } from '../../shared/preset/preset.ts';
import { red, sentTo, told, white } from './told-lamp.ts';

const AT_REST = 60_000;

/** What is read into a report of a lamp that was sent from 40 % to 8 % in 2 s and is there by now. */
const readAtRest = (reported: Parameters<typeof told>[0], more: Partial<LastSent> = {}) =>
  judgeReport(sentTo(white(8), white(40), 2000, more), told(reported), AT_REST);

describe('a report at rest', () => {
  it('says that the lamp went where it was sent, within a step of 254', () => {
    expect(readAtRest(white(8))).toBe('asSent');
    expect(readAtRest(white(8 + 100 / 254))).toBe('asSent');
  });

  it('says that the command had no effect while the lamp has not shown it', () => {
    expect(readAtRest(white(40))).toBe('astray');
  });

  it('is a hand where a lamp that arrived is then more than 25 of 254 off', () => {
    expect(readAtRest(white(8 + (26 / 254) * 100), { isConfirmed: true })).toBe('hand');
    expect(readAtRest(white(0), { isConfirmed: true })).not.toBe('hand');
  });

  it('is a hand that put the lamp back to where it was before, once it had gone', () => {
    expect(readAtRest(white(40), { isConfirmed: true })).toBe('hand');
  });

  it('is a lamp astray where it is only a little off', () => {
    expect(readAtRest(white(13), { isConfirmed: true })).toBe('astray');
  });

  it('is perhaps that of a command without an answer', () => {
    expect(readAtRest(white(70), { isConfirmed: true, perhaps: [white(70)] })).toBe('perhaps');
  });
});

describe('a report in a fade', () => {
  const fade = sentTo(white(3), white(60), 60_000);
  const halfWay = (reported: Parameters<typeof told>[0]) => judgeReport(fade, told(reported), 30_000);

  it('says that the lamp went where its target is reported', () => {
    expect(halfWay(white(3))).toBe('asSent');
  });

  it('proves nothing where the lamp reports its light on the way instead', () => {
    expect(halfWay(white(31.5))).toBe('unclear');
    expect(judgeReport({ ...fade, isConfirmed: true }, told(white(31.5)), 30_000)).toBe('unclear');
  });

  it('is a hand where it is far from the target and from the light on the way', () => {
    expect(halfWay(white(90))).toBe('hand');
    expect(halfWay(white(17))).toBe('hand');
  });
});

describe('a report of another colour', () => {
  it('is a hand where the lamp has shown the sent one', () => {
    expect(readAtRest(white(8, 4000), { isConfirmed: true })).toBe('hand');
    expect(readAtRest(red(8), { isConfirmed: true })).toBe('hand');
  });

  it('is no hand within 100 K', () => {
    expect(readAtRest(white(8, 2790), { isConfirmed: true })).toBe('asSent');
  });

  it('is no hand where the lamp never showed the sent one, as bridges name colours as they please', () => {
    expect(readAtRest(red(8))).toBe('unclear');
  });

  it('is off where the lamp has that of before, or was seen in the sent one before, whichever it was given since', () => {
    const from = (before: Look, wasConfirmed: boolean) =>
      judgeReport(sentTo(white(8), before, 2000, { wasConfirmed }), told(white(8, 4000)), AT_REST);
    expect(from(white(40, 4000), false)).toBe('offColour');
    expect(from(white(40), true)).toBe('offColour');
    expect(from(white(40), false), 'it may name colours otherwise').toBe('unclear');
    expect(from(white(40, 3400), true), 'it never showed this one').toBe('unclear');
  });

  it('is no hand where the lamp shows the nearest white that it has', () => {
    const sent = sentTo(white(8, 1800), white(40), 2000, { isConfirmed: true });
    expect(judgeReport(sent, told(white(8, 2200)), AT_REST)).toBe('asSent');
  });

  it('is a hand where a lamp that was sent a colour is white', () => {
    const sent = sentTo(red(10), white(40), 2000, { isConfirmed: true });
    expect(judgeReport(sent, told(red(10)), AT_REST)).toBe('asSent');
    expect(judgeReport(sent, told(white(10)), AT_REST)).toBe('hand');
  });

  it('counts for nothing on a lamp that is off, or has one white', () => {
    const off = sentTo(red(0), white(40), 2000, { isConfirmed: true });
    expect(judgeReport(off, told(white(0)), AT_REST)).toBe('asSent');
    const sent = sentTo(red(8), white(40), 2000, { isConfirmed: true });
    const plain = told(white(8), { warmthK: null, hasColour: false });
    expect(judgeReport(sent, plain, AT_REST)).toBe('asSent');
  });
});
