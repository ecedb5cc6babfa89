// The left side of the music screen: all music, its folders and the playlists, one of them chosen. Tracks that are
// dropped on one's own playlist are added to it.

import { useRef } from 'react';
import {
  type DropTarget,
  Header,
  isTextDropItem,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Text,
  useDragAndDrop,
} from 'react-aria-components';
import type { MusicFolder } from '../../../shared/sound/music.ts';
import type { SoundView } from '../../../shared/sound/sound-view.ts';
import { words } from '../../words/index.ts';
import styles from './Sources.module.css';
import { DRAGGED } from './TrackList.tsx';

const { music: say } = words;

/** Ids of what is no playlist: a playlist's id always has a colon. */
export const ALL = 'all';
export const FILES = 'files';

interface SourceGroup {
  readonly id: string;
  /** null: the group needs no name. */
  readonly name: string | null;
  readonly sources: readonly { readonly id: string; readonly name: string; readonly about: string }[];
}

const KINDS = [
  { id: 'own', name: say.playlists },
  { id: 'folder', name: say.folderLists },
  { id: 'bundled', name: say.bundledLists },
] as const;

/** What can be chosen, in its order; groups without anything in them are left out. */
const groupsOf = (
  { playlists, library }: SoundView,
  folders: readonly MusicFolder[],
): readonly SourceGroup[] => {
  const all = { id: ALL, name: say.all, about: say.summary(library.trackCount, null) };
  const files = {
    id: FILES,
    name: say.files,
    about: say.filesAbout(folders.length, library.unplayableCount),
  };
  const away = new Set(folders.filter(({ isAway }) => isAway).map(({ id }) => id));
  const lists = KINDS.map(({ id, name }) => ({
    id,
    name,
    sources: playlists
      .filter(({ kind }) => kind === id)
      .map((list) => ({
        id: list.id,
        name: list.title,
        about: away.has(list.id)
          ? say.folderAwayShort
          : say.summary(list.trackCount, list.lengthMs, list.awayCount),
      })),
  }));
  return [
    { id: ALL, name: null, sources: [all, files] },
    ...lists.filter(({ sources }) => sources.length > 0),
  ];
};

interface SourcesProps {
  readonly sound: SoundView;
  readonly folders: readonly MusicFolder[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  readonly onDropTracks: (playlistId: string, trackIds: readonly string[]) => void;
}

export const Sources = ({ sound, folders, chosen, onChoose, onDropTracks }: SourcesProps) => {
  const takers = new Set(sound.playlists.filter(({ kind }) => kind === 'own').map(({ id }) => id));
  const list = useRef<HTMLDivElement>(null);
  /** The library would search the groups alone; the page knows what lies under the pointer. */
  const getDropTargetFromPoint = (x: number, y: number): DropTarget | null => {
    const frame = list.current?.getBoundingClientRect();
    if (frame === undefined) return null;
    const under = document.elementFromPoint(frame.x + x, frame.y + y);
    const key = under?.closest<HTMLElement>('[role="option"]')?.dataset.key;
    return key !== undefined && takers.has(key) ? { type: 'item', key, dropPosition: 'on' } : null;
  };
  const { dragAndDropHooks } = useDragAndDrop({
    dropTargetDelegate: { getDropTargetFromPoint },
    acceptedDragTypes: [DRAGGED],
    getDropOperation: (target) =>
      target.type === 'item' && takers.has(String(target.key)) ? 'copy' : 'cancel',
    onItemDrop: async ({ target, items }) => {
      const texts = items.filter(isTextDropItem).map((item) => item.getText(DRAGGED));
      onDropTracks(String(target.key), await Promise.all(texts));
    },
  });
  return (
    <ListBox
      ref={list}
      aria-label={say.sources}
      items={groupsOf(sound, folders)}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : keys;
        if (key !== undefined) onChoose(String(key));
      }}
      dragAndDropHooks={dragAndDropHooks}
      className={styles.list ?? ''}
    >
      {({ id, name, sources }) => (
        <ListBoxSection
          id={`group-${id}`}
          className={styles.group ?? ''}
          {...(name === null ? { 'aria-label': sources[0]?.name ?? '' } : {})}
        >
          {name !== null && <Header className={styles.groupName ?? ''}>{name}</Header>}
          {sources.map((source) => (
            <ListBoxItem key={source.id} id={source.id} textValue={source.name} className={styles.row ?? ''}>
              <Text slot="label" className={styles.name ?? ''}>
                {source.name}
              </Text>
              <Text slot="description" className="one-line small">
                {source.about}
              </Text>
            </ListBoxItem>
          ))}
        </ListBoxSection>
      )}
    </ListBox>
  );
};
