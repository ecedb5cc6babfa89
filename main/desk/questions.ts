// The questions that the program puts to a person in the system's own dialog: which folder, which file. They are
// only asked for by a press in Set-up, never by the program itself.

import { type BrowserWindow, dialog } from 'electron';

/** A folder of music, a preset's file, or where the log is to be saved. */
export type Question = 'musicFolder' | 'presetFile' | 'logFile';

const LOG_FILE = { defaultPath: 'stillroom-log.csv', filters: [{ name: 'CSV', extensions: ['csv'] }] };

const toOpen = {
  musicFolder: { properties: ['openDirectory' as const] },
  presetFile: { properties: ['openFile' as const], filters: [{ name: 'JSON', extensions: ['json'] }] },
};

/** The path that was chosen, or null when the person thought better of it. */
export const ask = async (window: BrowserWindow, what: Question): Promise<string | null> => {
  if (what === 'logFile') {
    const answer = await dialog.showSaveDialog(window, LOG_FILE);
    return answer.canceled || answer.filePath === '' ? null : answer.filePath;
  }
  const answer = await dialog.showOpenDialog(window, toOpen[what]);
  return answer.canceled ? null : (answer.filePaths[0] ?? null);
};
