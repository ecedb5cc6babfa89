// What the patient sees and touches: a faint ring at rest; three pairs and a bar when awake. It shows no text
// but the names of its keys, never an error, and nothing on it blinks or moves.

import { type ReactElement, useEffect, useRef } from 'react';
import { Button } from 'react-aria-components';
import type { PatientAct } from '../../shared/contract.ts';
import { want } from '../../shared/score.ts';
import type { Session, Wish } from '../../shared/session.ts';
import { words } from '../words/index.ts';
import styles from './PatientDisplay.module.css';
import { PatientKeys } from './PatientKeys.tsx';
import { openPage } from './pages.ts';
import { useTakesPresses } from './useTakesPresses.ts';

export interface PatientDisplayProps {
  readonly session: Session;
  /** On the session clock. */
  readonly nowMs: number;
  readonly onAct: (act: PatientAct) => void;
  readonly onWish: (wish: Wish) => void;
  readonly onStaff: () => void;
}

export const PatientDisplay = ({
  session,
  nowMs,
  onAct,
  onWish,
  onStaff,
}: PatientDisplayProps): ReactElement => {
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
        {isRunning && <PatientKeys display={display} onAct={onAct} onWish={onWish} onPage={openPage} />}
      </div>
      <Button className={styles.staff ?? ''} onPress={onStaff}>
        {words.patient.staff}
      </Button>
    </main>
  );
};
