// Every message between main and a window, once: its name, the shape of its argument and of its answer. Both
// ends are derived from this, and main checks every argument against it at run time.

import * as v from 'valibot';
import type { CommandName } from './channels.ts';
import { PlayerReportSchema } from './player.ts';
import { ROLES } from './preset.ts';
import type { Result } from './result.ts';
import type { Refusal } from './session.ts';

/** Which window may send a message. */
export type Sender = 'room' | 'door' | 'player';

const text = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
const nothing = v.strictObject({});

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
  show: { argument: v.strictObject({ view: v.picklist(['console', 'patient', 'setup']) }), from: ['room'] },
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
  addPlaylist: { argument: nothing, from: ['room'] },
  removePlaylist: { argument: v.strictObject({ playlistId: text(400) }), from: ['room'] },
  choosePlaylist: {
    argument: v.strictObject({ presetId: text(64), playlistId: v.nullable(text(400)) }),
    from: ['room'],
  },
  addPreset: { argument: nothing, from: ['room'] },
  saveLog: { argument: nothing, from: ['room'] },
  dismissNotice: { argument: v.strictObject({ id: text(64) }), from: ['room'] },
  snapshot: { argument: nothing, from: ['room', 'door'] },
  playerReport: { argument: PlayerReportSchema, from: ['player'] },
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
