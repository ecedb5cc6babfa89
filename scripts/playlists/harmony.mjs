// Chords in just intonation, and the way from one to the next: each voice holds what is common, crosses over slowly
// where it moves, and lets go before it takes a neighbour that would rub.

import { between } from './random.mjs';

/** Degrees above the tonic. `v` and `^` lower and raise by a comma, where a fifth would otherwise beat. */
const RATIO_OF_DEGREE = {
  1: 1,
  '2v': 10 / 9,
  2: 9 / 8,
  b3: 6 / 5,
  3: 5 / 4,
  4: 4 / 3,
  '4^': 27 / 20,
  '#4': 45 / 32,
  5: 3 / 2,
  b6: 8 / 5,
  6: 5 / 3,
  '6^': 27 / 16,
  b7: 16 / 9,
  'b7^': 9 / 5,
  7: 15 / 8,
};

/** Two tones nearer than this (a little more than a semitone) must not sound together for long. */
const RUBBING_RATIO = 1.09;

/**
 * @typedef {object} Tone one pitch of one voice, from its first breath to its last
 * @property {number} voice which voice sings it, from the bass up
 * @property {number} frequencyHz
 * @property {number} riseStartS
 * @property {number} riseS
 * @property {number} fallStartS
 * @property {number} fallS
 */

/**
 * Reads a chord: one word per voice from the bass up, a degree with `+` or `-` for each octave up or down, or `.`
 * for a voice that rests.
 * @param {string} words such as `1 5 +3 +5 ++2`
 * @param {number} tonicHz
 * @returns {(number | undefined)[]} the pitch of each voice in Hz
 */
export function readChord(words, tonicHz) {
  return words.split(' ').map((word) => {
    if (word === '.') return undefined;
    const [, octaves, degree] = /^([+-]*)(.+)$/.exec(word) ?? [];
    const ratio = RATIO_OF_DEGREE[degree];
    if (ratio === undefined) throw new Error(`No degree is called ${word}`);
    const up = [...octaves].reduce((count, sign) => count + (sign === '+' ? 1 : -1), 0);
    return tonicHz * ratio * 2 ** up;
  });
}

/**
 * Leads the voices through a list of chords.
 * @param {{ tonicHz: number, durationS: number, crossS: number, chords: string }} piece `crossS` is how long a voice
 *   takes from one pitch to the next; `chords` has a `|` between two chords
 * @param {() => number} random
 * @returns {Tone[]}
 */
export function leadVoices({ tonicHz, durationS, crossS, chords }, random) {
  const pitches = chords.split('|').map((words) => readChord(words.trim(), tonicHz));
  const changesS = spreadChanges(durationS, pitches.length, random);
  const voices = Math.max(...pitches.map((chord) => chord.length));
  const tones = [];
  for (let voice = 0; voice < voices; voice += 1) {
    let sounding;
    pitches.forEach((chord, index) => {
      const frequencyHz = chord[voice];
      if (frequencyHz === sounding?.frequencyHz) return;
      // The voices do not turn as one block: each has its own moment around the change.
      const acrossS = crossS * between(random, 0.85, 1.2);
      const middleS = changesS[index] + between(random, -5, 5);
      if (sounding !== undefined) {
        Object.assign(sounding, fall(middleS, acrossS, rubsAny(sounding.frequencyHz, chord)));
      }
      sounding = undefined;
      if (frequencyHz === undefined) return;
      const rise = riseOf(middleS, acrossS, rubsAny(frequencyHz, pitches[index - 1] ?? []));
      sounding = { voice, frequencyHz, ...rise, fallStartS: durationS, fallS: crossS };
      tones.push(sounding);
    });
  }
  return tones;
}

/** How a tone leaves: across the middle of the change, or before it where the next chord would rub against it. */
function fall(middleS, acrossS, rubs) {
  if (rubs) return { fallStartS: middleS - 0.85 * acrossS, fallS: 0.75 * acrossS };
  return { fallStartS: middleS - 0.5 * acrossS, fallS: acrossS };
}

/** How a tone comes: across the middle of the change, or after it where the last chord would rub against it. */
function riseOf(middleS, acrossS, rubs) {
  if (rubs) return { riseStartS: middleS + 0.1 * acrossS, riseS: 0.8 * acrossS };
  return { riseStartS: middleS - 0.5 * acrossS, riseS: acrossS };
}

/** Whether a pitch would beat or grate with any other of a chord. */
function rubsAny(frequencyHz, chord) {
  return chord.some((otherHz) => otherHz !== undefined && rub(frequencyHz, otherHz));
}

/** Whether two pitches would beat or grate if they sounded together. */
export function rub(oneHz, otherHz) {
  const ratio = Math.max(oneHz, otherHz) / Math.min(oneHz, otherHz);
  return ratio !== 1 && ratio < RUBBING_RATIO;
}

/** The moments of the changes: evenly spread after the first, then moved a little, so that none can be awaited. */
function spreadChanges(durationS, count, random) {
  const eachS = durationS / count;
  return Array.from({ length: count }, (_, index) =>
    index === 0 ? 0 : eachS * (index + between(random, -0.12, 0.12)),
  );
}
