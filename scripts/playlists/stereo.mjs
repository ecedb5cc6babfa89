// Stereo sound as two arrays, and the few things every track does with it: mixing by loudness relation, and the
// gentle beginning and end. Nothing here may add a step or a corner that could be heard.

export const SAMPLE_RATE_HZ = 48_000;
/** Slow values are renewed once per block and run in straight lines between. */
export const BLOCK_FRAMES = 256;
export const BLOCKS_PER_S = SAMPLE_RATE_HZ / BLOCK_FRAMES;

const FADE_IN_S = 6;
const FADE_OUT_S = 8;
const LOWEST_HZ = 22;

/**
 * @typedef {{ left: Float32Array, right: Float32Array }} Stereo
 */

/** Silence of a length, as a place to write sound. @returns {Stereo} */
export function silence(durationS) {
  const frames = Math.round(durationS * SAMPLE_RATE_HZ);
  return { left: new Float32Array(frames), right: new Float32Array(frames) };
}

/** Decibels to a factor for amplitude. */
export function gainOf(decibels) {
  return 10 ** (decibels / 20);
}

/** Root mean square over both channels. */
function rms({ left, right }) {
  let sum = 0;
  for (let frame = 0; frame < left.length; frame += 1) sum += left[frame] ** 2 + right[frame] ** 2;
  return Math.sqrt(sum / (2 * left.length));
}

/**
 * Adds a layer to a sound so that its mean level stands `relativeDb` to that of the sound as it was.
 * @param {Stereo} sound changed in place
 * @param {Stereo} layer
 * @param {number} relativeDb
 */
export function mixAt(sound, layer, relativeDb) {
  const gain = (rms(sound) / rms(layer)) * gainOf(relativeDb);
  for (let frame = 0; frame < sound.left.length; frame += 1) {
    sound.left[frame] += gain * layer.left[frame];
    sound.right[frame] += gain * layer.right[frame];
  }
}

/**
 * Draws both ears a little together.
 * @param {Stereo} sound changed in place
 * @param {number} width 1 leaves it as it is, 0 is mono
 */
export function narrow({ left, right }, width) {
  for (let frame = 0; frame < left.length; frame += 1) {
    const middle = (left[frame] + right[frame]) / 2;
    const side = (width * (left[frame] - right[frame])) / 2;
    left[frame] = middle + side;
    right[frame] = middle - side;
  }
}

/**
 * Takes away what lies below hearing, scales the whole to an even working level, and shapes beginning and end as
 * quarter sines: equal in power, so that two tracks laid over each other keep their level.
 * @param {Stereo} sound changed in place
 * @returns {Stereo} the same sound
 */
export function finish(sound) {
  takeAwayRumble(sound.left);
  takeAwayRumble(sound.right);
  const gain = 0.05 / rms(sound);
  const frames = sound.left.length;
  for (let frame = 0; frame < frames; frame += 1) {
    const inS = frame / SAMPLE_RATE_HZ;
    const leftS = (frames - 1 - frame) / SAMPLE_RATE_HZ;
    const level = gain * quarterSine(inS / FADE_IN_S) * quarterSine(leftS / FADE_OUT_S);
    sound.left[frame] *= level;
    sound.right[frame] *= level;
  }
  return sound;
}

function quarterSine(x) {
  return x >= 1 ? 1 : Math.sin((Math.PI / 2) * x);
}

/** A two-stage high-pass: no DC, no rumble that only moves the cone. */
function takeAwayRumble(samples) {
  const share = 1 - Math.exp((-2 * Math.PI * LOWEST_HZ) / SAMPLE_RATE_HZ);
  let first = 0;
  let second = 0;
  for (let frame = 0; frame < samples.length; frame += 1) {
    first += share * (samples[frame] - first);
    const once = samples[frame] - first;
    second += share * (once - second);
    samples[frame] = once - second;
  }
}

/** Left and right woven together as 32-bit floats, times a gain: what ffmpeg reads as `f32le`. */
export function interleave({ left, right }, gain) {
  const woven = new Float32Array(left.length * 2);
  for (let frame = 0; frame < left.length; frame += 1) {
    woven[2 * frame] = left[frame] * gain;
    woven[2 * frame + 1] = right[frame] * gain;
  }
  return woven;
}
