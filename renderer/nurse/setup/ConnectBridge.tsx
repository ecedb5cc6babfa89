// The way to a bridge, step by step and in its place: look for it, say which one, press its round button. Main knows
// how far that is; nothing of it is done while a session runs.

import { type ReactElement, type RefObject, useEffect, useRef, useState } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';
import styles from './ConnectBridge.module.css';
import { FoundBridges } from './FoundBridges.tsx';
import { PressButton } from './PressButton.tsx';
import { pairingSaid } from './pairing-steps.ts';
import { SearchKeys } from './SearchKeys.tsx';
import type { Pairing } from './usePairing.ts';

export interface ConnectBridgeProps {
  readonly snapshot: Snapshot;
  readonly pairing: Pairing;
  /** Why nothing may be connected now; null when it may. */
  readonly why: string | null;
}

/** What was under the keyboard may be gone with its step; the keyboard then stays here instead of at the top. */
const useKeptKeyboard = (step: string | undefined): RefObject<HTMLDivElement | null> => {
  const place = useRef<HTMLDivElement | null>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    if (document.activeElement === document.body) place.current?.focus();
  }, [step]);
  return place;
};

/** Finding a bridge and pairing with it, within the part of the lights. */
export const ConnectBridge = ({ snapshot, pairing, why }: ConnectBridgeProps): ReactElement => {
  const { lights, pairing: view } = snapshot;
  const [typed, setTyped] = useState(lights.source === 'bridge' ? (lights.address ?? '') : '');
  const stop = useAsk();
  const place = useKeptKeyboard(view?.step);
  const { wish } = pairing;
  const isWaiting = view?.step === 'button';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of steps is no set of form fields.
    <div
      className={styles.connect}
      ref={place}
      tabIndex={-1}
      role="group"
      aria-label={words.setup.lights.find}
    >
      <p className={styles.said} role="status" data-press={isWaiting || undefined}>
        {pairingSaid(snapshot, pairing.isDone)}
      </p>
      {isWaiting ? (
        <PressButton
          untilWallMs={view.untilWallMs}
          isStopping={stop.isBusy}
          onStop={() => void stop.ask('stopPairing', {})}
        />
      ) : (
        <>
          <FoundBridges
            found={view?.found ?? []}
            asked={pairing.isBusy && wish?.how === 'found' ? wish.bridgeId : null}
            onConnect={(bridgeId) => pairing.begin({ how: 'found', bridgeId })}
          />
          <SearchKeys
            view={view}
            pairing={pairing}
            isPractice={lights.source === 'practice'}
            typed={typed}
            onType={setTyped}
            why={why}
          />
        </>
      )}
    </div>
  );
};
