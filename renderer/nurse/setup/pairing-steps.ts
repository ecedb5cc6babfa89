// What Set-up shows of the search for a bridge and of pairing: small facts, and the one sentence that tells the step.
// Pure; main knows the step.

import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import { words } from '../../words/index.ts';

const { lights: say } = words.setup;

/** How long main waits for the round button, in ms, for the bar of the time left. */
export const PRESS_WITHIN_MS = 60_000;

/** How many digits of its id a bridge shows on its sticker. */
const ON_STICKER = 6;

/** An id as printed, in two parts: the digits on the sticker, and those before them. */
export const idParts = (bridgeId: string): { readonly head: string; readonly sticker: string } => {
  const printed = bridgeId.toUpperCase();
  return { head: printed.slice(0, -ON_STICKER), sticker: printed.slice(-ON_STICKER) };
};

/** Whole seconds until a wall instant, rounded up; 0 once it is past. */
export const secondsUntil = (untilWallMs: number, wallMs: number): number =>
  Math.max(0, Math.ceil((untilWallMs - wallMs) / 1000 - 1e-6));

/** True for an `http://` address of another machine: the key would go there unencrypted. */
export const goesUnencrypted = (typed: string): boolean =>
  /^http:\/\//i.test(typed.trim()) &&
  !/^http:\/\/(localhost|127\.[\d.]+|\[::1\])([:/]|$)/i.test(typed.trim());

/** The sentence about the search and its result; empty while there is nothing to say. */
export const pairingText = (
  { pairing, lights, faults }: Pick<Snapshot, 'pairing' | 'lights' | 'faults'>,
  isPaired: boolean,
): string => {
  if (pairing === null) {
    if (!isPaired || lights.source !== 'bridge') return '';
    return faults.some(({ code }) => code === 'roomUnchosen') ? say.connectedChoose : say.connectedRoles;
  }
  if (pairing.step === 'button') return say.press(pairing.name);
  const { isLooking, found } = pairing;
  if (found.length === 0) return isLooking ? say.looking : say.noneFound;
  return isLooking ? say.foundSoFar(found.length) : say.found(found.length);
};
