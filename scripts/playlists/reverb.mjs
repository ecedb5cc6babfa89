// A large soft room: a feedback delay network of sixteen lines behind four diffusing all-passes. It turns onsets
// into blooms, and must stay free of flutter, ringing and bright tails.

import { SAMPLE_RATE_HZ, silence } from './stereo.mjs';

const LINES = 16;
const LINE_MASK = 8191;
const LINE_FRAMES = [
  1447, 1583, 1747, 1913, 2089, 2281, 2477, 2693, 2917, 3163, 3413, 3691, 3989, 4297, 4637, 4999,
];
const DIFFUSER_FRAMES = [
  [241, 379, 557, 811],
  [263, 401, 541, 787],
];
const DIFFUSION = 0.62;

/**
 * The sound of the room alone, without the direct sound.
 * @param {import('./stereo.mjs').Stereo} dry
 * @param {{ decayS: number, dampHz: number }} room `decayS` to -60 dB at low pitches; above `dampHz` it dies sooner
 * @returns {import('./stereo.mjs').Stereo}
 */
export function reverberate(dry, { decayS, dampHz }) {
  const wet = silence(dry.left.length / SAMPLE_RATE_HZ);
  const diffuseLeft = DIFFUSER_FRAMES[0].map(allPass);
  const diffuseRight = DIFFUSER_FRAMES[1].map(allPass);
  const memory = new Float32Array(LINES * (LINE_MASK + 1));
  const heard = new Float64Array(LINES);
  const damped = new Float64Array(LINES);
  const decay = LINE_FRAMES.map((frames) => 10 ** ((-3 * frames) / (decayS * SAMPLE_RATE_HZ)));
  const damping = 1 - Math.exp((-2 * Math.PI * dampHz) / SAMPLE_RATE_HZ);

  for (let frame = 0; frame < dry.left.length; frame += 1) {
    let intoLeft = dry.left[frame];
    let intoRight = dry.right[frame];
    for (let stage = 0; stage < 4; stage += 1) {
      intoLeft = diffuseLeft[stage](intoLeft);
      intoRight = diffuseRight[stage](intoRight);
    }
    let sum = 0;
    let outLeft = 0;
    let outRight = 0;
    for (let line = 0; line < LINES; line += 1) {
      const at = (line << 13) | ((frame - LINE_FRAMES[line]) & LINE_MASK);
      damped[line] += damping * (memory[at] * decay[line] - damped[line]);
      heard[line] = damped[line];
      sum += heard[line];
      // The signs are a row of a Hadamard matrix, so that no two lines add up to a comb.
      const signed = (line & 2) === 0 ? heard[line] : -heard[line];
      if ((line & 1) === 0) outLeft += signed;
      else outRight += signed;
    }
    const reflected = (2 / LINES) * sum;
    for (let line = 0; line < LINES; line += 1) {
      const fed = (line & 1) === 0 ? intoLeft : intoRight;
      const signed = (line & 4) === 0 ? fed : -fed;
      memory[(line << 13) | (frame & LINE_MASK)] = signed + heard[line] - reflected;
    }
    wet.left[frame] = outLeft;
    wet.right[frame] = outRight;
  }
  return wet;
}

/** A Schroeder all-pass: smears time and leaves the balance of pitches alone. */
function allPass(frames) {
  const memory = new Float32Array(frames);
  let at = 0;
  return (input) => {
    const delayed = memory[at];
    const stored = input + DIFFUSION * delayed;
    memory[at] = stored;
    at = at + 1 === frames ? 0 : at + 1;
    return delayed - DIFFUSION * stored;
  };
}
