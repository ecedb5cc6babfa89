// Every message between main and a window, once: its name, the shape of its argument and of its answer. Both
// ends are derived from this, and main checks every argument against it at run time.

import * as v from 'valibot';
import { LONGEST_WHY } from '../errors.ts';
import { LookSchema, PresetMusicSchema, PresetSchema, ROLES } from '../preset/preset.ts';
import type { PresetFault } from '../preset/preset-fault.ts';
import type { Result } from '../result.ts';
import { SessionChangeSchema } from '../session/changes.ts';
import { PagesChangeSchema } from '../session/patient-pages.ts';
import { type Refusal, WISHES } from '../session/session.ts';
import { MeterReportSchema } from '../sound/loudness-orders.ts';
import { MarksSchema } from '../sound/music.ts';
import { PlayerReportSchema } from '../sound/player-orders.ts';
import type { CommandName } from './channels.ts';
import { PrintRequestSchema } from './print.ts';
import { VIEWS } from './snapshot.ts';

/** Which window may send a message. */
export type Sender = 'room' | 'door' | 'player' | 'loudnessMeter' | 'print';

const text = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
/** The console's PIN: four to eight digits. */
const pin = v.pipe(v.string(), v.regex(/^\d{4,8}$/));
const nothing = v.strictObject({});
const trackIds = (most: number) => v.pipe(v.array(text(64)), v.maxLength(most));

/** What a nurse does by a plain press; Start has its own command. */
export const NURSE_ACTS = [
  'doseMark',
  'undoDoseMark',
  'extend',
  'hold',
  'release',
  'nextPhase',
  'undoNextPhase',
  'gentleEnd',
  'undoGentleEnd',
  'fullLight',
  'undoFullLight',
  'quietCheck',
  'endQuietCheck',
  'checkDone',
  'acknowledge',
  'assessed',
  'roomFree',
] as const;
export type NurseAct = (typeof NURSE_ACTS)[number];

/** What a patient does by a press. */
export const PATIENT_ACTS = [
  'wake',
  'darker',
  'lighter',
  'softer',
  'louder',
  'different',
  'silence',
  'someone',
] as const;
export type PatientAct = (typeof PATIENT_ACTS)[number];

/** Commands by name: the argument's schema, and the windows that may send it. */
export const COMMANDS = {
  start: { argument: v.strictObject({ presetId: text(64) }), from: ['room'] },
  nurse: { argument: v.strictObject({ act: v.picklist(NURSE_ACTS) }), from: ['room'] },
  /** The dose was so many minutes ago. */
  correctDose: {
    argument: v.strictObject({ minutesAgo: v.pipe(v.number(), v.minValue(0), v.maxValue(240)) }),
    from: ['room'],
  },
  patient: { argument: v.strictObject({ act: v.picklist(PATIENT_ACTS) }), from: ['room'] },
  /** The patient says what someone is asked for. */
  wish: { argument: v.strictObject({ wish: v.picklist(WISHES) }), from: ['room'] },
  /** Keeps changes of the session that is over in its preset, or in a new one under this label; answers its id. */
  keepChanges: {
    argument: v.strictObject({
      changes: v.pipe(v.array(SessionChangeSchema), v.maxLength(40)),
      label: v.nullable(text(60)),
    }),
    from: ['room'],
  },
  /** Takes back what was kept last, as long as the room is in the same turnover, and offers it once more. */
  takeBackChanges: { argument: nothing, from: ['room'] },
  /** Wipes what the last session left, one step after the other; the steps are in the snapshot. */
  turnOver: { argument: nothing, from: ['room'] },
  /** The room is ready for the next person. */
  finishTurnover: { argument: nothing, from: ['room'] },
  /** The look that a turnover leaves the room at. */
  chooseRoomLook: { argument: v.strictObject({ look: LookSchema }), from: ['room'] },
  show: { argument: v.strictObject({ view: v.picklist(VIEWS) }), from: ['room'] },
  showDoor: { argument: v.strictObject({ open: v.boolean() }), from: ['room'] },
  /** Which display the door's window is on, by id; null: any but the room's. */
  chooseDoorDisplay: { argument: v.strictObject({ displayId: v.nullable(text(64)) }), from: ['room'] },
  /** Sets the console's PIN, or takes it away (null); `present`: the one that was set before, if one was. */
  setPin: { argument: v.strictObject({ pin: v.nullable(pin), present: v.nullable(pin) }), from: ['room'] },
  unlock: { argument: v.strictObject({ pin }), from: ['room'] },
  lock: { argument: nothing, from: ['room'] },
  nameRoom: { argument: v.strictObject({ name: text(40) }), from: ['room'] },
  /** Looks for bridges that announce themselves; what is found is in the snapshot. */
  findBridges: { argument: nothing, from: ['room'] },
  /** Pairs with a found bridge, or with one at a typed address: answers once its button was pressed, or why not. */
  pairFound: { argument: v.strictObject({ bridgeId: text(16) }), from: ['room'] },
  connectBridge: {
    argument: v.strictObject({ address: text(200), allowPlainHttp: v.optional(v.boolean(), false) }),
    from: ['room'],
  },
  stopPairing: { argument: nothing, from: ['room'] },
  usePracticeRoom: { argument: nothing, from: ['room'] },
  /** Which room or zone of the bridge is this room; null: all its lamps. */
  chooseRoom: { argument: v.strictObject({ roomId: v.nullable(text(64)) }), from: ['room'] },
  chooseRole: {
    argument: v.strictObject({ lampId: text(64), role: v.picklist([...ROLES, 'none']) }),
    from: ['room'],
  },
  tryLamps: { argument: nothing, from: ['room'] },
  stopTrying: { argument: nothing, from: ['room'] },
  takeRoomBack: { argument: nothing, from: ['room'] },
  /** Lets this room's lamps come back as they were when their power returns, or as they were made to. */
  afterPowerCut: { argument: v.strictObject({ asBefore: v.boolean() }), from: ['room'] },
  /** The whole library; answers a LibraryContent. */
  library: { argument: nothing, from: ['room'] },
  /** The track ids of a playlist in playing order, with those that are away; answers string[]. */
  playlistTracks: { argument: v.strictObject({ playlistId: text(400) }), from: ['room'] },
  /** Asks for a folder of music and adds it. */
  addMusicFolder: { argument: nothing, from: ['room'] },
  /** Adds folders and files that were dropped on the window. */
  addDropped: {
    argument: v.strictObject({ paths: v.pipe(v.array(text(4096)), v.maxLength(1000)) }),
    from: ['room'],
  },
  removeMusicFolder: { argument: v.strictObject({ folderId: text(400) }), from: ['room'] },
  /** Makes a playlist (null), or changes one that was made by hand, or brings a removed one back; answers its id. */
  savePlaylist: {
    argument: v.strictObject({
      playlistId: v.nullable(text(400)),
      title: text(60),
      trackIds: trackIds(10_000),
    }),
    from: ['room'],
  },
  removePlaylist: { argument: v.strictObject({ playlistId: text(400) }), from: ['room'] },
  /** Marks tracks; what is left out stays as it was. */
  mark: {
    argument: v.strictObject({ trackIds: trackIds(10_000), marks: v.partial(MarksSchema) }),
    from: ['room'],
  },
  /** Asks for an M3U or M3U8 file and makes a playlist of it; answers how many tracks were found and missed. */
  importPlaylist: { argument: nothing, from: ['room'] },
  exportPlaylist: { argument: v.strictObject({ playlistId: text(400) }), from: ['room'] },
  chooseMusic: {
    argument: v.strictObject({ presetId: text(64), music: PresetMusicSchema }),
    from: ['room'],
  },
  /** The preset that the console shows: its first track is made ready, so that Start is heard at once. */
  prepare: { argument: v.strictObject({ presetId: text(64) }), from: ['room'] },
  /** What of the music will play when; answers a Fit. */
  fit: { argument: v.strictObject({ presetId: text(64) }), from: ['room'] },
  /** Plays a track, outside a session, to listen to it; null: enough. */
  listenTo: { argument: v.strictObject({ trackId: v.nullable(text(64)) }), from: ['room'] },
  /** Plays pink noise at a level (dB over the normalised track), outside a session; null: enough. */
  playNoise: {
    argument: v.strictObject({ levelDb: v.nullable(v.pipe(v.number(), v.minValue(-27), v.maxValue(0))) }),
    from: ['room'],
  },
  /** What a meter at the chair shows for the noise that plays, in dB(A); null: forget what was kept. */
  calibrate: {
    argument: v.strictObject({ shownDb: v.nullable(v.pipe(v.number(), v.minValue(20), v.maxValue(110))) }),
    from: ['room'],
  },
  chooseOutput: { argument: v.strictObject({ outputId: text(400) }), from: ['room'] },
  /** Every preset as the list shows it; answers PresetSummary[]. */
  presets: { argument: nothing, from: ['room'] },
  /** A whole preset; answers a PresetView. */
  preset: { argument: v.strictObject({ presetId: text(64) }), from: ['room'] },
  /** Takes a preset from a file; answers its id. */
  addPreset: { argument: nothing, from: ['room'] },
  /** Keeps an own preset as it is given, new or changed, or brings a removed one back; answers its id. */
  savePreset: { argument: v.strictObject({ preset: PresetSchema }), from: ['room'] },
  removePreset: { argument: v.strictObject({ presetId: text(64) }), from: ['room'] },
  exportPreset: { argument: v.strictObject({ presetId: text(64) }), from: ['room'] },
  /** One change of what the patient of the session that was started at that instant writes and draws. */
  changePages: {
    argument: v.strictObject({ startedAt: v.pipe(v.number(), v.finite()), change: PagesChangeSchema }),
    from: ['room'],
  },
  /** What main holds of it, for a page that is loaded anew; answers a PagesOfSession, or null. */
  pages: { argument: nothing, from: ['room'] },
  /** Prints a page, or saves it as a PDF where the person says. */
  print: { argument: PrintRequestSchema, from: ['room'] },
  savePdf: { argument: PrintRequestSchema, from: ['room'] },
  saveLog: { argument: nothing, from: ['room'] },
  dismissNotice: { argument: v.strictObject({ id: text(64) }), from: ['room'] },
  /** The page for a printer is drawn. */
  printReport: { argument: v.strictObject({ job: v.number() }), from: ['print'] },
  /** The page could not be drawn and is loaded anew. `why`: the error, for whoever looks after the program. */
  pageBroke: {
    argument: v.strictObject({ why: v.pipe(v.string(), v.maxLength(LONGEST_WHY)) }),
    from: ['room', 'door'],
  },
  snapshot: { argument: nothing, from: ['room', 'door'] },
  playerReport: { argument: PlayerReportSchema, from: ['player'] },
  meterReport: { argument: MeterReportSchema, from: ['loudnessMeter'] },
} as const satisfies Record<CommandName, { argument: v.GenericSchema; from: readonly Sender[] }>;

export type Argument<N extends CommandName> = v.InferInput<(typeof COMMANDS)[N]['argument']>;

/** Why a command came to nothing; a code, for which the renderer has the sentence. */
export type CommandError =
  | Refusal
  /** Refused before it reached anything. */
  | 'foreignSender'
  | 'wrongShape'
  | 'failed'
  /** Presets and music. */
  | 'unknownPreset'
  | 'unknownPlaylist'
  | 'presetUnreadable'
  | 'presetNewer'
  | 'folderUnreadable'
  | 'folderWithoutAudio'
  | 'fileUnreadable'
  | 'unknownTrack'
  /** A list of tracks that names none that could be found. */
  | 'playlistFileEmpty'
  | 'unknownOutput'
  | 'outputUnclear'
  | 'noNoisePlays'
  | 'builtInPreset'
  | 'notWritten'
  /** What was written and drawn in that session is forgotten. */
  | 'pagesForgotten'
  /** No printer took the page. */
  | 'notPrinted'
  /** The console is locked, or the PIN was wrong; after several wrong ones it waits a little. */
  | 'locked'
  | 'pinWrong'
  | 'pinWaits'
  | 'unknownDisplay'
  | 'cancelled'
  /** Bridge. */
  | 'addressUnclear'
  | 'addressNeedsHttps'
  | 'notABridge'
  | 'notFound'
  | 'noAnswer'
  | 'bridgeAway'
  | 'buttonNotPressed'
  | 'certificateChanged'
  | 'certificateWrong'
  | 'unknownLamp'
  | 'unknownRoom'
  | 'sessionRuns';

/**
 * What a command answers: nothing more than that it was done, or why not. `snapshot` answers a Snapshot. `fault`: what
 * is wrong with a preset's file, beside the code `presetUnreadable`.
 */
export type Answer<T = null> = Result<T, CommandError> & { readonly fault?: PresetFault };
