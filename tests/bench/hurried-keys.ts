// The keys of patient and nurse, pressed at random by a seed that repeats everything, and the hands in the room's page
// that press them on time. They must never leave a key out.

import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Answer } from '../../shared/ipc/contract.ts';
import type { Snapshot } from '../../shared/ipc/snapshot.ts';
import { NURSE_ACTS, type NurseAct, PATIENT_ACTS, type PatientAct } from '../../shared/session/events.ts';
import { WISHES } from '../../shared/session/session.ts';

/** A command without an answer after this time is lost, in ms. */
const ANSWERED_WITHIN_MS = 6000;

export interface Press {
  readonly name: 'nurse' | 'patient' | 'wish' | 'turnOver' | 'finishTurnover' | 'start' | 'show';
  readonly argument: object;
}

/** A press of a burst, so many ms after its beginning. */
export type Timed = Press & { readonly afterMs: number };

/** `at`: wall ms of the press; without an answer it was lost. */
export type Pressed = Press & { readonly at: number; readonly answer: Answer | null };

export type Chance = () => number;

/** Random numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Anything between two numbers. */
export const between = (chance: Chance, least: number, most: number): number =>
  least + (most - least) * chance();

/** How likely each key is; a key without a number has 1. Sessions should last, and music should be heard. */
const WEIGHTS: Readonly<Partial<Record<NurseAct | PatientAct, number>>> = {
  different: 12,
  louder: 5,
  softer: 4,
  darker: 2,
  lighter: 2,
  silence: 2,
  undoFullLight: 3,
  endQuietCheck: 2,
  doseMark: 2,
  nextPhase: 3,
  roomFree: 2,
};

/** A key of the nurse's, and of the patient's. */
export const nurse = (act: NurseAct): Press => ({ name: 'nurse', argument: { act } });
export const patient = (act: PatientAct): Press => ({ name: 'patient', argument: { act } });

const KEYS: readonly Press[] = [
  ...NURSE_ACTS.flatMap((act) => Array.from({ length: WEIGHTS[act] ?? 1 }, () => nurse(act))),
  ...PATIENT_ACTS.flatMap((act) => Array.from({ length: WEIGHTS[act] ?? 1 }, () => patient(act))),
  ...WISHES.slice(0, 2).map((wish): Press => ({ name: 'wish', argument: { wish } })),
  ...(['console', 'patient'] as const).map((view): Press => ({ name: 'show', argument: { view } })),
];

/** One of them at random. */
export const anyOf = <T>(chance: Chance, all: readonly T[]): T => {
  const one = all[Math.floor(chance() * all.length)];
  if (one === undefined) throw new Error('there is nothing to choose from');
  return one;
};

/** One press, or two to six within 300 ms; half of the bursts are of one key. */
export const someKeys = (chance: Chance): readonly Timed[] => {
  const key = anyOf(chance, KEYS);
  if (chance() < 0.65) return [{ ...key, afterMs: 0 }];
  const isOfOne = chance() < 0.5;
  const count = 2 + Math.floor(chance() * 5);
  const times = Array.from({ length: count }, () => between(chance, 0, 300)).toSorted((a, b) => a - b);
  return times.map((afterMs) => ({ ...(isOfOne ? key : anyOf(chance, KEYS)), afterMs }));
};

/** What the page keeps for the hands. No evaluation waits for a promise in the page, since its answer may be lost. */
interface InPage {
  latest: Snapshot | null;
  /** Wall ms at which each fault was shown first. */
  readonly faults: Record<string, number>;
  readonly pressed: Record<number, (Pressed | null)[]>;
}

export interface Hands {
  /** Presses on time. Resolves once every press is answered or lost. */
  readonly press: (presses: readonly Timed[], withinMs?: number) => Promise<readonly Pressed[]>;
  readonly snapshot: () => Promise<Snapshot>;
  /** Each fault that was shown, and the wall ms at which it was shown first. */
  readonly faults: () => Promise<Readonly<Record<string, number>>>;
  readonly all: readonly Pressed[];
}

/** Puts hands into the room's page. They also keep the newest snapshot and every fault that was shown. */
export const putHands = async (room: Page): Promise<Hands> => {
  await room.evaluate(() => {
    const page = window as unknown as {
      hands: InPage;
      stillroom: {
        send(name: string, argument: object): Promise<unknown>;
        on(name: 'snapshot', tell: (snapshot: Snapshot) => void): void;
      };
    };
    page.hands = { latest: null, faults: {}, pressed: {} };
    const keep = (snapshot: Snapshot): void => {
      page.hands.latest = snapshot;
      for (const { code, about } of snapshot.faults) {
        page.hands.faults[`${code} ${about ?? ''}`.trim()] ??= Date.now();
      }
    };
    page.stillroom.on('snapshot', keep);
    void page.stillroom.send('snapshot', {}).then((answer) => keep((answer as { value: Snapshot }).value));
  });
  const all: Pressed[] = [];
  let number = 0;

  const press = async (presses: readonly Timed[], withinMs = ANSWERED_WITHIN_MS) => {
    number += 1;
    const mine = number;
    await room.evaluate(
      ([list, place]) => {
        const page = window as unknown as {
          hands: InPage;
          stillroom: { send(name: string, argument: object): Promise<unknown> };
        };
        const pressed: (Pressed | null)[] = list.map(() => null);
        page.hands.pressed[place] = pressed;
        list.forEach(({ afterMs, name, argument }, i) => {
          setTimeout(() => {
            const at = Date.now();
            void page.stillroom.send(name, argument).then((answer) => {
              pressed[i] = { name, argument, at, answer: answer as Answer };
            });
          }, afterMs);
        });
      },
      [presses, mine] as const,
    );
    const by = performance.now() + withinMs;
    const look = (): Promise<readonly (Pressed | null)[]> =>
      room.evaluate((place) => (window as unknown as { hands: InPage }).hands.pressed[place] ?? [], mine);
    let pressed = await look();
    while (pressed.includes(null) && performance.now() < by) {
      await pause(40);
      pressed = await look();
    }
    const told = presses.map((one, i) => pressed[i] ?? { ...one, at: Date.now(), answer: null });
    all.push(...told);
    return told;
  };

  return {
    press,
    snapshot: async () => {
      for (;;) {
        const latest = await room.evaluate(() => (window as unknown as { hands: InPage }).hands.latest);
        if (latest !== null) return latest;
        await pause(50);
      }
    },
    faults: () => room.evaluate(() => (window as unknown as { hands: InPage }).hands.faults),
    all,
  };
};
