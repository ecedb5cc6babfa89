// What Set-up makes of a bridge that is being looked for or paired: small facts and the one sentence that says how far
// it has come. Pure; main alone knows how far that is.

import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import { words } from '../../words/index.ts';

const { lights: say } = words.setup;

/** How long main waits for the round button, in ms; only the bar of the time left needs it. */
export const PRESS_WITHIN_MS = 60_000;

/** How many digits of its id a bridge has on its sticker. */
const ON_STICKER = 6;

/** An id as it is printed, with what stands on the sticker apart. */
export const idParts = (bridgeId: string): { readonly head: string; readonly sticker: string } => {
  const printed = bridgeId.toUpperCase();
  return { head: printed.slice(0, -ON_STICKER), sticker: printed.slice(-ON_STICKER) };
};

/** Whole seconds until a wall instant, never more than are left to see and never below none. */
export const secondsUntil = (untilWallMs: number, wallMs: number): number =>
  Math.max(0, Math.ceil((untilWallMs - wallMs) / 1000 - 1e-6));

/** True for an address typed with `http://` that leads to another machine: its key would go there unencrypted. */
export const goesUnencrypted = (typed: string): boolean =>
  /^http:\/\//i.test(typed.trim()) &&
  !/^http:\/\/(localhost|127\.[\d.]+|\[::1\])([:/]|$)/i.test(typed.trim());

/** What is said of the search and of what came of it; empty while there is nothing to say. */
export const pairingSaid = (
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
