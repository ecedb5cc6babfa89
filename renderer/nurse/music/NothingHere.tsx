// What stands in an empty list: what is so, and what to do about it.

import type { ReactElement } from 'react';
import { words } from '../../words/index.ts';
import styles from './NothingHere.module.css';

const { music: say } = words;

export type NothingKind = 'noMusic' | 'emptyOwn' | 'emptyOther' | 'noneFound';

export interface NothingHereProps {
  readonly kind: NothingKind;
  /** What was typed. */
  readonly sought: string;
}

const saidOf = ({ kind, sought }: NothingHereProps): readonly [string, string] => {
  switch (kind) {
    case 'noMusic':
      return [say.noMusic, say.noMusicHint];
    case 'emptyOwn':
      return [say.emptyOwn, say.emptyOwnHint];
    case 'emptyOther':
      return [say.emptyOther, ''];
    case 'noneFound':
      return [say.noneFound(sought.trim()), say.noneFoundHint];
  }
};

export const NothingHere = (props: NothingHereProps): ReactElement => {
  const [head, hint] = saidOf(props);
  return (
    <div className={styles.nothing}>
      <p className={styles.head}>{head}</p>
      <p>{hint}</p>
    </div>
  );
};
