// The questions that the program puts to a person in the system's own dialog: which folder, which file. They are
// only asked for by a press, never by the program itself.

import { type BrowserWindow, dialog } from 'electron';

const JSON_FILES = { name: 'JSON', extensions: ['json'] };
const LIST = { name: 'M3U', extensions: ['m3u8', 'm3u'] };

const toOpen = {
  musicFolder: { properties: ['openDirectory' as const] },
  presetFile: { properties: ['openFile' as const], filters: [JSON_FILES] },
  playlistFile: { properties: ['openFile' as const], filters: [LIST] },
};

const toSave = {
  presetExport: { name: 'preset', filters: [JSON_FILES] },
  logFile: { name: 'stillroom-log', filters: [{ name: 'CSV', extensions: ['csv'] }] },
  pdfFile: { name: 'pages', filters: [{ name: 'PDF', extensions: ['pdf'] }] },
  playlistExport: { name: 'playlist', filters: [{ ...LIST, extensions: ['m3u8'] }] },
};

/** A folder of music, a preset's or a playlist's file, or where the log, a playlist, a preset or a page is to be saved. */
export type Question = keyof typeof toOpen | keyof typeof toSave;

/** What no system lets be in a file's name, a letter each. */
const NOT_IN_NAMES = /[\\/:*?"<>|\p{Cc}]/gu;

const isToSave = (what: Question): what is keyof typeof toSave => what in toSave;

/** The path that was chosen, or null when the person thought better of it. `name`: what a new file may be called. */
export const ask = async (window: BrowserWindow, what: Question, name?: string): Promise<string | null> => {
  if (isToSave(what)) {
    const { name: usual, filters } = toSave[what];
    const called = name?.replace(NOT_IN_NAMES, ' ').trim() || usual;
    const defaultPath = `${called}.${filters[0]?.extensions[0]}`;
    const answer = await dialog.showSaveDialog(window, { defaultPath, filters });
    return answer.canceled || answer.filePath === '' ? null : answer.filePath;
  }
  const answer = await dialog.showOpenDialog(window, toOpen[what]);
  return answer.canceled ? null : (answer.filePaths[0] ?? null);
};
