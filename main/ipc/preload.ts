// What a page reaches of main: the commands and publications of the contract by name, and nothing else. Of
// contract.ts it imports only types, so that it stays small.

import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { commandChannel, FIRST_PRESET_ID, publicationChannel } from '../../shared/ipc/channels.ts';
import type { Argument, CommandName, Exposed } from '../../shared/ipc/contract.ts';

/** Answers that are asked for while the page still loads, so that they are there when the page asks. */
const ahead = new Map<string, ReturnType<typeof ipcRenderer.invoke>>();

const question = (name: string, argument: unknown): string => `${name} ${JSON.stringify(argument)}`;

const askAhead = <N extends CommandName>(name: N, argument: Argument<N>): void => {
  ahead.set(question(name, argument), ipcRenderer.invoke(commandChannel(name), argument));
};

/** The page as the program serves it. A window begins with an empty document, which main does not answer. */
const page = location.protocol === 'app:' ? location.pathname : null;
if (page === '/index.html' || page === '/door.html') askAhead('snapshot', {});
if (page === '/index.html') {
  askAhead('presets', {});
  // What a console without a session shows first; the page asks for it in the same words.
  askAhead('preset', { presetId: FIRST_PRESET_ID });
}

const exposed: Exposed = {
  send: (name, argument) => {
    const asked = ahead.size === 0 ? '' : question(name, argument);
    const answer = ahead.get(asked);
    ahead.delete(asked);
    return answer ?? ipcRenderer.invoke(commandChannel(name), argument);
  },
  on: (name, listener) => {
    const relay = (_event: unknown, payload: Parameters<typeof listener>[0]): void => listener(payload);
    ipcRenderer.on(publicationChannel(name), relay);
    // With braces: what `off` returns cannot be handed to a page.
    return () => {
      ipcRenderer.off(publicationChannel(name), relay);
    };
  },
  pathOf: (file) => webUtils.getPathForFile(file as File),
};
contextBridge.exposeInMainWorld('stillroom', exposed);
