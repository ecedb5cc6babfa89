// A session's changes as lines that somebody says yes or no to: what is the same in several phases is one line, unless
// they want to say it phase by phase. Pure.

import type { PhaseName } from '../../../shared/preset/preset.ts';
import type { SessionChange } from '../../../shared/session/changes.ts';

/** Changes that are one line: one, or the same in several phases, in the phases' order. */
export type Line = readonly [SessionChange, ...SessionChange[]];

/** What a change is, whatever its phase; null: it is like no other. */
const sortOf = (change: SessionChange): string | null => {
  if (change.kind === 'light' || change.kind === 'sound') return `${change.kind} ${change.steps}`;
  return change.kind === 'silence' ? change.kind : null;
};

const isSame = (one: SessionChange, other: SessionChange): boolean =>
  sortOf(one) !== null && sortOf(one) === sortOf(other);

/** The lines of these changes, in their order. */
export const linesOf = (changes: readonly SessionChange[], isApart: boolean): readonly Line[] => {
  if (isApart) return changes.map((change): Line => [change]);
  const firsts = changes.filter((change, i) => !changes.slice(0, i).some((other) => isSame(other, change)));
  return firsts.map(
    (first): Line => [first, ...changes.filter((change) => change !== first && isSame(first, change))],
  );
};

/** The phases of a line; `all` where it is more than one, and each that the session had. */
export const phasesOf = (line: Line, phaseCount: number): readonly PhaseName[] | 'all' => {
  const names = line.flatMap((change) => ('phase' in change ? [change.phase] : []));
  return names.length > 1 && names.length === phaseCount ? 'all' : names;
};
