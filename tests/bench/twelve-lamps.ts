// The lamps that the bench lights, and its key for their bridge. Values only.

import type { LampPlan } from '../../main/lights/practice/room.ts';

/** The key that the bench's bridges know from the start. */
export const KEY = 'a-key-of-the-bench';

/** The look of settle (40 %) as `bri`: a session that begins there need not lead the lamps anywhere. */
const SETTLED_BRI = 102;

const lampsCalled = (name: string, count: number, more: Partial<LampPlan> = {}): readonly LampPlan[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `${name} ${i + 1}`,
    kind: 'colour',
    start: { on: true, bri: SETTLED_BRI },
    ...more,
  }));

/** Twelve lamps whose names tell their roles: eight ambient, three for tasks, one at the door. */
export const TWELVE_LAMPS: readonly LampPlan[] = [
  ...lampsCalled('Ceiling', 8),
  ...lampsCalled('Desk task lamp', 3, { kind: 'ambiance' }),
  ...lampsCalled('Door lamp', 1, { outside: true, start: { on: false, bri: 254 } }),
];

/** The same lamps as found in the morning: in full white, as a lamp is after its power came on. */
export const TWELVE_IN_THE_MORNING: readonly LampPlan[] = TWELVE_LAMPS.map((lamp) =>
  lamp.outside ? lamp : { ...lamp, start: { on: true, bri: 254 } },
);
