// The voice of the pads: additive tones whose partials each wander on their own, as the players of an ensemble do.
// Every wandering is slow noise, so nothing pulses; every tone rises and falls over many seconds.

import { leadVoices } from './harmony.mjs';
import { drift, ease, seededRandom, slowNoise } from './random.mjs';
import { BLOCK_FRAMES, BLOCKS_PER_S, gainOf, SAMPLE_RATE_HZ, silence } from './stereo.mjs';

const HIGHEST_PARTIAL_HZ = 4200;
const MOST_PARTIALS = 12;
const COLOUR_BLOCKS = 32;

/** How strong the nth partial of each timbre is before the low-pass, and how it fades upwards. */
const WEIGHT_OF_PARTIAL = {
  warm: (n) => n ** -1.35,
  hollow: (n) => n ** -1.2 * (n % 2 === 0 ? 0.3 : 1),
  glass: (n) => [1, 0.36, 0.08, 0.18, 0.03, 0.05, 0.01, 0.04][n - 1] ?? 0,
  reed: (n) => n ** -0.95 * (n === 1 ? 0.75 : 1),
};

/**
 * @typedef {object} Voice
 * @property {keyof typeof WEIGHT_OF_PARTIAL} timbre
 * @property {number} levelDb
 * @property {number} pan -1 left to 1 right
 * @property {number} [swellDb] how much it draws back where the track is not full
 */

/**
 * How full the track is at a place in it, 0..1: soothing at first, fuller after a third, calm towards the end.
 * @param {number} place 0 at the beginning, 1 at the end
 */
export function fullness(place) {
  return ease((place - 0.04) / 0.36) * (1 - 0.9 * ease((place - 0.66) / 0.3));
}

/**
 * @param {object} piece see slow-water.mjs
 * @returns {import('./stereo.mjs').Stereo} the dry sound
 */
export function renderPad(piece) {
  const random = seededRandom(piece.title);
  const sound = silence(piece.durationS);
  const tones = leadVoices(piece, random).map((tone) => startTone(tone, piece, random));
  const brightness = drift(random, 25, 60);
  let brightnessNow = 0;

  for (let block = 0; block * BLOCK_FRAMES < sound.left.length; block += 1) {
    const timeS = block / BLOCKS_PER_S;
    const full = fullness(timeS / piece.durationS);
    if (block % COLOUR_BLOCKS === 0) brightnessNow = brightness(timeS);
    for (const tone of tones) {
      if (timeS < tone.riseStartS || timeS > tone.fallStartS + tone.fallS) continue;
      const cutHz = piece.cutHz * 2 ** (0.9 * (full - 0.5) + 0.35 * brightnessNow);
      if (block % COLOUR_BLOCKS === 0 || !tone.coloured) colour(tone, cutHz, timeS);
      const levelDb = tone.voiceOf.levelDb - (1 - full) * (tone.voiceOf.swellDb ?? 2);
      sing(tone, sound, block * BLOCK_FRAMES, envelope(tone, timeS) * gainOf(levelDb));
    }
  }
  return sound;
}

/** Equal power across a change: the squares of a rise and of the fall it meets add up to one. */
function envelope(tone, timeS) {
  const risen = Math.sin((Math.PI / 2) * ease((timeS - tone.riseStartS) / tone.riseS));
  const fallen = Math.cos((Math.PI / 2) * ease((timeS - tone.fallStartS) / tone.fallS));
  return risen * fallen;
}

function startTone(tone, piece, random) {
  const voiceOf = piece.voices[tone.voice];
  const partials = [];
  for (let n = 1; n <= MOST_PARTIALS && n * tone.frequencyHz < HIGHEST_PARTIAL_HZ; n += 1) {
    const weight = WEIGHT_OF_PARTIAL[voiceOf.timbre](n);
    if (weight > 0.004) partials.push(startPartial(n * tone.frequencyHz, weight, voiceOf, piece, random));
  }
  return { ...tone, voiceOf, partials, coloured: false };
}

function startPartial(frequencyHz, weight, voiceOf, piece, random) {
  // A few cents of spread, as in an ensemble; deep tones stay nearly still, or the floor of the chord would sway.
  const bandwidthHz = Math.min(0.7, Math.max(0.05, frequencyHz * 0.0009));
  const wander = () => slowNoise(random, bandwidthHz, BLOCKS_PER_S);
  const spread = piece.spread * Math.min(1, frequencyHz / 320) ** 0.8;
  const angle = ((voiceOf.pan + 1) * Math.PI) / 4;
  const steps = (2 * Math.PI * frequencyHz) / SAMPLE_RATE_HZ;
  const mono = frequencyHz < 130 ? 0.9 : 0.4;
  return {
    frequencyHz,
    weight,
    phase: 2 * Math.PI * random(),
    turn: steps,
    turnCos: Math.cos(steps),
    turnSin: Math.sin(steps),
    steady: 1 / Math.sqrt(1 + spread * spread),
    together: (spread * Math.sqrt(mono / 2)) / Math.sqrt(1 + spread * spread),
    apart: (spread * Math.sqrt((1 - mono) / 2)) / Math.sqrt(1 + spread * spread),
    // Each ear hears the steady part a little turned, which opens the sound without any beating.
    leftTurn: mono > 0.5 ? 0 : (random() - 0.5) * 1.4,
    panLeft: Math.cos(angle) * Math.SQRT2,
    panRight: Math.sin(angle) * Math.SQRT2,
    wanders: Array.from({ length: 6 }, wander),
    hue: drift(random, 18, 55),
    gain: 0,
    gainStep: 0,
    now: [0, 0, 0, 0],
  };
}

/** Sets where each partial's strength is heading: its timbre, the low-pass of the moment, and its own wandering. */
function colour(tone, cutHz, timeS) {
  for (const partial of tone.partials) {
    const passed = 1 / Math.sqrt(1 + (partial.frequencyHz / cutHz) ** 4);
    const target = partial.weight * passed * gainOf(3.2 * partial.hue(timeS));
    if (!tone.coloured) partial.gain = target;
    partial.gainStep = (target - partial.gain) / COLOUR_BLOCKS;
  }
  tone.coloured = true;
}

function sing(tone, sound, from, level) {
  const to = Math.min(from + BLOCK_FRAMES, sound.left.length);
  for (const partial of tone.partials) {
    const [one, two, three, four, five, six] = partial.wanders;
    const { steady, together, apart, leftTurn } = partial;
    const sharedCos = together * one();
    const sharedSin = together * two();
    partial.gain += partial.gainStep;
    const left = partial.gain * level * partial.panLeft;
    const right = partial.gain * level * partial.panRight;
    addPartial(sound, from, to, partial, [
      left * (steady * Math.cos(leftTurn) + sharedCos + apart * three()),
      left * (steady * Math.sin(leftTurn) + sharedSin + apart * four()),
      right * (steady + sharedCos + apart * five()),
      right * (sharedSin + apart * six()),
    ]);
  }
}

/** One block of one partial: a turning pointer, weighted for each ear by pairs that run straight to their next value. */
function addPartial({ left, right }, from, to, partial, next) {
  let [leftCos, leftSin, rightCos, rightSin] = partial.now;
  const leftCosStep = (next[0] - leftCos) / BLOCK_FRAMES;
  const leftSinStep = (next[1] - leftSin) / BLOCK_FRAMES;
  const rightCosStep = (next[2] - rightCos) / BLOCK_FRAMES;
  const rightSinStep = (next[3] - rightSin) / BLOCK_FRAMES;
  const { turnCos, turnSin } = partial;
  let cos = Math.cos(partial.phase);
  let sin = Math.sin(partial.phase);
  for (let frame = from; frame < to; frame += 1) {
    left[frame] += leftCos * cos + leftSin * sin;
    right[frame] += rightCos * cos + rightSin * sin;
    leftCos += leftCosStep;
    leftSin += leftSinStep;
    rightCos += rightCosStep;
    rightSin += rightSinStep;
    const turned = cos * turnCos - sin * turnSin;
    sin = sin * turnCos + cos * turnSin;
    cos = turned;
  }
  partial.phase = (partial.phase + partial.turn * BLOCK_FRAMES) % (2 * Math.PI);
  partial.now = next;
}
