// A room whose adapters only write down what they are asked, on a real session clock. For tests of the room.

import { startClock } from '../../main/room/clock.ts';
import { openRoom, type Room, type RoomParts, type Told } from '../../main/room/room.ts';
import type { Want } from '../../shared/score/score.ts';
import type { SoundTarget } from '../../shared/score/sound-score.ts';
import type { Session } from '../../shared/session/session.ts';
import { type Act, eventOf } from './session-arbitraries.ts';

export interface Bench {
  readonly room: Room;
  readonly now: () => number;
  readonly told: Told[];
  readonly light: { paths: Want['light']; fullLight: boolean }[];
  readonly sound: SoundTarget[];
  readonly changed: Session[];
  readonly press: (act: Act) => ReturnType<Room['apply']>;
}

/** A room on a clock of its own; `kept` is a session to take up again. */
export const bench = (rate: number, kept?: RoomParts['session'], startAtMs = 0): Bench => {
  const clock = startClock(rate, startAtMs, { wall: Date.now, steady: Date.now, up: Date.now });
  const told: Told[] = [];
  const light: Bench['light'] = [];
  const sound: SoundTarget[] = [];
  const changed: Session[] = [];
  const room = openRoom({
    clock,
    light: ({ light: paths, fullLight }) => light.push({ paths, fullLight }),
    sound: (target) => sound.push(target),
    changed: (session) => changed.push(session),
    tell: (one) => told.push(one),
    ...(kept === undefined ? {} : { session: kept }),
  });
  return {
    room,
    now: clock.now,
    told,
    light,
    sound,
    changed,
    press: (act) => room.apply(eventOf(act, clock.now())),
  };
};
