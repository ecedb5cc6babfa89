// The two questions that the program puts to a person in the system's own dialog: which folder, which file. Both
// are only asked for by a press in Set-up, never by the program itself.

import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';

const OPTIONS: Readonly<Record<'musicFolder' | 'presetFile', OpenDialogOptions>> = {
  musicFolder: { properties: ['openDirectory'] },
  presetFile: { properties: ['openFile'], filters: [{ name: 'JSON', extensions: ['json'] }] },
};

/** The path that was chosen, or null when the person thought better of it. */
export const ask = async (
  window: BrowserWindow | null,
  what: 'musicFolder' | 'presetFile',
): Promise<string | null> => {
  const options = OPTIONS[what];
  const answer = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return answer.canceled ? null : (answer.filePaths[0] ?? null);
};
