// The list of presets, one of them chosen. In a long list only the visible rows are drawn, and more are added whenever the
// end is near.

import { lazy, memo, type ReactElement, Suspense, useEffect, useRef, useSyncExternalStore } from 'react';
import { Collection, ListBox, ListBoxItem, ListBoxLoadMoreItem, Text } from 'react-aria-components';
import { words } from '../../words/index.ts';
import styles from './PresetRows.module.css';
import type { PresetRow } from './preset-rows.ts';

const LongList = lazy(async () => ({ default: (await import('../../ui/LongList.tsx')).LongList }));

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

const Row = ({ row }: { readonly row: PresetRow }): ReactElement => (
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

const Nothing = ({ sought }: { readonly sought: string }): ReactElement => (
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

const List = ({ rows, chosen, onChoose, sought, onMore }: PresetRowsProps): ReactElement => {
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
export const PresetRows = memo(function PresetRows(props: PresetRowsProps): ReactElement {
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
