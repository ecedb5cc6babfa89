// The staff's button in its few kinds. A button that cannot act now stays reachable and says why, in its tooltip and when
// somebody presses it. One that comes up under a finger must never take a press that was meant for another.

import { type PropsWithChildren, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import styles from './Button.module.css';
import { useCommands } from './Commands.tsx';

export interface ButtonProps extends PropsWithChildren {
  readonly onPress: () => void;
  /** plain: one of many; primary: the one thing to do now; fullOn: back from Full light; link: leads elsewhere. */
  readonly kind?: 'plain' | 'primary' | 'check' | 'asked' | 'full' | 'fullOn' | 'link';
  readonly size?: 'small' | 'medium' | 'footer' | 'giant';
  /** The keyboard shortcut, shown beside the text and not part of the name. */
  readonly hint?: string;
  /** Why it cannot act now; null when it can. */
  readonly why?: string | null;
  /** True while its command is under way. */
  readonly isBusy?: boolean;
  readonly label?: string;
}

/** A button takes no press for so long after it came up under a finger, or turned into another one; in ms. */
const COMES_UP_MS = 1000;

/** Where the latest press of a pointer was. */
let latestPress: { readonly x: number; readonly y: number } | null = null;
globalThis.addEventListener?.(
  'pointerdown',
  ({ clientX, clientY }) => {
    latestPress = { x: clientX, y: clientY };
  },
  true,
);

const wasPressedAt = ({ left, right, top, bottom }: DOMRect): boolean =>
  latestPress !== null &&
  latestPress.x >= left &&
  latestPress.x <= right &&
  latestPress.y >= top &&
  latestPress.y <= bottom;

/**
 * True for a moment after the button came up where the latest press was, and after it got another name.
 *
 * @param name null: its name only tells a figure, such as a time
 */
const useComingUp = (holder: RefObject<HTMLElement | null>, name: string | null): boolean => {
  const [isComingUp, setComingUp] = useState(false);
  const named = useRef<string | null | undefined>(undefined);
  useLayoutEffect(() => {
    const before = named.current;
    named.current = name;
    if (before === name) return;
    const place = holder.current?.getBoundingClientRect();
    if (before === undefined && (place === undefined || !wasPressedAt(place))) return;
    setComingUp(true);
    const timer = setTimeout(() => setComingUp(false), COMES_UP_MS);
    return () => clearTimeout(timer);
  }, [holder, name]);
  return isComingUp;
};

const REFUSES = { 'aria-disabled': true, 'data-refuses': true } as const;

export const Button = ({
  children,
  onPress,
  kind = 'plain',
  size = 'medium',
  hint,
  why = null,
  isBusy = false,
  label,
}: ButtonProps) => {
  const { refuse } = useCommands();
  const whyId = useId();
  const holder = useRef<HTMLSpanElement>(null);
  // Only the keys at a screen's foot turn into others.
  const isAtFoot = size === 'footer' || size === 'giant';
  const isComingUp = useComingUp(holder, isAtFoot ? String(label ?? children) : null);
  // Nobody is ever kept from Full light.
  const waits = isComingUp && kind !== 'full';
  const press = (): void => {
    if (isBusy || waits) return;
    if (why === null) onPress();
    else refuse(why);
  };
  return (
    <span ref={holder} className={styles.holder}>
      <AriaButton
        className={`${styles.button} ${styles[kind]} ${styles[size]}`}
        onPress={press}
        isPending={isBusy}
        {...(waits ? { 'aria-disabled': true } : {})}
        {...(label === undefined ? {} : { 'aria-label': label })}
        {...(why === null ? {} : { ...REFUSES, 'aria-describedby': whyId })}
      >
        <span className={styles.text}>{children}</span>
        {hint !== undefined && (
          <span className={styles.hint} aria-hidden="true">
            {hint}
          </span>
        )}
      </AriaButton>
      {why !== null && (
        <span id={whyId} role="tooltip" className={styles.why}>
          {why}
        </span>
      )}
    </span>
  );
};
