// What main does for the console's own commands: which screen is shown, the door's window, the lock, the room's name and
// look, notices, the log, and a page that broke.

import type { Answer } from '../../shared/ipc/contract.ts';
import type { Snapshot, View } from '../../shared/ipc/snapshot.ts';
import { ok } from '../../shared/result.ts';
import type { ChooseFile } from '../electron/dialogs.ts';
import type { Door } from '../electron/door-window.ts';
import type { Log } from '../storage/log.ts';
import type { KeptSettings } from '../storage/settings.ts';
import { DONE, type Handlers, saveFile } from './answers.ts';
import type { Lock } from './lock.ts';

export interface ConsoleHandlerParts {
  readonly show: (view: View) => void;
  readonly snapshot: () => Snapshot;
  readonly door: Pick<Door, 'show' | 'chooseDisplay'>;
  readonly lock: Lock;
  readonly settings: Pick<KeptSettings, 'change'>;
  readonly log: Pick<Log, 'exportCsv'>;
  readonly chooseFile: ChooseFile;
  readonly dismiss: (noticeId: string) => void;
  readonly changed: () => void;
}

/** The handlers of the console. */
export const consoleHandlers = (parts: ConsoleHandlerParts) => {
  const { show, snapshot, door, lock, settings, log, chooseFile, dismiss, changed } = parts;

  const change = (changes: Parameters<KeptSettings['change']>[0]): Answer => {
    settings.change(changes);
    changed();
    return DONE;
  };

  return {
    show: ({ view }) => {
      show(view);
      return DONE;
    },
    snapshot: () => ok(snapshot()),
    showDoor: ({ open }) => {
      door.show(open);
      return DONE;
    },
    chooseDoorDisplay: ({ displayId }) => door.chooseDisplay(displayId),
    setPin: ({ pin, present }) => lock.setPin(pin, present),
    unlock: ({ pin }) => lock.unlock(pin),
    lock: () => {
      lock.lock();
      return DONE;
    },
    nameRoom: ({ name }) => change({ roomName: name }),
    chooseRoomLook: ({ look }) => change({ roomLook: look }),
    saveLog: () => saveFile(chooseFile, 'logFile', undefined, () => ok(log.exportCsv())),
    dismissNotice: ({ id }) => {
      dismiss(id);
      changed();
      return DONE;
    },
    pageBroke: ({ why }) => {
      process.stderr.write(`A page broke and is loaded anew: ${why}\n`);
      return DONE;
    },
  } satisfies Partial<Handlers>;
};
