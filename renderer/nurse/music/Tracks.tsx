// The middle and the right of the music screen: the tracks of what is chosen, found as somebody types, and what can be
// done with the selected ones.

import { type KeyboardEvent, useMemo, useState } from 'react';
import type { Selection } from 'react-aria-components';
import type { PlaylistView } from '../../../shared/sound/sound-view.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { FindField } from '../../ui/FindField.tsx';
import { useFinding } from '../../ui/finding.ts';
import { useAsk } from '../../ui/useAsk.ts';
import { useLatest } from '../../ui/useLatest.ts';
import { words } from '../../words/index.ts';
import styles from './Music.module.css';
import { WhereNow } from './MusicFiles.tsx';
import { LONGEST_TITLE } from './playlist-editing.ts';
import { type EmptyReason, TrackList } from './TrackList.tsx';
import { TrackPanel } from './TrackPanel.tsx';
import head from './Tracks.module.css';
import { type Library, rowsOfList, type TrackRow } from './track-rows.ts';
import type { Playlists } from './usePlaylists.ts';
import { type TrackActionsOptions, useTrackActions } from './useTrackActions.ts';

const { music: say } = words;

const NO_ROWS: readonly TrackRow[] = [];
const FINDING = { atOnce: 40, listSelector: '[data-front] [role="grid"]' };

interface ListHeadProps {
  readonly title: string;
  readonly about: string;
  /** null: all music, which is no playlist. */
  readonly playlist: PlaylistView | null;
  /** Its folder is not here now. */
  readonly isAway: boolean;
  readonly isRenaming: boolean;
  readonly onRenaming: (isRenaming: boolean) => void;
  readonly playlists: Playlists;
}

const Renaming = ({ title, playlist, playlists, onRenaming }: ListHeadProps) => {
  const [typed, setTyped] = useState(title);
  const keep = (): void => {
    onRenaming(false);
    if (playlist !== null && typed.trim() !== '') playlists.rename(playlist.id, typed.trim());
  };
  return (
    <form
      className={head.renaming}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onRenaming(false);
      }}
    >
      <Field
        label={say.renameField}
        value={typed}
        onChange={setTyped}
        hint={say.renameHint}
        most={LONGEST_TITLE}
        startsHere
        isBare
      >
        <Button onPress={keep}>{say.keep}</Button>
      </Field>
    </form>
  );
};

const Export = ({ playlistId }: { readonly playlistId: string }) => {
  const { ask, isBusy, isDone, wrong } = useAsk();
  return (
    <>
      <Button kind="link" isBusy={isBusy} onPress={() => void ask('exportPlaylist', { playlistId })}>
        {say.export}
      </Button>
      <p className="hides-empty caption" role="status">
        {wrong ?? (isDone ? say.exported : '')}
      </p>
    </>
  );
};

/** What is shown, and what can be done with the whole of it. One's own playlist is renamed in place, exported or removed. */
const ListHead = (props: ListHeadProps) => {
  const { title, about, playlist, playlists, onRenaming } = props;
  if (props.isRenaming) return <Renaming {...props} />;
  return (
    <div className={head.head}>
      <div className={head.words}>
        <h2 className={head.title}>{title}</h2>
        <p className="tabular caption">{about}</p>
      </div>
      {playlist?.kind === 'own' && (
        <Button kind="link" onPress={() => onRenaming(true)}>
          {say.rename}
        </Button>
      )}
      {playlist !== null && props.isAway && <WhereNow folderId={playlist.id} />}
      {playlist !== null && !props.isAway && <Export key={playlist.id} playlistId={playlist.id} />}
      {playlist?.kind === 'own' && (
        <Button kind="link" label={say.removeNamed(title)} onPress={() => playlists.remove(playlist.id)}>
          {say.remove}
        </Button>
      )}
    </div>
  );
};

interface TracksProps extends TrackActionsOptions {
  readonly library: Library;
  /** The playlists that can be changed. */
  readonly own: readonly PlaylistView[];
  readonly isRenaming: boolean;
  readonly onRenaming: (isRenaming: boolean) => void;
  /** Makes a playlist of these tracks. */
  readonly onMake: (trackIds: readonly string[]) => void;
  readonly onAddTo: (playlistId: string, trackIds: readonly string[]) => void;
}

const emptyReason = (playlist: PlaylistView | null, { rows }: Library): EmptyReason => {
  if (playlist === null || rows.length === 0) return 'noMusic';
  return playlist.kind === 'own' ? 'emptyOwn' : 'emptyOther';
};

export const Tracks = (props: TracksProps) => {
  const { library, playlist, playlists, onMake, onAddTo } = props;
  const [selected, setSelected] = useState<Selection>(new Set<string>());
  const isAll = playlist === null;
  const { trackIds } = playlists;
  /** All rows of what is chosen; null until they are known. */
  const known = useMemo(() => {
    if (isAll) return library.rows;
    return trackIds === null ? null : rowsOfList(library.byId, trackIds);
  }, [isAll, library.rows, library.byId, trackIds]);
  const rows = known ?? NO_ROWS;
  const { typed, setTyped, sought, found, drawn, drawMore, ref, goIntoList } = useFinding(rows, FINDING);
  const isSeeking = sought.trim() !== '';
  const chosen = useMemo(
    () => (selected === 'all' ? found : found.filter(({ key }) => selected.has(key))),
    [found, selected],
  );
  const actions = useTrackActions(props, chosen, !isSeeking);
  const { playingId, ownId, tracks } = actions;
  const title = playlist?.title ?? say.all;

  /** Answers whether the key meant something here. */
  const pressed = ({ key, altKey, target }: KeyboardEvent): boolean => {
    const isOnRow = target instanceof HTMLElement && target.matches('[role="row"]');
    if (!isOnRow) return false;
    if (key === 'Enter') actions.listen();
    else if (key === 'Delete' || key === 'Backspace') actions.takeOut();
    else if (altKey && key === 'ArrowUp') actions.move(-1);
    else if (altKey && key === 'ArrowDown') actions.move(1);
    else return false;
    return true;
  };
  const onKey = useLatest((event: KeyboardEvent): void => {
    if (!pressed(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  const onListen = useLatest((key: string): void => {
    const row = found.find((one) => one.key === key);
    if (row !== undefined) actions.listen(row.track.id);
  });
  const onMoveBefore = useLatest(actions.moveBefore);
  const addTo = (playlistId: string | null): void => {
    const ids = tracks.map(({ id }) => id);
    if (playlistId === null) onMake(ids);
    else onAddTo(playlistId, ids);
  };

  const shared = { title, playingId, selected, onSelect: setSelected, onListen, onKey };
  const isAway = library.content.folders.some((folder) => folder.id === playlist?.id && folder.isAway);
  const about = isSeeking
    ? say.foundOf(found.length, rows.length)
    : isAway
      ? say.folderAway
      : say.summary(playlist?.trackCount ?? rows.length, playlist?.lengthMs ?? null, playlist?.awayCount);
  return (
    <>
      <section className="stack shrinks gap-3" aria-label={title}>
        <ListHead
          title={title}
          about={about}
          playlist={playlist}
          isAway={isAway}
          isRenaming={props.isRenaming && ownId !== null}
          onRenaming={props.onRenaming}
          playlists={playlists}
        />
        <FindField
          label={say.find}
          clearLabel={say.clear}
          sought={typed}
          onSeek={setTyped}
          onGoIntoList={goIntoList}
        />
        <div className={styles.lists} ref={ref}>
          {known !== null && (
            <div className={styles.layer} data-front={!isSeeking || undefined}>
              <TrackList
                {...shared}
                rows={rows}
                emptyReason={emptyReason(playlist, library)}
                sought=""
                onMoveBefore={ownId === null ? null : onMoveBefore}
                onMore={null}
              />
            </div>
          )}
          {isSeeking && (
            <div className={styles.layer} data-front>
              <TrackList
                {...shared}
                rows={drawn}
                emptyReason="noneFound"
                sought={sought}
                onMoveBefore={null}
                onMore={drawMore}
              />
            </div>
          )}
        </div>
      </section>
      <TrackPanel
        actions={actions}
        measured={library.measured}
        own={props.own}
        why={props.why}
        onAddTo={addTo}
      />
    </>
  );
};
