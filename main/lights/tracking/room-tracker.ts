// All lamps of the room as the guarded rig holds them. It takes in what was sent and what bridges report, in whatever
// order the two arrive, and moves no lamp.

import type { Role } from '../../../shared/preset/preset.ts';
import type { BridgeLamp } from '../rig.ts';
import { carriedOut, isNewest, overtaken, sentOut, unanswered } from './brightness-estimate.ts';
import type { Leg } from './fade-planner.ts';
import {
  afterEarlierReport,
  afterReport,
  type HeldLamp,
  heldLamp,
  takenBack,
  wasPerhapsSent,
  wasSent,
} from './lamp-tracker.ts';

/** A command may still be carried out so long after it was sent, answered or not; in real ms. */
export const CARRIED_OUT_WITHIN_MS = 2500;

/** A lamp of this room. */
export interface RoomLamp {
  readonly lamp: BridgeLamp;
  readonly role: Role;
}

/** A reading of a bridge's lamps, and the instant at which it was asked for. */
export interface LampReport {
  readonly lamps: readonly BridgeLamp[];
  readonly askedAt: number;
}

/** A look that is on its way to the bridge. */
export interface Flight {
  readonly legs: readonly Leg[];
  /** The lamps as they were held when it went out. */
  readonly before: ReadonlyMap<string, HeldLamp>;
}

export interface HeldRoom {
  readonly lamps: () => ReadonlyMap<string, HeldLamp>;
  /** Holds these lamps from now on. What is known of the same ones is kept, as far as their reports let it. */
  readonly hold: (lamps: readonly RoomLamp[], askedAt: number, areSame: boolean) => void;
  /** A look goes out: from now on the lamps may be where it leads them. */
  readonly sends: (legs: readonly Leg[]) => Flight;
  /** It came down; `isTaken`: the bridge did as it was told, and otherwise it perhaps did, and perhaps will. */
  readonly landed: (flight: Flight, isTaken: boolean) => void;
  /** What the bridge reports. While something is on its way it is taken in when all has come down. */
  readonly seen: (report: LampReport) => void;
  /** Lets the lamps that somebody changed by hand follow the room again. */
  readonly takeBack: () => void;
}

/**
 * No lamps.
 *
 * @param clock now in ms on the session clock, and its rate
 */
export const openHeldRoom = (clock: { readonly now: () => number; readonly rate: number }): HeldRoom => {
  let held: ReadonlyMap<string, HeldLamp> = new Map();
  let inFlight = 0;
  /** Those that came down since there was none on its way. */
  let down: readonly Flight[] = [];
  let waiting: readonly LampReport[] = [];

  const change = (lampId: string, step: (lamp: HeldLamp) => HeldLamp): void => {
    const lamp = held.get(lampId);
    if (lamp !== undefined) held = new Map(held).set(lampId, step(lamp));
  };

  const take = ({ lamps, askedAt }: LampReport): void => {
    const times = { askedAt, at: clock.now(), rate: clock.rate };
    for (const lamp of lamps) change(lamp.id, (before) => afterReport(before, lamp, times));
  };

  /** Doubts where lamps go that were not where they were believed to be when their command went out. */
  const takeEarlier = ({ legs, before: all }: Flight, { lamps, askedAt }: LampReport): void => {
    for (const { lampId, ramp } of legs) {
      const before = all.get(lampId);
      const lamp = lamps.find(({ id }) => id === lampId);
      if (before === undefined || lamp === undefined || askedAt > ramp.beganAt) continue;
      change(lampId, (now) => afterEarlierReport(now, before, lamp, ramp));
    }
  };

  const carriedOutBy = ({ ramp }: Leg): number => ramp.beganAt + CARRIED_OUT_WITHIN_MS * clock.rate;

  /** The lamp once a command for it has come down. */
  const after = (lamp: HeldLamp, leg: Leg, isTaken: boolean): HeldLamp => {
    const { belief } = lamp;
    const { look, ramp } = leg;
    const at = clock.now();
    if (!isTaken) {
      const latest = Math.max(at, carriedOutBy(leg));
      return wasPerhapsSent({ ...lamp, belief: unanswered(belief, leg, latest) }, look, ramp);
    }
    if (isNewest(belief, leg)) return wasSent({ ...lamp, belief: carriedOut(belief, leg, at) }, look, ramp);
    return wasPerhapsSent({ ...lamp, belief: overtaken(belief, leg, at) }, look, ramp);
  };

  const takeAll = (): void => {
    // Done with, whatever comes of them: one that could not be taken in must not be in the way of all later ones.
    const [flights, reports] = [down, waiting];
    down = [];
    waiting = [];
    for (const flight of flights) for (const report of reports) takeEarlier(flight, report);
    for (const report of reports) take(report);
  };

  return {
    lamps: () => held,
    hold: (lamps, askedAt, areSame) => {
      const at = clock.now();
      const known = areSame ? held : new Map<string, HeldLamp>();
      held = new Map(
        lamps.map(({ lamp, role }) => {
          const before = known.get(lamp.id);
          if (before === undefined) return [lamp.id, heldLamp(lamp, role, at)];
          return [lamp.id, afterReport({ ...before, role }, lamp, { askedAt, at, rate: clock.rate })];
        }),
      );
    },
    sends: (legs) => {
      inFlight += 1;
      const flight = { legs, before: held };
      for (const leg of legs)
        change(leg.lampId, (lamp) => ({ ...lamp, belief: sentOut(lamp.belief, leg, carriedOutBy(leg)) }));
      return flight;
    },
    landed: (flight, isTaken) => {
      inFlight -= 1;
      down = [...down, flight];
      for (const leg of flight.legs) change(leg.lampId, (lamp) => after(lamp, leg, isTaken));
      if (inFlight === 0) takeAll();
    },
    seen: (report) => {
      if (inFlight === 0) take(report);
      else waiting = [...waiting, report];
    },
    takeBack: () => {
      held = new Map([...held].map(([lampId, lamp]) => [lampId, takenBack(lamp)]));
    },
  };
};
