// Set-up of the music: the playlists there are, what in them cannot be played, and folders of one's own.

import { ChevronDown } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { PlaylistView, Snapshot } from '../../shared/snapshot.ts';
import { Button } from '../ui/Button.tsx';
import { useAsk } from '../ui/useAsk.ts';
import { words } from '../words/index.ts';
import { playlistMs } from './readiness.ts';
import styles from './SetupMusic.module.css';
import { Hint, SetupSection, Wrong } from './SetupSection.tsx';

const { music: say } = words.setup;

const Tracks = ({ playlist }: { readonly playlist: PlaylistView }): ReactElement => (
  <ol className={styles.tracks} aria-label={say.tracks}>
    {playlist.tracks.map(({ id, title, durationS }) => (
      <li key={id} className={styles.track}>
        <span>{title}</span>
        {durationS !== null && <span className={styles.length}>{say.length(durationS)}</span>}
      </li>
    ))}
  </ol>
);

const Playlist = ({ playlist }: { readonly playlist: PlaylistView }): ReactElement => {
  const { ask, isBusy, wrong } = useAsk();
  const { id, title, isBundled, tracks, unreadable } = playlist;
  return (
    <li className={styles.playlist}>
      <Disclosure className={styles.disclosure ?? ''}>
        <div className={styles.line}>
          <Heading className={styles.heading ?? ''} level={3}>
            <AriaButton slot="trigger" className={styles.trigger ?? ''}>
              <ChevronDown className={styles.arrow} aria-hidden="true" />
              <span className={styles.words}>
                <span className={styles.title}>{title}</span>
                <span className={styles.about}>
                  {say.summary(tracks.length, playlistMs(playlist))}
                  {isBundled && `${words.app.separator}${say.bundled}`}
                </span>
              </span>
            </AriaButton>
          </Heading>
          {!isBundled && (
            <Button
              kind="link"
              label={say.removeNamed(title)}
              isBusy={isBusy}
              onPress={() => void ask('removePlaylist', { playlistId: id })}
            >
              {say.remove}
            </Button>
          )}
        </div>
        <DisclosurePanel>
          <Tracks playlist={playlist} />
        </DisclosurePanel>
      </Disclosure>
      {unreadable.length > 0 && <p className={styles.unreadable}>{say.unreadable(unreadable)}</p>}
      <Wrong sentence={wrong} />
    </li>
  );
};

export const SetupMusic = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement => {
  const { ask, isBusy, wrong } = useAsk();
  const { playlists } = snapshot.sound;
  return (
    <SetupSection
      title={say.title}
      height="upToHalf"
      action={
        <Button isBusy={isBusy} onPress={() => void ask('addPlaylist', {})}>
          {say.add}
        </Button>
      }
    >
      <Wrong sentence={wrong} />
      {playlists.length === 0 ? (
        <Hint>{say.none}</Hint>
      ) : (
        <ul>
          {playlists.map((playlist) => (
            <Playlist key={playlist.id} playlist={playlist} />
          ))}
        </ul>
      )}
    </SetupSection>
  );
};
