// A search field for a list. Escape clears it; the arrow down moves into the list.

import { Search, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import styles from './FindField.module.css';

export interface FindFieldProps {
  /** What it searches, and by what. */
  readonly label: string;
  readonly clearLabel: string;
  readonly sought: string;
  readonly onSeek: (sought: string) => void;
  readonly onGoIntoList: () => void;
  readonly onEnter?: () => void;
}

export const FindField = (props: FindFieldProps) => {
  const { label, clearLabel, sought, onSeek, onGoIntoList, onEnter } = props;
  const goIntoList = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    onGoIntoList();
  };
  return (
    <SearchField
      aria-label={label}
      value={sought}
      onChange={onSeek}
      {...(onEnter === undefined ? {} : { onSubmit: onEnter })}
      className={styles.find ?? ''}
    >
      <Search className={styles.lens} aria-hidden="true" />
      <Input className={styles.input ?? ''} placeholder={label} spellCheck="false" onKeyDown={goIntoList} />
      <Button className={styles.clear ?? ''} aria-label={clearLabel}>
        <X aria-hidden="true" />
      </Button>
    </SearchField>
  );
};
