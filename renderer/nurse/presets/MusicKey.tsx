// The chosen preset's music in a word, and the sheet in which it is chosen.

import { ChevronDown } from 'lucide-react';
import { lazy, type ReactElement, Suspense } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import type { Preset } from '../../../shared/preset/preset.ts';
import { words } from '../../words/index.ts';
import { isSilent } from './fit-text.ts';
import styles from './MusicKey.module.css';
import type { PresetMusicProps } from './PresetMusic.tsx';

const { presetMusic: say } = words;

/** A start does not wait for it. */
const PresetMusicPanel = lazy(async () => ({
  default: (await import('./PresetMusic.tsx')).PresetMusicPanel,
}));

/** What a preset plays, in a few words; null: what it should play is not here. */
export const musicInAWord = (
  preset: Preset,
  playlists: readonly { readonly id: string; readonly title: string }[],
): string | null => {
  if (isSilent(preset, preset.phases)) return say.none;
  const named = preset.phases.map(({ name }) => {
    const own = preset.playlistsByPhase[name];
    return own === undefined ? preset.playlist : own;
  });
  const ids = [...new Set(named.filter((id) => id !== null))];
  const [first, ...others] = ids;
  if (others.length > 0) return say.perPhase(ids.length);
  return playlists.find(({ id }) => id === first)?.title ?? null;
};

export const MusicKey = (props: PresetMusicProps): ReactElement => {
  const { preset, playlists } = props;
  const said = musicInAWord(preset, playlists);
  return (
    <DialogTrigger>
      <Button className={styles.key ?? ''} aria-label={`${say.key}: ${said ?? say.missing}`}>
        <span className="keeps-size caption">{say.key}</span>
        <span className={styles.value} data-missing={said === null || undefined}>
          {said ?? say.missing}
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
