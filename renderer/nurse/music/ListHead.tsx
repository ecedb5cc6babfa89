// The head of the track list: what is shown, and what can be done with the whole of it. One's own playlist is renamed
// in place, exported or removed.

import { type ReactElement, useState } from 'react';
import type { PlaylistView } from '../../../shared/sound/sound-view.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';
import styles from './ListHead.module.css';
import { LONGEST_TITLE } from './playlist-editing.ts';
import type { Playlists } from './usePlaylists.ts';

const { music: say } = words;

interface ListHeadProps {
  readonly title: string;
  readonly about: string;
  /** null: all music, which is no playlist. */
  readonly playlist: PlaylistView | null;
  readonly isRenaming: boolean;
  readonly onRenaming: (isRenaming: boolean) => void;
  readonly playlists: Playlists;
}

const Renaming = ({ title, playlist, playlists, onRenaming }: ListHeadProps): ReactElement => {
  const [typed, setTyped] = useState(title);
  const keep = (): void => {
    onRenaming(false);
    if (playlist !== null && typed.trim() !== '') playlists.rename(playlist.id, typed.trim());
  };
  return (
    <form
      className={styles.renaming}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onRenaming(false);
      }}
    >
      <Field
        label={say.renameField}
        value={typed}
        onChange={setTyped}
        hint={say.renameHint}
        most={LONGEST_TITLE}
        startsHere
        isBare
      >
        <Button onPress={keep}>{say.keep}</Button>
      </Field>
    </form>
  );
};

const Export = ({ playlistId }: { readonly playlistId: string }): ReactElement => {
  const { ask, isBusy, isDone, wrong } = useAsk();
  return (
    <>
      <Button kind="link" isBusy={isBusy} onPress={() => void ask('exportPlaylist', { playlistId })}>
        {say.export}
      </Button>
      <p className="hides-empty caption" role="status">
        {wrong ?? (isDone ? say.exported : '')}
      </p>
    </>
  );
};

export const ListHead = (props: ListHeadProps): ReactElement => {
  const { title, about, playlist, playlists, onRenaming } = props;
  if (props.isRenaming) return <Renaming {...props} />;
  return (
    <div className={styles.head}>
      <div className={styles.words}>
        <h2 className={styles.title}>{title}</h2>
        <p className="tabular caption">{about}</p>
      </div>
      {playlist?.kind === 'own' && (
        <Button kind="link" onPress={() => onRenaming(true)}>
          {say.rename}
        </Button>
      )}
      {playlist !== null && <Export key={playlist.id} playlistId={playlist.id} />}
      {playlist?.kind === 'own' && (
        <Button kind="link" label={say.removeNamed(title)} onPress={() => playlists.remove(playlist.id)}>
          {say.remove}
        </Button>
      )}
    </div>
  );
};
