// The presets to choose from, the field that finds one, and the menu of what can be done with it. By keyboard: type,
// Enter takes the first one found, arrow down goes into the list. In a long list only the visible rows are drawn, and more
// are added whenever the end is near.

import { X } from 'lucide-react';
import {
  type CSSProperties,
  lazy,
  memo,
  Suspense,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { Collection, ListBox, ListBoxItem, ListBoxLoadMoreItem, Text } from 'react-aria-components';
import type { PresetSummary } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { FindField } from '../../ui/FindField.tsx';
import { find, useFinding } from '../../ui/finding.ts';
import { useLatest } from '../../ui/useLatest.ts';
import { words } from '../../words/index.ts';
import styles from './PresetList.module.css';
import { midnightOf, type PresetRow, presetRows } from './preset-rows.ts';
import { type PresetActions, usePresetActions } from './usePresetActions.ts';

const LongList = lazy(async () => ({ default: (await import('../../ui/LongList.tsx')).LongList }));
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
const OutcomeLine = ({ outcome, dismiss }: PresetActions) => (
  <div className={styles.outcome} role="status" data-empty={outcome === null || undefined}>
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

/** The gap beneath a row, in px, as in the style sheet. */
const GAP_PX = 2;

/** The height of a row, in px, as in the style sheet. */
const ROW_PX = { usual: 72, low: 60, large: 92 };
const LOW = '(max-height: 700px)';
const LARGE = '(min-width: 1680px) and (min-height: 960px)';

const followSize = (tell: () => void): (() => void) => {
  window.addEventListener('resize', tell);
  return () => window.removeEventListener('resize', tell);
};
const rowPxNow = (): number => {
  if (matchMedia(LARGE).matches) return ROW_PX.large;
  return matchMedia(LOW).matches ? ROW_PX.low : ROW_PX.usual;
};

const Row = ({ row }: { readonly row: PresetRow }) => (
  <ListBoxItem id={row.id} value={row} textValue={row.preset.label} className={styles.row ?? ''}>
    <Text slot="label" className={styles.label ?? ''}>
      {row.preset.label}
    </Text>
    <Text slot="description" className={styles.about ?? ''}>
      <span className="narrows one-line">{words.before.described(row.preset.kind, row.preset.minutes)}</span>
      {row.used !== null && <span className={styles.used}>{row.used}</span>}
    </Text>
  </ListBoxItem>
);

const Nothing = ({ sought }: { readonly sought: string }) => (
  <div className={styles.nothing}>
    <p className={styles.nothingFound}>{words.presetList.noneFound(sought)}</p>
    <p>{words.presetList.noneFoundHint}</p>
  </div>
);

interface PresetRowsProps {
  readonly rows: readonly PresetRow[];
  /** True where only the visible rows are drawn. */
  readonly isLong: boolean;
  /** The chosen preset's id; null when there is none to choose. */
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
  readonly sought: string;
  /** Draws more rows when the last one is near; null when all are drawn. */
  readonly onMore: (() => void) | null;
}

const List = ({ rows, chosen, onChoose, sought, onMore }: PresetRowsProps) => {
  const list = useRef<HTMLDivElement>(null);
  const place = rows.findIndex(({ id }) => id === chosen);
  const isWhole = sought === '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls to another choice, not after another order.
  useEffect(() => {
    // The list is as tall as its rows only once it is laid out.
    const frame = requestAnimationFrame(() => {
      const element = list.current;
      if (element === null || place === -1) return;
      const rowPx = rowPxNow();
      const top = place * (rowPx + GAP_PX);
      const isSeen = top >= element.scrollTop && top + rowPx <= element.scrollTop + element.clientHeight;
      if (!isSeen) element.scrollTop = top - rowPx;
    });
    return () => cancelAnimationFrame(frame);
  }, [chosen, isWhole]);
  return (
    <ListBox
      ref={list}
      aria-label={words.before.presets}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={place === -1 || chosen === null ? [] : [chosen]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : keys;
        if (key !== undefined) onChoose(String(key));
      }}
      renderEmptyState={() => (sought.trim() === '' ? null : <Nothing sought={sought.trim()} />)}
      className={styles.list ?? ''}
    >
      <Collection items={rows}>{(row) => <Row row={row} />}</Collection>
      {onMore !== null && <ListBoxLoadMoreItem onLoadMore={onMore} />}
    </ListBox>
  );
};

/** Drawn again only when something of it has changed, and not at every key in the field above it. */
const PresetRows = memo(function PresetRows(props: PresetRowsProps) {
  const rowPx = useSyncExternalStore(followSize, rowPxNow);
  const list = <List {...props} />;
  if (!props.isLong) return list;
  return (
    <Suspense fallback={list}>
      <LongList rowPx={rowPx} gapPx={GAP_PX}>
        {list}
      </LongList>
    </Suspense>
  );
});

interface PresetListProps {
  /** null until main has answered. */
  readonly presets: readonly PresetSummary[] | null;
  /** The chosen preset's id; null when there is none to choose. */
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

export const PresetList = ({ presets, chosen, onChoose }: PresetListProps) => {
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
