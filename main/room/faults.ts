// What is wrong with lights and sound at this moment, each thing once, with the time since when. The nurse sees
// them; the patient never does.

import { byItself } from '../../shared/errors.ts';
import type { Fault, FaultCode } from '../../shared/ipc/snapshot.ts';

export interface Faults {
  /** Sets what is wrong with one part of the room; an empty list mends it. */
  readonly set: (part: string, present: readonly Pick<Fault, 'code' | 'about'>[]) => void;
  readonly all: () => readonly Fault[];
}

const isSame = (a: Pick<Fault, 'code' | 'about'>, b: Pick<Fault, 'code' | 'about'>): boolean =>
  a.code === b.code && a.about === b.about;

/**
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
      const each = present.filter((fault, i) => present.findIndex((other) => isSame(other, fault)) === i);
      const after = each.map(
        (fault): Fault => before.find((known) => isSame(known, fault)) ?? { ...fault, sinceWallMs: now() },
      );
      parts.set(part, after);
      const tell = ({ code, about }: Fault, isOver: boolean): void =>
        void byItself(() => told(code, about, isOver));
      for (const fault of after) if (!before.includes(fault)) tell(fault, false);
      for (const fault of before) if (!after.includes(fault)) tell(fault, true);
    },
    all: () => [...parts.values()].flat(),
  };
};
