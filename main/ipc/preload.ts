// What a page may reach of main: the commands and publications of shared/ipc/channels.ts by name, and nothing else.

import { contextBridge, ipcRenderer, webUtils } from 'electron';
import {
  COMMAND_NAMES,
  type CommandName,
  commandChannel,
  FIRST_PRESET_ID,
  type PublicationName,
  publicationChannel,
} from '../../shared/ipc/channels.ts';

const known: ReadonlySet<string> = new Set(COMMAND_NAMES);

const subscribe = (name: PublicationName) => (listener: (value: unknown) => void) => {
  const relay = (_event: unknown, value: unknown): void => listener(value);
  ipcRenderer.on(publicationChannel(name), relay);
  return () => {
    ipcRenderer.off(publicationChannel(name), relay);
  };
};

/** Questions that were asked before the page is read in, so that their answers are there when the page asks. */
const ahead = new Map<string, Promise<unknown>>();

const askAhead = (name: CommandName, argument: object): Promise<unknown> => {
  const answer = ipcRenderer.invoke(commandChannel(name), argument);
  ahead.set(`${name} ${JSON.stringify(argument)}`, answer);
  return answer;
};

/** This page, as the program serves it; a window begins with an empty document, which is nobody to main. */
const page = location.protocol === 'app:' ? location.pathname : null;
if (page === '/index.html' || page === '/door.html') void askAhead('snapshot', {});
if (page === '/index.html') {
  void askAhead('presets', {});
  // What a console without a session shows first; the page asks for it in the same words.
  void askAhead('preset', { presetId: FIRST_PRESET_ID });
}

const send = (name: CommandName, argument: unknown): Promise<unknown> => {
  if (!known.has(name)) return Promise.reject(new Error('There is no such command.'));
  const question = ahead.size === 0 ? '' : `${name} ${JSON.stringify(argument)}`;
  const answer = ahead.get(question);
  ahead.delete(question);
  return answer ?? ipcRenderer.invoke(commandChannel(name), argument);
};

contextBridge.exposeInMainWorld('stillroom', {
  send,
  onSnapshot: subscribe('snapshot'),
  onOrder: subscribe('order'),
  onMeasure: subscribe('measure'),
  onPrint: subscribe('print'),
  pathOf: (file: File) => webUtils.getPathForFile(file),
});
