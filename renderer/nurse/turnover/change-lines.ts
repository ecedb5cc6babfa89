// A session's changes as lines to keep or drop. The same change in several phases is one line, unless somebody wants to
// decide phase by phase. Pure.

import type { PhaseName } from '../../../shared/preset/preset.ts';
import type { SessionChange } from '../../../shared/session/changes.ts';

/** The changes of one line: one, or the same in several phases, in order. */
export type Line = readonly [SessionChange, ...SessionChange[]];

/** Equal for changes that differ only in their phase; null: the change is like no other. */
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

/** The phases of a line; `all` where it has every phase of the session and more than one. */
export const phasesOf = (line: Line, phaseCount: number): readonly PhaseName[] | 'all' => {
  const names = line.flatMap((change) => ('phase' in change ? [change.phase] : []));
  return names.length > 1 && names.length === phaseCount ? 'all' : names;
};
