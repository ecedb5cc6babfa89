// What is wrong with the room at this moment: each fault once, with the time since when. Nurses see faults; patients
// never do.

import { byItself } from '../../shared/errors.ts';
import type { Fault, FaultCode } from '../../shared/ipc/snapshot.ts';

/** A fault without its time. */
type Found = Pick<Fault, 'code' | 'about'>;

export interface Faults {
  /** Sets all that is wrong with one part of the room; an empty list mends it. */
  readonly set: (part: string, present: readonly Found[]) => void;
  readonly all: () => readonly Fault[];
}

const isSame = (a: Found, b: Found): boolean => a.code === b.code && a.about === b.about;

/**
 * @param now wall ms
 * @param told called when a fault begins and when it is over
 */
export const openFaults = (
  now: () => number,
  told: (code: FaultCode, about: string | null, isOver: boolean) => void,
): Faults => {
  const parts = new Map<string, readonly Fault[]>();
  return {
    set: (part, present) => {
      const before = parts.get(part) ?? [];
      const after = present
        .filter((fault, i) => present.findIndex((other) => isSame(other, fault)) === i)
        .map((fault) => before.find((known) => isSame(known, fault)) ?? { ...fault, sinceWallMs: now() });
      parts.set(part, after);
      const begun = after.filter((fault) => !before.includes(fault));
      const over = before.filter((fault) => !after.includes(fault));
      for (const { code, about } of begun) byItself(() => told(code, about, false));
      for (const { code, about } of over) byItself(() => told(code, about, true));
    },
    all: () => [...parts.values()].flat(),
  };
};
