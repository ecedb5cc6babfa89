// The one wish to pair that Set-up has at a time, and what came of it. Its answer comes only once the round button
// was pressed, so it must outlive the steps that are shown meanwhile.

import { useState } from 'react';
import { type Ask, useAsk } from '../../ui/useAsk.ts';

/** Which bridge is wished for: a found one, one at a typed address, or the one in use once more. */
export type PairingWish =
  | { readonly how: 'found'; readonly bridgeId: string }
  | { readonly how: 'typed' | 'again'; readonly address: string; readonly allowPlainHttp: boolean };

export interface Pairing extends Omit<Ask, 'ask'> {
  /** The last wish; null before there was any. */
  readonly wish: PairingWish | null;
  /** Begins to pair; a second wish is passed over while one is under way. */
  readonly begin: (wish: PairingWish) => void;
}

/** Pairing as Set-up asks for it. */
export const usePairing = (): Pairing => {
  const { ask, ...outcome } = useAsk();
  const [wish, setWish] = useState<PairingWish | null>(null);
  const begin = (next: PairingWish): void => {
    if (outcome.isBusy) return;
    setWish(next);
    if (next.how === 'found') void ask('pairFound', { bridgeId: next.bridgeId });
    else void ask('connectBridge', { address: next.address, allowPlainHttp: next.allowPlainHttp });
  };
  return { ...outcome, wish, begin };
};
