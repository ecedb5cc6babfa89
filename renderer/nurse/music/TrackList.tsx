// The tracks of what is chosen, drawn only where they are seen. By keyboard: Enter listens, Delete takes out, Alt with
// an arrow moves, and the grip of a row begins a drag. It asks for changes and makes none.

import { GripVertical, Volume2 } from 'lucide-react';
import { type KeyboardEvent, memo, type ReactElement, useEffect, useRef } from 'react';
import {
  Button,
  Collection,
  GridList,
  GridListItem,
  GridListLoadMoreItem,
  ListLayout,
  type Selection,
  useDragAndDrop,
  Virtualizer,
} from 'react-aria-components';
import { words } from '../../words/index.ts';
import { Cover } from './Cover.tsx';
import { NothingHere, type NothingKind } from './NothingHere.tsx';
import styles from './TrackList.module.css';
import type { TrackRow } from './track-rows.ts';

const { music: say } = words;

/** What is dragged: ids of tracks, and nothing that another program could read. */
export const DRAGGED = 'application/x-stillroom-track';

/** The height of a row, in px. */
const LAYOUT = { rowSize: 64, dropIndicatorThickness: 3 };

const Marks = ({ row }: { readonly row: TrackRow }): ReactElement => {
  const { hasWords, suits } = row.track.marks;
  return (
    <span className={styles.marks}>
      {hasWords && <span className={styles.mark}>{say.marks.words}</span>}
      {suits !== null && <span className={styles.mark}>{say.marks.characters[suits]}</span>}
    </span>
  );
};

interface RowProps {
  readonly row: TrackRow;
  readonly isPlaying: boolean;
  readonly onListen: (key: string) => void;
}

const Row = ({ row, isPlaying, onListen }: RowProps): ReactElement => {
  const { track, isAway } = row;
  const about = [track.artist, track.album].filter((part) => part !== null).join(words.app.separator);
  return (
    <GridListItem
      id={row.key}
      value={row}
      textValue={track.title}
      className={styles.row ?? ''}
      data-away={isAway || undefined}
      onDoubleClick={() => onListen(row.key)}
    >
      <Cover track={track} />
      <span className={styles.words}>
        <span className={styles.title}>{track.title}</span>
        <span className={styles.about}>{isAway ? say.away : about}</span>
      </span>
      {isPlaying && <Volume2 className={styles.playing} aria-label={say.playing} />}
      <Marks row={row} />
      <span className={styles.length}>{track.durationS === null ? '' : say.length(track.durationS)}</span>
      <Button slot="drag" className={styles.grip ?? ''} aria-label={say.drag(track.title)}>
        <GripVertical aria-hidden="true" />
      </Button>
    </GridListItem>
  );
};

export interface TrackListProps {
  readonly title: string;
  readonly rows: readonly TrackRow[];
  /** The track that somebody listens to now. */
  readonly playingId: string | null;
  readonly selected: Selection;
  readonly onSelect: (selected: Selection) => void;
  readonly onListen: (key: string) => void;
  /** Why there are no rows, when there are none. */
  readonly emptyKind: NothingKind;
  readonly sought: string;
  /** Null where the order is not to be changed. */
  readonly onMoveBefore: ((keys: ReadonlySet<string>, before: number) => void) | null;
  /** Draws more rows when the last one is near; null when all are drawn. */
  readonly onMore: (() => void) | null;
  readonly onKey: (event: KeyboardEvent) => void;
}

const asStrings = (keys: Iterable<string | number>): ReadonlySet<string> => new Set([...keys].map(String));

/** A list of thousands is drawn again only when something of it has changed. */
export const TrackList = memo(function TrackList({
  title,
  rows,
  playingId,
  selected,
  onSelect,
  onListen,
  emptyKind,
  sought,
  onMoveBefore,
  onMore,
  onKey,
}: TrackListProps): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const order = onMoveBefore === null ? '' : rows.map(({ key }) => key).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row that was moved is followed with the eye.
  useEffect(() => {
    const row = document.activeElement?.closest('[role="row"]');
    if (row && place.current?.contains(row)) row.scrollIntoView({ block: 'nearest' });
  }, [order]);
  const { dragAndDropHooks } = useDragAndDrop<TrackRow>({
    getItems: (_keys, items) =>
      items.map(({ track }) => ({ [DRAGGED]: track.id, 'text/plain': track.title })),
    ...(onMoveBefore === null
      ? {}
      : {
          onReorder: ({ keys, target }) => {
            const at = rows.findIndex(({ key }) => key === String(target.key));
            if (at !== -1) onMoveBefore(asStrings(keys), target.dropPosition === 'after' ? at + 1 : at);
          },
        }),
  });
  return (
    <div ref={place} className={styles.place} onKeyDownCapture={onKey}>
      <Virtualizer layout={ListLayout} layoutOptions={LAYOUT}>
        <GridList
          aria-label={say.tracks(title)}
          selectionMode="multiple"
          selectionBehavior="replace"
          selectedKeys={selected}
          onSelectionChange={onSelect}
          dragAndDropHooks={dragAndDropHooks}
          renderEmptyState={() => <NothingHere kind={emptyKind} sought={sought} />}
          className={styles.list ?? ''}
        >
          <Collection items={rows} dependencies={[playingId]}>
            {(row) => <Row row={row} isPlaying={row.track.id === playingId} onListen={onListen} />}
          </Collection>
          {onMore !== null && <GridListLoadMoreItem onLoadMore={onMore} />}
        </GridList>
      </Virtualizer>
    </div>
  );
});
