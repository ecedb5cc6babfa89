// The session as a value, and the shape in which it comes back from disk. All instants are ms on the session clock,
// stored as instants and never as remainders. The schemas let in no session that the state machine could not have made.

import * as v from 'valibot';
import { PHASE_NAMES, PresetSchema } from '../preset/preset.ts';
import { SessionChangeSchema } from './changes.ts';

/** An instant or a length in ms on the session clock. */
export type Ms = number;

/** Mixing looks and levels rounds; this much beyond a bound is still the bound. */
const SLACK = 1e-6;

const within = (least: number, most: number) =>
  v.pipe(v.number(), v.finite(), v.minValue(least - SLACK), v.maxValue(most + SLACK));

const instant = v.pipe(v.number(), v.finite());
const instantOrNull = v.nullable(instant);
const length = v.pipe(v.number(), v.finite(), v.minValue(0));
const list = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.readonly());

/** A preset's whites end at 6500 K; lamps that were found at Start may be a little beyond. */
const FoundLookSchema = v.union([
  v.strictObject({ brightnessPct: within(0, 100), warmthK: within(1000, 20_000) }),
  v.strictObject({
    brightnessPct: within(0, 100),
    colour: v.strictObject({ x: within(0, 1), y: within(0, 1) }),
  }),
]);

/** What ambient and task lamps are left at, or were found at. */
const LeftLooksSchema = v.strictObject({ ambient: FoundLookSchema, task: FoundLookSchema });
export type LeftLooks = Readonly<v.InferOutput<typeof LeftLooksSchema>>;

/** What the score asks of light and sound at an instant, before anybody's nudge. */
const StandSchema = v.strictObject({
  ...LeftLooksSchema.entries,
  /** 0 dB is as loud as the room may ever get; -200 dB is silence by any measure. */
  levelDb: within(-200, 0),
});
export type Stand = Readonly<v.InferOutput<typeof StandSchema>>;

/** A phase as this session runs it: the preset's, or what a gentle end made of it. */
const PhaseRunSchema = v.strictObject({
  ...StandSchema.entries,
  name: v.picklist(PHASE_NAMES),
  /** null: no end of its own (settle). */
  lengthMs: v.nullable(length),
  fadeMs: length,
});
export type PhaseRun = Readonly<v.InferOutput<typeof PhaseRunSchema>>;

/** The phase that runs now. */
const CurrentPhaseSchema = v.strictObject({
  index: v.pipe(v.number(), v.integer(), v.minValue(0)),
  beganAt: instant,
  /** null while nothing ends it: settle, and after the last phase is over. */
  endsAt: instantOrNull,
  /** Where its fade starts from. */
  from: StandSchema,
  /** When its light begins to change; later than its music in return, where music comes first. */
  lightAt: instant,
  /** True until then: the light stays as it is. */
  lightWaits: v.boolean(),
  /** When it was made ten minutes longer, each time. */
  extendedAt: v.optional(list(instant), []),
});
export type CurrentPhase = Readonly<v.InferOutput<typeof CurrentPhaseSchema>>;

/** A corner of the lines that light and sound took: its instant, the ambient brightness in %, and the level in dB. */
const TrailPointSchema = v.pipe(v.strictTuple([instant, within(0, 100), within(-200, 0)]), v.readonly());
export type TrailPoint = Readonly<v.InferOutput<typeof TrailPointSchema>>;

/** The patient's steps away from the score. */
const steps = v.pipe(v.number(), v.integer());
const NudgeSchema = v.strictObject({ light: steps, sound: steps });

/** A phase that is behind, with the instant at which it ended and what the patient had made of it by then. */
const PastPhaseSchema = v.strictObject({
  ...CurrentPhaseSchema.entries,
  /** Its own: a gentle end may have put other phases at its index since. Journals of 0.1.0 do not have it. */
  name: v.optional(v.picklist(PHASE_NAMES)),
  nudge: NudgeSchema,
  silenced: v.boolean(),
});
export type PastPhase = Readonly<v.InferOutput<typeof PastPhaseSchema>>;

/** The phases of a session: which runs, what is behind it, and whether it is held. */
const timeline = {
  phases: v.pipe(v.array(PhaseRunSchema), v.minLength(1), v.readonly()),
  phase: CurrentPhaseSchema,
  /** The phases behind it, each as it went, with the instant at which it ended. */
  past: list(PastPhaseSchema),
  /** The instant at which the timeline was frozen. */
  heldAt: instantOrNull,
};

/** The timeline as it stood when something was pressed that can be taken back. */
const KeptTimelineSchema = v.strictObject({ at: instant, ...timeline });
export type KeptTimeline = Readonly<v.InferOutput<typeof KeptTimelineSchema>>;

/** A clinic-set reminder: its minute after the dose mark, and how far it has come. */
const CheckSchema = v.strictObject({
  atMin: v.pipe(v.number(), v.finite(), v.minValue(0)),
  state: v.picklist(['ahead', 'due', 'done']),
});
export type Check = Readonly<v.InferOutput<typeof CheckSchema>>;

/** What the patient may ask someone for, with one tap more. */
export const WISHES = ['water', 'warmer', 'sick', 'company', 'bathroom'] as const;
export type Wish = (typeof WISHES)[number];

/** The patient asked for someone. */
const RequestSchema = v.strictObject({
  askedAt: instant,
  /** What for; null: it was not said. */
  wish: v.nullable(v.picklist(WISHES)),
  /** When staff said that someone is coming. */
  comingAt: instantOrNull,
});
export type Request = Readonly<v.InferOutput<typeof RequestSchema>>;

/** Not strict: a preset may have been started from a view of it, with more fields than it has itself. */
const StartedPresetSchema = v.object(PresetSchema.entries);

export const RunningSessionSchema = v.pipe(
  v.strictObject({
    stage: v.literal('running'),
    preset: StartedPresetSchema,
    startedAt: instant,
    doseAt: instantOrNull,
    /** When the dose mark was pressed, whatever instant it was corrected to. */
    doseMarkedAt: instantOrNull,
    ...timeline,
    /** True once the rest of the way was put into five minutes. */
    gentle: v.boolean(),
    /** What a gentle end can be taken back to; null without one. */
    beforeGentle: v.nullable(KeptTimelineSchema),
    /** What each press of Next phase can be taken back to, the latest last; none once a phase has ended by itself. */
    skipped: v.optional(list(KeptTimelineSchema), []),
    /** When the last phase was over; the room then rests until the assess mark. */
    overAt: instantOrNull,
    checks: list(CheckSchema),
    assessReached: v.boolean(),
    /** When staff said that they have assessed; null while the assess mark waits for them. */
    assessedAt: instantOrNull,
    nudge: NudgeSchema,
    /** What was wanted so far (trail.ts). */
    trail: v.optional(list(TrailPointSchema), []),
    silenced: v.boolean(),
    /** Tracks the patient asked away from; they are not offered again. */
    refused: list(v.string()),
    quietCheckSince: instantOrNull,
    fullLightSince: instantOrNull,
    request: v.nullable(RequestSchema),
    /** Until when the patient display stays awake; null: asleep. */
    awakeUntil: instantOrNull,
  }),
  v.check((session) => {
    const timelines = [session, session.beforeGentle, ...session.skipped];
    return timelines.every((one) => one === null || one.phase.index < one.phases.length);
  }, 'a phase that runs, or is kept, is one of its phases'),
);
export type RunningSession = Readonly<v.InferOutput<typeof RunningSessionSchema>>;

/** What a turnover does to the room, in the order in which it is done: scenes last, as lamps move by them. */
export const TURNOVER_STEPS = ['pages', 'label', 'volumes', 'look', 'scenes'] as const;
export type TurnoverStep = (typeof TURNOVER_STEPS)[number];

/** How far a step of the turnover has come; `later`: it is done by itself when the bridge is back. */
const StepStateSchema = v.picklist(['ahead', 'done', 'later']);
export type StepState = v.InferOutput<typeof StepStateSchema>;

/** A session is over and its traces are still there: the next one waits until the room is turned over. */
const TurnoverSchema = v.strictObject({
  endedAt: instant,
  /** What ran; null once its label was wiped. */
  preset: v.nullable(StartedPresetSchema),
  /** What was changed in it and could be kept, and nobody has said yet whether it is. */
  changes: list(SessionChangeSchema),
  steps: v.strictObject(v.entriesFromList(TURNOVER_STEPS, StepStateSchema)),
});
export type Turnover = Readonly<v.InferOutput<typeof TurnoverSchema>>;

/** A room whose session is over and that was not turned over yet. */
export const RoomInTurnoverSchema = v.strictObject({
  stage: v.literal('idle'),
  /** What the room was left at, or null when Stillroom has not touched it yet. */
  left: v.nullable(LeftLooksSchema),
  fullLightSince: instantOrNull,
  turnover: TurnoverSchema,
});
export type RoomInTurnover = Readonly<v.InferOutput<typeof RoomInTurnoverSchema>>;

/** No session runs. The room is left as it is until somebody asks for something. */
export type IdleRoom = Omit<RoomInTurnover, 'turnover'> & {
  /** null: the room is ready for the next person. */
  readonly turnover: Turnover | null;
};

export type Session = IdleRoom | RunningSession;

/** A room in which nothing has happened yet. */
export const EMPTY_ROOM: IdleRoom = { stage: 'idle', left: null, fullLightSince: null, turnover: null };

/** True while the patient's request waits for staff. */
export const isUnanswered = ({ request }: Pick<RunningSession, 'request'>): boolean =>
  request !== null && request.comingAt === null;

/** What of a session has to outlive a crash: one that runs, or a turnover that is not done; null: nothing. */
export const lastingOf = (session: Session): RunningSession | RoomInTurnover | null => {
  if (session.stage === 'running') return session;
  return session.turnover === null ? null : { ...session, turnover: session.turnover };
};
