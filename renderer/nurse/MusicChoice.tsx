// Which playlist the chosen preset plays, or none. Main keeps the choice; this only asks for it.

import type { ReactElement } from 'react';
import type { Preset } from '../../shared/preset.ts';
import type { PlaylistView } from '../../shared/snapshot.ts';
import { Choice } from '../ui/Choice.tsx';
import { useCommands } from '../ui/Commands.tsx';
import { words } from '../words/index.ts';
import { playlistMs } from './readiness.ts';

/** Stands for no music in the list, where every option needs an id; no playlist's id is without a colon. */
const NO_MUSIC = 'no-music';

export interface MusicChoiceProps {
  readonly preset: Preset;
  readonly playlists: readonly PlaylistView[];
}

export const MusicChoice = ({ preset, playlists }: MusicChoiceProps): ReactElement => {
  const { tell } = useCommands();
  const options = [
    ...playlists.map((playlist) => ({
      id: playlist.id,
      name: playlist.title,
      about: words.setup.music.summary(playlist.tracks.length, playlistMs(playlist)),
    })),
    { id: NO_MUSIC, name: words.before.noMusic },
  ];
  return (
    <Choice
      label={words.before.music}
      options={options}
      chosen={preset.playlist ?? NO_MUSIC}
      missing={words.before.missingMusic}
      onChoose={(id) =>
        void tell('choosePlaylist', { presetId: preset.id, playlistId: id === NO_MUSIC ? null : id })
      }
    />
  );
};
