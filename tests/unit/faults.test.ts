// The faults: what is wrong now, each fault once, and since when.

import { describe, expect, it } from 'vitest';
import { openFaults } from '../../main/room/faults.ts';
import type { FaultCode } from '../../shared/ipc/snapshot.ts';

const opened = () => {
  let wallMs = 1000;
  const told: (readonly [FaultCode, string | null, boolean])[] = [];
  const faults = openFaults(
    () => wallMs,
    ({ code, about }, isOver) => told.push([code, about, isOver]),
  );
  return {
    faults,
    told,
    at: (ms: number): void => {
      wallMs = ms;
    },
  };
};

const hangs = { code: 'bridgeHangs', about: null } as const;
const unreadable = (about: string) => ({ code: 'trackUnreadable', about }) as const;

describe('a fault', () => {
  it('counts from when it began, however often it is reported', () => {
    const { faults, told, at } = opened();
    faults.set('lights', [hangs]);
    at(9000);
    faults.set('lights', [{ ...hangs }]);
    expect(faults.all()).toEqual([{ ...hangs, sinceWallMs: 1000 }]);
    expect(told).toEqual([['bridgeHangs', null, false]]);
  });

  it('is told again when it is over, and is gone', () => {
    const { faults, told } = opened();
    faults.set('lights', [hangs]);
    faults.set('lights', []);
    expect(faults.all()).toEqual([]);
    expect(told.at(-1)).toEqual(['bridgeHangs', null, true]);
  });

  it('that comes back counts from its return', () => {
    const { faults, at } = opened();
    faults.set('lights', [hangs]);
    faults.set('lights', []);
    at(5000);
    faults.set('lights', [hangs]);
    expect(faults.all()).toEqual([{ ...hangs, sinceWallMs: 5000 }]);
  });

  it('of one part is not mended by a report from another', () => {
    const { faults } = opened();
    faults.set('lights', [hangs]);
    faults.set('sound', [unreadable('a.mp3')]);
    faults.set('sound', []);
    expect(faults.all()).toMatchObject([hangs]);
  });

  it('about one thing is another fault than about a second', () => {
    const { faults, told } = opened();
    faults.set('sound', [unreadable('a.mp3')]);
    faults.set('sound', [unreadable('b.mp3')]);
    expect(faults.all()).toMatchObject([unreadable('b.mp3')]);
    expect(told).toEqual([
      ['trackUnreadable', 'a.mp3', false],
      ['trackUnreadable', 'b.mp3', false],
      ['trackUnreadable', 'a.mp3', true],
    ]);
  });

  it('can be read already when it is told', () => {
    const seen: number[] = [];
    const faults = openFaults(
      () => 0,
      () => seen.push(faults.all().length),
    );
    faults.set('lights', [hangs]);
    faults.set('lights', []);
    expect(seen).toEqual([1, 0]);
  });
});
