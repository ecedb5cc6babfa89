// The shape of a running session as it comes back from disk. It lets no session in that the state machine
// could not have made: whatever passes here can be reduced and drawn without surprise.

import * as v from 'valibot';
import { PHASE_NAMES, PresetSchema } from '../preset/preset.ts';
import { SessionChangeSchema } from './changes.ts';
import { type IdleRoom, type RunningSession, type Turnover, WISHES } from './session.ts';

/** Mixing looks and levels rounds; this much beyond a bound is still the bound. */
const SLACK = 1e-6;

const within = (least: number, most: number) =>
  v.pipe(v.number(), v.finite(), v.minValue(least - SLACK), v.maxValue(most + SLACK));

const instant = v.pipe(v.number(), v.finite());
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

/** 0 dB is as loud as the room may ever get; -200 dB is silence by any measure. */
const stand = { ambient: FoundLookSchema, task: FoundLookSchema, levelDb: within(-200, 0) };

const PhaseRunSchema = v.strictObject({
  ...stand,
  name: v.picklist(PHASE_NAMES),
  lengthMs: v.nullable(length),
  fadeMs: length,
});

const CurrentPhaseSchema = v.strictObject({
  index: v.pipe(v.number(), v.integer(), v.minValue(0)),
  beganAt: instant,
  endsAt: v.nullable(instant),
  from: v.strictObject(stand),
  lightAt: instant,
  lightWaits: v.boolean(),
});

const steps = v.pipe(v.number(), v.integer());
const NudgeSchema = v.strictObject({ light: steps, sound: steps });

const PastPhaseSchema = v.strictObject({
  ...CurrentPhaseSchema.entries,
  nudge: NudgeSchema,
  silenced: v.boolean(),
});

const CheckSchema = v.strictObject({
  atMin: v.pipe(v.number(), v.finite(), v.minValue(0)),
  state: v.picklist(['ahead', 'due', 'done']),
});

/** Not strict: a preset may have been started from a view of it, with more fields than it has itself. */
const StartedPresetSchema = v.object(PresetSchema.entries);

const KeptTimelineSchema = v.strictObject({
  at: instant,
  phases: v.pipe(v.array(PhaseRunSchema), v.minLength(1), v.readonly()),
  phase: CurrentPhaseSchema,
  past: list(PastPhaseSchema),
  heldAt: v.nullable(instant),
});

/** A running session; its fields are those of RunningSession, see there. */
export const RunningSessionSchema = v.pipe(
  v.strictObject({
    stage: v.literal('running'),
    preset: StartedPresetSchema,
    startedAt: instant,
    doseAt: v.nullable(instant),
    doseMarkedAt: v.nullable(instant),
    phases: v.pipe(v.array(PhaseRunSchema), v.minLength(1), v.readonly()),
    phase: CurrentPhaseSchema,
    past: list(PastPhaseSchema),
    heldAt: v.nullable(instant),
    gentle: v.boolean(),
    beforeGentle: v.nullable(KeptTimelineSchema),
    skipped: v.optional(list(KeptTimelineSchema), []),
    overAt: v.nullable(instant),
    checks: list(CheckSchema),
    assessReached: v.boolean(),
    assessedAt: v.nullable(instant),
    nudge: NudgeSchema,
    silenced: v.boolean(),
    refused: list(v.string()),
    quietCheckSince: v.nullable(instant),
    fullLightSince: v.nullable(instant),
    request: v.nullable(
      v.strictObject({
        askedAt: instant,
        wish: v.nullable(v.picklist(WISHES)),
        comingAt: v.nullable(instant),
      }),
    ),
    awakeUntil: v.nullable(instant),
  }),
  v.check(({ phase, phases }) => phase.index < phases.length, 'the present phase is one of the phases'),
  v.check(
    ({ beforeGentle, skipped }) =>
      [beforeGentle, ...skipped].every((kept) => kept === null || kept.phase.index < kept.phases.length),
    'each kept phase is one of the kept phases',
  ),
) satisfies v.GenericSchema<unknown, RunningSession>;

const step = v.picklist(['ahead', 'done', 'later']);

const TurnoverSchema = v.strictObject({
  endedAt: instant,
  preset: v.nullable(StartedPresetSchema),
  changes: list(SessionChangeSchema),
  steps: v.strictObject({ pages: step, label: step, volumes: step, scenes: step, look: step }),
}) satisfies v.GenericSchema<unknown, Turnover>;

/** A room whose session is over and that was not turned over yet. */
export const RoomInTurnoverSchema = v.strictObject({
  stage: v.literal('idle'),
  left: v.nullable(v.strictObject({ ambient: FoundLookSchema, task: FoundLookSchema })),
  fullLightSince: v.nullable(instant),
  turnover: TurnoverSchema,
}) satisfies v.GenericSchema<unknown, IdleRoom>;
