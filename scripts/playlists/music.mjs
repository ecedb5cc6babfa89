// All bundled music, in the order it is made: the playlists, and the noise for calibration.

import { noise } from './noise.mjs';
import { rainAndWind } from './rain-and-wind.mjs';
import { slowWater } from './slow-water.mjs';
import { finish } from './stereo.mjs';

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
