// What main keeps of a patient's pages in case the page crashes: of one session only, and always forgotten at the
// turnover and at the next Start.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPatientPages, type PatientPages } from '../../main/room/patient-pages.ts';
import { openRoom, type Room } from '../../main/room/room.ts';
import type { PagesChange } from '../../shared/session/patient-pages.ts';
import type { Session } from '../../shared/session/session.ts';
import { SPRAVATO } from './session-arbitraries.ts';

const TEXT: PagesChange = { kind: 'write', writing: 'the sea' };
const OK = { ok: true, value: null };
const FORGOTTEN = { ok: false, error: 'pagesForgotten' };

let now: number;
let room: Room;
let pages: PatientPages;

beforeEach(() => {
  vi.useFakeTimers();
  now = 1000;
  pages = openPatientPages(() => room.session());
  room = openRoom({
    clock: { now: () => now, rate: 1 } as Parameters<typeof openRoom>[0]['clock'],
    light: () => undefined,
    sound: () => undefined,
    changed: () => pages.forgetIfOver(),
    tell: () => undefined,
  });
});

afterEach(() => {
  room.close();
  vi.useRealTimers();
});

const start = (): number => {
  now += 1;
  expect(room.apply({ type: 'start', preset: SPRAVATO, found: null })).toBeNull();
  return now;
};

const toTurnover = (): void => {
  room.apply({ type: 'gentleEnd' });
  now += 10 * 60_000;
  expect(room.apply({ type: 'roomFree' })).toBeNull();
};

describe('what main holds of the pages', () => {
  it('is nothing before anything is written', () => {
    expect(pages.present()).toBeNull();
    start();
    expect(pages.present()).toBeNull();
  });

  it('is what was written in the session that runs', () => {
    const startedAt = start();
    expect(pages.change(startedAt, TEXT)).toEqual(OK);
    expect(pages.change(startedAt, { kind: 'wish', page: 'write', isWishedKept: true })).toEqual(OK);
    expect(pages.present()).toMatchObject({
      startedAt,
      pages: { writing: 'the sea', isWishedKept: { write: true, draw: false } },
    });
  });

  it('is nothing of another session, whose changes are refused', () => {
    const startedAt = start();
    expect(pages.change(startedAt - 1, TEXT)).toEqual(FORGOTTEN);
    expect(pages.present()).toBeNull();
    pages.change(startedAt, TEXT);
    expect(pages.change(startedAt - 1, { kind: 'write', writing: 'another' })).toEqual(FORGOTTEN);
    expect(pages.present()?.pages.writing).toBe('the sea');
  });

  it('is nothing where no session runs', () => {
    expect(pages.change(0, TEXT)).toEqual(FORGOTTEN);
    expect(pages.present()).toBeNull();
  });

  it('stays, and can be changed, until the turnover wipes it', () => {
    const startedAt = start();
    pages.change(startedAt, TEXT);
    toTurnover();
    expect(pages.present()?.pages.writing).toBe('the sea');
    expect(pages.change(startedAt, { kind: 'wish', page: 'write', isWishedKept: true })).toEqual(OK);
  });

  it.each(['done', 'later'] as const)('is forgotten with the step that is %s, and stays so', (state) => {
    const startedAt = start();
    pages.change(startedAt, TEXT);
    toTurnover();
    expect(pages.present()).not.toBeNull();
    room.apply({ type: 'wiped', step: 'pages', state });
    expect(pages.present()).toBeNull();
    // A change that the window had not sent yet is refused.
    expect(pages.change(startedAt, TEXT)).toEqual(FORGOTTEN);
    expect(pages.present()).toBeNull();
  });

  it('is forgotten at once when that is asked', () => {
    pages.change(start(), TEXT);
    pages.forget();
    expect(pages.present()).toBeNull();
  });
});

describe('the next Start', () => {
  it('finds nothing, even where the room was never turned over', () => {
    let session: Session;
    const startedAt = start();
    const held = openPatientPages(() => session);
    session = room.session();
    expect(held.change(startedAt, TEXT)).toEqual(OK);
    session = { ...session, startedAt: startedAt + 1 } as Session;
    held.forgetIfOver();
    // Not even for changes of that earlier session.
    session = room.session();
    expect(held.present()).toBeNull();
  });
});
