// Changing playlists from the music screen. Every change goes to main, one after the other and each from what main has
// by then, and can be undone. The screen never keeps a playlist of its own.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { PlaylistView } from '../../../shared/sound/sound-view.ts';
import { send } from '../../ui/bridge.ts';
import { useCommands } from '../../ui/Commands.tsx';
import { changed } from '../../ui/history.ts';
import { words } from '../../words/index.ts';
import {
  type Change,
  type Changes,
  isSameOrder,
  MOST_TRACKS,
  NO_CHANGES,
  type PlaylistState,
  stepped,
} from './playlist-editing.ts';

const { music: say } = words;

/** Runs one piece of work after the other. */
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

/**
 * @param open the playlist that is shown, whose tracks are followed; null: none
 * @param revision of the library
 */
export const usePlaylists = (
  playlists: readonly PlaylistView[],
  open: PlaylistView | null,
  revision: number,
) => {
  const { tell, refuse } = useCommands();
  const inTurn = useQueue();
  const [history, setHistory] = useState<Changes>(NO_CHANGES);
  const [done, setDone] = useState<string | null>(null);
  const [shown, setShown] = useState<{ playlistId: string; trackIds: readonly string[] } | null>(null);
  /** What the next change begins from: it may come before the screen is drawn again. */
  const newest = useRef({ playlists, history, titles: new Map<string, string>() });
  useEffect(() => {
    newest.current.playlists = playlists;
  });
  const record = (next: Changes, sentence: string | null): void => {
    newest.current.history = next;
    setHistory(next);
    if (sentence !== null) setDone(sentence);
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

  const show = (playlistId: string, { title, trackIds }: PlaylistState): void => {
    newest.current.titles.set(playlistId, title);
    setShown({ playlistId, trackIds });
  };

  /** Has main keep a state of a playlist; null removes it. Answers whether main did. */
  const keep = async (playlistId: string, state: PlaylistState | null): Promise<boolean> => {
    if (state === null) return tell('removePlaylist', { playlistId });
    const { title, trackIds } = state;
    const isKept = await tell('savePlaylist', { playlistId, title, trackIds: [...trackIds] });
    if (isKept) show(playlistId, state);
    return isKept;
  };

  const stateOf = async (playlistId: string): Promise<PlaylistState | null> => {
    const view = newest.current.playlists.find(({ id }) => id === playlistId);
    const title = newest.current.titles.get(playlistId) ?? view?.title;
    const trackIds = await tracksOf(playlistId);
    if (title !== undefined && trackIds !== null) return { title, trackIds };
    refuse(words.errors.unknownPlaylist);
    return null;
  };

  const recordChange = (change: Change): void => {
    const { kind, before, after, count } = change;
    const sentence = say.changes[kind]((after ?? before)?.title ?? '', count);
    record(changed(newest.current.history, change, null, performance.now()), sentence);
  };

  const change = (
    playlistId: string,
    kind: Change['kind'],
    count: number,
    changeOf: (before: PlaylistState) => PlaylistState | null,
  ): void =>
    void inTurn(async () => {
      const before = await stateOf(playlistId);
      if (before === null) return;
      const after = changeOf(before);
      if (after?.title === before.title && isSameOrder(after.trackIds, before.trackIds)) return;
      if (after !== null && after.trackIds.length > MOST_TRACKS) return refuse(say.tooMany);
      if (await keep(playlistId, after)) recordChange({ kind, playlistId, before, after, count });
    });

  /** Answers the id of the new playlist, or null. */
  const make = (title: string, trackIds: readonly string[]): Promise<string | null> =>
    inTurn(async () => {
      const answer = await send('savePlaylist', { playlistId: null, title, trackIds: [...trackIds] });
      if (!answer.ok) {
        refuse(words.errors[answer.error]);
        return null;
      }
      const playlistId = answer.value;
      const after = { title, trackIds };
      show(playlistId, after);
      recordChange({ kind: 'made', playlistId, before: null, after, count: trackIds.length });
      return playlistId;
    });

  /** Answers the id of the playlist as it is then; null when nothing was undone or redone, or it is gone. */
  const step = (isUndo: boolean): Promise<string | null> =>
    inTurn(async () => {
      const { past, present, future } = newest.current.history;
      const change = isUndo ? past.length > 0 && present : future[0];
      if (!change) {
        refuse(isUndo ? words.undoing.nothingToUndo : words.undoing.nothingToRedo);
        return null;
      }
      const state = isUndo ? change.before : change.after;
      const isKept = await keep(change.playlistId, state);
      const next = stepped(newest.current.history, isUndo ? 'undo' : 'redo', isKept);
      record(next, isKept ? (isUndo ? say.undone : say.redone) : null);
      return isKept && state !== null ? change.playlistId : null;
    });

  return {
    /** The tracks of the open playlist; null until main has answered. */
    trackIds: shown !== null && shown.playlistId === openId ? shown.trackIds : null,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    /** What was done last, in a sentence. */
    done,
    make,
    rename: (id: string, title: string): void => change(id, 'renamed', 0, (before) => ({ ...before, title })),
    remove: (id: string): void => change(id, 'removed', 0, () => null),
    edit: (
      id: string,
      kind: Change['kind'],
      count: number,
      edit: (trackIds: readonly string[]) => readonly string[],
    ): void => change(id, kind, count, ({ title, trackIds }) => ({ title, trackIds: edit(trackIds) })),
    undo: () => step(true),
    redo: () => step(false),
  };
};

export type Playlists = ReturnType<typeof usePlaylists>;
