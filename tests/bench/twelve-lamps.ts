// The lamps that the bench lights, and the key by which it does. Values only.

import type { LampPlan } from '../../main/lights/practice/room.ts';

/** The key that the bench's bridges know from the start. */
export const KEY = 'a-key-of-the-bench';

/** The look of settle (40 %) in `bri`: a session that begins there has nothing to lead back. */
const SETTLED_BRI = 102;

const lampsCalled = (name: string, count: number, more: Partial<LampPlan> = {}): readonly LampPlan[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ name: `${name} ${i + 1}`, kind: 'colour', start: { on: true, bri: SETTLED_BRI } },
    ...more,
  }));

/** Twelve lamps whose names tell what they are for: eight ambient, three to work by, one at the door. */
export const TWELVE_LAMPS: readonly LampPlan[] = [
  ...lampsCalled('Ceiling', 8),
  ...lampsCalled('Desk task lamp', 3, { kind: 'ambiance' }),
  ...lampsCalled('Door lamp', 1, { outside: true, start: { on: false, bri: 254 } }),
];

/** The same as they are found in the morning: in the full white of a lamp that got its power. */
export const TWELVE_IN_THE_MORNING: readonly LampPlan[] = TWELVE_LAMPS.map((lamp) =>
  lamp.outside ? lamp : { ...lamp, start: { on: true, bri: 254 } },
);
