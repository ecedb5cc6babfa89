// The only way to the lamps. It takes the light that the score wants, sends the fades that the startle guard allows,
// retries when a bridge fails, and lets the newest call win. Times are ms on the session clock unless said otherwise.

import { byItself, tellError } from '../../shared/errors.ts';
import type { LightsView } from '../../shared/ipc/snapshot.ts';
import type { Look } from '../../shared/preset/preset.ts';
import { fail } from '../../shared/result.ts';
import { type LightPath, still } from '../../shared/score/light-score.ts';
import type { LightPaths, Want } from '../../shared/score/score.ts';
import type { Clock } from '../../shared/session/clock.ts';
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
  type RoomLamp,
  TAKES_EFFECT_WITHIN_MS,
} from './tracking/room-tracker.ts';

/** Real ms from one attempt to the next: at most one a second, backing off to the last figure, with jitter. */
const RETRY_MS: readonly number[] = [1000, 1250, 1600, 2000];
const JITTER_MS = 150;

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
  let rig: Rig | null = null;
  let bridgeId: string | null = null;
  let wanted: WantedLight = { light: null, fullLight: false };
  let ahead: LightPaths | null = null;
  /** Fades are on their way to the bridge. */
  let isSending = false;
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
      const latest = now + TAKES_EFFECT_WITHIN_MS * clock.rate;
      return lamp.isChanged ? [] : [nextFade(lampId, lamp.estimate, path, now, latest)];
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

  /** Asked just before a command, so that a hand since the last poll is known once the command was sent. */
  const readBefore = async (from: Rig, askedAt: number): Promise<void> => {
    const read = await from.readLamps();
    if (read.ok && from.bridge.id === bridgeId) tracker.report({ lamps: read.value, askedAt });
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
    const reading = isFullLight ? null : readBefore(to, now).catch(tellError);
    const answer = await outcomeOf(async () => (isFullLight ? to.sendAtOnce(changes) : to.send(changes)));
    await reading;
    tracker.answered(sent, answer.ok);
    if (to !== rig) return;
    if (!answer.ok) {
      failed(answer.error, startedMs);
      return;
    }
    forgetFailures();
    byItself(onMoved);
  };

  /** After a fade that only led back to the score, or was sent a while ago, the rest of the way is sent. */
  const waitForResend = (now: number): void => {
    const instants = [...tracker.lamps().values()].flatMap(({ isChanged, estimate }) =>
      isChanged ? [] : (resendAt(estimate) ?? []),
    );
    if (instants.length > 0) wakeIn((Math.min(...instants) - now) / clock.rate);
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
    const fades = plan(now, isFullLight);
    if (fades.length === 0) {
      waitForResend(now);
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
      }
      rig = next;
      bridgeId = next?.bridge.id ?? null;
      pursue();
    },
    /** Takes in what the bridge reports: a person's hand, a lamp without power, a command without effect. */
    report: (report: LampReport): void => {
      tracker.report(report);
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
    /** True while everything wanted of the lamps has been sent and answered. */
    isSettled: (): boolean => !isSending && plan(clock.now(), false).length === 0,
    close: (): void => {
      if (timer !== null) clearTimeout(timer);
      if (preparing !== null) clearTimeout(preparing);
      rig = null;
    },
  };
};

export type GuardedRig = ReturnType<typeof guardRig>;
