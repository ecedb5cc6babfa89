// What main does for the console's own commands: which screen is shown, the door's window, the lock, the room's name and
// look, what was kept before, notices, the log, and a page that broke.

import { fail, ok } from '../../shared/result.ts';
import { dayOf } from '../storage/quarantine.ts';
import { readSetup, setupText } from '../storage/setup-file.ts';
import { DONE, doing, doneUnless, type HandlerParts, type Handlers, saveFile, telling } from './answers.ts';

type Parts =
  | 'show'
  | 'snapshot'
  | 'door'
  | 'loginStart'
  | 'lock'
  | 'settings'
  | 'log'
  | 'chooseFile'
  | 'dismiss'
  | 'goingBack'
  | 'changed';

/** The handlers of the console. */
export const consoleHandlers = (parts: Pick<HandlerParts, Parts>) => {
  const { show, snapshot, door, loginStart, lock, settings, log, chooseFile, dismiss, goingBack } = parts;
  const told = telling(parts.changed);
  const setupName = (): string => `Set-up of ${settings.get().roomName} ${dayOf(new Date())}`;

  return {
    show: ({ view }) => doing(() => show(view)),
    snapshot: () => ok(snapshot()),
    tellWish: ({ tells }) => told(doing(() => settings.change({ doorTellsWish: tells }))),
    showDoor: ({ open }) => doing(() => door.show(open)),
    chooseDoorDisplay: ({ displayId }) => door.chooseDisplay(displayId),
    startAtLogin: async ({ isWanted }) =>
      doneUnless((await loginStart.set(isWanted)) ? null : 'loginStartRefused'),
    setPin: ({ pin, present }) => lock.setPin(pin, present),
    unlock: ({ pin }) => lock.unlock(pin),
    lock: () => doing(lock.lock),
    nameRoom: ({ name }) => told(doing(() => settings.change({ roomName: name }))),
    chooseRoomLook: ({ look }) => told(doing(() => settings.change({ roomLook: look }))),
    saveLog: () => saveFile(chooseFile, 'logFile', undefined, () => ok(log.exportCsv())),
    earlier: async () => ok(await goingBack.versions()),
    goBack: async ({ what, versionId }) => told(await goingBack.goBack(what, versionId)),
    undoGoBack: async ({ what }) => told(await goingBack.undo(what)),
    saveSetup: () =>
      saveFile(chooseFile, 'setupExport', setupName(), () => ok(setupText(goingBack.whole(), new Date()))),
    takeOverSetup: async () => {
      const file = await chooseFile('setupFile');
      if (file === null) return fail('cancelled');
      const setup = await readSetup(file);
      return setup.ok ? told(await goingBack.takeOver(setup.value)) : setup;
    },
    dismissNotice: ({ id }) => told(doing(() => dismiss(id))),
    pageBroke: ({ why }) => {
      process.stderr.write(`A page broke and is loaded anew: ${why}\n`);
      return DONE;
    },
  } satisfies Partial<Handlers>;
};
