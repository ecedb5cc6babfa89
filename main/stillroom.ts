// The composition root: the only file that wires the room, its devices, its files and its windows together. It decides
// nothing itself.

import { join } from 'node:path';
import { app, powerMonitor } from 'electron';
import { byItself } from '../shared/errors.ts';
import type { CommandName } from '../shared/ipc/contract.ts';
import { playlistsOf } from '../shared/preset/preset.ts';
import type { Session } from '../shared/session/session.ts';
import type { Arguments } from './electron/arguments.ts';
import { openDesktop } from './electron/desktop.ts';
import { fileDialogs } from './electron/dialogs.ts';
import { oncePainted } from './electron/first-paint.ts';
import { practiceRun, type RunParts } from './electron/practice-run.ts';
import { openPrinting, paperSizeIn } from './electron/print.ts';
import { serve } from './electron/protocol.ts';
import { systemKeyStore } from './electron/security.ts';
import { openShutdown } from './electron/shutdown.ts';
import { makeWindows } from './electron/windows.ts';
import { type GateRefusal, openGate } from './ipc/gate.ts';
import { makeHandlers } from './ipc/handlers.ts';
import { openLock, passesLock } from './ipc/lock.ts';
import { openRefusals } from './ipc/refusals.ts';
import { startClock, watchClocks } from './room/clock.ts';
import { openEventLines } from './room/event-lines.ts';
import { openFaults } from './room/faults.ts';
import { openGoingBack } from './room/going-back.ts';
import { openKeptChanges } from './room/kept-changes.ts';
import { interruptedAt, openKeptSession } from './room/kept-session.ts';
import { openPatientPages } from './room/patient-pages.ts';
import { openPublisher } from './room/publisher.ts';
import { onFault, openReactions } from './room/reactions.ts';
import { openRoom } from './room/room.ts';
import { openRoomLights } from './room/room-lights.ts';
import { openRoomSound } from './room/room-sound.ts';
import { openTurnover } from './room/turnover.ts';
import { openLibrary } from './sound/library/library.ts';
import { openKept } from './storage/storage.ts';

const BUILT = join(import.meta.dirname, '..');

/** After the console can be shown, main waits so long with bridge and player, which would delay it; in real ms. */
const PAINTED_FIRST_MS = 400;

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * Opens the program: its files, its room, its windows. Call once, when the app is ready.
 *
 * @param userData the folder of all that is kept; it may be one that cannot be written
 * @param devServer the development server whose pages are shown instead of the built ones, if any
 */
export const openStillroom = (given: Arguments, userData: string, devServer: string | null): void => {
  const folder = given.practice ? join(userData, 'practice') : userData;
  const assets = app.isPackaged ? join(process.resourcesPath, 'assets') : join(app.getAppPath(), 'assets');

  const shutdown = openShutdown(app, process, tell);

  // The room's window comes first: its page loads while all else is opened.
  const windows = makeWindows({
    preload: join(BUILT, 'preload'),
    mayClose: (which) => which !== 'room' || shutdown.isLeaving() || reactions.mayClose(),
    closed: (which) => {
      if (shutdown.isLeaving()) return;
      if (which === 'room') app.quit();
      if (which === 'door') door.closed();
      changed();
    },
    active: () => lock.active(),
    lost: (which, why) => {
      tell(`The ${which} window was lost (${why}).`);
      if (which === 'player' || which === 'loudnessMeter') roomSound.lost(which);
      if (which === 'room') lock.lock();
    },
    fullLightKey: () => room.apply({ type: 'fullLight' }),
  });
  serve({
    pages: join(BUILT, 'renderer'),
    fileOfTrack: (id) => roomSound.library.fileOf(id),
    fileChanged: (id) => roomSound.library.fileChanged(id),
    coverOf: (id) => roomSound.library.coverOf(id),
    devServer,
  });
  const roomWindow = windows.open('room');

  const kept = openKept(folder, systemKeyStore);
  const { settings, presets, journal, log } = kept;

  // A session that a crash interrupted goes on where it would be by now; a practice run starts a new one.
  const interrupted = interruptedAt(given.preset === null ? journal.read() : null, given.rate);
  const clock = startClock(given.rate, interrupted?.sessionMs);
  const goesOn = interrupted?.entry.session.stage === 'running';
  if (goesOn && !interrupted.isGapKnown) journal.tellCutUnknown();
  // Where nobody can tell whether a session was running, a patient may be looking at the screen.
  const mayRun = goesOn || (journal.isUnknown && given.preset === null);

  // What the windows, standard output and the log are told.
  const publisher = openPublisher(
    () => ({
      roomName: settings.get().roomName,
      clock: clock.anchor(),
      view: reactions.view(),
      session: room.session(),
      presets: { revision: presets.revision(), count: presets.count() },
      keptChanges: keptChanges.view(),
      roomLook: settings.get().roomLook,
      lock: lock.state(),
      isPinDamaged: lock.isDamaged(),
      lights: roomLights.view(),
      pairing: roomLights.joining.view(),
      sound: roomSound.view(),
      quiet: desktop.quiet(),
      faults: faults.all(),
      notices: kept.notices(),
      keysEncrypted: settings.keysEncrypted(),
      isPinReadable: settings.isPinReadable(),
    }),
    (snapshot) => windows.publish('snapshot', snapshot),
  );
  const { changed } = publisher;
  kept.watch(changed);
  const lines = given.events ? openEventLines((line) => process.stdout.write(line)) : null;
  const faults = openFaults(Date.now, onFault({ clock, log, lines, changed }));

  const lock = openLock({
    stored: () => settings.get().pin,
    keep: (pin) => settings.change({ pin }),
    wrong: () => settings.get().wrongPins,
    keepWrong: (wrongPins) => settings.change({ wrongPins }),
    tell: (what) => log.append({ kind: 'pin', what }),
    now: () => performance.now(),
    changed,
  });
  const desktop = openDesktop({
    windows,
    folder,
    kept,
    lock,
    tellDoorAway: (isAway, name) => faults.set('door', isAway ? [{ code: 'doorAway', about: name }] : []),
    changed,
  });
  const { door } = desktop;

  // Light and sound.
  const roomLights = openRoomLights({ clock, settings, faults, changed });
  const { guarded, lights, trial } = roomLights;
  const library = openLibrary({
    bundledFolder: join(assets, 'playlists'),
    noiseFolder: join(assets, 'noise'),
    folders: settings.get().playlistFolders,
    files: settings.get().musicFiles,
    catalogue: kept.catalogue,
    music: kept.music,
    // The music of the chosen preset is measured first, then that of the others.
    wanted: () => [roomSound.prepared() ?? [], presets.all()].flat().flatMap(playlistsOf),
    onChange: () => {
      roomSound.checkMeasuring();
      changed();
    },
  });
  const roomSound = openRoomSound({
    clock,
    settings,
    faults,
    library,
    changed,
    isInSession: () => room.session().stage === 'running',
    windows,
    onPlayerLost: (why) => tell(`The player is made anew (${typeof why === 'string' ? why : why.broken}).`),
    sendOrder: (order) => windows.publish('playerOrder', order),
    sendMeasure: (order) => windows.publish('measureOrder', order),
    onTrack: (title, playlist) => lines?.track(clock.now(), title, playlist),
  });
  if (interrupted !== null && goesOn) roomSound.resumeAt(interrupted.entry);

  // The room.
  const session = (): Session => room.session();
  const keptSession = openKeptSession({ journal, clock, player: roomSound.player, session });
  const pages = openPatientPages(session);
  const reactions = openReactions({
    session,
    clock,
    log,
    lines,
    roomLights,
    keptSession,
    pages,
    desktop,
    fullScreen: windows.fullScreen,
    lock,
    faults,
    changed,
    firstView: mayRun ? 'patient' : 'console',
  });
  const { show } = reactions;
  const room = openRoom({
    clock,
    ...(interrupted === null ? {} : { session: interrupted.entry.session }),
    light: guarded.goTo,
    sound: roomSound.goTo,
    changed: reactions.onSession,
    tell: reactions.onTold,
  });

  const keptChanges = openKeptChanges(room, presets);
  const turnOver = openTurnover({
    room,
    lights,
    guarded,
    trial,
    pages,
    sound: { forget: roomSound.forget, isSilent: roomSound.player.isSilent },
    roomLook: () => settings.get().roomLook,
    forget: keptChanges.forget,
  });

  const chooseFile = fileDialogs(roomWindow);
  const handlers = makeHandlers({
    clock,
    room,
    roomLights,
    roomSound,
    library,
    presets,
    settings,
    log,
    show,
    door,
    loginStart: desktop.loginStart,
    lock,
    changed,
    keptChanges,
    turnOver,
    pages,
    printing: openPrinting(
      windows,
      paperSizeIn(app.getLocaleCountryCode(), app.getPreferredSystemLanguages()),
    ),
    // What was begun before the lock came up is not done behind it.
    chooseFile: async (...asked) => {
      const file = await chooseFile(...asked);
      return lock.state() === 'locked' ? null : file;
    },
    dismiss: kept.dismiss,
    goingBack: openGoingBack({
      ...{ room, presets, settings, music: kept.music, roomLights, roomSound, library },
      showDoor: door.show,
    }),
    snapshot: publisher.snapshot,
  });
  const refused = openRefusals<{ command: CommandName; reason: GateRefusal; detail: string }>(
    ({ command, reason, detail }, untold) => {
      const more = untold === 0 ? '' : ` (and ${untold} more before it)`;
      tell(`${command} was refused (${reason}): ${detail}${more}`);
      log.append({ kind: 'refusal', command, reason });
    },
    () => performance.now(),
  );
  openGate({
    handlers,
    senderOf: windows.senderOf,
    passes: (command, argument) => lock.state() !== 'locked' || passesLock(command, argument),
    refused: (command, reason, detail) => refused({ command, reason, detail }),
  });

  // What the computer and other programs do.
  app.on('second-instance', windows.toFront);
  const clocks = watchClocks({
    clock,
    woke: (gapMs) => {
      // Nobody knows how long a computer that slept was left alone.
      lock.lock();
      if (gapMs > 0) room.apply({ type: 'resumed', gapMs });
    },
    wasSet: changed,
  });
  powerMonitor.on('resume', clocks.resumed);

  // What happens on quitting. The session is written first, with the music where it is before it fades; that the
  // program quit is logged last.
  shutdown.join('the session', keptSession.close);
  shutdown.join('the presets', presets.close);
  shutdown.join('the desktop', desktop.close);
  shutdown.join('the clocks', clocks.close);
  shutdown.join('the room', room.close);
  shutdown.join('the lights', roomLights.close);
  shutdown.join('the sound', roomSound.close);
  shutdown.joinLast('the catalogue', kept.catalogue.close);
  shutdown.joinLast('the log', () => log.append({ kind: 'program', what: 'quit' }));

  const begin = (): void => {
    log.append({ kind: 'program', what: 'started' });
    if (settings.isPinTakenOut) log.append({ kind: 'pin', what: 'takenOut' });
    desktop.checkReadiness();
    changed();
    windows.open('player');
    byItself(library.begin);
    // Fills the display. Staff may have asked for the console by now.
    if (mayRun) show(reactions.view());
    byItself(() => door.begin(!mayRun));
    const lightsTaken = given.practice ? roomLights.takePractice() : roomLights.takeKept();
    if (interrupted !== null) room.apply({ type: 'resumed', gapMs: interrupted.gapMs });
    // Scenes that a crashed program left on the bridge.
    if (!mayRun) void lightsTaken.then(lights.tidy);
    if (given.preset === null) return;
    const run: RunParts = {
      presets: presets.all(),
      send: (name, argument) => handlers[name](argument),
      session: room.session,
      window: windows.of,
    };
    void lightsTaken.then(() => practiceRun(given, run)).then(shutdown.quit);
  };
  oncePainted(roomWindow, () => setTimeout(begin, PAINTED_FIRST_MS));
};
