// What a page may reach of main: the commands and publications of shared/channels.ts by name, and nothing else.

import { contextBridge, ipcRenderer } from 'electron';
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

contextBridge.exposeInMainWorld('stillroom', {
  send: (name: CommandName, argument: unknown): Promise<unknown> =>
    known.has(name)
      ? ipcRenderer.invoke(commandChannel(name), argument)
      : Promise.reject(new Error('There is no such command.')),
  onSnapshot: subscribe('snapshot'),
  onOrder: subscribe('order'),
});
