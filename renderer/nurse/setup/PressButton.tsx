// Waiting for the round button of a bridge: which one, how long there still is, and the way out. The time goes by
// evenly; nothing here blinks or hurries.

import type { ReactElement } from 'react';
import { ProgressBar } from 'react-aria-components';
import { Button } from '../../ui/Button.tsx';
import { Hint } from '../../ui/Section.tsx';
import { useNow } from '../../ui/useNow.ts';
import { words } from '../../words/index.ts';
import styles from './PressButton.module.css';
import { PRESS_WITHIN_MS, secondsUntil } from './pairing-steps.ts';

const { lights: say } = words.setup;

/** The minute goes by the clock on the wall. */
const WALL = { wallMs: 0, sessionMs: 0, rate: 1 };

export interface PressButtonProps {
  readonly untilWallMs: number;
  readonly isStopping: boolean;
  readonly onStop: () => void;
}

export const PressButton = ({ untilWallMs, isStopping, onStop }: PressButtonProps): ReactElement => {
  const { wallMs } = useNow(WALL);
  const seconds = secondsUntil(untilWallMs, wallMs);
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
