// Changing playlists from the music screen. Every change goes to main, one after the other and each from what main has
// by then, and can be taken back; the screen never keeps a playlist of its own.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { PlaylistView } from '../../../shared/sound/sound-view.ts';
import { send } from '../../ui/bridge.ts';
import { useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import {
  type Change,
  type HistoryEvent,
  isSameOrder,
  MOST_TRACKS,
  NO_HISTORY,
  type PlaylistState,
  redoStep,
  reduceHistory,
  type Step,
  undoStep,
} from './playlist-editing.ts';

/** What a change makes of a playlist's tracks. */
type Edit = (trackIds: readonly string[]) => readonly string[];

export interface Playlists {
  /** The tracks of the open playlist; null until main has answered. */
  readonly trackIds: readonly string[] | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** What was done last, in a sentence. */
  readonly said: string | null;
  /** Answers the id of the new one, or null. */
  readonly make: (title: string, trackIds: readonly string[]) => Promise<string | null>;
  readonly rename: (playlistId: string, title: string) => Promise<boolean>;
  readonly remove: (playlistId: string) => Promise<boolean>;
  readonly edit: (playlistId: string, kind: Change['kind'], count: number, edit: Edit) => Promise<boolean>;
  /** Answers the step that was taken; null when there was none. */
  readonly undo: () => Promise<Step | null>;
  readonly redo: () => Promise<Step | null>;
  /** Forgets what was said. */
  readonly hush: () => void;
}

interface Shown {
  readonly playlistId: string;
  readonly trackIds: readonly string[];
}

/** Runs what it is given one after the other. */
const useQueue = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  const last = useRef<Promise<unknown>>(Promise.resolve());
  return useCallback(<T>(work: () => Promise<T>): Promise<T> => {
    const done = last.current.then(work);
    last.current = done.catch(() => undefined);
    return done;
  }, []);
};

const tracksOf = async (playlistId: string): Promise<readonly string[] | null> => {
  const answer = await send('playlistTracks', { playlistId });
  return answer.ok ? answer.value : null;
};

const saidOf = ({ kind, before, after, count }: Change): string =>
  words.music.changes[kind]((after ?? before)?.title ?? '', count);

/**
 * Playlists to change.
 *
 * @param open the playlist that is shown, whose tracks are followed; null: none
 * @param revision of the library
 */
export const usePlaylists = (
  playlists: readonly PlaylistView[],
  open: PlaylistView | null,
  revision: number,
): Playlists => {
  const { tell, refuse } = useCommands();
  const inTurn = useQueue();
  const [history, setHistory] = useState(NO_HISTORY);
  const [said, setSaid] = useState<string | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  /** What the next change begins from: it may come before the screen is drawn anew, or the snapshot is here. */
  const newest = useRef({ playlists, history, titles: new Map<string, string>() });
  useEffect(() => {
    newest.current.playlists = playlists;
  });
  const record = (event: HistoryEvent): void => {
    newest.current.history = reduceHistory(newest.current.history, event);
    setHistory(newest.current.history);
  };

  const openId = open?.id ?? null;
  const stamp = `${revision} ${open?.trackCount} ${open?.lengthMs}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stamp tells when the tracks may have changed.
  useEffect(() => {
    if (openId === null) return;
    let isWanted = true;
    void inTurn(async () => {
      const trackIds = await tracksOf(openId);
      if (isWanted && trackIds !== null) setShown({ playlistId: openId, trackIds });
    });
    return () => {
      isWanted = false;
    };
  }, [openId, stamp, inTurn]);

  const keep = (playlistId: string, { title, trackIds }: PlaylistState): void => {
    newest.current.titles.set(playlistId, title);
    setShown({ playlistId, trackIds });
  };

  /** Makes a playlist what it is to be; answers whether main did it. */
  const become = async ({ playlistId, to }: Step): Promise<boolean> => {
    const isDone =
      to === null
        ? await tell('removePlaylist', { playlistId })
        : await tell('savePlaylist', { playlistId, title: to.title, trackIds: [...to.trackIds] });
    if (isDone && to !== null) keep(playlistId, to);
    return isDone;
  };

  const stateOf = async (playlistId: string): Promise<PlaylistState | null> => {
    const view = newest.current.playlists.find(({ id }) => id === playlistId);
    const title = newest.current.titles.get(playlistId) ?? view?.title;
    const trackIds = await tracksOf(playlistId);
    if (title !== undefined && trackIds !== null) return { title, trackIds };
    refuse(words.errors.unknownPlaylist);
    return null;
  };

  const did = (change: Change): void => {
    record({ type: 'did', change });
    setSaid(saidOf(change));
  };

  const changeTo = (
    playlistId: string,
    kind: Change['kind'],
    count: number,
    make: (before: PlaylistState) => PlaylistState | null,
  ): Promise<boolean> =>
    inTurn(async () => {
      const before = await stateOf(playlistId);
      if (before === null) return false;
      const after = make(before);
      if (after !== null && after.title === before.title && isSameOrder(after.trackIds, before.trackIds))
        return false;
      if ((after?.trackIds.length ?? 0) > MOST_TRACKS) {
        refuse(words.music.tooMany);
        return false;
      }
      if (!(await become({ playlistId, to: after }))) return false;
      did({ kind, playlistId, before, after, count });
      return true;
    });

  const make: Playlists['make'] = (title, trackIds) =>
    inTurn(async () => {
      const answer = await send('savePlaylist', { playlistId: null, title, trackIds: [...trackIds] });
      if (!answer.ok) {
        refuse(words.errors[answer.error]);
        return null;
      }
      const count = trackIds.length;
      keep(answer.value, { title, trackIds });
      did({ kind: 'made', playlistId: answer.value, before: null, after: { title, trackIds }, count });
      return answer.value;
    });

  const step = (which: 'undid' | 'redid'): Promise<Step | null> =>
    inTurn(async () => {
      const wished = which === 'undid' ? undoStep(newest.current.history) : redoStep(newest.current.history);
      if (wished === null) {
        refuse(which === 'undid' ? words.music.nothingToUndo : words.music.nothingToRedo);
        return null;
      }
      if (!(await become(wished))) {
        record({ type: 'forgot' });
        return null;
      }
      record({ type: which });
      setSaid(which === 'undid' ? words.music.undone : words.music.redone);
      return wished;
    });

  return {
    trackIds: shown !== null && shown.playlistId === openId ? shown.trackIds : null,
    canUndo: history.done.length > 0,
    canRedo: history.undone.length > 0,
    said,
    make,
    rename: (id, title) => changeTo(id, 'renamed', 0, (before) => ({ ...before, title })),
    remove: (id) => changeTo(id, 'removed', 0, () => null),
    edit: (id, kind, count, change) =>
      changeTo(id, kind, count, ({ title, trackIds }) => ({ title, trackIds: change(trackIds) })),
    undo: () => step('undid'),
    redo: () => step('redid'),
    hush: () => setSaid(null),
  };
};
