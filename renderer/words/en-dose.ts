// English for undoing and correcting the dose mark: clock times and minutes, never a dose.

import type { Kind } from '../../shared/preset/preset.ts';
import { clock, listed, span } from './counting.ts';
import { doseMark } from './en-terms.ts';

export const dose = {
  undo: 'Undo mark',
  correct: 'Correct',
  title: {
    spravato: 'When was the first device?',
    iv: 'When did the infusion start?',
    im: 'When was the injection?',
  } satisfies Record<Kind, string>,
  itWas: 'It was',
  minutesAgo: (minutes: number) => (minutes === 0 ? 'now' : `${minutes} min ago`),
  minutes: 'Minutes ago',
  minutesAgoShort: 'minutes ago',
  fewer: 'One minute later',
  more: 'One minute earlier',
  marked: (kind: Kind) => doseMark[kind],
  checks: (count: number) => (count === 1 ? 'Check' : 'Checks'),
  assess: 'Assess mark',
  phasesOver: 'Phases over',
  /** How many are due by then, and the clock times of those ahead. */
  times: (dueCount: number, wallMs: readonly number[]) => {
    const due = dueCount === 0 ? [] : [dueCount === 1 ? 'due at once' : `${dueCount} due at once`];
    return listed([...due, ...wallMs.map(clock)]);
  },
  /** Lists all times, since one of several may stay as it was. */
  insteadOf: (wallMs: readonly number[]) => `instead of ${listed(wallMs.map(clock))}`,
  clock,
  pressed: (wallMs: number) => `As it was pressed, ${clock(wallMs)}`,
  beforeStart: (ms: number) => `That is ${span(ms)} before this session was started.`,
  put: (wallMs: number) => `Correct to ${clock(wallMs)}`,
  asItIs: 'The mark stands there already; choose another time.',
  leave: 'Leave it',
};
