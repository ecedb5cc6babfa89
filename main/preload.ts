// What a page may reach of main: the commands and publications of shared/channels.ts by name, and nothing else.

import { contextBridge, ipcRenderer, webUtils } from 'electron';
import {
  COMMAND_NAMES,
  type CommandName,
  commandChannel,
  type PublicationName,
  publicationChannel,
} from '../shared/channels.ts';

const known: ReadonlySet<string> = new Set(COMMAND_NAMES);

const subscribe = (name: PublicationName) => (listener: (value: unknown) => void) => {
  const relay = (_event: unknown, value: unknown): void => listener(value);
  ipcRenderer.on(publicationChannel(name), relay);
  return () => {
    ipcRenderer.off(publicationChannel(name), relay);
  };
};

/** The first snapshot is asked for before the page is read in, so that it is there when the page asks. */
let ahead = /(?:player|gauge|paper)\.html$/.test(location.pathname)
  ? null
  : ipcRenderer.invoke(commandChannel('snapshot'), {});

const send = (name: CommandName, argument: unknown): Promise<unknown> => {
  if (!known.has(name)) return Promise.reject(new Error('There is no such command.'));
  if (name !== 'snapshot' || ahead === null) return ipcRenderer.invoke(commandChannel(name), argument);
  const first = ahead;
  ahead = null;
  return first;
};

contextBridge.exposeInMainWorld('stillroom', {
  send,
  onSnapshot: subscribe('snapshot'),
  onOrder: subscribe('order'),
  onMeasure: subscribe('measure'),
  onPaper: subscribe('paper'),
  pathOf: (file: File) => webUtils.getPathForFile(file),
});
