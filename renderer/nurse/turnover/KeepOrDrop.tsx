// One change as a plain line with two large keys: keep it for the next time, or drop it. Neither may be chosen beforehand.

import type { ReactElement } from 'react';
import { type Key, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { words } from '../../words/index.ts';
import styles from './KeepOrDrop.module.css';
import type { Word } from './useKeeping.ts';

const { keeping: say } = words.turnover;

export interface KeepOrDropProps {
  readonly line: string;
  /** A second, fainter line. */
  readonly about: string | null;
  /** null: nobody has chosen. */
  readonly word: Word | null;
  readonly onSay: (word: Word | null) => void;
}

const wordIn = (keys: ReadonlySet<Key>): Word | null =>
  keys.has('keep') ? 'keep' : keys.has('drop') ? 'drop' : null;

export const KeepOrDrop = ({ line, about, word, onSay }: KeepOrDropProps): ReactElement => (
  <li className={styles.line} data-word={word ?? undefined}>
    <div className="pretty grows">
      <p>{line}</p>
      {about !== null && <p className="one-line caption">{about}</p>}
    </div>
    <ToggleButtonGroup
      className={styles.keys ?? ''}
      aria-label={line}
      selectedKeys={word === null ? [] : [word]}
      onSelectionChange={(keys) => onSay(wordIn(keys))}
    >
      <ToggleButton id="keep" className={styles.key ?? ''}>
        {say.keep}
      </ToggleButton>
      <ToggleButton id="drop" className={styles.key ?? ''}>
        {say.drop}
      </ToggleButton>
    </ToggleButtonGroup>
  </li>
);
