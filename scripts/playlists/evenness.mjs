// Holds a sound near one level over tens of seconds, looking ahead and back alike, so that it corrects without ever
// being heard to act. It must never move quickly: what is shorter than it can see, it leaves alone.

import { BLOCK_FRAMES, BLOCKS_PER_S, gainOf, SAMPLE_RATE_HZ } from './stereo.mjs';

const VIEW_S = 7;
const DEEPEST_LISTENED_HZ = 160;

/**
 * @param {import('./stereo.mjs').Stereo} sound changed in place
 * @param {number} share how much of each departure is taken back, 0..1
 * @param {(place: number) => number} [wantedDb] the level meant at a place in the track, 0..1
 */
export function keepEven(sound, share, wantedDb = () => 0) {
  const powers = powerPerBlock(sound);
  for (let pass = 0; pass < 3; pass += 1) smooth(powers, Math.round((VIEW_S * BLOCKS_PER_S) / 2));
  const last = powers.length - 1;
  const departuresDb = Array.from(powers, (power, block) => 10 * Math.log10(power) - wantedDb(block / last));
  const meanDb = departuresDb.reduce((sum, departureDb) => sum + departureDb, 0) / departuresDb.length;
  const gains = departuresDb.map((departureDb) => gainOf(share * (meanDb - departureDb)));
  for (let frame = 0; frame < sound.left.length; frame += 1) {
    const at = frame / BLOCK_FRAMES;
    const block = Math.floor(at);
    const gain = gains[block] + (at - block) * (gains[Math.min(last, block + 1)] - gains[block]);
    sound.left[frame] *= gain;
    sound.right[frame] *= gain;
  }
}

/** The power of each block, with the deep tones turned down as the ear turns them down. */
function powerPerBlock({ left, right }) {
  const share = 1 - Math.exp((-2 * Math.PI * DEEPEST_LISTENED_HZ) / SAMPLE_RATE_HZ);
  const powers = new Float64Array(Math.ceil(left.length / BLOCK_FRAMES));
  let deepLeft = 0;
  let deepRight = 0;
  for (let frame = 0; frame < left.length; frame += 1) {
    deepLeft += share * (left[frame] - deepLeft);
    deepRight += share * (right[frame] - deepRight);
    powers[Math.floor(frame / BLOCK_FRAMES)] +=
      (left[frame] - deepLeft) ** 2 + (right[frame] - deepRight) ** 2;
  }
  return powers;
}

/** A running mean over `reach` blocks to either side; three in a row are close to a Gaussian. */
function smooth(values, reach) {
  const sums = new Float64Array(values.length + 1);
  values.forEach((value, index) => {
    sums[index + 1] = sums[index] + value;
  });
  for (let index = 0; index < values.length; index += 1) {
    const from = Math.max(0, index - reach);
    const to = Math.min(values.length, index + reach + 1);
    values[index] = (sums[to] - sums[from]) / (to - from);
  }
}
