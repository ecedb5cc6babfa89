// Everything that is kept on disk, in one folder: settings, presets, music, the track catalogue, the crash journal and
// the log, with the notices of all of them.

import { join } from 'node:path';
import { openJournal } from './journal.ts';
import { openLog } from './log.ts';
import { openMusic } from './music.ts';
import type { KeptState } from './notices.ts';
import { openPresets } from './presets.ts';
import { type Encryption, openSettings } from './settings.ts';
import { openElectronStore } from './store.ts';
import { makeCatalogue } from './track-catalogue.ts';

export type Kept = ReturnType<typeof openKept>;

/**
 * Opens everything. Never throws; notices say what went wrong.
 *
 * @param told called after a write in the background: there may be a new notice
 */
export const openKept = (folder: string, encryption: Encryption, told: () => void) => {
  const kept = {
    settings: openSettings(folder, openElectronStore, encryption),
    presets: openPresets(folder, told),
    music: openMusic(folder),
    // Opened once the console is painted.
    catalogue: makeCatalogue(folder),
    journal: openJournal(folder),
    log: openLog(join(folder, 'log')),
  };
  const all = Object.values<KeptState>(kept);
  const state: KeptState = {
    notices: () => all.flatMap((one) => one.notices()),
    dismiss: (noticeId) => {
      for (const one of all) one.dismiss(noticeId);
    },
    isFailing: () => all.some((one) => one.isFailing()),
  };
  return { ...kept, ...state };
};
