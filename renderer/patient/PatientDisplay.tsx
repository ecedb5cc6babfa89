// What the patient sees and touches: a faint ring at rest; three pairs and a bar when awake. It shows no text
// but the names of its keys, never an error, and nothing on it blinks or moves.

import { type ReactElement, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { PatientAct } from '../../shared/contract.ts';
import { want } from '../../shared/score.ts';
import type { Session } from '../../shared/session.ts';
import { words } from '../words/index.ts';
import styles from './PatientDisplay.module.css';
import { PatientKeys } from './PatientKeys.tsx';

/** How long after waking the keys take no press, in ms: a second tap of the same hand still only wakes. */
const WAKING_MS = 350;

export interface PatientDisplayProps {
  readonly session: Session;
  /** On the session clock. */
  readonly nowMs: number;
  readonly onAct: (act: PatientAct) => void;
  readonly onStaff: () => void;
}

/** True once the display has been awake long enough for its keys to be pressed. */
const useTakesPresses = (isAwake: boolean): boolean => {
  const [takes, setTakes] = useState(isAwake);
  useEffect(() => {
    if (!isAwake) return setTakes(false);
    const timer = setTimeout(() => setTakes(true), WAKING_MS);
    return () => clearTimeout(timer);
  }, [isAwake]);
  return takes;
};

export const PatientDisplay = ({ session, nowMs, onAct, onStaff }: PatientDisplayProps): ReactElement => {
  const { display } = want(session, nowMs);
  const isRunning = session.stage === 'running';
  const takesPresses = useTakesPresses(display.awake);
  const whole = useRef<HTMLElement>(null);

  // The keyboard goes along: what it was on is gone once the display wakes or falls asleep.
  useEffect(() => {
    const element = whole.current;
    if (element === null || document.activeElement === document.body) return;
    if (!element.contains(document.activeElement) && document.activeElement !== null) return;
    const selector = display.awake ? '[data-keys] button' : '[data-wake]';
    element.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  }, [display.awake]);

  return (
    <main
      ref={whole}
      className={styles.display}
      aria-label={words.patient.label}
      data-awake={display.awake || undefined}
    >
      <div className={styles.rest}>
        <div className={styles.ring} />
      </div>
      {isRunning && (
        <Button
          className={styles.wake ?? ''}
          aria-label={words.patient.wake}
          data-wake
          onPress={() => onAct('wake')}
        />
      )}
      <div className={styles.keys} data-keys data-takes={takesPresses || undefined}>
        {isRunning && <PatientKeys display={display} onAct={onAct} />}
      </div>
      <Button className={styles.staff ?? ''} onPress={onStaff}>
        {words.patient.staff}
      </Button>
    </main>
  );
};
