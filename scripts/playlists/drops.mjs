// Countless small rounded sounds, each far below the bed it lies in: raindrops on leaves, bubbles in a stream.
// A single one must never stand out.

import { between, drift } from './random.mjs';
import { gainOf, SAMPLE_RATE_HZ, silence } from './stereo.mjs';

/**
 * @typedef {object} Drops
 * @property {number} perS how many begin in a second, on average
 * @property {[number, number]} hz the lowest and the highest
 * @property {number} riseMs how softly each begins
 * @property {[number, number]} ringMs shortest and longest time constant of its dying away
 * @property {number} bend by what part its pitch rises while it rings (0 for none)
 * @property {number} spreadDb how unequal they are: the faintest lie this far under the strongest
 */

/**
 * @param {Drops} drops
 * @param {number} durationS
 * @param {() => number} random
 * @returns {import('./stereo.mjs').Stereo}
 */
export function renderDrops(drops, durationS, random) {
  const sound = silence(durationS);
  const density = drift(random, 15, 45);
  const register = drift(random, 15, 45);
  let timeS = 0;
  while (timeS < durationS) {
    const rate = drops.perS * 1.25 ** density(timeS);
    timeS += -Math.log(1 - random()) / rate;
    addDrop(sound, drops, timeS, register(timeS), random);
  }
  return sound;
}

function addDrop({ left, right }, drops, timeS, register, random) {
  const place = Math.min(1, Math.max(0, random() + 0.12 * register));
  const [lowestHz, highestHz] = drops.hz;
  const startHz = lowestHz * (highestHz / lowestHz) ** place;
  const ringS = between(random, drops.ringMs[0], drops.ringMs[1]) / 1000;
  // Higher drops are fainter, so that none of them glitters.
  const level = gainOf(-drops.spreadDb * random() - 5 * place);
  const angle = (Math.PI / 2) * between(random, 0.12, 0.88);
  const leftLevel = level * Math.cos(angle);
  const rightLevel = level * Math.sin(angle);
  const from = Math.floor(timeS * SAMPLE_RATE_HZ);
  const frames = Math.floor((drops.riseMs / 1000 + 6 * ringS) * SAMPLE_RATE_HZ);
  const to = Math.min(left.length, from + frames);
  const riseStep = 1 / ((drops.riseMs / 1000) * SAMPLE_RATE_HZ);
  const fall = Math.exp(-1 / (ringS * SAMPLE_RATE_HZ));
  const bendStep = (1 + drops.bend) ** (1 / frames);
  let turn = (2 * Math.PI * startHz) / SAMPLE_RATE_HZ;
  let phase = 2 * Math.PI * random();
  let risen = 0;
  let strength = 1;
  for (let frame = from; frame < to; frame += 1) {
    risen = Math.min(1, risen + riseStep);
    const body = risen * risen * (3 - 2 * risen) * strength * Math.sin(phase);
    left[frame] += leftLevel * body;
    right[frame] += rightLevel * body;
    phase += turn;
    turn *= bendStep;
    if (risen === 1) strength *= fall;
  }
}
