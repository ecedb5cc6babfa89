// The pink noise for calibration: a minute that a sound-level meter at the chair listens to. It is as loud at its end as
// at its beginning, so that a cross-fade into itself is not heard.

import { seededRandom } from './random.mjs';
import { silence } from './stereo.mjs';

const TITLE = 'Pink noise';
const LENGTH_S = 60;

/**
 * White noise through Paul Kellet's filter: 3 dB less per octave, within 0.05 dB from 9 Hz at 44.1 kHz
 * (https://www.firstpr.com.au/dsp/pink-noise/). Both ears hear the same, as a meter at the chair does.
 */
function pinkNoise() {
  const random = seededRandom(TITLE);
  const { left: sound } = silence(LENGTH_S);
  const poles = [0, 0, 0, 0, 0, 0, 0];
  for (let frame = 0; frame < sound.length; frame += 1) {
    const white = random() * 2 - 1;
    poles[0] = 0.99886 * poles[0] + white * 0.0555179;
    poles[1] = 0.99332 * poles[1] + white * 0.0750759;
    poles[2] = 0.969 * poles[2] + white * 0.153852;
    poles[3] = 0.8665 * poles[3] + white * 0.3104856;
    poles[4] = 0.55 * poles[4] + white * 0.5329522;
    poles[5] = -0.7616 * poles[5] - white * 0.016898;
    sound[frame] = 0.1 * (poles.reduce((sum, pole) => sum + pole, 0) + white * 0.5362);
    poles[6] = white * 0.115926;
  }
  return { left: sound, right: sound };
}

export const noise = { folder: 'noise', file: 'pink.opus', title: TITLE, bitrateKbps: 72, render: pinkNoise };
