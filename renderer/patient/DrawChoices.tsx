// A column of large keys of which one is chosen: an ink, or a width. Each shows what it does, as a spot of ink.

import type { ReactElement } from 'react';
import { Button } from 'react-aria-components';
import styles from './DrawChoices.module.css';
import type { Ink, StrokeWidth } from './inks.ts';

export interface ChoicesProps<T extends string> {
  readonly label: string;
  readonly all: readonly T[];
  readonly chosen: T;
  readonly names: Readonly<Record<T, string>>;
  readonly onChoose: (one: T) => void;
  /** The spot that stands for it. */
  readonly look: (one: T) => { readonly ink: Ink; readonly width: StrokeWidth };
}

export const Choices = <T extends string>({
  label,
  all,
  chosen,
  names,
  onChoose,
  look,
}: ChoicesProps<T>): ReactElement => (
  <fieldset className={styles.choices} aria-label={label}>
    {all.map((one) => {
      const { ink, width } = look(one);
      return (
        <Button
          key={one}
          className={styles.choice ?? ''}
          aria-label={names[one]}
          aria-pressed={one === chosen}
          onPressStart={() => onChoose(one)}
        >
          <span className={`${styles.spot} ${styles[ink]} ${styles[width]}`} />
        </Button>
      );
    })}
  </fieldset>
);
