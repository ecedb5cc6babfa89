// The system's own dialogs for files and folders. One opens only after a press, never by itself.

import { type BrowserWindow, dialog } from 'electron';

const JSON_FILES = { name: 'JSON', extensions: ['json'] };
const PLAYLIST_FILES = { name: 'M3U, PLS', extensions: ['m3u8', 'm3u', 'pls'] };

const TO_OPEN = {
  musicFolder: { properties: ['openDirectory' as const] },
  setupFile: { properties: ['openFile' as const], filters: [JSON_FILES] },
  presetFile: { properties: ['openFile' as const], filters: [JSON_FILES] },
  playlistFile: { properties: ['openFile' as const], filters: [PLAYLIST_FILES] },
};

const TO_SAVE = {
  setupExport: { usualName: 'set-up', format: 'JSON', extension: 'json' },
  presetExport: { usualName: 'preset', format: 'JSON', extension: 'json' },
  logFile: { usualName: 'stillroom-log', format: 'CSV', extension: 'csv' },
  pdfFile: { usualName: 'pages', format: 'PDF', extension: 'pdf' },
  playlistExport: { usualName: 'playlist', format: 'M3U', extension: 'm3u8' },
};

type FileToOpen = keyof typeof TO_OPEN;
export type FileToSave = keyof typeof TO_SAVE;

/** Asks for a path; null: the person cancelled. `name`: what a new file may be called. */
export type ChooseFile = (what: FileToOpen | FileToSave, name?: string) => Promise<string | null>;

/** Characters that some system does not allow in a file's name. */
const NOT_IN_NAMES = /[\\/:*?"<>|\p{Cc}]/gu;

const isToSave = (what: FileToOpen | FileToSave): what is FileToSave => what in TO_SAVE;

/** Some dialogs leave it to the person to type the extension. */
const withExtension = (file: string, extension: string): string =>
  file.toLowerCase().endsWith(`.${extension}`) ? file : `${file}.${extension}`;

/** The dialogs, in front of this window. */
export const fileDialogs =
  (window: BrowserWindow): ChooseFile =>
  async (what, name) => {
    if (!isToSave(what)) {
      const answer = await dialog.showOpenDialog(window, TO_OPEN[what]);
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    }
    const { usualName, format, extension } = TO_SAVE[what];
    const answer = await dialog.showSaveDialog(window, {
      defaultPath: `${name?.replace(NOT_IN_NAMES, ' ').trim() || usualName}.${extension}`,
      filters: [{ name: format, extensions: [extension] }],
    });
    return answer.canceled || answer.filePath === '' ? null : withExtension(answer.filePath, extension);
  };
