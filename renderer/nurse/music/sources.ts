// What the music screen can show, in its order: all music, the folders that it comes from, playlists made here, those of
// folders, and those that come with Stillroom.

import type { PlaylistView, SoundView } from '../../../shared/sound/sound-view.ts';
import { words } from '../../words/index.ts';

/** No playlist's id is without a colon. */
export const ALL = 'all';
export const FILES = 'files';

export interface Source {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  /** Tracks can be dropped on it. */
  readonly takesTracks: boolean;
}

export interface SourceGroup {
  readonly id: string;
  /** null: the group needs no name. */
  readonly name: string | null;
  readonly sources: readonly Source[];
}

const { music: say } = words;

const sourceOf = ({ id, title, kind, trackCount, lengthMs }: PlaylistView): Source => ({
  id,
  name: title,
  about: say.summary(trackCount, lengthMs),
  takesTracks: kind === 'own',
});

const KINDS = [
  { kind: 'own', name: say.playlists },
  { kind: 'folder', name: say.folderLists },
  { kind: 'bundled', name: say.bundledLists },
] as const;

/** All that can be chosen; groups without anything in them are left out. */
export const sourcesOf = ({ playlists, library }: SoundView, folderCount: number): readonly SourceGroup[] => {
  const all: Source = {
    ...{ id: ALL, name: say.all, takesTracks: false },
    about: say.summary(library.trackCount, null),
  };
  const files: Source = {
    ...{ id: FILES, name: say.files, takesTracks: false },
    about: say.filesAbout(folderCount, library.unplayableCount),
  };
  const lists = KINDS.map(({ kind, name }) => ({
    id: kind,
    name,
    sources: playlists.filter((playlist) => playlist.kind === kind).map(sourceOf),
  }));
  return [
    { id: ALL, name: null, sources: [all, files] },
    ...lists.filter(({ sources }) => sources.length > 0),
  ];
};
