// The button that names the chosen preset's music, and opens the sheet in which it is chosen.

import { ChevronDown } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { type Preset, playlistIn } from '../../../shared/preset/preset.ts';
import { words } from '../../words/index.ts';
import styles from './MusicKey.module.css';
import type { PresetMusicProps } from './PresetMusic.tsx';

const { presetMusic: say } = words;

/** The program starts without it. */
const PresetMusicPanel = lazy(async () => ({
  default: (await import('./PresetMusic.tsx')).PresetMusicPanel,
}));

/** What a preset plays, in a few words; null: its playlist is not here. */
const musicName = (preset: Preset, playlists: PresetMusicProps['playlists']): string | null => {
  const ids = new Set(preset.phases.map(({ name }) => playlistIn(preset, name)).filter((id) => id !== null));
  if (ids.size === 0) return say.none;
  if (ids.size > 1) return say.perPhase(ids.size);
  return playlists.find(({ id }) => ids.has(id))?.title ?? null;
};

export const MusicKey = (props: PresetMusicProps) => {
  const { preset, playlists } = props;
  const name = musicName(preset, playlists);
  return (
    <DialogTrigger>
      <Button className={styles.key ?? ''} aria-label={`${say.key}: ${name ?? say.missing}`}>
        <span className="keeps-size caption">{say.key}</span>
        <span className={styles.value} data-missing={name === null || undefined}>
          {name ?? say.missing}
        </span>
        <ChevronDown className={styles.arrow} aria-hidden="true" />
      </Button>
      <Popover className={styles.sheet ?? ''} offset={8} containerPadding={24} placement="bottom end">
        <Dialog className={styles.dialog ?? ''}>
          <Heading slot="title" className="sheet-title">
            {say.title(preset.label)}
          </Heading>
          <Suspense>
            <PresetMusicPanel {...props} />
          </Suspense>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
};
