// One of the patient's keys. A press is acknowledged at once and dimly, held a moment, and lets go slowly;
// whatever comes of it, nothing else is shown.

import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import styles from './Key.module.css';

/** How long the acknowledgement is held before it fades, in ms. */
const LIT_MS = 600;

export interface KeyProps {
  /** What it is called; stays the same whatever is shown. */
  readonly name: string;
  readonly onPress: () => void;
  readonly icon: ReactNode;
  /** What is written on it, where that is not its name. */
  readonly shown?: string;
  readonly kind?: 'upper' | 'lower' | 'bar' | 'offer';
  /** True while what it asked for lasts. */
  readonly isKept?: boolean;
  /** Whether that is a state to be told (a toggle). */
  readonly tellsState?: boolean;
}

export const Key = ({
  name,
  onPress,
  icon,
  shown,
  kind = 'upper',
  isKept = false,
  tellsState = false,
}: KeyProps): ReactElement => {
  const [presses, setPresses] = useState(0);
  const [isLit, setLit] = useState(false);
  useEffect(() => {
    if (presses === 0) return;
    setLit(true);
    const timer = setTimeout(() => setLit(false), LIT_MS);
    return () => clearTimeout(timer);
  }, [presses]);

  // The press counts when the finger comes down: one that slides off is still a wish, and its pair undoes it.
  const begin = (): void => {
    setPresses((count) => count + 1);
    onPress();
  };
  return (
    <Button
      className={`${styles.key} ${styles[kind]}`}
      aria-label={name}
      {...(tellsState ? { 'aria-pressed': isKept } : {})}
      {...(isKept ? { 'data-kept': true } : {})}
      {...(isLit ? { 'data-lit': true } : {})}
      onPressStart={begin}
    >
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <span className="appears" key={shown ?? name}>
        {shown ?? name}
      </span>
    </Button>
  );
};
