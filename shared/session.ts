// The session as a value: what it holds, what may happen to it, and what it answers. All instants are ms on
// the session clock, stored as instants and never as remainders; reduce.ts moves it, score.ts reads it.

import type { Look, PhaseName, Preset } from './preset.ts';

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
}

/** A clinic-set reminder: its minute after the dose mark, and how far it has come. */
export interface Check {
  readonly atMin: number;
  readonly state: 'ahead' | 'due' | 'done';
}

/** The patient asked for someone; coming once staff have said so. */
export interface Request {
  readonly askedAt: Ms;
  readonly comingAt: Ms | null;
}

/** What ambient and task lamps are left at, or were found at. */
export type LeftLooks = Pick<Stand, 'ambient' | 'task'>;

/** No session runs. The room is left as it is until somebody asks for something. */
export interface IdleRoom {
  readonly stage: 'idle';
  /** What the room was left at, or null when Stillroom has not touched it yet. */
  readonly left: LeftLooks | null;
  readonly fullLightSince: Ms | null;
}

/** The timeline as it stood when the gentle end was pressed, so that it can be taken up again. */
export interface KeptTimeline {
  readonly at: Ms;
  readonly phases: readonly PhaseRun[];
  readonly phase: CurrentPhase;
  readonly past: readonly CurrentPhase[];
  readonly heldAt: Ms | null;
}

export interface RunningSession {
  readonly stage: 'running';
  readonly preset: Preset;
  readonly startedAt: Ms;
  readonly doseAt: Ms | null;
  readonly phases: readonly PhaseRun[];
  readonly phase: CurrentPhase;
  /** The phases behind it, each as it went, with the instant at which it ended. */
  readonly past: readonly CurrentPhase[];
  /** The instant at which the timeline was frozen. */
  readonly heldAt: Ms | null;
  /** True once the rest of the way was put into five minutes. */
  readonly gentle: boolean;
  /** What a gentle end can be taken back to; null without one. */
  readonly beforeGentle: KeptTimeline | null;
  /** When the last phase was over; the room then rests until the assess mark. */
  readonly overAt: Ms | null;
  readonly checks: readonly Check[];
  readonly assessReached: boolean;
  /** The patient's steps away from the score. */
  readonly nudge: { readonly light: number; readonly sound: number };
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

/** A room in which nothing has happened yet. */
export const EMPTY_ROOM: IdleRoom = { stage: 'idle', left: null, fullLightSince: null };

/** What a nurse may do. */
export type NurseEvent =
  /** `found`: what the lamps are at when Start is pressed, so that the way to settle begins there. */
  | { readonly type: 'start'; readonly preset: Preset; readonly found: LeftLooks | null }
  | {
      readonly type:
        | 'doseMark'
        | 'extend'
        | 'hold'
        | 'release'
        | 'nextPhase'
        | 'gentleEnd'
        | 'undoGentleEnd'
        | 'fullLight'
        | 'undoFullLight'
        | 'quietCheck'
        | 'endQuietCheck'
        | 'checkDone'
        | 'acknowledge'
        | 'roomFree';
    };

/** What a patient may do; `awakeUntil` is how long the display then stays awake. */
export type PatientEvent =
  | {
      readonly type: 'wake' | 'darker' | 'lighter' | 'softer' | 'louder' | 'silence' | 'someone';
      readonly awakeUntil: Ms;
    }
  | { readonly type: 'different'; readonly awakeUntil: Ms; readonly playing: string | null };

/** What nobody does: time goes by, or the program was away for a while. */
export type ClockEvent = { readonly type: 'tick' } | { readonly type: 'resumed'; readonly gapMs: Ms };

export type SessionEvent = NurseEvent | PatientEvent | ClockEvent;

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
  | 'phasesNotOver';

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
  | 'extended'
  | 'held'
  | 'released'
  | 'gentleEnd'
  | 'gentleEndUndone'
  | 'fullLight'
  | 'fullLightUndone'
  | 'quietCheck'
  | 'quietCheckEnded'
  | 'askedFor'
  | 'coming'
  | 'assess'
  | 'phasesOver'
  | 'resumed'
  | 'ended';

/** What came of an event: the session after it, what happened on the way, and why not, if it was refused. */
export interface Step<S extends Session = Session> {
  readonly session: S;
  readonly happened: readonly Happening[];
  readonly refused: Refusal | null;
}
