// What an empty list shows: why it is empty, and what to do about it.

import type { ReactElement } from 'react';
import { words } from '../../words/index.ts';
import styles from './NothingHere.module.css';

const { music: say } = words;

export type EmptyReason = 'noMusic' | 'emptyOwn' | 'emptyOther' | 'noneFound';

/** @param sought what was typed */
const textOf = (reason: EmptyReason, sought: string): readonly [string, string] => {
  switch (reason) {
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

export const NothingHere = (props: {
  readonly reason: EmptyReason;
  readonly sought: string;
}): ReactElement => {
  const [head, hint] = textOf(props.reason, props.sought);
  return (
    <div className={styles.nothing}>
      <p className={styles.head}>{head}</p>
      <p>{hint}</p>
    </div>
  );
};
