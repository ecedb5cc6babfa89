// What is noted while a story is carried out: what must not be, what was pressed and answered, and when lamps move without a
// command of ours.

import type { Press, Pressed } from '../bench/hurried-keys.ts';
import type { Excuse } from '../bench/watch.ts';
import { ANSWERED_WITHIN_MS } from './room.ts';

/** Full light that is taken back at once may be on its way to the lamps, where it takes 600 ms; with some margin, in ms. */
const ON_ITS_WAY_MS = 2000;

/** A lamp dimmed by hand takes 400 ms; with some margin, in ms. */
const HAND_MOVES_MS = 450;

/** Lamps are sampled this often, in ms: power is found a sample late. */
const SAMPLED_EVERY_MS = 25;

/**
 * Lamps without power are out of reach, and believed to hear. When the mains are back they are at full white, and what was
 * planned before a reading says so takes them down from there: at a limited bridge for so long, in ms (DESIGN.md).
 */
const UNKNOWN_FOR_MS = 4000;

/** Something that must not be, in words. */
export interface Failing {
  readonly kind: 'lost' | 'stuck' | 'turnover' | 'unanswered' | 'silence' | 'threw';
  readonly told: string;
}

const isPressOf = ({ argument }: Press, act: string): boolean => 'act' in argument && argument.act === act;

/** True for a press of this key that was accepted. */
export const isAccepted = (pressed: Pressed, act: string): boolean =>
  pressed.answer?.ok === true && isPressOf(pressed, act);

export type Witness = ReturnType<typeof openWitness>;

/** Nothing has been noted at first. */
export const openWitness = () => {
  const failings: Failing[] = [];
  const excuses: Excuse[] = [];
  const all: Pressed[] = [];
  const backAfterMs: number[] = [];
  let unheard = 0;
  /** Since when Full light is wanted, in wall ms: lamps come to it as the bridge lets them. */
  let fullSince: number | null = null;
  /** Until when nobody can answer, in wall ms. */
  let downUntil = Number.NEGATIVE_INFINITY;

  const fail = (kind: Failing['kind'], told: string): void => void failings.push({ kind, told });

  const pressed = (some: readonly Pressed[]): void => {
    all.push(...some);
    for (const one of some) {
      // One without an answer may have been carried out.
      if (isPressOf(one, 'fullLight') && one.answer?.ok !== false) fullSince ??= one.at;
      if (fullSince === null || !isAccepted(one, 'undoFullLight')) continue;
      excuses.push({ fromMs: fullSince, toMs: Date.now() + ON_ITS_WAY_MS });
      fullSince = null;
    }
    const lost = some.filter(({ answer }) => answer === null);
    if (some.some(({ at }) => at <= downUntil + ANSWERED_WITHIN_MS)) unheard += lost.length;
    else if (lost.length > 0) fail('unanswered', lost.map(({ name }) => name).join(', '));
  };

  return {
    fail,
    pressed,
    /** Nobody can answer for so long, in ms from now; Infinity: until `up`. */
    down: (ms: number): void => {
      downUntil = Date.now() + ms;
    },
    up: (): void => {
      downUntil = Date.now();
    },
    /** The mains were cut, or came back, between an instant in wall ms and now. */
    power: (sinceMs: number, isBack: boolean): void => {
      const toMs = Date.now() + (isBack ? UNKNOWN_FOR_MS : SAMPLED_EVERY_MS);
      excuses.push({ fromMs: sinceMs - SAMPLED_EVERY_MS, toMs });
    },
    /** Somebody uses the dimmer of the first lamp. */
    hand: (sinceMs: number): void =>
      void excuses.push({ fromMs: sinceMs - 1, toMs: sinceMs + HAND_MOVES_MS, place: 0 }),
    backAfter: (ms: number): void => void backAfterMs.push(ms),
    told: () => ({
      failings,
      backAfterMs,
      /** Every press, for looking closer. */
      pressed: all,
      /** Presses that met a program that was down or standing still, and were not answered. */
      unheard,
      excuses: fullSince === null ? excuses : [...excuses, { fromMs: fullSince, toMs: Date.now() }],
    }),
  };
};
