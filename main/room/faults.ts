// What is wrong with the room at this moment: each fault once, with the time since when. Nurses see faults; patients
// never do.

import { byItself } from '../../shared/errors.ts';
import type { Fault } from '../../shared/ipc/snapshot.ts';

/** A fault without its time. */
export type Found = Pick<Fault, 'code' | 'about'>;

export type Faults = ReturnType<typeof openFaults>;

const isSame = (a: Found, b: Found): boolean => a.code === b.code && a.about === b.about;

/**
 * @param now wall ms
 * @param told called when a fault begins and when it is over
 */
export const openFaults = (now: () => number, told: (fault: Found, isOver: boolean) => void) => {
  const parts = new Map<string, readonly Fault[]>();
  return {
    /** Sets all that is wrong with one part of the room; an empty list mends it. */
    set: (part: string, present: readonly Found[]): void => {
      const before = parts.get(part) ?? [];
      const after = present
        .filter((fault, i) => present.findIndex((other) => isSame(other, fault)) === i)
        .map((fault) => before.find((known) => isSame(known, fault)) ?? { ...fault, sinceWallMs: now() });
      parts.set(part, after);
      for (const fault of after) if (!before.includes(fault)) byItself(() => told(fault, false));
      for (const fault of before) if (!after.includes(fault)) byItself(() => told(fault, true));
    },
    all: (): readonly Fault[] => [...parts.values()].flat(),
  };
};
