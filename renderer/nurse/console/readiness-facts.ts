// What has to be right before Start, as eight facts of the snapshot. Pure. It says what answers now, never that a session
// will go well, and it never bars Start.

import type {
  AwakeAnswer,
  FaultCode,
  LightsView,
  QuietView,
  Snapshot,
} from '../../../shared/ipc/snapshot.ts';
import type { Preset } from '../../../shared/preset/preset.ts';
import { USUAL_AT_CHAIR_DB } from '../../../shared/sound/chair.ts';
import type { Fit } from '../../../shared/sound/fit.ts';
import type { SoundView } from '../../../shared/sound/sound-view.ts';
import { words } from '../../words/index.ts';
import { loudestAtChair } from '../../words/level-text.ts';
import { isSilent, wordsEarly } from '../presets/fit-text.ts';

/**
 * ready: nothing to do; pending: known in a moment; untold: asked for, and the system does not say; warning: worth
 * attention, but a session can run; wrong: does not work as it is.
 */
export type ReadinessState = 'ready' | 'pending' | 'untold' | 'warning' | 'wrong';

export type ReadinessTopic = 'lights' | 'output' | 'music' | 'level' | 'sleep' | 'power' | 'door' | 'disk';

export interface ReadinessFact {
  readonly topic: ReadinessTopic;
  readonly state: ReadinessState;
  /** A few words where it is ready; a sentence where it needs attention. */
  readonly text: string;
  /** Worth knowing, and nothing to fix; null: nothing. */
  readonly hint: string | null;
  /** The name of the link to Set-up, where it is fixed there; null: no link. */
  readonly way: string | null;
}

type Finding = Omit<ReadinessFact, 'topic'>;

const { ready: say } = words;

/** The faults that are fixed in Set-up, with the name of the link to it. */
export const FIXED_IN_SETUP: Partial<Readonly<Record<FaultCode, string>>> = {
  bridgeUnreachable: say.ways.lights,
  bridgeUnauthorised: say.ways.lights,
  bridgeNotItself: say.ways.lights,
  noLamps: say.ways.lights,
  roomUnchosen: say.ways.lights,
  outputLost: say.ways.output,
  soundStopped: say.ways.output,
  doorAway: say.ways.door,
};

const finding = (state: ReadinessState, text: string, way: string | null = null): Finding => ({
  state,
  text,
  way,
  hint: null,
});

const lampsFinding = ({ lamps, answersInMs }: LightsView): Finding => {
  const ours = lamps.filter(({ role }) => role !== 'none');
  const unclear = lamps.filter(({ isUnclear }) => isUnclear).map(({ name }) => name);
  if (unclear.length > 0) return finding('warning', say.lampsUnclear(unclear), say.ways.lights);
  const silent = ours.filter((lamp) => !lamp.reachable).map(({ name }) => name);
  if (ours.length === 0) return finding('wrong', words.faults.noLamps(null), say.ways.lights);
  const untold = ours.filter(({ isUntold }) => isUntold).map(({ name }) => name);
  if (silent.length === 0 && untold.length > 0) return finding('warning', say.lampsUntold(untold));
  const running = ours.filter(({ runsOther }) => runsOther).map(({ name }) => name);
  const hint = running.length === 0 ? null : say.lampsRunning(running);
  if (silent.length === 0) return { ...finding('ready', say.lampsAnswer(ours.length, answersInMs)), hint };
  return finding(silent.length === ours.length ? 'wrong' : 'warning', say.lampsSilent(silent));
};

/** What bars a whole bridge from this room, the most telling first. */
const BARRED = ['bridgeNotItself', 'bridgeUnauthorised', 'roomUnchosen'] as const;

const lightsFinding = ({ lights, faults }: Pick<Snapshot, 'lights' | 'faults'>): Finding => {
  const [barred] = BARRED.flatMap((code) => faults.find((fault) => fault.code === code) ?? []);
  if (barred !== undefined) return finding('wrong', words.faults[barred.code](barred.about), say.ways.lights);
  if (lights.state === 'connecting') return finding('pending', say.connecting);
  if (lights.state === 'away') {
    return finding('wrong', words.faults.bridgeUnreachable(null), say.ways.lights);
  }
  const found = lampsFinding(lights);
  return lights.source === 'practice' && found.state === 'ready'
    ? { ...found, text: say.practice(found.text) }
    : found;
};

/** The output in use; a single one is in use even where the system does not name it. */
const outputFinding = ({ state, outputs }: SoundView): Finding => {
  const { isKnown, isLost, isStopped, present, inUse } = outputs;
  if (isLost && isStopped) return finding('wrong', say.outputStopped, say.ways.output);
  if (isLost) return finding('wrong', say.outputLost, say.ways.output);
  if (state === 'lost') return finding('warning', say.playerLost);
  if (!isKnown) return finding('pending', say.outputAsking);
  const [only, another] = present;
  if (only === undefined) return finding('wrong', say.outputNone);
  if (inUse !== null) return finding('ready', say.outputNamed(inUse.name));
  // Which one is in use is not known, so losing any of them may silence the room.
  if (another !== undefined) return finding('warning', say.outputUnclear, say.ways.output);
  return finding('ready', say.outputNamed(only.name));
};

const fitFinding = (fit: Fit, preset: Preset): Finding => {
  if (fit.missing.length > 0) {
    const areAll = fit.entries.length === 0;
    return finding('wrong', areAll ? say.musicMissing : say.musicMissingIn(fit.missing));
  }
  if (fit.unknownLengths > 0) return finding('ready', say.musicUnknown(fit.unknownLengths));
  const text = fit.covers
    ? say.musicCovers(fit.coveredMs)
    : say.musicRepeats(fit.repeatsFromMs ?? fit.coveredMs, preset.joins === 'crossfade');
  if (fit.unmeasured > 0) return { ...finding('ready', text), hint: say.musicUnmeasured(fit.unmeasured) };
  const phases = [...new Set(wordsEarly(fit).map(({ phase }) => phase))];
  return { ...finding('ready', text), hint: phases.length === 0 ? null : say.musicWords(phases) };
};

const levelFinding = ({ chairDb }: SoundView, preset: Preset): Finding => {
  if (chairDb === null) return finding('warning', say.levelUnknown, say.ways.level);
  const { scoredDb, louderDb } = loudestAtChair(preset, chairDb);
  const { least, most } = USUAL_AT_CHAIR_DB;
  if (scoredDb > most) return finding('warning', say.levelOver(scoredDb, most));
  if (scoredDb < least) return finding('warning', say.levelUnder(scoredDb, least));
  return finding('ready', say.levelAtMost(scoredDb, louderDb));
};

/** Output, music and level of a preset; a silent one needs none of them. */
const soundFindings = (sound: SoundView, preset: Preset, fit: Fit | null) =>
  isSilent(preset, preset.phases)
    ? {
        output: finding('ready', say.outputNotNeeded),
        music: finding('ready', say.musicNone),
        level: finding('ready', say.levelSilent),
      }
    : {
        output: outputFinding(sound),
        music: fit === null ? finding('pending', say.musicLooking) : fitFinding(fit, preset),
        level: levelFinding(sound, preset),
      };

const AWAKE_STATES: Readonly<Record<AwakeAnswer, ReadinessState>> = {
  desktop: 'ready',
  xServer: 'ready',
  macos: 'ready',
  untold: 'untold',
  refused: 'wrong',
};

const sleepFinding = ({ awake }: QuietView): Finding =>
  awake === null ? finding('pending', say.sleepAsking) : finding(AWAKE_STATES[awake], say.awake[awake]);

const powerFinding = ({ onMains }: QuietView): Finding => {
  if (onMains === null) return finding('warning', say.powerUnknown);
  return onMains ? finding('ready', say.onMains) : finding('warning', say.onBattery);
};

const doorFinding = ({ lights, quiet }: Pick<Snapshot, 'lights' | 'quiet'>): Finding => {
  const hasLamp =
    lights.state === 'ready' && lights.lamps.some(({ role, reachable }) => role === 'door' && reachable);
  if (quiet.doorWindow && quiet.door.isAway) {
    return finding('warning', hasLamp ? say.doorAwayLamp : say.doorAway, say.ways.door);
  }
  if (quiet.doorWindow) return finding('ready', hasLamp ? say.doorBoth : say.doorWindow);
  if (hasLamp) return finding('ready', say.doorLamp);
  // The lamps are not known before the bridge has answered.
  return lights.state === 'connecting'
    ? finding('pending', say.connecting)
    : finding('warning', say.doorNone, say.ways.door);
};

const DISK = {
  enough: finding('ready', say.diskEnough),
  low: finding('warning', say.diskLow),
  full: finding('wrong', say.diskFull),
} as const;

const diskFinding = ({ disk }: QuietView): Finding =>
  disk === null ? finding('pending', say.diskAsking) : DISK[disk];

/**
 * The eight facts in the order in which they are shown.
 *
 * @param fit how the preset's music fits; null until main has answered
 */
export const readinessOf = (
  snapshot: Pick<Snapshot, 'lights' | 'sound' | 'quiet' | 'faults'>,
  preset: Preset,
  fit: Fit | null,
): readonly ReadinessFact[] => {
  const { sound, quiet } = snapshot;
  const { output, music, level } = soundFindings(sound, preset, fit);
  return [
    { topic: 'lights', ...lightsFinding(snapshot) },
    { topic: 'output', ...output },
    { topic: 'music', ...music },
    { topic: 'level', ...level },
    { topic: 'sleep', ...sleepFinding(quiet) },
    { topic: 'power', ...powerFinding(quiet) },
    { topic: 'door', ...doorFinding(snapshot) },
    { topic: 'disk', ...diskFinding(quiet) },
  ];
};

export const needsAttention = ({ state }: ReadinessFact): boolean => state === 'warning' || state === 'wrong';

/** All eight in a few words. */
export const readinessSummary = (facts: readonly ReadinessFact[]): string => {
  const count = facts.filter(({ state }) => state === 'ready').length;
  if (count === facts.length) return say.all(count);
  return facts.some(({ state }) => state === 'pending') && !facts.some(needsAttention)
    ? say.asking
    : say.some(count, facts.length);
};
