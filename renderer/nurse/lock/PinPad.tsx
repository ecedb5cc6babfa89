// The pad for the PIN, typed by touch or by the keyboard's digits from anywhere on the screen. What is typed is never
// shown, and forgotten at every try.

import { Delete } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useAsk } from '../../ui/useAsk.ts';
import { useKeyboardShortcuts, useKeyDown } from '../../ui/useKeys.ts';
import { words } from '../../words/index.ts';
import styles from './PinPad.module.css';

const { lock: say } = words;

/** As the contract has it, in digits. */
const SHORTEST = 4;
const LONGEST = 8;

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

interface KeyProps {
  readonly label: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
  /** The one key to press now. */
  readonly isReady?: boolean;
}

const Key = ({ label, onPress, children, isReady = false }: KeyProps) => (
  <AriaButton
    className={styles.key ?? ''}
    aria-label={label}
    onPress={onPress}
    data-ready={isReady || undefined}
  >
    {children}
  </AriaButton>
);

/** One dot for each typed digit, and faint ones up to the shortest PIN. */
const Dots = ({ count }: { readonly count: number }) => (
  <div className={styles.dots} aria-hidden="true">
    {Array.from({ length: Math.max(SHORTEST, count) }, (_, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a dot is its place and nothing else.
      <span key={place} className={styles.dot} data-typed={place < count || undefined} />
    ))}
  </div>
);

/** The lock screen goes by itself once the PIN is right. */
export const PinPad = () => {
  const [typed, setTyped] = useState('');
  const { ask, isBusy, wrong, refuse, forget } = useAsk();

  /** While a PIN is checked, the digits of the next try are taken already. */
  const type = (digit: string): void => {
    if (!isBusy) forget();
    setTyped((before) => (before.length < LONGEST ? before + digit : before));
  };
  const erase = (): void => {
    forget();
    setTyped((before) => before.slice(0, -1));
  };
  const unlock = (): void => {
    if (isBusy) return;
    if (typed.length < SHORTEST) {
      refuse(say.tooShort);
      return;
    }
    setTyped('');
    void ask('unlock', { pin: typed });
  };

  useKeyboardShortcuts((key) => {
    if (/^\d$/.test(key)) type(key);
    else if (key === 'BACKSPACE') erase();
    else if (key === 'ESCAPE') setTyped('');
    else return false;
    return true;
  });

  /** Enter submits the PIN before any button gets the key: the focus may still be on Full light. */
  useKeyDown((event) => {
    if (event.key !== 'Enter' || (typed === '' && !isBusy)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) unlock();
  }, true);

  return (
    <section className={styles.pad} aria-label={say.pad}>
      <Dots count={typed.length} />
      <p className={styles.state} role="status" data-wrong={wrong !== null || undefined}>
        {wrong ?? say.typed(typed.length)}
      </p>
      <div className={styles.keys}>
        {DIGITS.map((digit) => (
          <Key key={digit} label={digit} onPress={() => type(digit)}>
            {digit}
          </Key>
        ))}
        <Key label={say.erase} onPress={erase}>
          <Delete className={styles.erase} aria-hidden="true" />
        </Key>
        <Key label="0" onPress={() => type('0')}>
          0
        </Key>
        <Key label={say.unlock} isReady={typed.length >= SHORTEST} onPress={unlock}>
          <span className={styles.word}>{say.unlock}</span>
        </Key>
      </div>
    </section>
  );
};
