// The rooms and zones that people made on a bridge, read and checked. Ours are not among them: those are groups of
// another type.

import * as v from 'valibot';
import type { BridgeRoom } from '../rig.ts';

const RoomSchema = v.object({
  name: v.string(),
  type: v.picklist(['Room', 'Zone']),
  lights: v.array(v.string()),
});

const KINDS = { Room: 'room', Zone: 'zone' } as const;

/** The rooms in a bridge's answer to `GET /groups`, those without a lamp left out; none when that is no such answer. */
export const roomsIn = (answer: unknown): readonly BridgeRoom[] => {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return [];
  return Object.entries(answer).flatMap(([id, told]) => {
    const room = v.safeParse(RoomSchema, told);
    if (!room.success || room.output.lights.length === 0) return [];
    const { name, type, lights } = room.output;
    return [{ id, name, kind: KINDS[type], lampIds: lights }];
  });
};
