// The only way to the lamps. It takes the light that the score wants, sends the fades that the startle guard allows,
// retries when a bridge fails, and lets the newest call win. Times are ms on the session clock unless said otherwise.

import { byItself, tellError } from '../../shared/errors.ts';
import type { LightsView } from '../../shared/ipc/snapshot.ts';
import type { Look } from '../../shared/preset/preset.ts';
import { fail } from '../../shared/result.ts';
import { type LightPath, still } from '../../shared/score/light-score.ts';
import type { LightPaths, Want } from '../../shared/score/score.ts';
import type { Clock } from '../../shared/session/clock.ts';
import { openMissedLamps, retryAt } from './retries.ts';
import type { LightFault, Rig } from './rig.ts';
import {
  changesFor,
  fadeAhead,
  fullLightFade,
  inStep,
  isUnderWay,
  nextFade,
  resendAt,
} from './tracking/fade-planner.ts';
import type { TrackedLamp } from './tracking/lamp-tracker.ts';
import type { Fade } from './tracking/possible-fades.ts';
import {
  type LampReport,
  openRoomTracker,
  PLANNED_AHEAD_MS,
  type RoomLamp,
  type SentFades,
} from './tracking/room-tracker.ts';

/** Where nothing could be sent, for want of room or since something newer came, it is planned anew after so long. */
const NOTHING_SENT_MS = 50;

/** Full light that comes late still takes this long, in real ms: a press is no flash. */
const LEAST_FULL_LIGHT_MS = 200;

/** The light of the next turn is laid on the bridge when nothing was asked for this long, in real ms. */
const CALM_BEFORE_PREPARING_MS = 8000;

/** The part of what the score wants that concerns lamps. */
export type WantedLight = Pick<Want, 'light' | 'fullLight'>;

export interface GuardedRigParts {
  readonly clock: Pick<Clock, 'now' | 'rate'>;
  /** 0–1, for the jitter between attempts. */
  readonly random: () => number;
  /** Called with what goes wrong, and with null when commands are taken again. */
  readonly onFault: (fault: LightFault | null) => void;
  /** Called when a command was taken. */
  readonly onMoved: () => void;
}

/** A rig that throws, against its contract, has failed like any other: nothing may stay unsent for ever. */
const outcomeOf = (asked: () => ReturnType<Rig['send']>): ReturnType<Rig['send']> =>
  asked().catch((error: unknown) => {
    tellError(error);
    return fail('refused');
  });

/** A rig behind the startle guard. */
export const guardRig = ({ clock, random, onFault, onMoved }: GuardedRigParts) => {
  const tracker = openRoomTracker(clock);
  const shown = new Map<string, LightPath>();
  const missed = openMissedLamps(random);
  let rig: Rig | null = null;
  let bridgeId: string | null = null;
  let wanted: WantedLight = { light: null, fullLight: false };
  let ahead: LightPaths | null = null;
  /** Fades are on their way to the bridge. */
  let isSending = false;
  /** Fades of which some may still wait for their turn. Once they are stale, the rest is planned anew. */
  let underWay: { readonly sent: SentFades; isStale: boolean } | null = null;
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

  const pathOf = (lampId: string, { role }: TrackedLamp): LightPath | null => {
    const own = wanted.fullLight ? undefined : shown.get(lampId);
    return own ?? wanted.light?.[role] ?? null;
  };

  /**
   * The fades that have to be sent. Full light is a person's own press: straight there, past the guard, whoever changed
   * a lamp by hand.
   */
  const plan = (now: number, isFullLight: boolean): readonly Fade[] =>
    [...tracker.lamps()].flatMap(([lampId, lamp]) => {
      const path = pathOf(lampId, lamp);
      if (path === null || isUnderWay(lamp.estimate, path, now)) return [];
      if (isFullLight) return [fullLightFade(lampId, path, now, LEAST_FULL_LIGHT_MS * clock.rate)];
      const latest = now + PLANNED_AHEAD_MS * clock.rate;
      return lamp.isChanged ? [] : [nextFade(lampId, lamp.estimate, path, now, latest)];
    });

  const isHeldBack = ({ lampId }: Fade): boolean => missed.waitMs(lampId) > 0;

  const failed = (fault: LightFault, startedMs: number): void => {
    notBefore = retryAt(failures, startedMs, random());
    failures += 1;
    // A command that got no answer once says nothing of the bridge: it may be one lamp that did not.
    if (fault !== 'hangs' || failures > 1) byItself(() => onFault(fault));
  };

  const forgetFailures = (): void => {
    if (failures > 0) byItself(() => onFault(null));
    failures = 0;
    notBefore = 0;
  };

  /** Full light and its undo, and another bridge, do not wait for what failed before them. */
  const tryAllNow = (): void => {
    missed.forget();
    notBefore = 0;
  };

  const take = (report: LampReport): void => {
    if (underWay !== null && tracker.contradicts(underWay.sent, report)) underWay.isStale = true;
    tracker.report(report);
  };

  /** Asked just before a command, so that a hand since the last poll is known once the command was sent. */
  const readBefore = async (from: Rig, askedAt: number): Promise<void> => {
    const read = await from.readLamps();
    if (read.ok && from.bridge.id === bridgeId) take({ lamps: read.value, askedAt });
  };

  const send = async (
    to: Rig,
    planned: readonly Fade[],
    now: number,
    isFullLight: boolean,
  ): Promise<void> => {
    const startedMs = performance.now();
    const fades = inStep(planned, clock.rate);
    const changes = changesFor(fades, clock.rate);
    const sent = tracker.sending(fades);
    const mine = { sent, isStale: false };
    if (!isFullLight) underWay = mine;
    const hasRoom = !isFullLight && failures === 0 && to.hasRoomToRead();
    const reading = hasRoom ? readBefore(to, now).catch(tellError) : null;
    const answer = await outcomeOf(async () =>
      isFullLight ? to.sendAtOnce(changes, () => wanted.fullLight) : to.send(changes, () => !mine.isStale),
    );
    await reading;
    if (underWay === mine) underWay = null;
    tracker.answered(sent, answer.ok ? answer.value : null);
    if (to !== rig) return;
    if (!answer.ok) {
      const lampIds = fades.map(({ lampId }) => lampId);
      if (answer.error === 'hangs' && missed.noteAgain(lampIds, startedMs)) return;
      failed(answer.error, startedMs);
      return;
    }
    missed.note(answer.value, startedMs);
    if (answer.value.size === 0) {
      await new Promise((done) => setTimeout(done, NOTHING_SENT_MS));
      return;
    }
    forgetFailures();
    byItself(onMoved);
  };

  /**
   * After a fade that only led back to the score, or was sent a while ago, the rest of the way is sent; a lamp that did
   * not answer is tried again.
   */
  const waitForResend = (now: number, heldBack: readonly Fade[]): void => {
    const resends = [...tracker.lamps().values()].flatMap(({ isChanged, estimate }) => {
      const at = isChanged ? null : resendAt(estimate);
      return at === null ? [] : [(at - now) / clock.rate];
    });
    const retries = heldBack.map(({ lampId }) => missed.waitMs(lampId));
    if (resends.length + retries.length > 0) wakeIn(Math.min(...resends, ...retries));
  };

  const pauseBefore = (to: Rig, isFullLight: boolean): number => {
    const retryMs = notBefore - performance.now();
    if (isFullLight) return failures === 0 ? 0 : retryMs;
    return Math.max(retryMs, to.waitMs());
  };

  /** Sends what is needed next, one set of fades at a time. Full light overtakes it, and so does the undo of Full light. */
  const pursue = (): void => {
    const to = rig;
    if (to === null) return;
    const isFullLight = wanted.fullLight;
    if (!isFullLight && (isSending || isAway)) return;
    const now = clock.now();
    const planned = plan(now, isFullLight);
    const fades = planned.filter((fade) => !isHeldBack(fade));
    if (fades.length === 0) {
      waitForResend(now, planned);
      return;
    }
    const pauseMs = pauseBefore(to, isFullLight);
    if (pauseMs > 0) {
      wakeIn(pauseMs);
      return;
    }
    if (!isFullLight) isSending = true;
    void send(to, fades, now, isFullLight)
      .catch((error: unknown) => {
        if (to === rig) failed('refused', performance.now());
        tellError(error);
      })
      .then(() => {
        if (to !== rig) return;
        if (!isFullLight) isSending = false;
        pursue();
      });
  };

  /** Lays the light of the next turn on the bridge, so that it will be one command. */
  const prepare = (): void => {
    const paths = ahead;
    if (rig === null || paths === null || isAway || isSending || failures > 0) return;
    const fades = [...tracker.lamps()].flatMap(([lampId, { role, estimate, isChanged }]) => {
      const path = paths[role];
      return isChanged || isUnderWay(estimate, path, path.at) ? [] : [fadeAhead(lampId, estimate, path)];
    });
    if (fades.length > 0) void rig.prepare(changesFor(inStep(fades, clock.rate), clock.rate));
  };

  return {
    /** Takes the lamps to the wanted light. The newest call wins. `nextAhead`: the light of the next turn, if known. */
    goTo: (next: WantedLight, nextAhead: LightPaths | null = null): void => {
      if (next.fullLight && !wanted.fullLight) {
        forgetFailures();
        tracker.takeBack();
      }
      if (next.fullLight !== wanted.fullLight) tryAllNow();
      wanted = next;
      ahead = nextAhead;
      pursue();
      if (preparing !== null) clearTimeout(preparing);
      preparing = setTimeout(prepare, CALM_BEFORE_PREPARING_MS);
    },
    /** Takes one lamp to a look of its own, whatever the room wants; null: as the room wants again. */
    show: (lampId: string, look: Look | null): void => {
      const now = clock.now();
      if (look === null) shown.delete(lampId);
      else shown.set(lampId, still(look, now));
      tracker.takeBack();
      pursue();
    },
    /**
     * Takes a bridge into use, or none, with lamps that were asked for at an instant. What is known of the same bridge's
     * lamps is kept, as far as their reports allow.
     */
    use: (next: Rig | null, lamps: readonly RoomLamp[], askedAt: number): void => {
      tracker.track(lamps, askedAt, next !== null && next.bridge.id === bridgeId);
      if (next !== rig) {
        isSending = false;
        forgetFailures();
        tryAllNow();
      }
      rig = next;
      bridgeId = next?.bridge.id ?? null;
      pursue();
    },
    /** Takes in what the bridge reports: a person's hand, a lamp without power, a command without effect. */
    report: (report: LampReport): void => {
      take(report);
      pursue();
    },
    /** Lets the lamps that a person changed by hand follow the room again. */
    takeBack: (): void => {
      tracker.takeBack();
      pursue();
    },
    /** True while the connection is being re-established: everything but Full light then waits until it is back. */
    setAway: (next: boolean): void => {
      if (isAway && !next) notBefore = 0;
      isAway = next;
      pursue();
    },
    lamps: tracker.lamps,
    /** What became of the latest commands. */
    commands: (): LightsView['commands'] => {
      if (rig === null || isAway || failures > 0 || tracker.lamps().size === 0) return 'failing';
      return tracker.isUnanswered() ? 'awaited' : 'taken';
    },
    /** True for a lamp that does not answer while others do. */
    isSilent: missed.isSilent,
    /** True while everything wanted has been sent and answered, but for lamps that do not answer. */
    isSettled: (): boolean => !isSending && plan(clock.now(), false).every(isHeldBack),
    close: (): void => {
      if (timer !== null) clearTimeout(timer);
      if (preparing !== null) clearTimeout(preparing);
      rig = null;
    },
  };
};

export type GuardedRig = ReturnType<typeof guardRig>;
