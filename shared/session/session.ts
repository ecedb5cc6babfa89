// The session as a value: what it holds, what may happen to it, and what it answers. All instants are ms on
// the session clock, stored as instants and never as remainders; reduce.ts moves it, score.ts reads it.

import type { Look, PhaseName, Preset } from '../preset/preset.ts';
import type { SessionChange } from './changes.ts';

/** An instant or a length in ms on the session clock. */
export type Ms = number;

/** What the score asks of light and sound at an instant, before anybody's nudge. */
export interface Stand {
  readonly ambient: Look;
  readonly task: Look;
  readonly levelDb: number;
}

/** A phase as this session runs it: the preset's, or what a gentle end made of it. */
export interface PhaseRun extends Stand {
  readonly name: PhaseName;
  /** null: no end of its own (settle). */
  readonly lengthMs: Ms | null;
  readonly fadeMs: Ms;
}

/** The phase that runs now. */
export interface CurrentPhase {
  readonly index: number;
  readonly beganAt: Ms;
  /** null while nothing ends it: settle, and after the last phase is over. */
  readonly endsAt: Ms | null;
  /** Where its fade starts from. */
  readonly from: Stand;
  /** When its light begins to change; later than its music in return, where music comes first. */
  readonly lightAt: Ms;
  /** True until then: the light stays as it is. */
  readonly lightWaits: boolean;
}

/** The patient's steps away from the score. */
export interface Nudge {
  readonly light: number;
  readonly sound: number;
}

/** A phase that is behind, with the instant at which it ended and what the patient had made of it by then. */
export interface PastPhase extends CurrentPhase {
  readonly nudge: Nudge;
  readonly silenced: boolean;
}

/** A clinic-set reminder: its minute after the dose mark, and how far it has come. */
export interface Check {
  readonly atMin: number;
  readonly state: 'ahead' | 'due' | 'done';
}

/** What the patient may ask someone for, with one tap more. */
export const WISHES = ['water', 'warmer', 'sick', 'company', 'bathroom'] as const;
export type Wish = (typeof WISHES)[number];

/** The patient asked for someone; coming once staff have said so. */
export interface Request {
  readonly askedAt: Ms;
  /** What for; null: it was not said. */
  readonly wish: Wish | null;
  readonly comingAt: Ms | null;
}

/** What ambient and task lamps are left at, or were found at. */
export type LeftLooks = Pick<Stand, 'ambient' | 'task'>;

/** What a turnover does to the room, in the order in which it is done: scenes last, as lamps move by them. */
export const TURNOVER_STEPS = ['pages', 'label', 'volumes', 'look', 'scenes'] as const;
export type TurnoverStep = (typeof TURNOVER_STEPS)[number];

/** How far a step of the turnover has come; `later`: it is done by itself when the bridge is back. */
export type StepState = 'ahead' | 'done' | 'later';

/** A session is over and its traces are still there: the next one waits until the room is turned over. */
export interface Turnover {
  readonly endedAt: Ms;
  /** What ran; null once its label was wiped. */
  readonly preset: Preset | null;
  /** What was changed in it and could be kept, and nobody has said yet whether it is. */
  readonly changes: readonly SessionChange[];
  readonly steps: Readonly<Record<TurnoverStep, StepState>>;
}

/** No session runs. The room is left as it is until somebody asks for something. */
export interface IdleRoom {
  readonly stage: 'idle';
  /** What the room was left at, or null when Stillroom has not touched it yet. */
  readonly left: LeftLooks | null;
  readonly fullLightSince: Ms | null;
  /** null: the room is ready for the next person. */
  readonly turnover: Turnover | null;
}

/** The timeline as it stood when something was pressed that can be taken back, so that it can be taken up again. */
export interface KeptTimeline {
  readonly at: Ms;
  readonly phases: readonly PhaseRun[];
  readonly phase: CurrentPhase;
  readonly past: readonly PastPhase[];
  readonly heldAt: Ms | null;
}

export interface RunningSession {
  readonly stage: 'running';
  readonly preset: Preset;
  readonly startedAt: Ms;
  readonly doseAt: Ms | null;
  /** When the dose mark was pressed, whatever instant it was corrected to. */
  readonly doseMarkedAt: Ms | null;
  readonly phases: readonly PhaseRun[];
  readonly phase: CurrentPhase;
  /** The phases behind it, each as it went, with the instant at which it ended. */
  readonly past: readonly PastPhase[];
  /** The instant at which the timeline was frozen. */
  readonly heldAt: Ms | null;
  /** True once the rest of the way was put into five minutes. */
  readonly gentle: boolean;
  /** What a gentle end can be taken back to; null without one. */
  readonly beforeGentle: KeptTimeline | null;
  /** What each press of Next phase can be taken back to, the latest last; none once a phase has ended by itself. */
  readonly skipped: readonly KeptTimeline[];
  /** When the last phase was over; the room then rests until the assess mark. */
  readonly overAt: Ms | null;
  readonly checks: readonly Check[];
  readonly assessReached: boolean;
  /** When staff said that they have assessed; null while the assess mark waits for them. */
  readonly assessedAt: Ms | null;
  readonly nudge: Nudge;
  readonly silenced: boolean;
  /** Tracks the patient asked away from; they are not offered again. */
  readonly refused: readonly string[];
  readonly quietCheckSince: Ms | null;
  readonly fullLightSince: Ms | null;
  readonly request: Request | null;
  /** Until when the patient display stays awake; null: asleep. */
  readonly awakeUntil: Ms | null;
}

export type Session = IdleRoom | RunningSession;

/** True while the patient's request waits for staff. */
export const isUnanswered = ({ request }: Pick<RunningSession, 'request'>): boolean =>
  request !== null && request.comingAt === null;

/** A room in which nothing has happened yet. */
export const EMPTY_ROOM: IdleRoom = { stage: 'idle', left: null, fullLightSince: null, turnover: null };

/** What a nurse may do. */
export type NurseEvent =
  /** `found`: what the lamps are at when Start is pressed, so that the way to settle begins there. */
  | { readonly type: 'start'; readonly preset: Preset; readonly found: LeftLooks | null }
  /** The dose was so many minutes before now. */
  | { readonly type: 'correctDose'; readonly minutesAgo: number }
  | {
      readonly type:
        | 'doseMark'
        | 'undoDoseMark'
        | 'extend'
        | 'hold'
        | 'release'
        | 'nextPhase'
        | 'undoNextPhase'
        | 'gentleEnd'
        | 'undoGentleEnd'
        | 'fullLight'
        | 'undoFullLight'
        | 'quietCheck'
        | 'endQuietCheck'
        | 'checkDone'
        | 'acknowledge'
        | 'assessed'
        | 'roomFree'
        | 'changesSettled'
        | 'turnoverDone';
    };

/** What a patient may do; `awakeUntil` is how long the display then stays awake. */
export type PatientEvent =
  | {
      readonly type: 'wake' | 'darker' | 'lighter' | 'softer' | 'louder' | 'silence' | 'someone';
      readonly awakeUntil: Ms;
    }
  | { readonly type: 'different'; readonly awakeUntil: Ms; readonly playing: string | null }
  | { readonly type: 'wish'; readonly awakeUntil: Ms; readonly wish: Wish };

/** What nobody does: time goes by, or the program was away for a while. */
export type ClockEvent = { readonly type: 'tick' } | { readonly type: 'resumed'; readonly gapMs: Ms };

/** What the room reports of its own turnover; `look`: what its lamps are at for the next person. */
export type TurnoverEvent =
  /** What was kept was taken back, and can be kept or dropped once more. */
  | { readonly type: 'changesOffered'; readonly changes: readonly SessionChange[] }
  | { readonly type: 'wiped'; readonly step: Exclude<TurnoverStep, 'look'>; readonly state: 'done' | 'later' }
  | { readonly type: 'wiped'; readonly step: 'look'; readonly look: Look };

export type SessionEvent = NurseEvent | PatientEvent | ClockEvent | TurnoverEvent;

/** Why an event changed nothing. A code; the renderer has the sentence. */
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
  | 'doseNotMarked'
  | 'doseMarkStands'
  | 'phaseStands'
  | 'assessNotReached'
  | 'alreadyAssessed'
  | 'turnoverFirst'
  | 'noTurnover'
  | 'turnoverNotDone';

/** Something worth telling, at the instant at which it was due (not at which it was noticed). */
export type Happening = { readonly at: Ms } & (
  | { readonly kind: 'phase'; readonly phase: PhaseName }
  | { readonly kind: 'check'; readonly minute: number; readonly state: 'due' | 'done' }
  | { readonly kind: 'session'; readonly what: Milestone }
  | { readonly kind: 'patient'; readonly what: PatientEvent['type'] }
);

/** The turns of a session that are told and logged. */
export type Milestone =
  | 'started'
  | 'doseMark'
  | 'doseMarkUndone'
  | 'doseCorrected'
  | 'extended'
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

/** What came of an event: the session after it, what happened on the way, and why not, if it was refused. */
export interface Step<S extends Session = Session> {
  readonly session: S;
  readonly happened: readonly Happening[];
  readonly refused: Refusal | null;
}

/** The same before the deadlines are looked at again: what changed, or why nothing did. */
export type Outcome = Omit<Step, 'refused'> | Refusal;
