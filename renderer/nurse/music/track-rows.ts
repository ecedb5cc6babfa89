// The library as rows of the track list, each with the text that it is found by. A row stays the same object while what it
// shows stays the same: lists of thousands then draw and search quickly.

import { startTransition, useCallback, useEffect, useRef, useState } from 'react';

import { type LibraryContent, type LibraryTrack, NO_MARKS } from '../../../shared/sound/music.ts';
import type { LibraryView } from '../../../shared/sound/sound-view.ts';
import { send } from '../../ui/bridge.ts';
import { type Findable, folded } from '../../ui/finding.ts';
import { words } from '../../words/index.ts';
import { keysOf } from './playlist-editing.ts';

export interface TrackRow extends Findable {
  /** Unique in its list, where a track may come twice. */
  readonly key: string;
  readonly track: LibraryTrack;
  readonly folderName: string;
  readonly isAway: boolean;
}

/** The library, ready to be shown and searched. */
export interface Library {
  readonly content: LibraryContent;
  /** Every track, in the library's order. */
  readonly rows: readonly TrackRow[];
  readonly byId: ReadonlyMap<string, TrackRow>;
  /** The ids of the tracks whose loudness is known. */
  readonly measured: ReadonlySet<string>;
}

const SHOWN = ['title', 'artist', 'album', 'durationS', 'hasCover', 'folderId', 'unheardS'] as const;

/** That a track has been measured is no reason to draw it again. */
const showsSame = (a: LibraryTrack, b: LibraryTrack): boolean =>
  SHOWN.every((key) => a[key] === b[key]) &&
  a.marks.hasWords === b.marks.hasWords &&
  a.marks.suits === b.marks.suits;

/** @param former the library before it, whose rows are kept where nothing that they show has changed */
export const makeLibrary = (content: LibraryContent, former: Library | null = null): Library => {
  const folders = new Map(content.folders.map((folder) => [folder.id, folder]));
  const rows = content.tracks.map((track): TrackRow => {
    const { id, title, artist, album, folderId } = track;
    const { name: folderName = '', isAway = false } = folders.get(folderId) ?? {};
    const known = former?.byId.get(id);
    if (known?.folderName === folderName && known.isAway === isAway && showsSame(known.track, track)) {
      return known;
    }
    const text = folded([title, artist ?? '', album ?? '', folderName].join('\n'));
    return { key: id, track, folderName, isAway, text };
  });
  const measured = new Set(content.tracks.filter(({ hasLoudness }) => hasLoudness).map(({ id }) => id));
  const isUnchanged =
    former?.rows.length === rows.length && rows.every((row, place) => row === former.rows[place]);
  if (isUnchanged) return { ...former, content, measured };
  return { content, rows, byId: new Map(rows.map((row) => [row.key, row])), measured };
};

const missingRow = (id: string, key: string): TrackRow => ({
  key,
  track: {
    id,
    title: words.music.missingTrack,
    artist: null,
    album: null,
    durationS: null,
    hasLoudness: false,
    hasCover: false,
    unheardS: 0,
    folderId: '',
    marks: NO_MARKS,
  },
  folderName: '',
  isAway: true,
  text: '',
});

/** The tracks of a playlist, in playing order; a track that the library does not have keeps its place. */
export const rowsOfList = (byId: Library['byId'], trackIds: readonly string[]): readonly TrackRow[] => {
  const keys = keysOf(trackIds);
  return trackIds.map((id, place) => {
    const row = byId.get(id);
    const key = keys[place] ?? id;
    if (row === undefined) return missingRow(id, key);
    return row.key === key ? row : { ...row, key };
  });
};

/** While it changes by itself, the screen asks at most this often, in ms; less often while tracks are only measured. */
const EVERY_MS = 2000;
const EVERY_WHILE_MEASURING_MS = 15_000;

/** Kept for the next time that the screen is opened. */
let newest: Library | null = null;

/**
 * The library, never much older than the snapshot's revision of it (null until the first answer), and a function that
 * asks at once: somebody changed something here and wants to see it. It is too large to ask for at every track that is
 * measured.
 */
export const useLibrary = ({
  revision,
  isScanning,
  measuring,
}: LibraryView): readonly [Library | null, () => void] => {
  const everyMs = isScanning || measuring === null ? EVERY_MS : EVERY_WHILE_MEASURING_MS;
  const [library, setLibrary] = useState(newest);
  const askedAt = useRef(Number.NEGATIVE_INFINITY);
  const ask = useCallback(async () => {
    askedAt.current = performance.now();
    const answer = await send('library', {});
    if (!answer.ok || (newest !== null && answer.value.revision < newest.content.revision)) return;
    const found = makeLibrary(answer.value, newest);
    newest = found;
    // Thousands of rows may change: typing and scrolling go first.
    startTransition(() => setLibrary(found));
  }, []);
  useEffect(() => {
    if (newest?.content.revision === revision) return;
    const inMs = Math.max(0, askedAt.current + everyMs - performance.now());
    const timer = setTimeout(() => void ask(), inMs);
    return () => clearTimeout(timer);
  }, [revision, everyMs, ask]);
  const refresh = useCallback(() => void ask(), [ask]);
  return [library, refresh];
};
