// The only way to the lamps. Takes the paths the score wants, sends the legs the startle guard allows, tries
// again when a bridge fails, and lets the newest wish win. Times are ms on the session clock unless said.

import { byItself, tellError } from '../../shared/errors.ts';
import type { Look } from '../../shared/preset/preset.ts';
import { fail } from '../../shared/result.ts';
import type { LightPath } from '../../shared/score/light-score.ts';
import type { LightAhead, Want } from '../../shared/score/score.ts';
import type { Clock } from '../../shared/session/clock.ts';
import type { LightFault, Rig } from './rig.ts';
import {
  type Goal,
  isUnderWay,
  type Leg,
  legAhead,
  nextLeg,
  nextSayingAt,
  sendingOf,
  straightLeg,
} from './tracking/fade-planner.ts';
import type { HeldLamp } from './tracking/lamp-tracker.ts';
import {
  CARRIED_OUT_WITHIN_MS,
  type LampReport,
  openHeldRoom,
  type RoomLamp,
} from './tracking/room-tracker.ts';

/** Real ms from one attempt to the next: never more than one a second; backing off to the last, and jittered. */
const RETRY_MS: readonly number[] = [1000, 1250, 1600, 2000];
const JITTER_MS = 150;

/** Full light that comes late still takes this long, in real ms: a press is no flash. */
const LEAST_FULL_LIGHT_MS = 200;

/** What comes next is laid on the bridge when nothing was asked for this long, in real ms. */
const CALM_BEFORE_PREPARING_MS = 8000;

/** What the room's lights are to do. */
export interface LightWish {
  /** null leaves the lamps as they are. */
  readonly paths: Want['light'];
  readonly fullLight: boolean;
  /** What they will be to do at the next turn, at an instant, as far as it can be known. */
  readonly ahead: LightAhead | null;
}

export interface GuardedRig {
  /** Goes to the paths. The newest call wins. */
  readonly goTo: (wish: LightWish) => void;
  /** Lets one lamp go to a look of its own, whatever the room wants; null: as the room wants again. */
  readonly show: (lampId: string, look: Look | null) => void;
  /**
   * Takes a bridge into use, or none, whose lamps were asked for at an instant. What is believed of the same
   * bridge's lamps is kept, as far as their reports let it.
   */
  readonly use: (rig: Rig | null, lamps: readonly RoomLamp[], askedAt: number) => void;
  /** What the bridge reports: a person's hand, a lamp without power, a command that came to nothing. */
  readonly seen: (report: LampReport) => void;
  /** Lets the lamps that somebody changed by hand follow the room again. */
  readonly takeBack: () => void;
  /** Whether the connection is being sought: all but Full light then waits until it is there again. */
  readonly setAway: (isAway: boolean) => void;
  readonly lamps: () => ReadonlyMap<string, HeldLamp>;
  /** True while everything that is wished of the lamps has been said to them, and nothing is under way. */
  readonly isSaid: () => boolean;
  readonly close: () => void;
}

export interface GuardedRigParts {
  readonly clock: Pick<Clock, 'now' | 'rate'>;
  /** 0–1, for the jitter between attempts. */
  readonly random: () => number;
  /** Called with what goes wrong, and with null when commands are taken again. */
  readonly onFault: (fault: LightFault | null) => void;
  /** Called when a command was taken. */
  readonly onMoved: () => void;
}

interface Wish extends LightWish {
  readonly asked: number;
}

/** A rig that throws, against its word, has failed like any other: nothing may be left out for ever. */
const outcomeOf = (asked: () => ReturnType<Rig['send']>): ReturnType<Rig['send']> =>
  asked().catch((error: unknown) => {
    tellError(error);
    return fail('refused');
  });

const still = (look: Look, at: number): LightPath => ({ now: look, to: look, reachAt: at });

/** A rig behind the startle guard. */
export const guardRig = ({ clock, random, onFault, onMoved }: GuardedRigParts): GuardedRig => {
  const held = openHeldRoom(clock);
  const shown = new Map<string, Goal>();
  let rig: Rig | null = null;
  let bridgeId: string | null = null;
  let wish: Wish | null = null;
  /** A look is on its way to the bridge. */
  let isLegOut = false;
  let failures = 0;
  let isAway = false;
  /** On `performance.now()`. */
  let notBefore = 0;
  let timer: NodeJS.Timeout | null = null;
  let preparing: NodeJS.Timeout | null = null;

  const wakeIn = (realMs: number): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(pursue, Math.max(1, Math.ceil(realMs)));
  };

  const goalOf = (lampId: string, { role }: HeldLamp): Goal | null => {
    const own = shown.get(lampId);
    if (own !== undefined && !(wish?.fullLight ?? false)) return own;
    if (wish === null || wish.paths === null) return null;
    return { path: wish.paths[role], asked: wish.asked };
  };

  const nextLegs = (now: number): readonly Leg[] =>
    [...held.lamps()].flatMap(([lampId, lamp]) => {
      const goal = goalOf(lampId, lamp);
      if (goal === null || lamp.isChanged || isUnderWay(lamp.belief, goal, now)) return [];
      return [nextLeg(lampId, lamp.belief, goal, now, now + CARRIED_OUT_WITHIN_MS * clock.rate)];
    });

  /** Full light is a person's own press: straight there, round the guard, whoever changed a lamp by hand. */
  const fullLegs = (now: number): readonly Leg[] =>
    [...held.lamps()].flatMap(([lampId, lamp]) => {
      const goal = goalOf(lampId, lamp);
      if (goal === null || isUnderWay(lamp.belief, goal, now)) return [];
      return [straightLeg(lampId, goal, now, LEAST_FULL_LIGHT_MS * clock.rate)];
    });

  const failed = (fault: LightFault, startedMs: number): void => {
    const pauseMs = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0;
    notBefore = startedMs + pauseMs + random() * JITTER_MS;
    failures += 1;
    byItself(() => onFault(fault));
  };

  const forgetFailures = (): void => {
    if (failures > 0) byItself(() => onFault(null));
    failures = 0;
    notBefore = 0;
  };

  /** Asked just ahead of a command, so that a hand since the last look is known when it has gone out. */
  const readAhead = async (from: Rig, askedAt: number): Promise<void> => {
    const read = await from.readLamps();
    if (read.ok && from.bridge.id === bridgeId) held.seen({ lamps: read.value, askedAt });
  };

  const send = async (to: Rig, apart: readonly Leg[], now: number, isFullLight: boolean): Promise<void> => {
    const startedMs = performance.now();
    const { legs, changes } = sendingOf(apart, clock.rate);
    const flight = held.sends(legs);
    const reading = isFullLight ? null : readAhead(to, now).catch(tellError);
    const answer = await outcomeOf(async () => (isFullLight ? to.sendAtOnce(changes) : to.send(changes)));
    await reading;
    held.landed(flight, answer.ok);
    if (to !== rig) return;
    if (!answer.ok) {
      failed(answer.error, startedMs);
      return;
    }
    forgetFailures();
    byItself(onMoved);
  };

  /** A leg that only led back to the score, or was said a while ago, is followed by the rest of the way. */
  const waitForNextLeg = (now: number): void => {
    const sayings = [...held.lamps().values()].flatMap(({ isChanged, belief }) =>
      isChanged ? [] : (nextSayingAt(belief) ?? []),
    );
    if (sayings.length > 0) wakeIn((Math.min(...sayings) - now) / clock.rate);
  };

  const pauseBefore = (to: Rig, isFullLight: boolean): number => {
    const retryMs = notBefore - performance.now();
    if (isFullLight) return failures === 0 ? 0 : retryMs;
    return Math.max(retryMs, to.waitMs());
  };

  /** Sends what the newest wish needs next, one look at a time; Full light goes past a look, and its undo past it. */
  const pursue = (): void => {
    const to = rig;
    if (to === null) return;
    const isFullLight = wish?.fullLight ?? false;
    if (!isFullLight && (isLegOut || isAway)) return;
    const now = clock.now();
    const legs = isFullLight ? fullLegs(now) : nextLegs(now);
    if (legs.length === 0) {
      waitForNextLeg(now);
      return;
    }
    const pauseMs = pauseBefore(to, isFullLight);
    if (pauseMs > 0) {
      wakeIn(pauseMs);
      return;
    }
    if (!isFullLight) isLegOut = true;
    void send(to, legs, now, isFullLight)
      .catch((error: unknown) => {
        if (to === rig) failed('refused', performance.now());
        tellError(error);
      })
      .then(() => {
        if (to !== rig) return;
        if (!isFullLight) isLegOut = false;
        pursue();
      });
  };

  /** Lays the look of the next turn on the bridge, so that it will be one command. */
  const prepare = (): void => {
    const ahead = wish?.ahead ?? null;
    if (rig === null || ahead === null || isAway || isLegOut || failures > 0) return;
    const legs = [...held.lamps()].flatMap(([lampId, { role, belief, isChanged }]) => {
      const goal: Goal = { path: ahead.paths[role], asked: ahead.at };
      if (isChanged || isUnderWay(belief, goal, ahead.at)) return [];
      return [legAhead(lampId, belief, goal.path, ahead.at)];
    });
    if (legs.length > 0) void rig.prepare(sendingOf(legs, clock.rate).changes);
  };

  return {
    goTo: (next) => {
      if (next.fullLight && !(wish?.fullLight ?? false)) {
        forgetFailures();
        held.takeBack();
      }
      wish = { ...next, asked: clock.now() };
      pursue();
      if (preparing !== null) clearTimeout(preparing);
      preparing = setTimeout(prepare, CALM_BEFORE_PREPARING_MS);
    },
    show: (lampId, look) => {
      const now = clock.now();
      if (look === null) shown.delete(lampId);
      else shown.set(lampId, { path: still(look, now), asked: now });
      held.takeBack();
      pursue();
    },
    use: (next, lamps, askedAt) => {
      held.hold(lamps, askedAt, next !== null && next.bridge.id === bridgeId);
      if (next !== rig) {
        isLegOut = false;
        forgetFailures();
      }
      rig = next;
      bridgeId = next?.bridge.id ?? null;
      pursue();
    },
    seen: (report) => {
      held.seen(report);
      pursue();
    },
    takeBack: () => {
      held.takeBack();
      pursue();
    },
    setAway: (next) => {
      if (isAway && !next) notBefore = 0;
      isAway = next;
      pursue();
    },
    lamps: held.lamps,
    isSaid: () => !isLegOut && nextLegs(clock.now()).length === 0,
    close: () => {
      if (timer !== null) clearTimeout(timer);
      if (preparing !== null) clearTimeout(preparing);
      rig = null;
    },
  };
};
