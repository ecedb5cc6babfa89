// The presets to choose from, and the field that finds one. By keyboard: type, Enter takes the first one found,
// the arrow down goes into the list.

import { type ReactElement, useRef, useState } from 'react';
import { ListBox, ListBoxItem, Text } from 'react-aria-components';
import type { PresetSummary } from '../../shared/snapshot.ts';
import { FindField } from '../ui/FindField.tsx';
import { words } from '../words/index.ts';
import { findPresets } from './find-presets.ts';
import styles from './PresetList.module.css';

export interface PresetListProps {
  /** null until main has told them. */
  readonly presets: readonly PresetSummary[] | null;
  /** The chosen preset's id; null when there is none to choose. */
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

const Nothing = ({ sought }: { readonly sought: string }): ReactElement => (
  <div className={styles.nothing}>
    <p className={styles.nothingFound}>{words.before.noneFound(sought)}</p>
    <p>{words.before.noneFoundHint}</p>
  </div>
);

const Row = ({ preset }: { readonly preset: PresetSummary }): ReactElement => (
  <ListBoxItem id={preset.id} textValue={preset.label} className={styles.row ?? ''}>
    <Text slot="label" className={styles.label ?? ''}>
      {preset.label}
    </Text>
    <Text slot="description" className={styles.about ?? ''}>
      {words.before.described(preset.kind, preset.minutes)}
    </Text>
  </ListBoxItem>
);

export const PresetList = ({ presets, chosen, onChoose }: PresetListProps): ReactElement => {
  const [sought, setSought] = useState('');
  const place = useRef<HTMLDivElement>(null);
  const found = findPresets(presets ?? [], sought);

  const enter = (): void => {
    const [first] = found;
    if (first !== undefined) onChoose(first.id);
  };
  const goIntoList = (): void => {
    const options = place.current;
    const option = options?.querySelector<HTMLElement>('[aria-selected="true"], [role="option"]');
    option?.focus();
  };

  return (
    <div className={styles.presets} ref={place}>
      <FindField
        label={words.before.find}
        clearLabel={words.before.clear}
        sought={sought}
        onSeek={setSought}
        onGoIntoList={goIntoList}
        onEnter={enter}
      />
      {presets?.length === 0 ? (
        <p className={styles.nothing}>{words.before.noPresets}</p>
      ) : (
        <ListBox
          aria-label={words.before.presets}
          items={found}
          selectionMode="single"
          selectionBehavior="replace"
          disallowEmptySelection
          selectedKeys={chosen === null ? [] : [chosen]}
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : keys;
            if (key !== undefined) onChoose(String(key));
          }}
          renderEmptyState={() => <Nothing sought={sought.trim()} />}
          className={styles.list ?? ''}
        >
          {(preset) => <Row preset={preset} />}
        </ListBox>
      )}
    </div>
  );
};
