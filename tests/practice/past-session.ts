// A session as it is after what happened in it, so that no test has to walk to where it begins.

import type { Preset } from '../../shared/preset/preset.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { reduce } from '../../shared/session/reduce.ts';
import { EMPTY_ROOM, type Session } from '../../shared/session/session.ts';
import { MINUTE_MS } from '../../shared/session/timeline.ts';

/** An event, and how many minutes ago it happened. */
export type Past = readonly [minutesAgo: number, event: SessionEvent];

/** The events of a session, its dose marked so many minutes ago; null: it settles. */
export const pastOf = (preset: Preset, doseMinutesAgo: number | null): readonly Past[] => {
  const start: SessionEvent = { type: 'start', preset, found: null };
  if (doseMinutesAgo === null) return [[3, start]];
  return [
    [doseMinutesAgo + 8, start],
    [doseMinutesAgo, { type: 'doseMark' }],
  ];
};

/** The session that these events leave, at an instant of the session clock in ms. */
export const sessionAfter = (past: readonly Past[], now: number): Session =>
  past.reduce<Session>(
    (before, [minutesAgo, event]) => reduce(before, event, now - minutesAgo * MINUTE_MS).session,
    EMPTY_ROOM,
  );
