// The left side of the music screen: all music, the playlists and the folders, one of them chosen. Tracks that are
// dropped on a playlist are put into it.

import { type ReactElement, useRef } from 'react';
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
import { words } from '../../words/index.ts';
import styles from './Sources.module.css';
import type { Source, SourceGroup } from './sources.ts';
import { DRAGGED } from './TrackList.tsx';

export interface SourcesProps {
  readonly groups: readonly SourceGroup[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  readonly onDropTracks: (playlistId: string, trackIds: readonly string[]) => void;
}

const Row = ({ source }: { readonly source: Source }): ReactElement => (
  <ListBoxItem id={source.id} textValue={source.name} className={styles.row ?? ''}>
    <Text slot="label" className={styles.name ?? ''}>
      {source.name}
    </Text>
    <Text slot="description" className={styles.about ?? ''}>
      {source.about}
    </Text>
  </ListBoxItem>
);

export const Sources = ({ groups, chosen, onChoose, onDropTracks }: SourcesProps): ReactElement => {
  const takers = new Set(
    groups.flatMap(({ sources }) => sources.filter((one) => one.takesTracks).map(({ id }) => id)),
  );
  const list = useRef<HTMLDivElement>(null);
  /** The library looks for a place to drop among the groups alone; what lies under the pointer is plain from the page. */
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
      aria-label={words.music.sources}
      items={groups}
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
            <Row key={source.id} source={source} />
          ))}
        </ListBoxSection>
      )}
    </ListBox>
  );
};
