// All that is kept on disk, in one folder: settings, presets, music, the crash journal and the log. What there is to tell
// of them is gathered here.

import { join } from 'node:path';
import type { Notice } from '../../shared/ipc/snapshot.ts';
import type { Encryption } from './bridge-key.ts';
import { type Journal, openJournal } from './journal.ts';
import { type Log, openLog } from './log.ts';
import { type KeptMusic, openMusic } from './music.ts';
import { openPresets, type Presets } from './presets.ts';
import { type KeptSettings, openSettings } from './settings.ts';
import { openElectronStore } from './store.ts';
import { type Catalogue, makeCatalogue } from './track-catalogue.ts';

export interface Kept {
  readonly settings: KeptSettings;
  readonly presets: Presets;
  readonly music: KeptMusic;
  /** Not opened yet: it is for when the console is painted. */
  readonly catalogue: Catalogue;
  readonly journal: Journal;
  readonly log: Log;
  readonly notices: () => readonly Notice[];
  readonly dismiss: (noticeId: string) => void;
  /** True while the last writing of any file has failed. */
  readonly isFailing: () => boolean;
}

/**
 * Opens all of it. Never throws; what went wrong is in the notices.
 *
 * @param told there may be something new among the notices
 */
export const openKept = (folder: string, encryption: Encryption, told: () => void): Kept => {
  const settings = openSettings({ folder, openStore: openElectronStore, encryption });
  const presets = openPresets({ folder, told });
  const music = openMusic({ folder });
  const catalogue = makeCatalogue({ folder });
  const journal = openJournal({ folder });
  const log = openLog({ folder: join(folder, 'log') });
  const all = [settings, presets, music, catalogue, journal, log];
  return {
    ...{ settings, presets, music, catalogue, journal, log },
    notices: () => all.flatMap((keeper) => keeper.notices()),
    dismiss: (noticeId) => {
      for (const keeper of all) keeper.dismiss(noticeId);
    },
    isFailing: () => all.some((keeper) => keeper.isFailing()),
  };
};
