// What was changed during a session and could be kept for the next one: "same as last time, except…". Pure: it reads
// what the session did and says what the preset would be.

import * as v from 'valibot';
import { nudgedLight, nudgedSound } from './ladder.ts';
import { type Look, PHASE_NAMES, type Phase, type Preset } from './preset.ts';
import type { CurrentPhase, Ms, PastPhase, RunningSession } from './session.ts';

const steps = v.pipe(v.number(), v.integer(), v.minValue(-60), v.maxValue(60));
const minutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(600));
const phase = v.picklist(PHASE_NAMES);

/** A change of one phase's light or sound in the patient's steps, of its silence, its length, or of tracks left out. */
export const SessionChangeSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('light'), phase, steps }),
  v.strictObject({ kind: v.literal('sound'), phase, steps }),
  v.strictObject({ kind: v.literal('silence'), phase }),
  v.strictObject({ kind: v.literal('length'), phase, fromMin: minutes, toMin: minutes }),
  v.strictObject({ kind: v.literal('leftOut'), trackIds: v.pipe(v.array(v.string()), v.readonly()) }),
]);
export type SessionChange = Readonly<v.InferOutput<typeof SessionChangeSchema>>;

/** A phase that was shorter than this was passed through and says nothing of what somebody wants there. */
const LIVED_IN_MS: Ms = 60_000;

/** A phase that went by within this of its length went as agreed. */
const AS_AGREED_MIN = 2;

type Gone = Omit<PastPhase, 'endsAt'> & { readonly endsAt: Ms };

/** The phases as they went, the present one up to now, each of them once and the latest of each. */
const gone = (session: RunningSession, now: Ms): readonly Gone[] => {
  const present: Gone = {
    ...session.phase,
    endsAt: session.overAt ?? session.heldAt ?? now,
    nudge: session.nudge,
    silenced: session.silenced,
  };
  const all = [...session.past.map((one) => ({ ...one, endsAt: one.endsAt ?? one.beganAt })), present];
  return all.filter(({ beganAt, endsAt }) => endsAt - beganAt >= LIVED_IN_MS);
};

/** The preset's phase of that name; a gentle end has phases of its own, at other places. */
const agreed = (session: RunningSession, { index }: CurrentPhase): Phase | undefined => {
  const name = session.phases[index]?.name;
  return session.preset.phases.find((one) => one.name === name);
};

const lengthChange = (of: Phase, ms: Ms): SessionChange | null => {
  const toMin = Math.max(1, Math.round(ms / 60_000));
  if (of.name === 'settle' || Math.abs(toMin - of.lengthMin) <= AS_AGREED_MIN) return null;
  return { kind: 'length', phase: of.name, fromMin: Math.max(1, Math.round(of.lengthMin)), toMin };
};

/**
 * What of a session differs from what was agreed. Lengths are only told where the phase came to its own end: not of
 * the last, nor of what a gentle end cut short or hurried.
 */
export const changesOf = (session: RunningSession, now: Ms): readonly SessionChange[] => {
  const found = new Map<string, SessionChange>();
  const hurriedFrom = session.beforeGentle?.past.length ?? Infinity;
  const lived = gone(session, now);
  for (const one of lived) {
    const of = agreed(session, one);
    if (of === undefined) continue;
    const { light, sound } = one.nudge;
    const place = session.past.findIndex((past) => past.beganAt === one.beganAt);
    const wasWhole = place !== -1 && place < hurriedFrom;
    const length = wasWhole ? lengthChange(of, one.endsAt - one.beganAt) : null;
    const set = (kind: SessionChange['kind'], change: SessionChange | null): void => {
      const key = `${of.name} ${kind}`;
      if (change === null) found.delete(key);
      else found.set(key, change);
    };
    set('light', light === 0 ? null : { kind: 'light', phase: of.name, steps: light });
    set('sound', sound === 0 ? null : { kind: 'sound', phase: of.name, steps: sound });
    set('silence', one.silenced ? { kind: 'silence', phase: of.name } : null);
    set('length', length);
  }
  const leftOut = session.refused.filter((id) => !session.preset.leftOut.includes(id));
  const tracks: readonly SessionChange[] =
    leftOut.length === 0 ? [] : [{ kind: 'leftOut', trackIds: leftOut }];
  return [...found.values(), ...tracks];
};

const stepped = (look: Look, by: number, preset: Preset): Look => ({
  ...look,
  brightnessPct: nudgedLight(look.brightnessPct, by, preset.limits.lightPct),
});

const withChange = (preset: Preset, change: SessionChange): Preset => {
  if (change.kind === 'leftOut') {
    return { ...preset, leftOut: [...new Set([...preset.leftOut, ...change.trackIds])].slice(-1000) };
  }
  if (change.kind === 'silence') {
    return { ...preset, playlistsByPhase: { ...preset.playlistsByPhase, [change.phase]: null } };
  }
  const changed = (of: Phase): Phase => {
    switch (change.kind) {
      case 'light':
        return {
          ...of,
          ambient: stepped(of.ambient, change.steps, preset),
          task: stepped(of.task, change.steps, preset),
        };
      case 'sound':
        return { ...of, levelDb: nudgedSound(of.levelDb, change.steps, preset.limits.soundDb) };
      case 'length':
        return { ...of, lengthMin: change.toMin };
    }
  };
  const phases = preset.phases.map((of) => (of.name === change.phase ? changed(of) : of));
  return { ...preset, phases };
};

/** The preset with those changes kept, in their order. */
export const withChanges = (preset: Preset, changes: readonly SessionChange[]): Preset =>
  changes.reduce(withChange, preset);
