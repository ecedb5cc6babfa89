// How a preset's music fits its session, in sentences. Pure, and a forecast. Words in a track are a hint for the nurse and
// never a warning.

import { type PhaseName, type PresetMusic, playlistIn } from '../../../shared/preset/preset.ts';
import type { Fit, FitEntry } from '../../../shared/sound/fit.ts';
import { words } from '../../words/index.ts';

const { presetMusic: say } = words;

/** Words in the listener's language are best kept for the end (design, "clinical facts"), so not for these phases. */
const BETTER_WITHOUT_WORDS: readonly PhaseName[] = ['onset', 'deep'];

/** The tracks with words in those phases, each once. */
export const wordsEarly = ({ entries }: Fit): readonly FitEntry[] => {
  const early = entries.filter(({ hasWords, phase }) => hasWords && BETTER_WITHOUT_WORDS.includes(phase));
  return early.filter((entry, i) => early.findIndex(({ trackId }) => trackId === entry.trackId) === i);
};

/** True when no playlist is chosen for any phase. */
export const isSilent = (music: PresetMusic, phases: readonly { readonly name: PhaseName }[]): boolean =>
  phases.every(({ name }) => playlistIn(music, name) === null);

/** The fit in sentences, the most telling first. */
export const fitText = (fit: Fit, music: PresetMusic): readonly string[] => {
  const early = wordsEarly(fit);
  const [first] = early;
  const lasts = fit.covers
    ? say.covers(fit.coveredMs)
    : say.repeats(fit.repeatsFromMs ?? fit.coveredMs, music.joins === 'crossfade');
  return [
    ...(fit.missing.length === 0 ? [] : [say.missingIn(fit.missing)]),
    ...(fit.entries.length === 0 ? [] : [lasts]),
    ...(fit.unknownLengths === 0 ? [] : [say.unknown(fit.unknownLengths)]),
    ...(fit.unmeasured === 0 ? [] : [say.unmeasured(fit.unmeasured)]),
    ...(first === undefined ? [] : [say.wordsIn(first.title, first.phase, early.length - 1)]),
  ];
};
