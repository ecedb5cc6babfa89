// The playlist "Rain and Wind": four landscapes of shaped noise. The weather here leans and wanders; it never
// gusts, breaks, cracks or stops.

import { renderBed } from './bed.mjs';
import { renderDrops } from './drops.mjs';
import { keepEven } from './evenness.mjs';
import { seededRandom } from './random.mjs';
import { reverberate } from './reverb.mjs';
import { mixAt } from './stereo.mjs';

const LANDSCAPES = [
  {
    title: 'Rain on Leaves',
    durationS: 490,
    bands: [
      { hz: 90, q: 0.6, levelDb: -7, driftDb: 1.5, together: 0.7 },
      { hz: 260, q: 0.5, levelDb: -3, driftDb: 1.5, centreDrift: 0.2 },
      { hz: 700, q: 0.5, levelDb: -3, driftDb: 1.5, centreDrift: 0.25, together: 0.4 },
      { hz: 1700, q: 0.5, levelDb: -7, driftDb: 1.5, centreDrift: 0.25, together: 0.3 },
      { hz: 3600, q: 0.6, levelDb: -14, driftDb: 1.5, centreDrift: 0.2, together: 0.3 },
    ],
    drops: { perS: 170, hz: [420, 2400], riseMs: 2.5, ringMs: [3, 8], bend: 0, spreadDb: 14, levelDb: -9 },
    room: { decayS: 1.6, dampHz: 3200, levelDb: -11 },
  },
  {
    title: 'Distant Sea',
    durationS: 500,
    bands: [
      { hz: 70, q: 0.7, levelDb: -2, driftDb: 1.5, together: 0.75, paceS: [14, 40] },
      { hz: 150, q: 0.5, levelDb: 0, driftDb: 2, together: 0.6, paceS: [12, 34] },
      { hz: 330, q: 0.5, levelDb: -2, driftDb: 3, centreDrift: 0.3, paceS: [10, 27] },
      { hz: 520, q: 0.6, levelDb: -4, driftDb: 4, centreDrift: 0.4, together: 0.3, paceS: [9, 24] },
      { hz: 950, q: 0.6, levelDb: -8, driftDb: 4, centreDrift: 0.4, together: 0.3, paceS: [9, 26] },
      { hz: 2100, q: 0.6, levelDb: -17, driftDb: 4, centreDrift: 0.3, together: 0.2, paceS: [11, 30] },
    ],
    room: { decayS: 3, dampHz: 1800, levelDb: -8 },
  },
  {
    title: 'Wind in Pines',
    durationS: 460,
    bands: [
      { hz: 110, q: 0.6, levelDb: -4, driftDb: 2, together: 0.7 },
      { hz: 240, q: 0.7, levelDb: -1, driftDb: 2.5, centreDrift: 0.3 },
      { hz: 430, q: 1.3, levelDb: -2, driftDb: 3.5, centreDrift: 0.4, together: 0.35, paceS: [11, 30] },
      { hz: 640, q: 1.6, levelDb: -5, driftDb: 4, centreDrift: 0.35, together: 0.25, paceS: [10, 28] },
      { hz: 1100, q: 0.8, levelDb: -8, driftDb: 3, centreDrift: 0.35, together: 0.3, paceS: [10, 30] },
      { hz: 2600, q: 0.6, levelDb: -15, driftDb: 3, centreDrift: 0.25, together: 0.2, paceS: [12, 34] },
    ],
    room: { decayS: 2.4, dampHz: 2600, levelDb: -9 },
  },
  {
    title: 'Slow Stream',
    durationS: 480,
    bands: [
      { hz: 100, q: 0.6, levelDb: -7, driftDb: 1.5, together: 0.7 },
      { hz: 300, q: 0.5, levelDb: -1, driftDb: 1.5, centreDrift: 0.2 },
      { hz: 620, q: 0.6, levelDb: -3, driftDb: 2, centreDrift: 0.3, together: 0.35 },
      { hz: 1250, q: 0.6, levelDb: -8, driftDb: 2, centreDrift: 0.3, together: 0.25 },
      { hz: 2800, q: 0.6, levelDb: -18, driftDb: 2, centreDrift: 0.2, together: 0.2 },
    ],
    drops: { perS: 75, hz: [260, 1150], riseMs: 9, ringMs: [14, 45], bend: 0.22, spreadDb: 14, levelDb: -5 },
    room: { decayS: 1.8, dampHz: 2800, levelDb: -10 },
  },
];

function renderLandscape({ title, durationS, bands, drops, room }) {
  const sound = renderBed(bands, durationS, seededRandom(title));
  if (drops !== undefined) {
    mixAt(sound, renderDrops(drops, durationS, seededRandom(`${title}, the drops`)), drops.levelDb);
  }
  mixAt(sound, reverberate(sound, room), room.levelDb);
  keepEven(sound, 0.35);
  return sound;
}

export const rainAndWind = {
  album: 'Rain and Wind',
  bitrateKbps: 48,
  tracks: LANDSCAPES.map((landscape) => ({
    title: landscape.title,
    render: () => renderLandscape(landscape),
  })),
};
