// The presets to choose from, the field that finds one, and the menu of what can be done with it. By keyboard: type,
// Enter takes the first one found, arrow down goes into the list.

import { X } from 'lucide-react';
import { type CSSProperties, lazy, type ReactElement, Suspense, useEffect, useMemo, useState } from 'react';
import type { PresetSummary } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { FindField } from '../../ui/FindField.tsx';
import { find, useFinding } from '../../ui/finding.ts';
import { useLatest } from '../../ui/useLatest.ts';
import { words } from '../../words/index.ts';
import styles from './PresetList.module.css';
import { PresetRows } from './PresetRows.tsx';
import { midnightOf, presetRows } from './preset-rows.ts';
import { type PresetActions, usePresetActions } from './usePresetActions.ts';

const PresetMenu = lazy(async () => ({ default: (await import('./PresetMenu.tsx')).PresetMenu }));

const { presetList: say } = words;

/** How many rows are drawn at first; a list with no more of them is not long. */
const ROWS_AT_ONCE = 30;

/** How often the screen checks whether the day is over, in ms. */
const CHECK_DAY_EVERY_MS = 30_000;

/** The midnight before now, in wall ms: a console that stands open over night must not call yesterday today. */
const useMidnight = (): number => {
  const [midnight, setMidnight] = useState(() => midnightOf(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setMidnight(midnightOf(Date.now())), CHECK_DAY_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return midnight;
};

/** What came of the last action, and the way back where there is one. */
const OutcomeLine = ({ outcome, dismiss }: PresetActions): ReactElement => (
  <div className={styles.told} role="status" data-empty={outcome === null || undefined}>
    {outcome !== null && (
      <>
        <p className={styles.sentence} data-wrong={outcome.isWrong || undefined}>
          {outcome.sentence}
        </p>
        {outcome.undo === null ? (
          <Button kind="link" size="small" label={say.close} onPress={dismiss}>
            <X className="icon" aria-hidden="true" />
          </Button>
        ) : (
          <Button size="small" onPress={outcome.undo}>
            {words.undoing.undo}
          </Button>
        )}
      </>
    )}
  </div>
);

interface PresetListProps {
  /** null until main has answered. */
  readonly presets: readonly PresetSummary[] | null;
  /** The chosen preset's id; null when there is none to choose. */
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

export const PresetList = ({ presets, chosen, onChoose }: PresetListProps): ReactElement => {
  const midnight = useMidnight();
  const rows = useMemo(() => presetRows(presets ?? [], midnight), [presets, midnight]);
  const keptPlace = useMemo(() => rows.findIndex(({ id }) => id === chosen), [rows, chosen]);
  const { typed, setTyped, sought, drawn, drawMore, ref, goIntoList } = useFinding(rows, {
    atOnce: ROWS_AT_ONCE,
    listSelector: '[role="listbox"]',
    keptPlace,
  });
  const actions = usePresetActions(onChoose);
  const choose = useLatest(onChoose);
  const chooseFirst = (): void => {
    const [first] = find(rows, typed);
    if (first !== undefined) onChoose(first.id);
  };
  return (
    <div className={styles.presets} style={{ '--rows': rows.length } as CSSProperties}>
      <div className={styles.head}>
        <FindField
          label={words.before.find}
          clearLabel={words.before.clear}
          sought={typed}
          onSeek={setTyped}
          onGoIntoList={goIntoList}
          onEnter={chooseFirst}
        />
        <Suspense fallback={<span className={styles.menu} />}>
          <span className={styles.menu}>
            <PresetMenu preset={presets?.find(({ id }) => id === chosen) ?? null} actions={actions} />
          </span>
        </Suspense>
      </div>
      <OutcomeLine {...actions} />
      <div className={styles.rows} ref={ref}>
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
