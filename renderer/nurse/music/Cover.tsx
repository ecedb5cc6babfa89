// A track's small cover. Its place is always there, it fades in once it is loaded, and it stays empty for a track
// without a cover.

import { type ReactElement, useState } from 'react';
import type { LibraryTrack } from '../../../shared/sound/music.ts';
import styles from './Cover.module.css';

export const Cover = ({ track }: { readonly track: LibraryTrack }): ReactElement => {
  const [isLoaded, setLoaded] = useState(false);
  return (
    <span className={styles.cover}>
      {track.hasCover && (
        <img
          className={styles.picture}
          data-read={isLoaded || undefined}
          src={`/cover/${encodeURIComponent(track.id)}`}
          alt=""
          width="44"
          height="44"
          loading="lazy"
          decoding="async"
          draggable="false"
          onLoad={() => setLoaded(true)}
        />
      )}
    </span>
  );
};
