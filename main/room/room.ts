// The only owner of the session: takes events in, reduces them, and sends light and sound to where the score wants
// them. It decides nothing itself and knows no device. An adapter that breaks is reported, and never holds up the others
// or the session's deadlines.

import { isDeepStrictEqual } from 'node:util';
import { byItself } from '../../shared/errors.ts';
import type { DoorSign } from '../../shared/score/door-score.ts';
import type { LightPath } from '../../shared/score/light-score.ts';
import { type LightPaths, lightAhead, type Want, want } from '../../shared/score/score.ts';
import type { SoundTarget } from '../../shared/score/sound-score.ts';
import type { Clock } from '../../shared/session/clock.ts';
import { nextDeadline } from '../../shared/session/deadlines.ts';
import type { Happening, Refusal, SessionEvent } from '../../shared/session/events.ts';
import { reduce } from '../../shared/session/reduce.ts';
import { EMPTY_ROOM, type Session } from '../../shared/session/session.ts';

/** Something that happened in the room, or that the score wants anew. */
export type Told =
  | Happening
  | { readonly at: number; readonly kind: 'look'; readonly path: LightPath; readonly role: string }
  | { readonly at: number; readonly kind: 'sound'; readonly levelDb: number | null; readonly overMs: number }
  | { readonly at: number; readonly kind: 'door'; readonly sign: DoorSign };

export interface RoomParts {
  readonly clock: Clock;
  /** Sends the lamps to the wanted light; `ahead` is the light of the next turn, if it is known. */
  readonly light: (wanted: Want, ahead: LightPaths | null) => void;
  readonly sound: (target: SoundTarget) => void;
  /** Called after each change of the session, and only then. */
  readonly changed: (session: Session) => void;
  readonly tell: (told: Told) => void;
  /** A session to take up again after a restart; it stands still until the event `resumed`. */
  readonly session?: Session;
}

export type Room = ReturnType<typeof openRoom>;

/** A timer runs at most this long, so that sleep and clock changes are noticed (real ms). */
const LONGEST_WAIT_MS = 20_000;

/** A timer runs at least this long: timers may fire a little early (real ms). */
const EARLIEST_MS = 1;

/** The room with its one session, moved on by its own deadlines until it is closed. */
export const openRoom = (parts: RoomParts) => {
  const { clock } = parts;
  let session: Session = parts.session ?? EMPTY_ROOM;
  let told: Want | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;

  const tell = (one: Told): void => void byItself(() => parts.tell(one));

  const tellWant = (wanted: Want, at: number): void => {
    for (const role of ['ambient', 'task'] as const) {
      const path = wanted.light?.[role];
      const before = told?.light?.[role];
      if (path === undefined || isDeepStrictEqual(before?.to, path.to)) continue;
      tell({ kind: 'look', role, path, at });
    }
    const level = wanted.sound.level;
    if ((level?.toDb ?? null) !== (told?.sound.level?.toDb ?? null)) {
      const overMs = level === null ? 0 : Math.max(0, level.reachAt - at);
      tell({ kind: 'sound', levelDb: level?.toDb ?? null, overMs, at });
    }
    if (wanted.door !== (told?.door ?? 'free')) tell({ kind: 'door', sign: wanted.door, at });
    told = wanted;
  };

  /** Sends light and sound to what the room should be now. */
  const follow = (): Want => {
    const now = clock.now();
    const wanted = want(session, now);
    byItself(() => parts.light(wanted, lightAhead(session, now)));
    byItself(() => parts.sound(wanted.sound));
    return wanted;
  };

  const waitForDeadline = (): void => {
    const at = nextDeadline(session);
    if (timer !== null) clearTimeout(timer);
    if (at === null || isClosed) return;
    const ms = Math.min(LONGEST_WAIT_MS, Math.max(EARLIEST_MS, (at - clock.now()) / clock.rate));
    timer = setTimeout(tick, Math.ceil(ms));
  };

  /** Applies an event now; answers why it was refused, or null. */
  const apply = (event: SessionEvent): Refusal | null => {
    const before = session;
    const now = clock.now();
    const step = reduce(session, event, now);
    session = step.session;
    byItself(waitForDeadline);
    const wanted = session !== before || event.type === 'resumed' ? byItself(follow) : null;
    for (const happening of step.happened) tell(happening);
    if (wanted !== null) tellWant(wanted, now);
    if (session !== before) byItself(() => parts.changed(session));
    return step.refused;
  };

  const tick = (): void => {
    // Should the tick break, the next one still comes.
    timer = setTimeout(tick, LONGEST_WAIT_MS);
    apply({ type: 'tick' });
  };

  return {
    session: (): Session => session,
    apply,
    /** To be called when a device has come back. */
    follow: (): void => void follow(),
    close: (): void => {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
};
