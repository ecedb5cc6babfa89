// Every message between main and a window, once: who sends it, its argument and its answer, or its payload. The gate,
// the handlers, the preload and every page's bridge are derived from this. Main checks each argument at run time.

import * as v from 'valibot';
import { LONGEST_WHY } from '../errors.ts';
import { LookSchema, PresetMusicSchema, PresetSchema, ROLES } from '../preset/preset.ts';
import type { PresetFault } from '../preset/preset-fault.ts';
import type { Result } from '../result.ts';
import { SessionChangeSchema } from '../session/changes.ts';
import { NURSE_ACTS, PATIENT_ACTS, type Refusal } from '../session/events.ts';
import { PagesChangeSchema, type PagesOfSession } from '../session/patient-pages.ts';
import { WISHES } from '../session/session.ts';
import { METER_DB } from '../sound/chair.ts';
import type { Fit } from '../sound/fit.ts';
import { type MeasureOrder, MeterReportSchema } from '../sound/loudness-orders.ts';
import { type LibraryContent, MarksSchema } from '../sound/music.ts';
import { type PlayerOrder, PlayerReportSchema } from '../sound/player-orders.ts';
import { type EarlierVersions, type TakenOver, WITH_VERSIONS } from './earlier.ts';
import { type PrintJob, PrintRequestSchema } from './print.ts';
import { type PresetSummary, type PresetView, type Snapshot, VIEWS } from './snapshot.ts';

/** Our windows, by what they are for. */
export type WindowName = 'room' | 'door' | 'player' | 'loudnessMeter' | 'print';

/** Carries the type of an answer or a payload; it is empty at run time. */
interface Of<T> {
  readonly type?: () => T;
}
const of = <T>(): Of<T> => ({});

/** A command from the room's window: the entries of its argument, and its answer; null says only that it is done. */
const fromRoom = <E extends v.ObjectEntries, T = null>(entries: E, answer: Of<T> = of<T>()) => ({
  argument: v.strictObject(entries),
  answer,
  from: ['room'] as const,
});

const text = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
/** The id of a preset, track, lamp, room, display or notice. */
const id = text(64);
/** A folder's or a playlist's id; it may hold a path. */
const longId = text(400);
const trackIds = v.pipe(v.array(id), v.maxLength(10_000));
/** The console's PIN: four to eight digits. */
const pin = v.pipe(v.string(), v.regex(/^\d{4,8}$/));
const numberWithin = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));

/** What came of a playlist file that was imported. */
export interface ImportedPlaylist {
  readonly playlistId: string;
  /** How many of its tracks are in the library, and how many are not. */
  readonly found: number;
  readonly missed: number;
  /** The names of the first of those that are not. */
  readonly missing: readonly string[];
}

/** Commands, from a window to main. */
export const COMMANDS = {
  start: fromRoom({ presetId: id }),
  nurse: fromRoom({ act: v.picklist(NURSE_ACTS) }),
  /** One of several due checks, by its minute after the dose mark. */
  oneCheckDone: fromRoom({ atMin: numberWithin(0, 1440) }),
  /** The dose was given this many minutes ago. */
  correctDose: fromRoom({ minutesAgo: numberWithin(0, 240) }),
  patient: fromRoom({ act: v.picklist(PATIENT_ACTS) }),
  /** The patient says what they asked someone to come for. */
  wish: fromRoom({ wish: v.picklist(WISHES) }),
  /** Keeps changes of the finished session in its preset, or in a new one with this label; answers the preset's id. */
  keepChanges: fromRoom(
    { changes: v.pipe(v.array(SessionChangeSchema), v.maxLength(40)), label: v.nullable(text(60)) },
    of<string>(),
  ),
  /** Takes back what was kept last and offers it again, while the room is in the same turnover. */
  takeBackChanges: fromRoom({}),
  /** Wipes what the last session left, step by step; the steps are in the snapshot. */
  turnOver: fromRoom({}),
  /** The room is ready for the next person. */
  finishTurnover: fromRoom({}),
  /** The look in which a turnover leaves the room. */
  chooseRoomLook: fromRoom({ look: LookSchema }),
  show: fromRoom({ view: v.picklist(VIEWS) }),
  showDoor: fromRoom({ open: v.boolean() }),
  /** Whether the sign by the door says what a patient asks for. */
  tellWish: fromRoom({ tells: v.boolean() }),
  /** The display of the door's window, by id; null: any but the room's. */
  chooseDoorDisplay: fromRoom({ displayId: v.nullable(id) }),
  /** Has the system start the program at login, and again when it dies; or no longer. */
  startAtLogin: fromRoom({ isWanted: v.boolean() }),
  /** Sets the console's PIN, or removes it (null). `present`: the PIN set before, if there was one. */
  setPin: fromRoom({ pin: v.nullable(pin), present: v.nullable(pin) }),
  unlock: fromRoom({ pin }),
  lock: fromRoom({}),
  nameRoom: fromRoom({ name: text(40) }),
  /** Starts looking for bridges on the network; what is found is in the snapshot. */
  findBridges: fromRoom({}),
  /** Pairs with a found bridge or with a typed address; answers once its button was pressed, or why it failed. */
  pairFound: fromRoom({ bridgeId: text(16) }),
  connectBridge: fromRoom({ address: text(200), allowPlainHttp: v.optional(v.boolean(), false) }),
  stopPairing: fromRoom({}),
  usePracticeRoom: fromRoom({}),
  /** The bridge's room or zone that is this room; null: all its lamps. */
  chooseRoom: fromRoom({ roomId: v.nullable(id) }),
  chooseRole: fromRoom({ lampId: id, role: v.picklist([...ROLES, 'none']) }),
  tryLamps: fromRoom({}),
  stopTrying: fromRoom({}),
  takeRoomBack: fromRoom({}),
  /** When their mains power returns, this room's lamps come back as they were, or as they did before. */
  afterPowerCut: fromRoom({ asBefore: v.boolean() }),
  library: fromRoom({}, of<LibraryContent>()),
  /** The ids of a playlist's tracks in playing order, missing tracks included. */
  playlistTracks: fromRoom({ playlistId: longId }, of<readonly string[]>()),
  /** Asks for a folder of music and adds it. */
  addMusicFolder: fromRoom({}),
  /** Adds folders and files that were dropped on the window. Answers what came of a playlist file among them, or null. */
  addDropped: fromRoom(
    { paths: v.pipe(v.array(text(4096)), v.maxLength(1000)) },
    of<ImportedPlaylist | null>(),
  ),
  removeMusicFolder: fromRoom({ folderId: longId }),
  /** Asks where a folder is now, and goes on with it there. */
  moveMusicFolder: fromRoom({ folderId: longId }),
  /** Makes a playlist (null), changes one that was made here, or brings back a removed one; answers its id. */
  savePlaylist: fromRoom({ playlistId: v.nullable(longId), title: text(60), trackIds }, of<string>()),
  removePlaylist: fromRoom({ playlistId: longId }),
  /** Marks tracks; a mark that is left out stays as it was. */
  mark: fromRoom({ trackIds, marks: v.partial(MarksSchema) }),
  /** Asks for an M3U or M3U8 file and makes a playlist of it. */
  importPlaylist: fromRoom({}, of<ImportedPlaylist>()),
  exportPlaylist: fromRoom({ playlistId: longId }),
  chooseMusic: fromRoom({ presetId: id, music: PresetMusicSchema }),
  /** The console shows this preset: its first track is made ready, so that Start is heard at once. */
  prepare: fromRoom({ presetId: id }),
  /** What of a preset's music will play when. */
  fit: fromRoom({ presetId: id }, of<Fit>()),
  /** Plays a track outside a session, to listen to it; null: stops. */
  listenTo: fromRoom({ trackId: v.nullable(id) }),
  /** Plays pink noise at this level (dB over the normalised track) outside a session; null: stops. */
  playNoise: fromRoom({ levelDb: v.nullable(numberWithin(-27, 0)) }),
  /** What a sound level meter at the chair shows for the noise, in dB(A); null: forgets the calibration. */
  calibrate: fromRoom({ shownDb: v.nullable(numberWithin(METER_DB.least, METER_DB.most)) }),
  chooseOutput: fromRoom({ outputId: longId }),
  presets: fromRoom({}, of<readonly PresetSummary[]>()),
  preset: fromRoom({ presetId: id }, of<PresetView>()),
  /** Asks for a preset's file and adds it; answers its id. */
  addPreset: fromRoom({}, of<string>()),
  /** Saves an own preset, new or changed, or brings back a removed one; answers its id. */
  savePreset: fromRoom({ preset: PresetSchema }, of<string>()),
  removePreset: fromRoom({ presetId: id }),
  exportPreset: fromRoom({ presetId: id }),
  /** What presets and settings were before, and what staff changed since. */
  earlier: fromRoom({}, of<EarlierVersions>()),
  /** Makes presets or settings what they were in a version; what they are now becomes one. */
  goBack: fromRoom({ what: v.picklist(WITH_VERSIONS), versionId: id }),
  /** Takes that back, unless something of it was changed since. */
  undoGoBack: fromRoom({ what: v.picklist(WITH_VERSIONS) }),
  /** Asks where to, and writes all that another room or computer could use into one file. */
  saveSetup: fromRoom({}),
  /** Asks for such a file, and makes presets, lists and settings what it says; answers how much that was. */
  takeOverSetup: fromRoom({}, of<TakenOver>()),
  /** One change of what the patient writes and draws, in the session that started at this instant. */
  changePages: fromRoom({ startedAt: v.pipe(v.number(), v.finite()), change: PagesChangeSchema }),
  /** The patient's pages as main has them, for a page that was reloaded. */
  pages: fromRoom({}, of<PagesOfSession | null>()),
  print: { argument: PrintRequestSchema, answer: of<null>(), from: ['room'] },
  /** Saves as a PDF where the person says. */
  savePdf: { argument: PrintRequestSchema, answer: of<null>(), from: ['room'] },
  saveLog: fromRoom({}),
  dismissNotice: fromRoom({ id }),
  /** A page could not be drawn and reloads itself. `why`: the error, for whoever looks after the program. */
  pageBroke: {
    argument: v.strictObject({ why: v.pipe(v.string(), v.maxLength(LONGEST_WHY)) }),
    answer: of<null>(),
    from: ['room', 'door'],
  },
  snapshot: { argument: v.strictObject({}), answer: of<Snapshot>(), from: ['room', 'door'] },
  playerReport: { argument: PlayerReportSchema, answer: of<null>(), from: ['player'] },
  meterReport: { argument: MeterReportSchema, answer: of<null>(), from: ['loudnessMeter'] },
  /** The print window has drawn this job. */
  printReport: { argument: v.strictObject({ job: v.number() }), answer: of<null>(), from: ['print'] },
} as const satisfies Record<
  string,
  { argument: v.GenericSchema; answer: object; from: readonly WindowName[] }
>;

/** Publications, from main to windows. Each is whole in itself and needs no answer. */
export const PUBLICATIONS = {
  snapshot: { payload: of<Snapshot>(), to: ['room', 'door'] },
  playerOrder: { payload: of<PlayerOrder>(), to: ['player'] },
  measureOrder: { payload: of<MeasureOrder>(), to: ['loudnessMeter'] },
  printJob: { payload: of<PrintJob>(), to: ['print'] },
} as const satisfies Record<string, { payload: object; to: readonly WindowName[] }>;

/** Why a command failed; a code, for which the renderer has the sentence. */
export type CommandError =
  | Refusal
  /** Refused by the gate. */
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
  /** A playlist file that names no track that could be found. */
  | 'playlistFileEmpty'
  | 'unknownOutput'
  | 'outputUnclear'
  | 'noNoisePlays'
  | 'builtInPreset'
  | 'notWritten'
  /** The system did not take the change of what it starts at login. */
  | 'loginStartRefused'
  /** The pages of that session are already forgotten. */
  | 'pagesForgotten'
  /** No printer took the page. */
  | 'notPrinted'
  /** The console is locked, or the PIN was wrong; after several wrong PINs it waits; a damaged one opens nothing. */
  | 'locked'
  | 'pinWrong'
  | 'pinWaits'
  | 'pinDamaged'
  | 'unknownDisplay'
  /** There is no such version, or something was changed since. */
  | 'unknownVersion'
  /** A file that is no set-up, or a newer program's. */
  | 'setupUnreadable'
  | 'setupNewer'
  | 'cancelled'
  /** Bridge. */
  | 'addressUnclear'
  | 'addressNeedsHttps'
  | 'notABridge'
  | 'notFound'
  | 'noAnswer'
  | 'notEncrypted'
  | 'bridgeAway'
  | 'buttonNotPressed'
  | 'certificateChanged'
  | 'certificateWrong'
  | 'unknownLamp'
  | 'unknownRoom'
  | 'sessionRuns';

/**
 * What a command answers. `fault`: what is wrong with a preset's file, beside the code `presetUnreadable`. `waitMs`: for how
 * long no PIN is checked yet, beside `pinWaits`.
 */
export type Answer<T = null> = Result<T, CommandError> & {
  readonly fault?: PresetFault;
  readonly waitMs?: number;
};

type Commands = typeof COMMANDS;
type Publications = typeof PUBLICATIONS;
type TypeOf<O> = O extends Of<infer T> ? T : never;

export type CommandName = keyof Commands;
/** What a page sends with a command. */
export type Argument<N extends CommandName> = v.InferInput<Commands[N]['argument']>;
/** The argument as main's handler receives it, checked. */
export type Checked<N extends CommandName> = v.InferOutput<Commands[N]['argument']>;
export type AnswerTo<N extends CommandName> = Answer<TypeOf<Commands[N]['answer']>>;

export type PublicationName = keyof Publications;
export type Payload<N extends PublicationName> = TypeOf<Publications[N]['payload']>;

/** The commands that this window may send. */
export type CommandOf<W extends WindowName> = {
  [N in CommandName]: W extends Commands[N]['from'][number] ? N : never;
}[CommandName];
/** The publications that this window receives. */
export type PublicationTo<W extends WindowName> = {
  [N in PublicationName]: W extends Publications[N]['to'][number] ? N : never;
}[PublicationName];

/** A page's way to main. */
export interface Bridge<W extends WindowName> {
  readonly send: <N extends CommandOf<W>>(name: N, argument: Argument<N>) => Promise<AnswerTo<N>>;
  /** Calls back with every publication; returns a function that ends it. */
  readonly on: <N extends PublicationTo<W>>(name: N, listener: (payload: Payload<N>) => void) => () => void;
}

/** What the preload exposes to every page; each page takes no more of it than the `Bridge` of its own window. */
export interface Exposed extends Bridge<WindowName> {
  /** The path of a file (a DOM `File`) that was dropped on the window; empty where it has none. */
  readonly pathOf: (file: object) => string;
}

declare global {
  interface Window {
    readonly stillroom: Exposed;
  }
}
