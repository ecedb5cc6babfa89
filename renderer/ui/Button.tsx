// The staff's button in its few kinds. A button that cannot act now stays reachable and says why, in its tooltip and when
// somebody presses it.

import { type PropsWithChildren, useId } from 'react';
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
  const press = (): void => {
    if (isBusy) return;
    if (why === null) onPress();
    else refuse(why);
  };
  return (
    <span className={styles.holder}>
      <AriaButton
        className={`${styles.button} ${styles[kind]} ${styles[size]}`}
        onPress={press}
        isPending={isBusy}
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
