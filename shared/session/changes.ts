// What was changed during a session and could be kept for the next one ("same as last time, except…"), and the preset
// with it. Pure.

import * as v from 'valibot';
import { nudgedLight, nudgedSound } from '../preset/ladder.ts';
import {
  LENGTH_MIN,
  type Look,
  PHASE_NAMES,
  type Phase,
  type PhaseName,
  type Preset,
  playlistIn,
  withBrightness,
} from '../preset/preset.ts';
import type { Ms, RunningSession } from './session.ts';
import { nameIn } from './timeline.ts';

const steps = v.pipe(v.number(), v.integer(), v.minValue(-60), v.maxValue(60));
const minutes = v.pipe(v.number(), v.integer(), v.minValue(LENGTH_MIN.least), v.maxValue(LENGTH_MIN.most));
const phase = v.picklist(PHASE_NAMES);

/** A change of one phase (light or sound in the patient's steps, silence, length), or tracks to leave out. */
export const SessionChangeSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('light'), phase, steps }),
  v.strictObject({ kind: v.literal('sound'), phase, steps }),
  v.strictObject({ kind: v.literal('silence'), phase }),
  v.strictObject({ kind: v.literal('length'), phase, fromMin: minutes, toMin: minutes }),
  v.strictObject({ kind: v.literal('leftOut'), trackIds: v.pipe(v.array(v.string()), v.readonly()) }),
]);
export type SessionChange = Readonly<v.InferOutput<typeof SessionChangeSchema>>;

/** A phase shorter than this says nothing about what somebody wants in it. */
const LIVED_IN_MS: Ms = 60_000;

/** A phase that differed from its length by no more than this went as agreed. */
const AS_AGREED_MIN = 2;

/** One pass through a phase of the preset; a gentle end that is taken back passes through a phase twice. */
type Part = ReturnType<typeof partsOf>[number];

/** The phases as they went, with the present one up to now. */
const partsOf = (session: RunningSession, now: Ms) => {
  const { past, phase, preset, nudge, silenced, beforeGentle } = session;
  const hurriedFrom = beforeGentle?.past.length ?? Infinity;
  const present = { ...phase, endsAt: session.overAt ?? session.heldAt ?? now, nudge, silenced };
  return [...past, present].flatMap((part, place) => {
    const of = preset.phases.find(({ name }) => name === nameIn(session, part));
    if (of === undefined) return [];
    const ms = (part.endsAt ?? part.beganAt) - part.beganAt;
    // It is behind, and no gentle end cut it short.
    const cameToItsEnd = place < past.length && place < hurriedFrom;
    return [{ of, ms, nudge: part.nudge, silenced: part.silenced, cameToItsEnd }];
  });
};

/** How much a correction of the dose mark may have changed a phase's length; nobody asked for that. */
const correctedMin = ({ doseAt, doseMarkedAt }: RunningSession): number =>
  doseAt === null || doseMarkedAt === null ? 0 : Math.abs(doseAt - doseMarkedAt) / 60_000;

/** Another length of a phase that was passed once and came to its end; never of settle, which has none. */
const lengthChange = (parts: readonly Part[], session: RunningSession): SessionChange | null => {
  const [part] = parts;
  if (part === undefined || parts.length > 1 || !part.cameToItsEnd || part.of.name === 'settle') return null;
  const { name, lengthMin } = part.of;
  const toMin = Math.min(LENGTH_MIN.most, Math.max(1, Math.round(part.ms / 60_000)));
  if (Math.abs(toMin - lengthMin) <= AS_AGREED_MIN + correctedMin(session)) return null;
  return { kind: 'length', phase: name, fromMin: Math.max(1, Math.round(lengthMin)), toMin };
};

const changesOfPhase = (name: PhaseName, session: RunningSession, all: readonly Part[]): SessionChange[] => {
  const parts = all.filter(({ of }) => of.name === name);
  const last = parts.findLast(({ ms }) => ms >= LIVED_IN_MS);
  if (last === undefined) return [];
  const { light, sound } = last.nudge;
  const changes: (SessionChange | null)[] = [
    light === 0 ? null : { kind: 'light', phase: name, steps: light },
    sound === 0 ? null : { kind: 'sound', phase: name, steps: sound },
    last.silenced ? { kind: 'silence', phase: name } : null,
    lengthChange(parts, session),
  ];
  return changes.filter((change) => change !== null);
};

/**
 * How a session differed from its preset, as it stood at the end of each phase, in their order. Left out is what would
 * not change the preset: steps that the limits swallowed, or silence where no music was agreed.
 */
export const changesOf = (session: RunningSession, now: Ms): readonly SessionChange[] => {
  const parts = partsOf(session, now);
  const ofPhases = PHASE_NAMES.flatMap((name) => changesOfPhase(name, session, parts));
  const trackIds = session.refused.filter((id) => !session.preset.leftOut.includes(id));
  const made = ofPhases.filter((change) => makesADifference(session.preset, change));
  return trackIds.length === 0 ? made : [...made, { kind: 'leftOut', trackIds }];
};

const withChange = (preset: Preset, change: SessionChange): Preset => {
  if (change.kind === 'leftOut') {
    return { ...preset, leftOut: [...new Set([...preset.leftOut, ...change.trackIds])].slice(-1000) };
  }
  if (change.kind === 'silence') {
    if (playlistIn(preset, change.phase) === null) return preset;
    return { ...preset, playlistsByPhase: { ...preset.playlistsByPhase, [change.phase]: null } };
  }
  const { lightPct, soundDb } = preset.limits;
  const changed = (of: Phase): Phase => {
    if (change.kind === 'length') return { ...of, lengthMin: change.toMin };
    const { steps } = change;
    if (change.kind === 'sound') return { ...of, levelDb: nudgedSound(of.levelDb, steps, soundDb) };
    const stepped = (look: Look): Look =>
      withBrightness(look, nudgedLight(look.brightnessPct, steps, lightPct));
    return { ...of, ambient: stepped(of.ambient), task: stepped(of.task) };
  };
  const phases = preset.phases.map((of) => (of.name === change.phase ? changed(of) : of));
  return { ...preset, phases };
};

const makesADifference = (preset: Preset, change: SessionChange): boolean =>
  JSON.stringify(withChange(preset, change)) !== JSON.stringify(preset);

/** The preset with those changes kept, in their order. */
export const withChanges = (preset: Preset, changes: readonly SessionChange[]): Preset =>
  changes.reduce(withChange, preset);
