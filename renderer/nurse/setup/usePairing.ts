// The one request to pair that Set-up has at a time, and its outcome. The answer comes only after the round button was
// pressed, so this state must outlive the steps on the screen.

import { useState } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';

/** Which bridge to pair with: a found one, one at a typed address, or the one in use again. */
type PairingWish =
  | { readonly how: 'found'; readonly bridgeId: string }
  | { readonly how: 'typed' | 'again'; readonly address: string; readonly allowPlainHttp: boolean };

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
