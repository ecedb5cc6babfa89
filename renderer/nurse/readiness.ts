// What has to be right before Start, as facts of the snapshot: lights, music, display and door. Pure, and no
// promise: it says what answers now, never that a session will go well.

import type { Fit } from '../../shared/fit.ts';
import type { PhaseName, Preset } from '../../shared/preset.ts';
import type { LightsView, QuietView, Snapshot, SoundView } from '../../shared/snapshot.ts';
import { words } from '../words/index.ts';
import { isSilent, wordsEarly } from './fit-said.ts';

/** ready: nothing to do; look: worth a look, and no hindrance; wrong: does not work as it is. */
export type ReadinessState = 'ready' | 'look' | 'wrong';

export interface ReadinessFact {
  readonly topic: 'lights' | 'music' | 'display' | 'door';
  readonly state: ReadinessState;
  readonly said: string;
  /** Worth knowing, and nothing to mend; null: nothing. */
  readonly hint: string | null;
}

type Finding = Omit<ReadinessFact, 'topic'>;

const { ready: say } = words;

const finding = (state: ReadinessState, said: string): Finding => ({ state, said, hint: null });

const lampsFinding = ({ lamps, answersInMs }: LightsView): Finding => {
  const ours = lamps.filter(({ role }) => role !== 'none');
  const silent = ours.filter((lamp) => !lamp.reachable).map(({ name }) => name);
  if (ours.length === 0) return finding('wrong', say.noLamps);
  if (silent.length === 0) return finding('ready', say.lampsAnswer(ours.length, answersInMs));
  return finding(silent.length === ours.length ? 'wrong' : 'look', say.lampsSilent(silent));
};

/** What keeps a whole bridge from this room, the more telling before the less. */
const BARRED = [
  { code: 'bridgeNotItself', said: say.notItself },
  { code: 'bridgeUnauthorised', said: say.keyInvalid },
  { code: 'roomUnchosen', said: say.roomUnchosen },
] as const;

const lightsFinding = ({ lights, faults }: Pick<Snapshot, 'lights' | 'faults'>): Finding => {
  const barred = BARRED.find(({ code }) => faults.some((fault) => fault.code === code));
  if (barred !== undefined) return finding('wrong', barred.said);
  if (lights.state === 'connecting') return finding('look', say.connecting);
  if (lights.state === 'away') return finding('wrong', say.away);
  const found = lampsFinding(lights);
  return lights.source === 'practice' ? finding(found.state, say.practice(found.said)) : found;
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

/** Several outputs, and the system does not say on which of them it plays: if one of them goes, it may be ours. */
const isOutputUnclear = ({ outputs }: SoundView): boolean =>
  outputs.present.length > 1 && outputs.inUse === null;

const musicFinding = (sound: SoundView, preset: Preset, fit: Fit | null): Finding => {
  if (isSilent(preset, preset.phases)) return finding('ready', say.musicNone);
  if (sound.outputs.isLost) return finding('wrong', say.outputLost);
  if (sound.state === 'lost') return finding('look', say.musicLost);
  if (sound.outputs.isKnown && sound.outputs.present.length === 0) return finding('wrong', say.outputNone);
  if (isOutputUnclear(sound)) return finding('look', say.outputUnclear);
  return fit === null ? finding('ready', say.musicLooking) : fitFinding(fit, preset);
};

/** The display is kept awake from Start to the end; what may still let it go dark is an empty battery. */
const displayFinding = ({ onMains }: QuietView): Finding => {
  if (onMains === null) return finding('ready', say.awake);
  return onMains ? finding('ready', say.awakeOnMains) : finding('look', say.awakeOnBattery);
};

const doorFinding = ({ lights, quiet }: Pick<Snapshot, 'lights' | 'quiet'>): Finding => {
  const hasLamp =
    lights.state === 'ready' && lights.lamps.some(({ role, reachable }) => role === 'door' && reachable);
  if (quiet.doorWindow && quiet.door.isAway)
    return finding('look', hasLamp ? say.doorAwayLamp : say.doorAway);
  if (quiet.doorWindow) return finding('ready', hasLamp ? say.doorBoth : say.doorWindow);
  return hasLamp ? finding('ready', say.doorLamp) : finding('look', say.doorNone);
};

/**
 * The four facts in the order in which they are shown.
 *
 * @param fit how the preset's music fits; null until that is known
 */
export const readinessOf = (
  snapshot: Pick<Snapshot, 'lights' | 'sound' | 'quiet' | 'faults'>,
  preset: Preset,
  fit: Fit | null,
): readonly ReadinessFact[] => [
  { topic: 'lights', ...lightsFinding(snapshot) },
  { topic: 'music', ...musicFinding(snapshot.sound, preset, fit) },
  { topic: 'display', ...displayFinding(snapshot.quiet) },
  { topic: 'door', ...doorFinding(snapshot) },
];
