// Everything that is kept on disk, in one folder: settings, presets, music, the track catalogue, the crash journal and
// the log, with the notices of all of them.

import { join } from 'node:path';
import type { Encryption } from './bridge-key.ts';
import { type Journal, openJournal } from './journal.ts';
import { type Log, openLog } from './log.ts';
import { type KeptMusic, openMusic } from './music.ts';
import type { KeptState } from './notices.ts';
import { openPresets, type Presets } from './presets.ts';
import { type KeptSettings, openSettings } from './settings.ts';
import { openElectronStore } from './store.ts';
import { type Catalogue, makeCatalogue } from './track-catalogue.ts';

export interface Kept extends KeptState {
  readonly settings: KeptSettings;
  readonly presets: Presets;
  readonly music: KeptMusic;
  /** Not opened yet: that happens once the console is painted. */
  readonly catalogue: Catalogue;
  readonly journal: Journal;
  readonly log: Log;
}

/**
 * Opens everything. Never throws; notices say what went wrong.
 *
 * @param told called after a write in the background: there may be a new notice
 */
export const openKept = (folder: string, encryption: Encryption, told: () => void): Kept => {
  const kept = {
    settings: openSettings({ folder, openStore: openElectronStore, encryption }),
    presets: openPresets({ folder, told }),
    music: openMusic({ folder }),
    catalogue: makeCatalogue({ folder }),
    journal: openJournal({ folder }),
    log: openLog({ folder: join(folder, 'log') }),
  };
  const all = Object.values<KeptState>(kept);
  return {
    ...kept,
    notices: () => all.flatMap((one) => one.notices()),
    dismiss: (noticeId) => {
      for (const one of all) one.dismiss(noticeId);
    },
    isFailing: () => all.some((one) => one.isFailing()),
  };
};
