// A sentence for every code: what is wrong and what to do, in a nurse's words. Nothing here is ever shown to
// the patient.

import type { CommandError } from '../../shared/ipc/contract.ts';
import type { FaultCode, NoticeCode } from '../../shared/ipc/snapshot.ts';
import type { TextPlace } from '../../shared/preset/preset-fault.ts';
import { sound } from './en-music.ts';

/** Why a command failed. */
export const errors: Readonly<Record<CommandError, string>> = {
  alreadyRunning: 'A session is running; end it before you start the next one.',
  nothingRuns: 'No session is running; choose a preset and press Start.',
  doseAlreadyMarked: 'The start of the dose is already marked.',
  settleWaitsForDose: 'The room is settling; this begins once you mark the dose.',
  alreadyHeld: 'The phases are already on hold; press Resume to go on.',
  notHeld: 'The phases are not on hold.',
  phasesOver: 'The phases are over; the room rests until it is free.',
  extensionStands: 'No ten minutes were added to this phase in the last two minutes.',
  phaseStands: 'No phase was ended early in the last two minutes.',
  notGentle: 'No gentle end is on its way.',
  alreadyGentle: 'The gentle end is already on its way.',
  notFullLight: 'Full light is not on.',
  alreadyQuietCheck: 'A quiet check is already on; press End quiet check when you leave.',
  notQuietCheck: 'No quiet check is on.',
  noCheckDue: 'No check is due now.',
  nobodyAsked: 'Nobody is asking for someone now.',
  phasesNotOver: 'The phases are not over; press Gentle end first.',
  startStands: 'The dose is marked, so the session goes on; press Gentle end instead.',
  doseNotMarked: 'The dose is not marked yet.',
  doseMarkStands: 'The mark is more than two minutes old; say when it was instead.',
  assessNotReached: 'The assess mark is not reached yet.',
  alreadyAssessed: 'You have already said that you assessed.',
  turnoverFirst: 'The room is not turned over yet; do that before the next session.',
  noTurnover: 'There is nothing to turn over.',
  turnoverNotDone: 'The room is not turned over yet; press Turn over first.',
  foreignSender: 'This window may not do that; close it and open Stillroom again.',
  wrongShape: 'That was not understood; please check what you typed.',
  failed: 'That did not work; please try once more.',
  unknownPreset: 'This preset is no longer here; choose another one.',
  unknownPlaylist: 'This playlist is no longer here; choose another one.',
  builtInPreset: 'This preset comes with Stillroom and stays as it is; make one of your own from it.',
  presetUnreadable: 'This file is not a Stillroom preset; choose another file.',
  presetNewer: 'This preset was made by a newer Stillroom; update this one to use it.',
  folderUnreadable: 'This folder cannot be read; check that you may open it.',
  folderWithoutAudio: 'There is no music in this folder; choose one with MP3, M4A, FLAC, WAV or Opus files.',
  fileUnreadable: 'This file cannot be read; check that you may open it.',
  unknownTrack: 'This track is no longer here; choose another one.',
  playlistFileEmpty: 'None of the tracks in this list could be found; add their folder first.',
  unknownOutput: 'This sound output is not there any more; choose another one.',
  outputUnclear: 'The system does not say where it plays; choose where music is heard, then measure again.',
  noNoisePlays:
    'The pink noise is not heard at its level yet; wait for it, read the meter again, and type that.',
  notWritten: 'The file could not be written; choose another folder.',
  loginStartRefused: 'The system did not take this; ask whoever looks after this computer.',
  pagesForgotten: 'What was written and drawn is forgotten; it belonged to a session that is over.',
  notPrinted: 'No printer took the page; save it as a PDF instead.',
  locked: 'The console is locked; type its PIN.',
  pinWrong: 'That is not the PIN; try once more.',
  pinWaits: 'Too many PINs were wrong; wait a little, then type it once more.',
  pinDamaged:
    'The PIN can no longer be read; close Stillroom, delete the line “pin” in settings.json, and open it again.',
  setupUnreadable: 'This file is not a set-up that was saved here or in another room.',
  setupNewer: 'This set-up was saved by a newer Stillroom; update this one first.',
  unknownVersion: 'That cannot be gone back to any more; look again.',
  unknownDisplay: 'This display is not there any more; choose another one.',
  cancelled: 'Nothing was chosen.',
  addressUnclear: 'This is not an address; type it as 192.168.1.20 or as a name.',
  addressNeedsHttps:
    'This way to the bridge is not encrypted; type its address without http:// in front, or allow it below.',
  notABridge: 'Something answers at this address, but it is not a Hue bridge.',
  notFound: 'This bridge no longer announces itself; look again, or type its address.',
  bridgeAway: 'The bridge does not answer now; try again when it does.',
  noAnswer: 'Nothing answers at this address; check it, and that the bridge has power and network.',
  notEncrypted:
    'What answers at this address does not encrypt; if it is your bridge, type the address with http:// in front.',
  buttonNotPressed:
    'The round button on the bridge was not pressed in time; connect again and press it within a minute.',
  certificateChanged:
    'This bridge is not the one that was paired here; have whoever set it up look before you go on.',
  certificateWrong: 'This bridge cannot prove what it is; have whoever set it up look before you go on.',
  unknownLamp: 'This lamp is no longer on the bridge.',
  unknownRoom: 'This room is no longer on the bridge; choose another one.',
  sessionRuns: 'A session is running; change this when it is over.',
};

/** What is wrong now. `about` names a lamp, a track or a folder. */
export const faults: Readonly<Record<FaultCode, (about: string | null) => string>> = {
  bridgeUnreachable: () =>
    'The bridge does not answer, so the lights stay as they are; check its power and network cable.',
  bridgeHangs: () =>
    'The bridge answers very slowly, so lights change late; if it goes on, unplug it for ten seconds.',
  bridgeBusy: () => 'The bridge is busy, so lights change late; close other programs that use it.',
  bridgeUnauthorised: () => 'The bridge no longer knows this computer; connect it again in Set-up.',
  bridgeRefusesCommand: (about) =>
    `${about ?? 'A lamp'} does not do what it is asked; check that it has power, at the wall switch too.`,
  bridgeNotItself: () =>
    'What answers is not the bridge that was paired here, so the lights stay as they are; have whoever set it up look.',
  noLamps: () => 'The bridge has no lamps for this room; give lamps a role in Set-up.',
  roomUnchosen: (about) => {
    if (about === null) {
      return 'The bridge has several rooms, so none of its lamps is touched yet; choose this room in Set-up.';
    }
    const where =
      about === '' ? 'The lamps of the bridge are in no room' : `Some lamps are not in “${about}”`;
    return `${where}, so none of the bridge is touched yet; say in Set-up which are this room’s.`;
  },
  playerLost: () =>
    'The music player did not do its work and is starting again, silent at first; you need do nothing.',
  trackUnreadable: (about) =>
    `${about === null ? 'A track' : `“${about}”`} cannot be played and is left out; replace the file later.`,
  playlistMissing: (about) =>
    `${about === null ? 'The playlist' : `“${about}”`} cannot be found; choose other music or plug in its drive.`,
  playlistEmpty: (about) =>
    `${about === null ? 'The playlist' : `“${about}”`} has nothing that can be played; choose other music.`,
  outputLost: sound.lost,
  soundStopped: () => sound.stopped,
  staysOpen: () => 'A session is running, so Stillroom stays open; end the session before you close it.',
  doorAway: (about) =>
    about === null
      ? 'There is no second display, so the sign by the door waits; it comes back by itself with the display.'
      : `The display by the door (${about}) is away or shows the room, so the sign waits; it comes back by itself.`,
};

/** As what a file was put aside, and where its text breaks. */
const aside = (about: string | null, place: TextPlace | null = null): string =>
  `${about === null ? '' : ` as ${about}`}${place === null ? '' : ` (see its line ${place.line}, column ${place.column})`}`;

/** What happened to what is kept on disk. `about` is a file, or a preset's label. */
export const notices: Readonly<
  Record<NoticeCode, (about: string | null, place?: TextPlace | null) => string>
> = {
  settingsQuarantined: (about, place) =>
    `The settings could not be read and were put aside${aside(about, place)}; please check Set-up, which has what could be saved of them.`,
  presetsQuarantined: (about, place) =>
    `The presets could not be read and were put aside${aside(about, place)}; add yours again in Set-up.`,
  presetCompleted: (about) =>
    `${about ?? 'A preset'} came from an older Stillroom and was completed; look it over before you use it.`,
  presetNewer: (about) =>
    `${about ?? 'A preset'} was made by a newer Stillroom and is left out; update this one to use it.`,
  presetUnreadable: (about) =>
    `${about ?? 'A preset'} could not be read and is left out; add it again in Set-up.`,
  musicQuarantined: (about, place) =>
    `Your playlists and marks could not be read and were put aside${aside(about, place)}; please check Music.`,
  journalQuarantined: (about, place) =>
    `The record of the last session could not be read and was put aside${aside(about, place)}; if somebody is in the room, look in on them.`,
  notKept: (about) =>
    `${about ?? 'A file'} could not be written, so changes last only until Stillroom is closed; check that the disk has room and may be written.`,
  newerFile: (about) =>
    `${about ?? 'A file'} was made by a newer Stillroom and stays as it is; changes are kept beside it, where only this one finds them.`,
  logNotRemoved: (about) =>
    `${about ?? 'A day of the log'} is older than the log is kept and could not be removed; have that file removed by hand.`,
  nothingKept: (about) =>
    `Nothing can be kept in ${about ?? 'the folder of Stillroom'}; sessions run all the same, but have that folder made writable.`,
  cutUnknown: () =>
    'How long Stillroom was away is not known, so the session goes on from where it was; correct the dose mark if it was earlier.',
  keyUnreadable: () => 'The key of the bridge can no longer be read; connect the bridge again in Set-up.',
};
