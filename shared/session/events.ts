// What may happen to a session (events), why it refuses one (refusals), and what is told of it (happenings).

import type { Look, PhaseName, Preset } from '../preset/preset.ts';
import type { SessionChange } from './changes.ts';
import type { LeftLooks, Ms, Session, TurnoverStep, Wish } from './session.ts';

/** What a nurse does by a plain press. */
export const NURSE_ACTS = [
  'undoStart',
  'doseMark',
  'undoDoseMark',
  'extend',
  'undoExtend',
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

/** What a nurse may do. */
export type NurseEvent =
  /** `found`: what the lamps are at when Start is pressed, so that the way to settle begins there. */
  | { readonly type: 'start'; readonly preset: Preset; readonly found: LeftLooks | null }
  /** The dose was so many minutes before now. */
  | { readonly type: 'correctDose'; readonly minutesAgo: number }
  /** One of several due checks is done; `checkDone` is for all that are due. */
  | { readonly type: 'oneCheckDone'; readonly atMin: number }
  /** Two answers in the turnover. */
  | { readonly type: 'changesSettled' | 'turnoverDone' }
  | { readonly type: NurseAct };

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

/** What a patient may do; `awakeUntil` is how long the display then stays awake. */
export type PatientEvent =
  | { readonly type: Exclude<PatientAct, 'different'>; readonly awakeUntil: Ms }
  | { readonly type: 'different'; readonly awakeUntil: Ms; readonly playing: string | null }
  | { readonly type: 'wish'; readonly awakeUntil: Ms; readonly wish: Wish };

/** Time goes by, or the program was away for a while. */
export type ClockEvent = { readonly type: 'tick' } | { readonly type: 'resumed'; readonly gapMs: Ms };

/** What the room reports of its turnover; `look`: what its lamps are at for the next person. */
export type TurnoverEvent =
  /** What was kept is taken back, and can be kept or dropped again. */
  | { readonly type: 'changesOffered'; readonly changes: readonly SessionChange[] }
  | { readonly type: 'wiped'; readonly step: Exclude<TurnoverStep, 'look'>; readonly state: 'done' | 'later' }
  | { readonly type: 'wiped'; readonly step: 'look'; readonly look: Look };

export type SessionEvent = NurseEvent | PatientEvent | ClockEvent | TurnoverEvent;

/** Why an event changed nothing: a code, for which the renderer has the sentence. */
export type Refusal =
  | 'alreadyRunning'
  | 'nothingRuns'
  | 'doseAlreadyMarked'
  | 'settleWaitsForDose'
  | 'alreadyHeld'
  | 'notHeld'
  | 'phasesOver'
  | 'alreadyGentle'
  | 'notGentle'
  | 'notFullLight'
  | 'alreadyQuietCheck'
  | 'notQuietCheck'
  | 'noCheckDue'
  | 'nobodyAsked'
  | 'phasesNotOver'
  | 'startStands'
  | 'doseNotMarked'
  | 'doseMarkStands'
  | 'phaseStands'
  | 'extensionStands'
  | 'assessNotReached'
  | 'alreadyAssessed'
  | 'turnoverFirst'
  | 'noTurnover'
  | 'turnoverNotDone';

/** Something worth telling, at the instant at which it was due, not at which it was noticed. */
export type Happening = { readonly at: Ms } & (
  | { readonly kind: 'phase'; readonly phase: PhaseName }
  | { readonly kind: 'check'; readonly minute: number; readonly state: 'due' | 'done' }
  | { readonly kind: 'session'; readonly what: Milestone }
  | { readonly kind: 'patient'; readonly what: PatientEvent['type'] }
);

/** The turns of a session that are told and logged. */
export type Milestone =
  | 'started'
  | 'startUndone'
  | 'doseMark'
  | 'doseMarkUndone'
  | 'doseCorrected'
  | 'extended'
  | 'extensionUndone'
  | 'held'
  | 'released'
  | 'gentleEnd'
  | 'gentleEndUndone'
  | 'nextPhaseUndone'
  | 'fullLight'
  | 'fullLightUndone'
  | 'quietCheck'
  | 'quietCheckEnded'
  | 'askedFor'
  | 'coming'
  | 'assess'
  | 'assessed'
  | 'phasesOver'
  | 'resumed'
  | 'ended'
  | 'turnedOver';

/** A turn of the session, told at its instant. */
export const milestone = (what: Milestone, at: Ms): Happening => ({ kind: 'session', what, at });

/** A session after something happened to it, and what is told of it. */
export interface Moved {
  readonly session: Session;
  readonly happened: readonly Happening[];
}

/** What an event makes of a session, or why it changes nothing. */
export type Outcome = Moved | Refusal;

/** What came of an event once every deadline was carried out; `refused`: only time has moved. */
export interface Step extends Moved {
  readonly refused: Refusal | null;
}
