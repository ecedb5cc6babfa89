// What is known of all lamps of the room. It takes in what was sent and what bridges report, in whatever order the
// two arrive, and moves no lamp.

import type { Role } from '../../../shared/preset/preset.ts';
import type { Clock } from '../../../shared/session/clock.ts';
import { ANSWER_WITHIN_MS, type BridgeLamp, isSameLamp, type Sendings } from '../rig.ts';
import {
  afterAnswer,
  afterNoAnswer,
  afterSending,
  brightnessAt,
  heardBy,
  likelyBrightnessAt,
  neverSent,
} from './brightness-estimate.ts';
import { isInside, isTold, shows } from './lamp-reports.ts';
import {
  afterEarlierReport,
  afterReport,
  isTelling,
  type TrackedLamp,
  takenBack,
  trackLamp,
  wasPerhapsSent,
  wasSent,
} from './lamp-tracker.ts';
import { type Fade, sentLater } from './possible-fades.ts';

/** A command may take effect until this long after it was sent, answered or not; in real ms. */
const TAKES_EFFECT_WITHIN_MS = 2500;

/** And until this long after it was planned: a rig may let it wait for its turn. */
export const PLANNED_AHEAD_MS = ANSWER_WITHIN_MS + TAKES_EFFECT_WITHIN_MS;

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

/** Fades that were sent together. */
export interface SentFades {
  readonly fades: readonly Fade[];
  /** The lamps as they were tracked when the fades were sent. */
  readonly before: ReadonlyMap<string, TrackedLamp>;
  /** The same once that was counted in. */
  readonly after: ReadonlyMap<string, TrackedLamp>;
}

/** The session instant of an instant on `performance.now()`. */
export const sessionAt = ({ now, rate }: Pick<Clock, 'now' | 'rate'>, realMs: number): number =>
  now() - (performance.now() - realMs) * rate;

/** A tracker without lamps. */
export const openRoomTracker = (clock: Pick<Clock, 'now' | 'rate'>) => {
  let tracked: ReadonlyMap<string, TrackedLamp> = new Map();
  let unanswered = 0;
  /** Answered since nothing was last unanswered. */
  let answered: readonly SentFades[] = [];
  let waiting: readonly LampReport[] = [];

  const change = (lampId: string, step: (lamp: TrackedLamp) => TrackedLamp): void => {
    const lamp = tracked.get(lampId);
    if (lamp !== undefined) tracked = new Map(tracked).set(lampId, step(lamp));
  };

  const take = ({ lamps, askedAt }: LampReport): void => {
    const times = { askedAt, at: clock.now(), rate: clock.rate };
    for (const lamp of lamps) {
      change(lamp.id, (before) =>
        isSameLamp(before.lamp, lamp) ? afterReport(before, lamp, times) : before,
      );
    }
  };

  /** Doubts where lamps go that were not where they were expected when their command was sent. */
  const takeEarlier = ({ fades, before: all }: SentFades, { lamps, askedAt }: LampReport): void => {
    for (const fade of fades) {
      const before = all.get(fade.lampId);
      const lamp = lamps.find(({ id }) => id === fade.lampId);
      if (before === undefined || lamp === undefined || askedAt > fade.ramp.beganAt) continue;
      change(fade.lampId, (now) =>
        afterEarlierReport(now, before, lamp, fade, { askedAt, rate: clock.rate }),
      );
    }
  };

  const latestEffectOf = ({ ramp }: Fade): number => ramp.beganAt + PLANNED_AHEAD_MS * clock.rate;

  /** The fade from where the lamp most likely was: reports are judged by that, and the guard by all that it may be. */
  const likelyFade = (fade: Fade, then: TrackedLamp | undefined): Fade => {
    if (then === undefined) return fade;
    const from = likelyBrightnessAt(then.estimate, fade.ramp.beganAt);
    return { ...fade, ramp: { ...fade.ramp, from } };
  };

  const afterTaking = (
    lamp: TrackedLamp,
    fade: Fade,
    { sentAt, takenAt }: { readonly sentAt: number; readonly takenAt: number },
    then: TrackedLamp | undefined,
  ): TrackedLamp => {
    const taken = afterAnswer(lamp.estimate, fade, takenAt, sentAt);
    const next = { ...lamp, estimate: isTelling(lamp) ? taken : heardBy(taken) };
    if (lamp.estimate.newest !== fade) return wasPerhapsSent(next, fade);
    return wasSent(next, likelyFade(sentLater(fade, sentAt), then));
  };

  /** Its command may have been sent, or sent again, as late as just now. */
  const afterSilence = (lamp: TrackedLamp, fade: Fade): TrackedLamp => {
    const latest = Math.min(latestEffectOf(fade), clock.now() + TAKES_EFFECT_WITHIN_MS * clock.rate);
    return wasPerhapsSent({ ...lamp, estimate: afterNoAnswer(lamp.estimate, fade, latest) }, fade);
  };

  /** What was known before a fade is known again where it was never sent, unless something else came meanwhile. */
  const withoutSending = (lamp: TrackedLamp, fade: Fade, { before, after }: SentFades): TrackedLamp => {
    const then = before.get(fade.lampId);
    const isAsThen = then !== undefined && after.get(fade.lampId)?.estimate === lamp.estimate;
    return { ...lamp, estimate: isAsThen ? then.estimate : neverSent(lamp.estimate, fade) };
  };

  /** The lamp once it is known what became of a command for it. */
  const after = (lamp: TrackedLamp, fade: Fade, sent: SentFades, sendings: Sendings | null): TrackedLamp => {
    if (sendings === null) return afterSilence(lamp, fade);
    const sending = sendings.get(fade.lampId);
    if (sending === undefined) return withoutSending(lamp, fade, sent);
    const { sentMs, takenMs } = sending;
    if (takenMs === null) return afterSilence(lamp, fade);
    const times = { sentAt: sessionAt(clock, sentMs), takenAt: sessionAt(clock, takenMs) };
    return afterTaking(lamp, fade, times, sent.before.get(fade.lampId));
  };

  const takeAll = (): void => {
    // Forgotten first, whatever comes of them: one that cannot be taken in must not block the later ones.
    const [sent, reports] = [answered, waiting];
    answered = [];
    waiting = [];
    for (const fades of sent) for (const report of reports) takeEarlier(fades, report);
    for (const report of reports) take(report);
  };

  return {
    /** Fades were sent that nobody has answered yet. */
    isUnanswered: (): boolean => unanswered > 0,
    /** By lamp id. */
    lamps: (): ReadonlyMap<string, TrackedLamp> => tracked,
    /** Tracks these lamps from now on. What is known of the same ones is kept, as far as their reports allow. */
    track: (lamps: readonly RoomLamp[], askedAt: number, areSame: boolean): void => {
      const at = clock.now();
      const known = areSame ? tracked : new Map<string, TrackedLamp>();
      tracked = new Map(
        lamps.map(({ lamp, role }) => {
          const before = known.get(lamp.id);
          if (before === undefined || !isSameLamp(before.lamp, lamp))
            return [lamp.id, trackLamp(lamp, role, at)];
          return [lamp.id, afterReport({ ...before, role }, lamp, { askedAt, at, rate: clock.rate })];
        }),
      );
    },
    /** Fades are sent: from now on the lamps may be where these lead. */
    sending: (fades: readonly Fade[]): SentFades => {
      unanswered += 1;
      const before = tracked;
      for (const fade of fades) {
        const latest = latestEffectOf(fade);
        change(fade.lampId, (lamp) => ({ ...lamp, estimate: afterSending(lamp.estimate, fade, latest) }));
      }
      return { fades, before, after: tracked };
    },
    /**
     * They were answered: what became of each. null: the bridge perhaps did as it was told, and perhaps still will.
     */
    answered: (sent: SentFades, sendings: Sendings | null): void => {
      unanswered -= 1;
      answered = [...answered, sent];
      for (const fade of sent.fades) change(fade.lampId, (lamp) => after(lamp, fade, sent, sendings));
      if (unanswered === 0) takeAll();
    },
    /**
     * True where a report that was asked for since these fades were planned shows a lamp elsewhere than its fade was planned
     * from, and not where that leads, as after a power cut: what has not gone of them yet could be too steep.
     */
    contradicts: ({ fades, before }: SentFades, { lamps, askedAt }: LampReport): boolean =>
      fades.some(({ lampId, look, ramp }) => {
        const then = before.get(lampId);
        const lamp = lamps.find(({ id }) => id === lampId);
        if (then === undefined || lamp === undefined || !isSameLamp(then.lamp, lamp)) return false;
        if (askedAt < ramp.beganAt || (isTold(lamp) && shows(look, lamp))) return false;
        const at = clock.now();
        const { estimate } = afterReport(then, lamp, { askedAt, at, rate: clock.rate });
        const { low, high } = brightnessAt(estimate, at);
        return !isInside(ramp.from, low) || !isInside(ramp.from, high);
      }),
    /** What the bridge reports. While fades are unanswered, a report waits for the answers. */
    report: (report: LampReport): void => {
      if (unanswered === 0) take(report);
      else waiting = [...waiting, report];
    },
    /** Lets the lamps that a person changed by hand follow the room again. */
    takeBack: (): void => {
      tracked = new Map([...tracked].map(([lampId, lamp]) => [lampId, takenBack(lamp)]));
    },
  };
};
