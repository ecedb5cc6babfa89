// One of the patient's keys. It lights dimly at once when pressed, stays so for a moment and fades slowly. It must
// never show an error.

import { UserRound } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import type { DisplayState } from '../../shared/score/display-score.ts';
import { send } from '../ui/bridge.ts';
import { words } from '../words/index.ts';
import styles from './Key.module.css';

/** How long a pressed key stays lit before it fades, in ms. */
const LIT_MS = 600;

export interface KeyProps {
  /** Its accessible name, which stays the same whatever it shows. */
  readonly name: string;
  readonly onPress: () => void;
  readonly icon: ReactNode;
  /** The text on it, where that is not its name. */
  readonly shown?: string;
  readonly kind?: 'upper' | 'lower' | 'bar' | 'offer';
  /** True while its effect lasts. */
  readonly isKept?: boolean;
  /** Whether a screen reader hears that state, as of a toggle. */
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
}: KeyProps) => {
  const [presses, setPresses] = useState(0);
  const [isLit, setLit] = useState(false);
  useEffect(() => {
    if (presses === 0) return;
    setLit(true);
    const timer = setTimeout(() => setLit(false), LIT_MS);
    return () => clearTimeout(timer);
  }, [presses]);

  // A press counts when the finger comes down, even if it slides off; the key's pair undoes it.
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

/** The text on the bar. */
export const REQUEST_TEXTS: Readonly<Record<DisplayState['request'], string>> = {
  none: words.patient.someone,
  asked: words.patient.asked,
  coming: words.patient.coming,
};

/** The bar that asks for someone. It says that someone is coming only once staff have said so. */
export const SomeoneKey = ({ request }: Pick<DisplayState, 'request'>) => (
  <Key
    name={words.patient.someone}
    shown={REQUEST_TEXTS[request]}
    icon={<UserRound />}
    kind="bar"
    isKept={request !== 'none'}
    onPress={() => void send('patient', { act: 'someone' })}
  />
);
