// The only way to the lamps. Takes the paths the score wants, sends the legs the startle guard allows, tries
// again when a bridge fails, and lets the newest wish win. Times are ms on the session clock unless said.

import type { Ramp, Span } from '../../shared/guard.ts';
import type { Look, Role } from '../../shared/preset.ts';
import type { LightPath, Want } from '../../shared/score.ts';
import type { Clock } from '../clock.ts';
import { type Belief, carriedOut, perhapsCarriedOut, seenAt, unknownBelief } from './believed.ts';
import { isUnderWay, type Leg, nextLeg, together } from './legs.ts';
import { ANSWER_WITHIN_MS, type LightFault, type Rig } from './rig.ts';

/** Real ms between attempts: never more than one a second; backing off to the last, and jittered. */
const RETRY_MS: readonly number[] = [1000, 1500, 2200, 3000];
const JITTER_MS = 400;

/** A bridge's report may lag this far behind a command, in real ms. */
const REPORT_LAGS_MS = 5000;

/** Full light that comes late still takes this long, in real ms: a press is no flash. */
const LEAST_FULL_LIGHT_MS = 200;

export type Beliefs = ReadonlyMap<Role, Belief>;

export interface GuardedRig {
  /** Goes to the paths; null leaves the lamps as they are. The newest call wins. */
  readonly goTo: (paths: Want['light'], fullLight: boolean) => void;
  /** Takes a bridge into use, or none; `reported` is what its lamps say of themselves, by role. */
  readonly use: (rig: Rig | null, reported: ReadonlyMap<Role, Look>) => void;
  /** What the lamps of each role report, from the darkest to the lightest: it may show a person's hand. */
  readonly seen: (reported: ReadonlyMap<Role, Span>) => void;
  readonly beliefs: () => Beliefs;
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

interface Wish {
  readonly paths: Readonly<Record<Role, LightPath>>;
  readonly asked: number;
  readonly fullLight: boolean;
}

/** A rig behind the startle guard. */
export const guardRig = ({ clock, random, onFault, onMoved }: GuardedRigParts): GuardedRig => {
  let rig: Rig | null = null;
  let wish: Wish | null = null;
  let beliefs = new Map<Role, Belief>();
  let underWay: 'nothing' | 'leg' | 'fullLight' = 'nothing';
  let failures = 0;
  let notBefore = 0;
  let timer: NodeJS.Timeout | null = null;

  const wakeIn = (realMs: number): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(pursue, Math.max(1, Math.ceil(realMs)));
  };

  const nextLegs = (wanted: Wish, now: number): readonly Leg[] =>
    together(
      [...beliefs].flatMap(([role, belief]) => {
        const path = wanted.paths[role];
        if (isUnderWay(belief, path, wanted.asked, now)) return [];
        const latest = now + ANSWER_WITHIN_MS * clock.rate;
        return [nextLeg(role, belief, { path, asked: wanted.asked }, now, latest)];
      }),
    );

  /** Full light is a person's own press: straight there, round the guard. */
  const fullLeg = (wanted: Wish, now: number): Leg | null => {
    const path = wanted.paths.ambient;
    const isThere = [...beliefs.values()].every((belief) => isUnderWay(belief, path, wanted.asked, now));
    if (isThere) return null;
    const endsAt = Math.max(path.reachAt, now + LEAST_FULL_LIGHT_MS * clock.rate);
    const ramp: Ramp = { from: { low: 0, high: 100 }, to: path.to.brightnessPct, beganAt: now, endsAt };
    return {
      roles: [...beliefs.keys()],
      look: path.to,
      ramp,
      aim: { path, asked: wanted.asked, isFinal: true },
    };
  };

  const send = async (to: Rig, leg: Leg, isFullLight: boolean): Promise<void> => {
    const { roles, look, ramp } = leg;
    const overMs = (ramp.endsAt - ramp.beganAt) / clock.rate;
    const sent = isFullLight ? to.sendAtOnce({ roles, look, overMs }) : to.send({ roles, look, overMs });
    const answer = await sent;
    if (to !== rig) return;
    const isOvertaken = !isFullLight && (wish?.fullLight ?? false);
    const at = clock.now();
    for (const role of roles) {
      const before = beliefs.get(role);
      if (before === undefined) continue;
      const isCertain = answer.ok && !isOvertaken;
      const after = isCertain
        ? carriedOut(before, ramp, look, leg.aim, at)
        : perhapsCarriedOut(before, ramp, at);
      beliefs.set(role, after);
    }
    if (answer.ok) {
      if (failures > 0) onFault(null);
      failures = 0;
      onMoved();
      return;
    }
    onFault(answer.error);
    notBefore =
      performance.now() + (RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0) + random() * JITTER_MS;
    failures += 1;
  };

  /** A leg that only led back to the score is followed, at its end, by the rest of the way. */
  const waitForLegEnds = (now: number): void => {
    const ends = [...beliefs.values()].flatMap(({ aim, ramps }) =>
      aim !== null && !aim.isFinal ? [ramps[0].endsAt] : [],
    );
    if (ends.length > 0) wakeIn((Math.min(...ends) - now) / clock.rate);
  };

  /** Sends what the newest wish needs next, one command at a time; Full light alone goes past another. */
  const pursue = (): void => {
    const to = rig;
    const wanted = wish;
    if (to === null || wanted === null) return;
    const kind = wanted.fullLight ? 'fullLight' : 'leg';
    if (underWay === 'fullLight' || underWay === kind) return;
    const now = clock.now();
    const leg = wanted.fullLight ? fullLeg(wanted, now) : (nextLegs(wanted, now)[0] ?? null);
    if (leg === null) {
      waitForLegEnds(now);
      return;
    }
    const pauseMs = notBefore - performance.now();
    const isFirstFullLight = wanted.fullLight && failures === 0;
    if (pauseMs > 0 && !isFirstFullLight) {
      wakeIn(pauseMs);
      return;
    }
    underWay = kind;
    void send(to, leg, wanted.fullLight).then(() => {
      if (to !== rig) return;
      if (underWay === kind) underWay = 'nothing';
      pursue();
    });
  };

  return {
    goTo: (paths, fullLight) => {
      if (fullLight && !(wish?.fullLight ?? false)) failures = 0;
      wish = paths === null ? null : { paths, asked: clock.now(), fullLight };
      pursue();
    },
    use: (next, reported) => {
      rig = next;
      underWay = 'nothing';
      failures = 0;
      notBefore = 0;
      const at = clock.now();
      beliefs = new Map([...reported].map(([role, look]) => [role, unknownBelief(look, at)]));
      pursue();
    },
    seen: (reported) => {
      if (underWay !== 'nothing') return;
      const at = clock.now();
      for (const [role, span] of reported) {
        const belief = beliefs.get(role);
        if (belief !== undefined) beliefs.set(role, seenAt(belief, span, at, REPORT_LAGS_MS * clock.rate));
      }
    },
    beliefs: () => beliefs,
    close: () => {
      if (timer !== null) clearTimeout(timer);
      rig = null;
    },
  };
};
