// All bundled music, in the order it is made: the playlists, and the noise for calibration.

import { rainAndWind } from './rain-and-wind.mjs';
import { seededRandom } from './random.mjs';
import { slowWater } from './slow-water.mjs';
import { finish, silence } from './stereo.mjs';

const NOISE_TITLE = 'Pink noise';
const NOISE_S = 60;

/**
 * The pink noise for calibration, that a sound-level meter at the chair listens to. It is as loud at its end as at its
 * beginning, so that a cross-fade into itself is not heard, and both ears hear the same. White noise through Paul
 * Kellet's filter: 3 dB less per octave, within 0.05 dB from 9 Hz at 44.1 kHz
 * (https://www.firstpr.com.au/dsp/pink-noise/).
 */
function pinkNoise() {
  const random = seededRandom(NOISE_TITLE);
  const { left: sound } = silence(NOISE_S);
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

const noise = { folder: 'noise', file: 'pink.opus', title: NOISE_TITLE, bitrateKbps: 72, render: pinkNoise };

const inPlaylists = [slowWater, rainAndWind].flatMap(({ album, bitrateKbps, tracks }) =>
  tracks.map(({ title, render }, index) => ({
    folder: 'playlists',
    file: `${album}/${index + 1} ${title}.opus`,
    title,
    bitrateKbps,
    album,
    number: `${index + 1}`,
    render: () => finish(render()),
  })),
);

/**
 * @typedef {object} Track
 * @property {string} folder which folder of assets/ it is in
 * @property {string} file its path there
 * @property {string} title
 * @property {number} bitrateKbps
 * @property {string} [album] the playlist that it is in
 * @property {string} [number] its place there
 * @property {() => import('./stereo.mjs').Stereo} render
 */

/** @type {readonly Track[]} */
export const TRACKS = [...inPlaylists, noise];
