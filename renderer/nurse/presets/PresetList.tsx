// The presets to choose from, the field that finds one, and the menu of what can be done with it. By keyboard: type,
// Enter takes the first one found, the arrow down goes into the list.

import { X } from 'lucide-react';
import {
  type CSSProperties,
  lazy,
  type ReactElement,
  Suspense,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { PresetSummary } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { FindField } from '../../ui/FindField.tsx';
import { useLatest } from '../../ui/useLatest.ts';
import { words } from '../../words/index.ts';
import { findPresets, type PresetRow, presetRows } from './find-presets.ts';
import styles from './PresetList.module.css';
import { PresetRows } from './PresetRows.tsx';
import { type PresetActions, usePresetActions } from './usePresetActions.ts';
import { useToday } from './useToday.ts';

const PresetMenu = lazy(async () => ({ default: (await import('./PresetMenu.tsx')).PresetMenu }));

const { presetList: say } = words;

/** So many rows are made ready at first, and so many more whenever their end is near; fewer are no long list. */
const ROWS_AT_ONCE = 30;
const ROWS_MORE = 600;

interface Found {
  readonly sought: string;
  /** As many as are drawn. */
  readonly drawn: readonly PresetRow[];
  /** null when all are drawn. */
  readonly drawMore: (() => void) | null;
}

/** What is found, a moment behind what is typed; without a search the chosen one is always among what is drawn. */
const useFound = (rows: readonly PresetRow[], typed: string, chosen: string | null): Found => {
  const sought = useDeferredValue(typed);
  const found = useMemo(() => findPresets(rows, sought), [rows, sought]);
  const [more, setMore] = useState({ sought: '', count: ROWS_AT_ONCE });
  const place = useMemo(
    () => (sought === '' ? rows.findIndex(({ id }) => id === chosen) : -1),
    [rows, sought, chosen],
  );
  const wished = more.sought === sought ? more.count : ROWS_AT_ONCE;
  const count = place < wished ? wished : place + ROWS_AT_ONCE;
  const drawn = useMemo(() => found.slice(0, count), [found, count]);
  const drawMore = useLatest(() => setMore({ sought, count: count + ROWS_MORE }));
  return { sought, drawn, drawMore: drawn.length < found.length ? drawMore : null };
};

const Line = ({ deeds }: { readonly deeds: PresetActions }): ReactElement => {
  const { told, hush } = deeds;
  return (
    <div className={styles.told} role="status" data-empty={told === null || undefined}>
      {told !== null && (
        <>
          <p className={styles.sentence} data-wrong={told.isWrong || undefined}>
            {told.sentence}
          </p>
          {told.undo === null ? (
            <Button kind="link" size="small" label={say.close} onPress={hush}>
              <X className={styles.close} aria-hidden="true" />
            </Button>
          ) : (
            <Button size="small" onPress={told.undo}>
              {say.undo}
            </Button>
          )}
        </>
      )}
    </div>
  );
};

const NONE: readonly PresetSummary[] = [];

export interface PresetListProps {
  /** null until main has told them. */
  readonly presets: readonly PresetSummary[] | null;
  /** The chosen preset's id; null when there is none to choose. */
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

export const PresetList = ({ presets, chosen, onChoose }: PresetListProps): ReactElement => {
  const today = useToday();
  const rows = useMemo(() => presetRows(presets ?? NONE, today), [presets, today]);
  const [typed, setTyped] = useState('');
  const { sought, drawn, drawMore } = useFound(rows, typed, chosen);
  const deeds = usePresetActions(onChoose);
  const place = useRef<HTMLDivElement>(null);
  const choose = useLatest(onChoose);

  const enter = (): void => {
    const [first] = findPresets(rows, typed);
    if (first !== undefined) onChoose(first.id);
  };

  const [wantsIn, setWantsIn] = useState(false);
  const isCaughtUp = sought === typed;
  // What is found may be a moment behind what is typed: the list that is gone into is the one that stays.
  useEffect(() => {
    if (!wantsIn || !isCaughtUp) return;
    setWantsIn(false);
    // The list hands it on to the chosen row, or to its first.
    place.current?.querySelector<HTMLElement>('[role="listbox"]')?.focus();
  }, [wantsIn, isCaughtUp]);

  return (
    <div className={styles.presets} style={{ '--rows': rows.length } as CSSProperties}>
      <div className={styles.head}>
        <FindField
          label={words.before.find}
          clearLabel={words.before.clear}
          sought={typed}
          onSeek={setTyped}
          onGoIntoList={() => setWantsIn(true)}
          onEnter={enter}
        />
        <Suspense fallback={<span className={styles.menu} />}>
          <span className={styles.menu}>
            <PresetMenu preset={presets?.find(({ id }) => id === chosen) ?? null} deeds={deeds} />
          </span>
        </Suspense>
      </div>
      <Line deeds={deeds} />
      <div className={styles.rows} ref={place}>
        <PresetRows
          rows={drawn}
          isLong={rows.length > ROWS_AT_ONCE}
          chosen={chosen}
          onChoose={choose}
          sought={sought}
          onMore={drawMore}
        />
      </div>
    </div>
  );
};
