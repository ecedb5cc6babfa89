// What can be done with the selected rows of the track list. Only one's own playlist can be changed, and only a list that
// is shown whole can be put in another order.

import type { Marks } from '../../../shared/sound/music.ts';
import type { PlaylistView, SoundTrialView } from '../../../shared/sound/sound-view.ts';
import { useCommands } from '../../ui/Commands.tsx';
import { movedBefore, movedByOne, placesOf, without } from './playlist-editing.ts';
import type { TrackRow } from './track-rows.ts';
import type { Playlists } from './usePlaylists.ts';

export interface TrackActionsOptions {
  /** null: all music. */
  readonly playlist: PlaylistView | null;
  readonly playlists: Playlists;
  readonly trial: SoundTrialView | null;
  /** Why nobody can listen now; null when they can. */
  readonly why: string | null;
  /** Marks were changed. */
  readonly onMarked: () => void;
}

export const useTrackActions = (
  { playlist, playlists, trial, why, onMarked }: TrackActionsOptions,
  selected: readonly TrackRow[],
  isWhole: boolean,
) => {
  const { tell, refuse } = useCommands();
  const playingId = trial?.kind === 'track' ? trial.trackId : null;
  const ownId = playlist?.kind === 'own' ? playlist.id : null;
  const canMove = ownId !== null && isWhole;
  const keys = new Set(selected.map(({ key }) => key));
  const tracks = selected.map(({ track }) => track);
  const mark = async (marks: Partial<Marks>): Promise<void> => {
    if (await tell('mark', { trackIds: tracks.map(({ id }) => id), marks })) onMarked();
  };
  return {
    /** The selected tracks. */
    tracks,
    /** The track that somebody listens to now. */
    playingId,
    /** The shown playlist, where it can be changed. */
    ownId,
    canMove,
    /** Starts or stops a track; without one, the first selected. */
    listen: (trackId = playingId ?? tracks[0]?.id): void => {
      if (trackId === undefined) return;
      if (why !== null) refuse(why);
      else void tell('listenTo', { trackId: trackId === playingId ? null : trackId });
    },
    takeOut: (): void => {
      if (ownId === null || keys.size === 0) return;
      playlists.edit(ownId, 'takenOut', keys.size, (ids) => without(ids, placesOf(ids, keys)));
    },
    move: (direction: 1 | -1): void => {
      if (ownId === null || !canMove || keys.size === 0) return;
      playlists.edit(ownId, 'moved', keys.size, (ids) => movedByOne(ids, placesOf(ids, keys), direction));
    },
    moveBefore: (moved: ReadonlySet<string>, before: number): void => {
      if (ownId === null) return;
      playlists.edit(ownId, 'moved', moved.size, (ids) => movedBefore(ids, placesOf(ids, moved), before));
    },
    mark: (marks: Partial<Marks>): void => void mark(marks),
  };
};

export type TrackActions = ReturnType<typeof useTrackActions>;
