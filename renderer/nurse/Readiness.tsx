// Four tiles that say whether lights, music, display and door are as a session needs them. A sign and words
// beside each colour; nothing here keeps anybody from pressing Start.

import { Check, CircleAlert, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { words } from '../words/index.ts';
import styles from './Readiness.module.css';
import type { ReadinessFact, ReadinessState } from './readiness.ts';

const SIGNS: Readonly<Record<ReadinessState, LucideIcon>> = {
  ready: Check,
  look: CircleAlert,
  wrong: TriangleAlert,
};

/** The facts as tiles, in the order given. */
export const Readiness = ({ facts }: { readonly facts: readonly ReadinessFact[] }): ReactElement => (
  <ul className={styles.tiles} aria-label={words.before.readiness}>
    {facts.map(({ topic, state, said, hint }) => {
      const Sign = SIGNS[state];
      return (
        <li key={topic} className={`${styles.tile} ${styles[state]}`}>
          <h3 className={styles.topic}>
            <Sign className={styles.sign} aria-hidden="true" />
            {words.ready[topic]}
          </h3>
          <p className={styles.said}>{said}</p>
          {hint !== null && <p className={styles.hint}>{hint}</p>}
        </li>
      );
    })}
  </ul>
);
