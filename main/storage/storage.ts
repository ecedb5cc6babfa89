// Everything that is kept on disk, in one folder: settings, presets, music, the track catalogue, the crash journal and
// the log, with the notices of all of them.

import { join } from 'node:path';
import { canWrite } from './atomic-write.ts';
import { openJournal } from './journal.ts';
import { openLog } from './log.ts';
import { openMusic } from './music.ts';
import { type KeptState, openNotices } from './notices.ts';
import { openPresets } from './presets.ts';
import { type Encryption, openSettings } from './settings.ts';
import { openElectronStore } from './store.ts';
import { makeCatalogue } from './track-catalogue.ts';

export type Kept = ReturnType<typeof openKept>;

/** Opens everything. Never throws; notices say what went wrong. */
export const openKept = (folder: string, encryption: Encryption) => {
  const journal = openJournal(folder);
  const mayRun = journal.isUnknown || journal.read()?.session.stage === 'running';
  const kept = {
    settings: openSettings(folder, openElectronStore, encryption, mayRun),
    presets: openPresets(folder),
    music: openMusic(folder),
    // Opened once the console is painted.
    catalogue: makeCatalogue(folder),
    journal,
    log: openLog(join(folder, 'log')),
  };
  const couldWrite = canWrite(folder);
  const ofFolder = openNotices('folder');
  if (!couldWrite) ofFolder.tell('nothingKept', folder);
  const all = [ofFolder.state, ...Object.values<KeptState>(kept)];
  const hasWritten = (): boolean => all.some((one) => one.hasWritten());
  const state: KeptState = {
    // That nothing can be kept is told once and not of each file, and for as long as it is true.
    notices: () => {
      const untold = couldWrite || hasWritten() ? 'nothingKept' : 'notKept';
      return all.flatMap((one) => one.notices()).filter(({ code }) => code !== untold);
    },
    dismiss: (noticeId) => {
      for (const one of all) one.dismiss(noticeId);
    },
    isFailing: () => all.some((one) => one.isFailing()),
    hasWritten,
    watch: (told) => {
      for (const one of all) one.watch(told);
    },
  };
  return { ...kept, ...state };
};
