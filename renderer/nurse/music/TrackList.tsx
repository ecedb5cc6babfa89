// The tracks of what is chosen, drawn only where they are seen. By keyboard: Enter listens, Delete takes out, Alt with
// an arrow moves, and the grip of a row starts a drag. It asks for changes and makes none.

import { GripVertical, Volume2 } from 'lucide-react';
import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react';
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
import type { LibraryTrack } from '../../../shared/sound/music.ts';
import { words } from '../../words/index.ts';
import styles from './TrackList.module.css';
import type { TrackRow } from './track-rows.ts';

const { music: say } = words;

/** The type of what is dragged: ids of tracks, and nothing that another program could read. */
export const DRAGGED = 'application/x-stillroom-track';

/** The height of a row, in px. */
const LAYOUT = { rowSize: 64, dropIndicatorThickness: 3 };

/** Its place is always there; the cover fades in once it is loaded. */
const Cover = ({ track }: { readonly track: LibraryTrack }) => {
  const [isLoaded, setLoaded] = useState(false);
  return (
    <span className={styles.cover}>
      {track.hasCover && (
        <img
          className={styles.picture}
          data-read={isLoaded || undefined}
          src={`/cover/${encodeURIComponent(track.id)}`}
          alt=""
          width="44"
          height="44"
          loading="lazy"
          decoding="async"
          draggable="false"
          onLoad={() => setLoaded(true)}
        />
      )}
    </span>
  );
};

interface RowProps {
  readonly row: TrackRow;
  readonly isPlaying: boolean;
  readonly onListen: (key: string) => void;
}

const Row = ({ row, isPlaying, onListen }: RowProps) => {
  const { track, isAway, key } = row;
  const { hasWords, suits } = track.marks;
  const unheard = track.unheardS === 0 ? null : say.notAllHeard(track.unheardS);
  const parts = [track.artist, track.album, unheard].filter((part) => part !== null);
  return (
    <GridListItem
      id={key}
      value={row}
      textValue={track.title}
      className={styles.row ?? ''}
      data-away={isAway || undefined}
      onDoubleClick={() => onListen(key)}
    >
      <Cover track={track} />
      <span className="grows grid">
        <span className={styles.title}>{track.title}</span>
        <span className={styles.about}>{isAway ? say.away : parts.join(words.app.separator)}</span>
      </span>
      {isPlaying && <Volume2 className={styles.playing} aria-label={say.playing} />}
      <span className={styles.marks}>
        {hasWords && <span className={styles.mark}>{say.marks.words}</span>}
        {suits !== null && <span className={styles.mark}>{say.marks.characters[suits]}</span>}
      </span>
      <span className={styles.length}>{track.durationS === null ? '' : say.length(track.durationS)}</span>
      <Button slot="drag" className={styles.grip ?? ''} aria-label={say.drag(track.title)}>
        <GripVertical aria-hidden="true" />
      </Button>
    </GridListItem>
  );
};

export type EmptyReason = keyof typeof say.empty;

/** What an empty list shows: why it is empty, and what to do about it. */
export const NothingHere = (props: { readonly reason: EmptyReason; readonly sought: string }) => {
  const { head, hint } = say.empty[props.reason];
  return (
    <div className={styles.nothing}>
      <p className={styles.head}>{head(props.sought.trim())}</p>
      <p>{hint}</p>
    </div>
  );
};

interface TrackListProps {
  readonly title: string;
  readonly rows: readonly TrackRow[];
  /** The track that somebody listens to now. */
  readonly playingId: string | null;
  readonly selected: Selection;
  readonly onSelect: (selected: Selection) => void;
  readonly onListen: (key: string) => void;
  /** Why there are no rows, when there are none. */
  readonly emptyReason: EmptyReason;
  readonly sought: string;
  /** null where the order cannot be changed. */
  readonly onMoveBefore: ((keys: ReadonlySet<string>, before: number) => void) | null;
  /** Draws more rows when the last one is near; null when all are drawn. */
  readonly onMore: (() => void) | null;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** A list of thousands is drawn again only when something of it has changed. */
export const TrackList = memo(function TrackList(props: TrackListProps) {
  const { title, rows, playingId, selected, onSelect, onListen, onMoveBefore, onMore, onKey } = props;
  const place = useRef<HTMLDivElement>(null);
  const order = onMoveBefore === null ? '' : rows.map(({ key }) => key).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls to a row that was moved.
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
            const moved = new Set([...keys].map(String));
            if (at !== -1) onMoveBefore(moved, target.dropPosition === 'after' ? at + 1 : at);
          },
        }),
  });
  return (
    <div ref={place} className="covers" onKeyDownCapture={onKey}>
      <Virtualizer layout={ListLayout} layoutOptions={LAYOUT}>
        <GridList
          aria-label={say.tracks(title)}
          selectionMode="multiple"
          selectionBehavior="replace"
          selectedKeys={selected}
          onSelectionChange={onSelect}
          dragAndDropHooks={dragAndDropHooks}
          renderEmptyState={() => <NothingHere reason={props.emptyReason} sought={props.sought} />}
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
