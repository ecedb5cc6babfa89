// Every message between main and a window, once: its name, the shape of its argument and of its answer. Both
// ends are derived from this, and main checks every argument against it at run time.

import * as v from 'valibot';
import type { CommandName } from './channels.ts';
import { GaugeReportSchema } from './gauge.ts';
import { MarksSchema } from './music.ts';
import { PlayerReportSchema } from './player.ts';
import { PresetMusicSchema, ROLES } from './preset.ts';
import type { Result } from './result.ts';
import type { Refusal } from './session.ts';
import { VIEWS } from './snapshot.ts';

/** Which window may send a message. */
export type Sender = 'room' | 'door' | 'player' | 'gauge';

const text = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
const nothing = v.strictObject({});
const trackIds = (most: number) => v.pipe(v.array(text(64)), v.maxLength(most));

/** What a nurse does by a plain press; Start has its own command. */
export const NURSE_ACTS = [
  'doseMark',
  'extend',
  'hold',
  'release',
  'nextPhase',
  'gentleEnd',
  'undoGentleEnd',
  'fullLight',
  'undoFullLight',
  'quietCheck',
  'endQuietCheck',
  'checkDone',
  'acknowledge',
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
  patient: { argument: v.strictObject({ act: v.picklist(PATIENT_ACTS) }), from: ['room'] },
  show: { argument: v.strictObject({ view: v.picklist(VIEWS) }), from: ['room'] },
  showDoor: { argument: v.strictObject({ open: v.boolean() }), from: ['room'] },
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
  addPreset: { argument: nothing, from: ['room'] },
  saveLog: { argument: nothing, from: ['room'] },
  dismissNotice: { argument: v.strictObject({ id: text(64) }), from: ['room'] },
  snapshot: { argument: nothing, from: ['room', 'door'] },
  playerReport: { argument: PlayerReportSchema, from: ['player'] },
  gaugeReport: { argument: GaugeReportSchema, from: ['gauge'] },
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
  | 'noNoisePlays'
  | 'notWritten'
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

/** What a command answers: nothing more than that it was done, or why not. `snapshot` answers a Snapshot. */
export type Answer<T = null> = Result<T, CommandError>;
