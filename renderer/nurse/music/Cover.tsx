// A track's cover, small: its place is always there, it comes in softly once it is read, and a track without one has
// nothing in it.

import { type ReactElement, useState } from 'react';
import type { LibraryTrack } from '../../../shared/sound/music.ts';
import styles from './Cover.module.css';

export const Cover = ({ track }: { readonly track: LibraryTrack }): ReactElement => {
  const [isRead, setRead] = useState(false);
  return (
    <span className={styles.cover}>
      {track.hasCover && (
        <img
          className={styles.picture}
          data-read={isRead || undefined}
          src={`/cover/${encodeURIComponent(track.id)}`}
          alt=""
          width="44"
          height="44"
          loading="lazy"
          decoding="async"
          draggable="false"
          onLoad={() => setRead(true)}
        />
      )}
    </span>
  );
};
