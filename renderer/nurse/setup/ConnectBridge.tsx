// Connects a bridge step by step: look for bridges, choose one by the digits on its sticker, press its round button. Main
// knows the step. Nothing here blinks or hurries, and nothing connects during a session.

import { type ReactElement, type RefObject, useEffect, useRef, useState } from 'react';
import { ProgressBar } from 'react-aria-components';
import type { FoundBridgeView, Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { Hint } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { useWallNow } from '../../ui/useNow.ts';
import { words } from '../../words/index.ts';
import styles from './ConnectBridge.module.css';
import { idParts, PRESS_WITHIN_MS, pairingSaid, secondsUntil } from './pairing-steps.ts';
import { SearchKeys } from './SearchKeys.tsx';
import type { Pairing } from './usePairing.ts';

const { lights: say } = words.setup;

interface FoundBridgesProps {
  readonly found: readonly FoundBridgeView[];
  /** The id of the bridge that is connecting; null: none is. */
  readonly asked: string | null;
  readonly onConnect: (bridgeId: string) => void;
}

const FoundBridges = ({ found, asked, onConnect }: FoundBridgesProps): ReactElement | null => {
  if (found.length === 0) return null;
  return (
    <>
      <ul aria-label={say.foundLabel}>
        {found.map(({ bridgeId, name, address, isInUse }) => {
          const { head, sticker } = idParts(bridgeId);
          return (
            <li key={bridgeId} className={styles.bridge}>
              <div className="narrows">
                <p className={styles.name}>{name}</p>
                <p className={styles.about}>
                  {head}
                  <strong className={styles.sticker}>{sticker}</strong>
                </p>
                <p className={styles.about}>{address}</p>
              </div>
              {isInUse ? (
                <p className={styles.about}>{say.inUse}</p>
              ) : (
                <Button
                  label={say.connectTo(name, sticker)}
                  isBusy={asked === bridgeId}
                  onPress={() => onConnect(bridgeId)}
                >
                  {asked === bridgeId ? say.connecting : say.connect}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <Hint>{say.idHint}</Hint>
    </>
  );
};

interface PressButtonProps {
  readonly untilWallMs: number;
  readonly isStopping: boolean;
  readonly onStop: () => void;
}

const PressButton = ({ untilWallMs, isStopping, onStop }: PressButtonProps): ReactElement => {
  const seconds = secondsUntil(untilWallMs, useWallNow());
  return (
    <>
      <Hint>{say.pressHint}</Hint>
      <ProgressBar
        className={styles.time ?? ''}
        aria-label={say.timeLeft}
        value={seconds}
        maxValue={PRESS_WITHIN_MS / 1000}
        valueLabel={say.secondsLeft(seconds)}
      >
        {({ percentage = 0 }) => (
          <>
            <span className={styles.track}>
              <span className={styles.left} style={{ scale: `${percentage / 100} 1` }} />
            </span>
            <span className={styles.seconds}>{say.secondsLeft(seconds)}</span>
          </>
        )}
      </ProgressBar>
      <span className={styles.cancel}>
        <Button isBusy={isStopping} onPress={onStop}>
          {say.cancel}
        </Button>
      </span>
    </>
  );
};

export interface ConnectBridgeProps {
  readonly snapshot: Snapshot;
  readonly pairing: Pairing;
  /** Why no bridge may be connected now; null when one may. */
  readonly why: string | null;
}

/** Keeps the focus in this part when a step took its focused element away. */
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

export const ConnectBridge = ({ snapshot, pairing, why }: ConnectBridgeProps): ReactElement => {
  const { lights, pairing: view } = snapshot;
  const [typed, setTyped] = useState(lights.source === 'bridge' ? (lights.address ?? '') : '');
  const stop = useAsk();
  const place = useKeptKeyboard(view?.step);
  const { wish } = pairing;
  const isWaiting = view?.step === 'button';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of steps is no set of form fields.
    <div className={styles.connect} ref={place} tabIndex={-1} role="group" aria-label={say.find}>
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
