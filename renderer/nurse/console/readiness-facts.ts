// What has to be right before Start, as eight facts of the snapshot. Pure, and no promise: it says what answers now,
// never that a session will go well; and it never bars Start.

import type { FaultCode, LightsView, QuietView, Snapshot } from '../../../shared/ipc/snapshot.ts';
import type { PhaseName, Preset } from '../../../shared/preset/preset.ts';
import { USUAL_AT_CHAIR_DB } from '../../../shared/sound/chair.ts';
import type { Fit } from '../../../shared/sound/fit.ts';
import type { SoundView } from '../../../shared/sound/sound-view.ts';
import { words } from '../../words/index.ts';
import { loudestAtChair } from '../../words/level-text.ts';
import { isSilent, wordsEarly } from '../presets/fit-text.ts';

/**
 * ready: nothing to do; asking: it is not known yet, and will be in a moment; look: worth a look, and no hindrance;
 * wrong: does not work as it is.
 */
export type ReadinessState = 'ready' | 'asking' | 'look' | 'wrong';

export const READINESS_TOPICS = [
  'lights',
  'output',
  'music',
  'level',
  'sleep',
  'power',
  'door',
  'disk',
] as const;
export type ReadinessTopic = (typeof READINESS_TOPICS)[number];

export interface ReadinessFact {
  readonly topic: ReadinessTopic;
  readonly state: ReadinessState;
  /** A few words where it is ready; a sentence where it needs a look. */
  readonly said: string;
  /** Worth knowing, and nothing to mend; null: nothing. */
  readonly hint: string | null;
  /** What the way to Set-up is called, where it is mended there. */
  readonly way: string | null;
}

/** Faults that these facts tell, with the way to where each is mended: the list beneath need not tell them again. */
export const SAID_BY_READINESS: ReadonlySet<FaultCode> = new Set([
  'bridgeUnreachable',
  'bridgeUnauthorised',
  'bridgeNotItself',
  'noLamps',
  'roomUnchosen',
  'outputLost',
  'doorAway',
]);

type Finding = Omit<ReadinessFact, 'topic'>;

const { ready: say } = words;

const finding = (state: ReadinessState, said: string, way: string | null = null): Finding => ({
  ...{ state, said, way },
  hint: null,
});

const lampsFinding = ({ lamps, answersInMs }: LightsView): Finding => {
  const ours = lamps.filter(({ role }) => role !== 'none');
  const silent = ours.filter((lamp) => !lamp.reachable).map(({ name }) => name);
  if (ours.length === 0) return finding('wrong', words.faults.noLamps(null), say.ways.lights);
  if (silent.length === 0) return finding('ready', say.lampsAnswer(ours.length, answersInMs));
  return finding(silent.length === ours.length ? 'wrong' : 'look', say.lampsSilent(silent));
};

/** What keeps a whole bridge from this room, the more telling before the less. */
const BARRED = ['bridgeNotItself', 'bridgeUnauthorised', 'roomUnchosen'] as const;

const lightsFinding = ({ lights, faults }: Pick<Snapshot, 'lights' | 'faults'>): Finding => {
  const barred = BARRED.find((code) => faults.some((fault) => fault.code === code));
  if (barred !== undefined) return finding('wrong', words.faults[barred](null), say.ways.lights);
  if (lights.state === 'connecting') return finding('asking', say.connecting);
  if (lights.state === 'away') {
    return finding('wrong', words.faults.bridgeUnreachable(null), say.ways.lights);
  }
  const found = lampsFinding(lights);
  return lights.source === 'practice' && found.state === 'ready'
    ? finding('ready', say.practice(found.said))
    : found;
};

/** The output that is played on: where there is one alone, that one, whether the system names it or not. */
const outputFinding = ({ state, outputs }: SoundView): Finding => {
  const { isKnown, isLost, present, inUse } = outputs;
  if (isLost) return finding('wrong', say.outputLost, say.ways.output);
  if (state === 'lost') return finding('look', say.playerLost);
  if (!isKnown) return finding('asking', say.outputAsking);
  const [only, another] = present;
  if (only === undefined) return finding('wrong', say.outputNone);
  if (inUse !== null) return finding('ready', say.outputNamed(inUse.name));
  // If one of several goes, it may be ours.
  if (another !== undefined) return finding('look', say.outputUnclear, say.ways.output);
  return finding('ready', say.outputNamed(only.name));
};

/** The phases that have words early, each once. */
const phasesWithWords = (fit: Fit): readonly PhaseName[] => [
  ...new Set(wordsEarly(fit).map(({ phase }) => phase)),
];

const fitFinding = (fit: Fit, preset: Preset): Finding => {
  if (fit.missing.length > 0) {
    const areAll = fit.entries.length === 0;
    return finding('wrong', areAll ? say.musicMissing : say.musicMissingIn(fit.missing));
  }
  if (fit.unknownLengths > 0) return finding('ready', say.musicUnknown(fit.unknownLengths));
  const said = fit.covers
    ? say.musicCovers(fit.coveredMs)
    : say.musicRepeats(fit.repeatsFromMs ?? fit.coveredMs, preset.joins === 'crossfade');
  const early = phasesWithWords(fit);
  if (fit.unmeasured > 0) return { ...finding('ready', said), hint: say.musicUnmeasured(fit.unmeasured) };
  return { ...finding('ready', said), hint: early.length === 0 ? null : say.musicWords(early) };
};

const levelFinding = ({ chairDb }: SoundView, preset: Preset): Finding => {
  if (chairDb === null) return finding('look', say.levelUnknown, say.ways.level);
  const { scoredDb, louderDb } = loudestAtChair(preset, chairDb);
  const { least, most } = USUAL_AT_CHAIR_DB;
  if (scoredDb > most) return finding('look', say.levelOver(scoredDb, most));
  if (scoredDb < least) return finding('look', say.levelUnder(scoredDb, least));
  return finding('ready', say.levelAtMost(scoredDb, louderDb));
};

/** Output, music and level of a preset; one that is silent from end to end asks nothing of them. */
const soundFindings = (sound: SoundView, preset: Preset, fit: Fit | null) =>
  isSilent(preset, preset.phases)
    ? {
        output: finding('ready', say.outputNotNeeded),
        music: finding('ready', say.musicNone),
        level: finding('ready', say.levelSilent),
      }
    : {
        output: outputFinding(sound),
        music: fit === null ? finding('asking', say.musicLooking) : fitFinding(fit, preset),
        level: levelFinding(sound, preset),
      };

const sleepFinding = ({ canKeepAwake }: QuietView): Finding => {
  if (canKeepAwake === null) return finding('asking', say.sleepAsking);
  return canKeepAwake ? finding('ready', say.sleepBlocked) : finding('wrong', say.sleepRefused);
};

const powerFinding = ({ onMains }: QuietView): Finding => {
  if (onMains === null) return finding('look', say.powerUnknown);
  return onMains ? finding('ready', say.onMains) : finding('look', say.onBattery);
};

const doorFinding = ({ lights, quiet }: Pick<Snapshot, 'lights' | 'quiet'>): Finding => {
  const hasLamp =
    lights.state === 'ready' && lights.lamps.some(({ role, reachable }) => role === 'door' && reachable);
  if (quiet.doorWindow && quiet.door.isAway) {
    return finding('look', hasLamp ? say.doorAwayLamp : say.doorAway, say.ways.door);
  }
  if (quiet.doorWindow) return finding('ready', hasLamp ? say.doorBoth : say.doorWindow);
  if (hasLamp) return finding('ready', say.doorLamp);
  // What lamps there are is not known before the bridge has answered.
  return lights.state === 'connecting'
    ? finding('asking', say.connecting)
    : finding('look', say.doorNone, say.ways.door);
};

const DISK = {
  enough: finding('ready', say.diskEnough),
  low: finding('look', say.diskLow),
  full: finding('wrong', say.diskFull),
} as const;

const diskFinding = ({ disk }: QuietView): Finding =>
  disk === null ? finding('asking', say.diskAsking) : DISK[disk];

/**
 * The eight facts in the order in which they are shown.
 *
 * @param fit how the preset's music fits; null until that is known
 */
export const readinessOf = (
  snapshot: Pick<Snapshot, 'lights' | 'sound' | 'quiet' | 'faults'>,
  preset: Preset,
  fit: Fit | null,
): readonly ReadinessFact[] => {
  const { sound, quiet } = snapshot;
  const findings: Readonly<Record<ReadinessTopic, Finding>> = {
    lights: lightsFinding(snapshot),
    ...soundFindings(sound, preset, fit),
    sleep: sleepFinding(quiet),
    power: powerFinding(quiet),
    door: doorFinding(snapshot),
    disk: diskFinding(quiet),
  };
  return READINESS_TOPICS.map((topic) => ({ topic, ...findings[topic] }));
};

/** How the eight stand together, in a few words. */
export const readinessSaid = (facts: readonly ReadinessFact[]): string => {
  const count = facts.filter(({ state }) => state === 'ready').length;
  if (count === facts.length) return say.all(count);
  const needLook = facts.some(({ state }) => state === 'look' || state === 'wrong');
  return needLook ? say.some(count, facts.length) : say.asking;
};
