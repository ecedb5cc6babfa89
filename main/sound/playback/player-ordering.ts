// What main orders of the player: the level in steps, first onto its path and then along it, or silence and by when.
// A step is only a request; the player's guard limits the slope whatever is asked. No order goes out twice.

import { DUCK_DB, DUCK_MS, FLOOR_DB, NO_SOUND, type SoundTarget } from '../../../shared/score/sound-score.ts';
import type { OutputDevice, PlayerOrder } from '../../../shared/sound/player-orders.ts';
import type { PlayQueue, PlayQueueParts } from './play-queue.ts';
import type { PlayerLifecycle } from './player-lifecycle.ts';
import type { Silence } from './silence.ts';

/** Where the level should be: a straight line in dB over the normalised track, in real ms. */
export interface LevelPath {
  readonly fromDb: number;
  readonly toDb: number;
  readonly beganAt: number;
  readonly endsAt: number;
}

/** A level to go to, as the next order says it. */
interface LevelStep {
  readonly levelDb: number;
  readonly overMs: number;
  /** Another step follows once the level has arrived. */
  readonly isApproach: boolean;
}

/** The level approaches a path as fast as a quiet check ducks the music: 9 dB in 3 s (sound-score.ts). */
const APPROACH_DB_PER_S = (DUCK_DB / DUCK_MS) * 1000;

/** The shortest change that answers a press, in ms. */
const LEAST_APPROACH_MS = 400;

/** A level this near to the path is on it, in dB: nobody hears less in music. */
const NEAR_DB = 1;

/** An approach has arrived when the level is this near to its end, in dB. */
const ARRIVED_DB = 0.5;

/** Music fades out within this time; the guard may make it longer (real ms). */
const FADE_OUT_MS = 1500;

/** Full light has the music out within a second (design); main checks a little sooner, in real ms. */
const FULL_LIGHT_SILENT_MS = 900;

/** Any other silence is due a little after its fade-out, in real ms. */
const SILENT_MS = 1900;

/** Two paths are the same when they are never further apart than this, in dB: rounding and delays make less. */
const SAME_PATH_DB = 0.25;

/** The level of a path at an instant, in dB. */
export const pathAt = ({ fromDb, toDb, beganAt, endsAt }: LevelPath, at: number): number => {
  if (at >= endsAt) return toDb;
  const share = Math.max(0, (at - beganAt) / (endsAt - beganAt));
  return fromDb + (toDb - fromDb) * share;
};

/** Whether two paths agree from now on. */
const isSamePath = (a: LevelPath, b: LevelPath, now: number): boolean => {
  const middle = (Math.max(now, a.endsAt) + now) / 2;
  const isNear = (at: number): boolean => Math.abs(pathAt(a, at) - pathAt(b, at)) <= SAME_PATH_DB;
  return a.toDb === b.toDb && isNear(now) && isNear(middle);
};

const alongPath = (path: LevelPath, now: number): LevelStep => ({
  levelDb: path.toDb,
  overMs: Math.max(0, path.endsAt - now),
  isApproach: false,
});

/** The step to take from the present level (null: silence). */
export const stepTowards = (path: LevelPath, presentDb: number | null, now: number): LevelStep => {
  const along = alongPath(path, now);
  const offDb = Math.abs(pathAt(path, now) - (presentDb ?? FLOOR_DB));
  if (presentDb !== null && offDb <= NEAR_DB) {
    return { ...along, overMs: Math.max(LEAST_APPROACH_MS, along.overMs) };
  }
  const overMs = Math.max(LEAST_APPROACH_MS, (offDb / APPROACH_DB_PER_S) * 1000);
  if (now + overMs >= path.endsAt) return { ...along, overMs };
  const levelDb = pathAt(path, now + overMs);
  return { levelDb, overMs, isApproach: levelDb !== path.toDb };
};

/** The step that follows this one: the same until an approach has arrived, then along the path. */
const stepAfter = (path: LevelPath, step: LevelStep, presentDb: number | null, now: number): LevelStep => {
  const hasArrived = presentDb !== null && Math.abs(presentDb - step.levelDb) <= ARRIVED_DB;
  return step.isApproach && hasArrived ? alongPath(path, now) : step;
};

type OrderedLevel = Pick<PlayerOrder, 'levelDb' | 'overMs' | 'isFullLight'>;

export interface OrderingParts extends Pick<PlayQueueParts, 'now' | 'realAt'> {
  readonly queue: Pick<PlayQueue, 'current' | 'next'>;
  /** The output to use; null: wherever the system plays when sound begins. */
  readonly output: () => OutputDevice | null;
  readonly silence: Pick<Silence, 'want'>;
  readonly life: Pick<PlayerLifecycle, 'health' | 'ordered'>;
  readonly send: (order: PlayerOrder) => void;
}

/** Orders nothing until it has a target. */
export const openOrdering = ({ now, realAt, queue, output, silence, life, send }: OrderingParts) => {
  let target = NO_SOUND;
  let path: LevelPath | null = null;
  let step: LevelStep | null = null;
  /** Since when silence is wanted, and whether Full light has asked for it since; null: sound is wanted. */
  let silent: { readonly since: number; readonly isFullLight: boolean } | null = null;
  let number = 0;
  /** What the last order meant; null: the next one goes out in any case. */
  let ordered: string | null = null;

  /** Asking for silence again, or more gently, does not delay it. */
  const silentLevel = (at: number): OrderedLevel => {
    const isFullLight = target.isFullLight || (silent?.isFullLight ?? false);
    silent = { since: silent?.since ?? at, isFullLight };
    silence.want(isFullLight ? FULL_LIGHT_SILENT_MS : SILENT_MS);
    const overMs = isFullLight ? 0 : Math.max(0, FADE_OUT_MS - (at - silent.since));
    return { levelDb: null, overMs, isFullLight };
  };

  const soundingLevel = ({ levelDb, overMs }: LevelStep): OrderedLevel => {
    silent = null;
    silence.want(null);
    return { levelDb, overMs, isFullLight: false };
  };

  /** Sends an order unless the last one means the same. Makes sure of silence in any case. */
  const order = (): void => {
    const current = queue.current();
    const next = current && queue.next();
    const sounding = current === null ? null : step;
    const level = sounding === null ? silentLevel(now()) : soundingLevel(sounding);
    const { capDb, joins } = target;
    const device = output();
    // A track's position and the time that is left change by themselves, and its gain stays as it began.
    const way = sounding && [path, sounding.isApproach];
    const meaning = [current?.url, next?.url, way, level.isFullLight, capDb, joins, device];
    const meant = JSON.stringify(meaning);
    if (life.health() !== 'ready' || meant === ordered) return;
    ordered = meant;
    number += 1;
    life.ordered(number);
    send({ number, current, next, ...level, capDb, joins, output: device });
  };

  /** Sends an order even if it means the same: the player never got it, or did something else. */
  const orderAgain = (): void => {
    ordered = null;
    order();
  };

  return {
    order,
    orderAgain,
    /** Takes a new target, from the level (null: silence) that the player reported last. Sends nothing yet. */
    goTo: (wanted: SoundTarget, presentDb: number | null): void => {
      target = wanted;
      const { level } = wanted;
      const at = now();
      const next = level && {
        fromDb: level.nowDb,
        toDb: level.toDb,
        beganAt: at,
        endsAt: realAt(level.reachAt),
      };
      if (path !== null && next !== null && isSamePath(path, next, at)) return;
      path = next;
      step = path && stepTowards(path, presentDb, at);
    },
    /** The player carried out an order and is at this level: takes the next step if it has arrived. */
    reached: (carriedOut: number, presentDb: number | null): void => {
      if (carriedOut !== number || path === null || step === null) return;
      step = stepAfter(path, step, presentDb, now());
      order();
    },
    /** A new player starts in silence and gets the whole order. */
    begin: (): void => {
      step = path && stepTowards(path, null, now());
      orderAgain();
    },
  };
};
