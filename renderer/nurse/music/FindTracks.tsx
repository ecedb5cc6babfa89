// The field that finds tracks. Escape clears it, the arrow down goes into the list.

import { Search, X } from 'lucide-react';
import type { KeyboardEvent, ReactElement } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { words } from '../../words/index.ts';
import styles from '../PresetList.module.css';

export interface FindTracksProps {
  readonly sought: string;
  readonly onSeek: (sought: string) => void;
  readonly onGoIntoList: () => void;
}

export const FindTracks = ({ sought, onSeek, onGoIntoList }: FindTracksProps): ReactElement => {
  const goIntoList = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    onGoIntoList();
  };
  return (
    <SearchField aria-label={words.music.find} value={sought} onChange={onSeek} className={styles.find ?? ''}>
      <Search className={styles.lens} aria-hidden="true" />
      <Input
        className={styles.input ?? ''}
        placeholder={words.music.find}
        spellCheck="false"
        onKeyDown={goIntoList}
      />
      <Button className={styles.clear ?? ''} aria-label={words.music.clear}>
        <X aria-hidden="true" />
      </Button>
    </SearchField>
  );
};
