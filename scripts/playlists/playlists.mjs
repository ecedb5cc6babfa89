// Which playlists are bundled, in the order they are made.

import { rainAndWind } from './rain-and-wind.mjs';
import { slowWater } from './slow-water.mjs';

/**
 * @typedef {object} Playlist
 * @property {string} album its name, and its folder's
 * @property {number} bitrateKbps
 * @property {{ title: string, render: () => import('./stereo.mjs').Stereo }[]} tracks
 */

/** @type {readonly Playlist[]} */
export const PLAYLISTS = [slowWater, rainAndWind];
