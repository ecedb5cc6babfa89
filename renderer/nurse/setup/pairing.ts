// What Set-up shows of the search for a bridge and of pairing: small facts, the one sentence that tells the step, and the
// request that it has made. Main knows the step.

import { useState } from 'react';

import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import { useAsk } from '../../ui/useAsk.ts';
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
  const { isSearching, found } = pairing;
  if (found.length === 0) return isSearching ? say.looking : say.noneFound;
  return isSearching ? say.foundSoFar(found.length) : say.found(found.length);
};

/** Which bridge to pair with: a found one, one at a typed address, or the one in use again. */
type PairingWish =
  | { readonly how: 'found'; readonly bridgeId: string }
  | { readonly how: 'typed' | 'again'; readonly address: string; readonly allowPlainHttp: boolean };

/**
 * The one request to pair that Set-up has at a time, and its outcome. The answer comes only after the round button was
 * pressed, so this state must outlive the steps on the screen.
 */
export const usePairing = ({ lights, session }: Snapshot) => {
  const { ask, ...outcome } = useAsk();
  /** The last request; null before the first. */
  const [wish, setWish] = useState<PairingWish | null>(null);
  const [typed, setTyped] = useState(lights.source === 'bridge' ? (lights.address ?? '') : '');
  /** Begins to pair; ignored while pairing is under way. */
  const begin = (next: PairingWish): void => {
    if (outcome.isBusy) return;
    setWish(next);
    if (next.how === 'found') void ask('pairFound', { bridgeId: next.bridgeId });
    else void ask('connectBridge', { address: next.address, allowPlainHttp: next.allowPlainHttp });
  };
  return {
    ...outcome,
    wish,
    begin,
    /** The address that somebody types; it stays while the steps change. */
    typed,
    setTyped,
    /** Why no bridge may be connected now; null when one may. */
    why: session.stage === 'running' ? words.setup.whyNot : null,
  };
};

export type Pairing = ReturnType<typeof usePairing>;
