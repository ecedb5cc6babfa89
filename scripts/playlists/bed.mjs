// Beds of shaped noise: a few broad bands, each wandering in level and pitch over tens of seconds, with its own
// share of each ear. No gust, no drop: a bed may only ever lean.

import { drift } from './random.mjs';
import { BLOCK_FRAMES, BLOCKS_PER_S, gainOf, SAMPLE_RATE_HZ, silence } from './stereo.mjs';

/**
 * @typedef {object} Band
 * @property {number} hz its centre
 * @property {number} q of its filter; 0.5 is broad
 * @property {number} levelDb its part in the whole
 * @property {number} driftDb how far its level wanders up or down
 * @property {number} [centreDrift] how far its pitch wanders, in octaves
 * @property {number} [together] how much both ears share, 0..1
 * @property {[number, number]} [paceS] shortest and longest way between two levels
 */

/**
 * @param {readonly Band[]} bands
 * @param {number} durationS
 * @param {() => number} random
 * @returns {import('./stereo.mjs').Stereo}
 */
export function renderBed(bands, durationS, random) {
  const sound = silence(durationS);
  for (const band of bands) addBand(sound, band, random);
  return sound;
}

function addBand(sound, band, random) {
  const { q, levelDb, driftDb, centreDrift = 0, together = 0.5, paceS = [14, 40] } = band;
  const level = drift(random, paceS[0], paceS[1]);
  const lean = drift(random, paceS[0], paceS[1]);
  const pitch = drift(random, paceS[0], paceS[1]);
  const leftFilter = bandPass();
  const rightFilter = bandPass();
  const shared = Math.sqrt(together);
  const own = Math.sqrt(1 - together);
  let leftGain = 0;
  let rightGain = 0;

  for (let from = 0; from < sound.left.length; from += BLOCK_FRAMES) {
    const to = Math.min(from + BLOCK_FRAMES, sound.left.length);
    const timeS = from / BLOCK_FRAMES / BLOCKS_PER_S;
    const hz = band.hz * 2 ** (centreDrift * pitch(timeS));
    // A band of constant Q passes more power the higher it stands; this keeps its level the same wherever it is.
    const even = Math.sqrt((1000 * q) / hz);
    const nowDb = levelDb + driftDb * level(timeS);
    const leanDb = 0.35 * driftDb * lean(timeS);
    const leftStep = (even * gainOf(nowDb + leanDb) - leftGain) / BLOCK_FRAMES;
    const rightStep = (even * gainOf(nowDb - leanDb) - rightGain) / BLOCK_FRAMES;
    leftFilter.tune(hz, q);
    rightFilter.tune(hz, q);
    for (let frame = from; frame < to; frame += 1) {
      const both = shared * (random() - 0.5);
      leftGain += leftStep;
      rightGain += rightStep;
      sound.left[frame] += leftGain * leftFilter.pass(both + own * (random() - 0.5));
      sound.right[frame] += rightGain * rightFilter.pass(both + own * (random() - 0.5));
    }
  }
}

/** A state-variable band-pass (trapezoidal), which may be retuned while it sounds. */
function bandPass() {
  let first = 0;
  let second = 0;
  let warp = 0;
  let damping = 1;
  let scale = 1;
  return {
    tune(hz, q) {
      warp = Math.tan((Math.PI * hz) / SAMPLE_RATE_HZ);
      damping = 1 / q;
      scale = 1 / (1 + warp * (warp + damping));
    },
    pass(input) {
      const band = (first + warp * (input - second)) * scale;
      const low = second + warp * band;
      first = 2 * band - first;
      second = 2 * low - second;
      return band * damping;
    },
  };
}
