// The middle and the right of the music screen: the tracks of what is chosen, found as somebody types, and what can be
// done with those that are selected.

import {
  type KeyboardEvent,
  type ReactElement,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Selection } from 'react-aria-components';
import type { Marks } from '../../../shared/sound/music.ts';
import type { PlaylistView, SoundTrialView } from '../../../shared/sound/sound-view.ts';
import { useCommands } from '../../ui/Commands.tsx';
import { FindField } from '../../ui/FindField.tsx';
import { useLatest } from '../../ui/useLatest.ts';
import { words } from '../../words/index.ts';
import { findTracks, type SearchableLibrary, textsOf } from './find-tracks.ts';
import { ListHead } from './ListHead.tsx';
import styles from './Music.module.css';
import type { NothingKind } from './NothingHere.tsx';
import { movedBefore, movedByOne, placesOf, without } from './playlist-editing.ts';
import { TrackList } from './TrackList.tsx';
import { TrackPanel } from './TrackPanel.tsx';
import { rowsOfAll, rowsOfList, type TrackRow } from './track-rows.ts';
import type { Playlists } from './usePlaylists.ts';

const { music: say } = words;

/** Of what is found so many are drawn at first, and so many more whenever its end is reached. */
const FOUND_AT_ONCE = 40;
const FOUND_MORE = 600;

const NO_ROWS: readonly TrackRow[] = [];
const NOTHING: Selection = new Set<string>();

export interface TracksProps {
  readonly library: SearchableLibrary;
  /** null: all music. */
  readonly playlist: PlaylistView | null;
  readonly own: readonly PlaylistView[];
  readonly playlists: Playlists;
  readonly trial: SoundTrialView | null;
  /** Why nobody can listen now; null when they can. */
  readonly why: string | null;
  readonly isRenaming: boolean;
  readonly onRenaming: (isRenaming: boolean) => void;
  /** Makes a playlist of these tracks. */
  readonly onMake: (trackIds: readonly string[]) => void;
  readonly onAddTo: (playlistId: string, trackIds: readonly string[]) => void;
  readonly onRemove: (playlistId: string) => void;
  /** Marks were changed, and are to be seen. */
  readonly onMarked: () => void;
}

/** All rows of what is chosen; null until they are known. */
const useRows = ({ library, playlist, playlists }: TracksProps): readonly TrackRow[] | null => {
  const { trackIds } = playlists;
  const isAll = playlist === null;
  const { tracks, folders } = library.content;
  const away = folders.map(({ id, isAway }) => (isAway ? id : '')).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the library only what rows are made of.
  return useMemo(() => {
    if (isAll) return rowsOfAll(library);
    return trackIds === null ? null : rowsOfList(library, trackIds);
  }, [isAll, tracks, away, trackIds]);
};

interface Found {
  readonly sought: string;
  /** All that is found; everything when nothing is sought. */
  readonly rows: readonly TrackRow[];
  /** As many of them as are drawn. */
  readonly drawn: readonly TrackRow[];
  readonly drawMore: () => void;
}

const useFound = (rows: readonly TrackRow[], library: SearchableLibrary, typed: string): Found => {
  const sought = useDeferredValue(typed);
  const texts = useMemo(() => textsOf(rows, library), [rows, library]);
  const found = useMemo(() => findTracks(rows, texts, sought), [rows, texts, sought]);
  const [more, setMore] = useState({ sought: '', count: FOUND_AT_ONCE });
  const count = more.sought === sought ? more.count : FOUND_AT_ONCE;
  const drawn = useMemo(() => found.slice(0, count), [found, count]);
  const drawMore = useLatest(() => setMore({ sought, count: count + FOUND_MORE }));
  return { sought, rows: found, drawn, drawMore };
};

const selectedOf = (rows: readonly TrackRow[], selected: Selection): readonly TrackRow[] =>
  selected === 'all' ? rows : rows.filter(({ key }) => selected.has(key));

/** What can be done with the selected rows of the shown list. */
const useDeeds = (props: TracksProps, chosen: readonly TrackRow[], isWhole: boolean) => {
  const { playlist, playlists, trial, why, onMarked } = props;
  const { tell, refuse } = useCommands();
  const playingId = trial?.kind === 'track' ? trial.trackId : null;
  const ownId = playlist?.kind === 'own' ? playlist.id : null;
  const canMove = ownId !== null && isWhole;
  const keys = new Set(chosen.map(({ key }) => key));
  const tracks = chosen.map(({ track }) => track);

  const listen = (trackId: string | undefined): void => {
    if (trackId === undefined) return;
    if (why !== null) refuse(why);
    else void tell('listenTo', { trackId: trackId === playingId ? null : trackId });
  };
  const takeOut = (): void => {
    if (ownId === null || keys.size === 0) return;
    void playlists.edit(ownId, 'takenOut', keys.size, (ids) => without(ids, placesOf(ids, keys)));
  };
  const move = (direction: 1 | -1): void => {
    if (ownId === null || !canMove || keys.size === 0) return;
    void playlists.edit(ownId, 'moved', keys.size, (ids) => movedByOne(ids, placesOf(ids, keys), direction));
  };
  const moveBefore = (moved: ReadonlySet<string>, before: number): void => {
    if (ownId === null) return;
    void playlists.edit(ownId, 'moved', moved.size, (ids) => movedBefore(ids, placesOf(ids, moved), before));
  };
  const mark = async (marks: Partial<Marks>): Promise<void> => {
    if (await tell('mark', { trackIds: tracks.map(({ id }) => id), marks })) onMarked();
  };
  return { playingId, ownId, canMove, tracks, listen, takeOut, move, moveBefore, mark };
};

const emptyKind = (playlist: PlaylistView | null, library: SearchableLibrary): NothingKind => {
  if (playlist === null || library.content.tracks.length === 0) return 'noMusic';
  return playlist.kind === 'own' ? 'emptyOwn' : 'emptyOther';
};

export const Tracks = (props: TracksProps): ReactElement => {
  const { library, playlist, own, playlists, why, isRenaming, onRenaming, onMake, onAddTo, onRemove } = props;
  const [typed, setTyped] = useState('');
  const [selected, setSelected] = useState<Selection>(NOTHING);
  const lists = useRef<HTMLDivElement>(null);
  const known = useRows(props);
  const rows = known ?? NO_ROWS;
  const found = useFound(rows, library, typed);
  const isSeeking = found.sought.trim() !== '';
  const chosen = useMemo(() => selectedOf(found.rows, selected), [found.rows, selected]);
  const deeds = useDeeds(props, chosen, !isSeeking);
  const title = playlist?.title ?? say.all;

  /** Answers whether the key meant something here. */
  const pressed = ({ key, altKey, target }: KeyboardEvent): boolean => {
    const isOnRow = target instanceof HTMLElement && target.matches('[role="row"]');
    if (!isOnRow) return false;
    if (key === 'Enter') deeds.listen(deeds.playingId ?? deeds.tracks[0]?.id);
    else if (key === 'Delete' || key === 'Backspace') deeds.takeOut();
    else if (altKey && key === 'ArrowUp') deeds.move(-1);
    else if (altKey && key === 'ArrowDown') deeds.move(1);
    else return false;
    return true;
  };
  const onKey = useLatest((event: KeyboardEvent): void => {
    if (!pressed(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  const onListen = useLatest((key: string): void =>
    deeds.listen(found.rows.find((row) => row.key === key)?.track.id),
  );
  const onMoveBefore = useLatest(deeds.moveBefore);
  const isCaughtUp = found.sought === typed;
  const [wantsIn, setWantsIn] = useState(false);
  // What is found may be a moment behind what is typed: the list that is gone into is the one that stays.
  useEffect(() => {
    if (!wantsIn || !isCaughtUp) return;
    setWantsIn(false);
    // The list hands it on to its first row, or to the one that had it.
    lists.current?.querySelector<HTMLElement>('[data-front] [role="grid"]')?.focus();
  }, [wantsIn, isCaughtUp]);
  const addTo = (playlistId: string | null): void => {
    const trackIds = deeds.tracks.map(({ id }) => id);
    if (playlistId === null) onMake(trackIds);
    else onAddTo(playlistId, trackIds);
  };

  const shared = { title, playingId: deeds.playingId, selected, onSelect: setSelected, onListen, onKey };
  const about = isSeeking
    ? say.foundOf(found.rows.length, rows.length)
    : say.summary(playlist?.trackCount ?? rows.length, playlist?.lengthMs ?? null);
  return (
    <>
      <section className={styles.middle} aria-label={title}>
        <ListHead
          title={title}
          about={about}
          playlist={playlist}
          isRenaming={isRenaming && playlist?.kind === 'own'}
          onRenaming={onRenaming}
          onRename={(name) => void (playlist === null ? null : playlists.rename(playlist.id, name))}
          onRemove={() => playlist !== null && onRemove(playlist.id)}
        />
        <FindField
          label={words.music.find}
          clearLabel={words.music.clear}
          sought={typed}
          onSeek={setTyped}
          onGoIntoList={() => setWantsIn(true)}
        />
        <div className={styles.lists} ref={lists}>
          {known !== null && (
            <div className={styles.layer} data-front={!isSeeking || undefined}>
              <TrackList
                {...shared}
                rows={rows}
                emptyKind={emptyKind(playlist, library)}
                sought=""
                onMoveBefore={deeds.ownId === null ? null : onMoveBefore}
                onMore={null}
              />
            </div>
          )}
          {isSeeking && (
            <div className={styles.layer} data-front>
              <TrackList
                {...shared}
                rows={found.drawn}
                emptyKind="noneFound"
                sought={found.sought}
                onMoveBefore={null}
                onMore={found.drawn.length < found.rows.length ? found.drawMore : null}
              />
            </div>
          )}
        </div>
      </section>
      <TrackPanel
        tracks={deeds.tracks}
        measured={library.measured}
        own={own}
        isOwn={deeds.ownId !== null}
        canMove={deeds.canMove}
        playingId={deeds.playingId}
        why={why}
        onListen={() => deeds.listen(deeds.playingId ?? deeds.tracks[0]?.id)}
        onMark={(marks) => void deeds.mark(marks)}
        onAddTo={addTo}
        onTakeOut={deeds.takeOut}
        onMove={deeds.move}
      />
    </>
  );
};
