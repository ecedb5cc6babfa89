// What is true of every session at every instant, whatever has happened to it. The property tests check each state of
// random sessions against these.

import { expect } from 'vitest';
import type { Look } from '../../shared/preset/preset.ts';
import { DOTS } from '../../shared/score/display-score.ts';
import { brightnessWith, FULL_LIGHT_MS, type LightPath } from '../../shared/score/light-score.ts';
import { want } from '../../shared/score/score.ts';
import { DUCK_DB } from '../../shared/score/sound-score.ts';
import { nextDeadline } from '../../shared/session/deadlines.ts';
import type { RunningSession, Session } from '../../shared/session/session.ts';
import { MINUTE } from './session-arbitraries.ts';

/** How long the patient display says that someone is coming; repeated here, so that a change is noticed. */
const COMING_SHOWN_MS = 5 * MINUTE;

/** Mixing rounds; a value may be this much beyond a bound. */
const ROUNDING = 1e-6;

const expectBetween = (value: number, least: number, most: number): void => {
  expect(value).toBeGreaterThanOrEqual(least - ROUNDING);
  expect(value).toBeLessThanOrEqual(most + ROUNDING);
};

const expectLook = (look: Look): void => {
  expectBetween(look.brightnessPct, 0, 100);
  if ('warmthK' in look) expectBetween(look.warmthK, 1800, 6500);
  else for (const part of [look.colour.x, look.colour.y]) expectBetween(part, 0, 1);
};

/** Every number anywhere in a value is finite. */
export const expectNumbers = (value: unknown): void => {
  if (typeof value === 'number') expect(Number.isFinite(value), `${value}`).toBe(true);
  else if (typeof value === 'object' && value !== null) Object.values(value).forEach(expectNumbers);
};

/** The phases: one of them runs, those behind it are over, in order, and the last has an end or is over. */
const expectPhases = (session: RunningSession, now: number): void => {
  const { phase, phases, past, heldAt, overAt, doseAt, startedAt } = session;
  expect(phases[phase.index], 'the present phase is one of the phases').toBeDefined();
  expect(startedAt).toBeLessThanOrEqual(phase.beganAt);
  expect(phase.beganAt).toBeLessThanOrEqual(now);
  expect(phase.lightAt).toBeGreaterThanOrEqual(phase.beganAt);
  if (heldAt === null) expect(phase.lightWaits).toBe(phase.lightAt > now);
  let before = startedAt;
  for (const gone of past) {
    expect(phases[gone.index]).toBeDefined();
    expect(gone.index).toBeLessThanOrEqual(phase.index);
    expect(gone.beganAt).toBeGreaterThanOrEqual(before);
    expect(gone.endsAt).not.toBeNull();
    expect(gone.endsAt ?? 0).toBeGreaterThanOrEqual(gone.beganAt);
    before = gone.endsAt ?? 0;
  }
  expect(phase.beganAt).toBeGreaterThanOrEqual(before);
  expect(phase.from.levelDb, 'no fade comes from louder than a room may be').toBeLessThanOrEqual(0);
  const isSettling = phase.index === 0;
  expect(isSettling).toBe(doseAt === null && !session.gentle);
  expect(phase.endsAt === null, 'only settle and the rest after the phases have no end').toBe(
    isSettling || overAt !== null,
  );
  if (overAt !== null) expectBetween(overAt, phase.beganAt, now);
  if (heldAt === null) return;
  expect(overAt).toBeNull();
  expectBetween(heldAt, phase.beganAt, now);
  expect(phase.endsAt ?? 0).toBeGreaterThan(heldAt);
};

/** Checks and assess mark: due exactly from their minute on. What staff have done stays done when the mark is corrected. */
const expectMarks = (session: RunningSession, now: number): void => {
  const { doseAt, checks, assessReached, preset } = session;
  expect(checks.map(({ atMin }) => atMin)).toEqual(preset.checksMin);
  const isPast = (minute: number): boolean => doseAt !== null && doseAt + minute * MINUTE <= now;
  for (const { atMin, state } of checks) if (state !== 'done') expect(state === 'due').toBe(isPast(atMin));
  expect(assessReached).toBe(isPast(preset.assessMin));
  if (session.assessedAt !== null) expect(assessReached).toBe(true);
  expect(session.doseMarkedAt === null).toBe(doseAt === null);
  if (doseAt !== null) expect(doseAt).toBeLessThanOrEqual(now);
};

const expectOverlays = (session: RunningSession, now: number): void => {
  const { request, awakeUntil, quietCheckSince, fullLightSince, startedAt } = session;
  if (request !== null) expectBetween(request.askedAt, startedAt, now);
  if (request?.comingAt != null) {
    expectBetween(request.comingAt, request.askedAt, now);
    expect(request.comingAt + COMING_SHOWN_MS).toBeGreaterThan(now);
  }
  if (awakeUntil !== null) expect(awakeUntil).toBeGreaterThan(now);
  for (const since of [quietCheckSince, fullLightSince])
    if (since !== null) expectBetween(since, startedAt, now);
};

const expectNudge = (session: RunningSession, now: number): void => {
  const { light, sound } = session.nudge;
  expect(Number.isInteger(light) && Number.isInteger(sound)).toBe(true);
  const { least, most } = session.preset.limits.lightPct;
  const pct = brightnessWith(session, now)(light);
  // The first fade may start beyond the limits, at what the lamps were found at.
  const found = session.phase.index === 0 ? session.phase.from.ambient.brightnessPct : least;
  expectBetween(pct, Math.min(least, found), Math.max(most, found));
  expect(new Set(session.refused).size).toBe(session.refused.length);
};

const expectPath = (path: LightPath, now: number): void => {
  expectLook(path.now);
  expectLook(path.to);
  expect(path.reachAt).toBeGreaterThanOrEqual(now);
  if (path.reachAt === now) expect(path.now.brightnessPct).toBeCloseTo(path.to.brightnessPct, 6);
};

const expectWant = (session: RunningSession, now: number): void => {
  const { light, fullLight, sound, display, door } = want(session, now);
  const { least, most } = session.preset.limits.soundDb;
  expect(fullLight).toBe(session.fullLightSince !== null);
  expect(door).not.toBe('free');
  expect(light, 'a session always wants something of the light').not.toBeNull();
  for (const path of light === null ? [] : Object.values(light)) {
    if (!fullLight) expectPath(path, now);
    else expect(path).toMatchObject({ to: { brightnessPct: 100 }, now: { brightnessPct: 100 } });
    if (fullLight) expect(path.reachAt).toBe((session.fullLightSince ?? 0) + FULL_LIGHT_MS);
  }
  const isSilent = session.silenced || fullLight || (sound.playlistId === null && sound.cadence === null);
  expect(sound.level === null).toBe(isSilent);
  for (const db of sound.level === null ? [] : [sound.level.nowDb, sound.level.toDb]) {
    const duck = session.quietCheckSince === null ? 0 : DUCK_DB;
    expectBetween(db, least - duck, most - duck);
    expect(db, 'never above the cap').toBeLessThanOrEqual(sound.capDb + 1e-6);
  }
  expect([...Array(DOTS + 1).keys()]).toContain(display.lightDots);
};

/** Checks all of the above at `now`, once every deadline up to now is carried out. */
export const expectPossible = (session: Session, now: number): void => {
  expectNumbers(session);
  expectNumbers(want(session, now));
  const next = nextDeadline(session);
  if (next !== null) expect(next, 'what was due is done').toBeGreaterThan(now);
  if (session.stage === 'idle') {
    if (session.left !== null) Object.values(session.left).forEach(expectLook);
    return;
  }
  expectPhases(session, now);
  expectMarks(session, now);
  expectOverlays(session, now);
  expectNudge(session, now);
  expectWant(session, now);
};
