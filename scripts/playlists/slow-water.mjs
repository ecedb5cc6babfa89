// The playlist "Slow Water": five pieces of slow chords. This is the score; pad.mjs sings it and reverb.mjs gives it
// a room. No semitones within a chord, no seconds below middle C, no tune to follow.

import { renderBed } from './bed.mjs';
import { keepEven } from './evenness.mjs';
import { fullness, renderPad } from './pad.mjs';
import { seededRandom } from './random.mjs';
import { reverberate } from './reverb.mjs';
import { mixAt, narrow } from './stereo.mjs';

/** A breath of air far behind the chords, so that the silence between partials is not bare. */
const AIR = [
  { hz: 180, q: 0.5, levelDb: 0, driftDb: 2 },
  { hz: 420, q: 0.6, levelDb: -3, driftDb: 3, centreDrift: 0.3 },
  { hz: 900, q: 0.6, levelDb: -11, driftDb: 3, centreDrift: 0.3 },
];

const PIECES = [
  {
    title: 'Low Tide',
    durationS: 460,
    tonicHz: 73.42,
    crossS: 22,
    cutHz: 1300,
    spread: 0.75,
    width: 0.75,
    airDb: -27,
    room: { decayS: 7, dampHz: 2600, levelDb: -2 },
    voices: [
      { timbre: 'warm', levelDb: -2, pan: 0 },
      { timbre: 'warm', levelDb: -2, pan: -0.15 },
      { timbre: 'warm', levelDb: -3, pan: 0.2 },
      { timbre: 'hollow', levelDb: -3, pan: -0.25 },
      { timbre: 'hollow', levelDb: -5, pan: 0.3 },
      { timbre: 'glass', levelDb: -10, pan: -0.1, swellDb: 12 },
    ],
    chords: `
      1 5 +3 +5 ++2 . | 1 5 +3 ++1 ++5 . | -6 3 +3 +5 ++1 ++5 | 4 +1 +6 ++1 ++5 +++1 |
      1 5 +3 ++1 ++5 +++1 | -6 3 +3 +5 ++1 +++1 | -5 5 +2 +5 ++2 ++5 | 1 5 +3 +5 ++2 ++5 |
      4 +1 +6 ++1 ++5 +++1 | -6 3 +3 +6 ++1 +++1 | 4 +1 +6 ++1 ++5 +++1 | -5 5 +2 +5 ++2 ++5 |
      1 5 +3 +5 ++2 . | 1 5 +3 +5 ++1 .`,
  },
  {
    title: 'Lamplight',
    durationS: 440,
    tonicHz: 98,
    crossS: 24,
    cutHz: 1050,
    spread: 0.8,
    width: 0.8,
    airDb: -30,
    room: { decayS: 5.5, dampHz: 2200, levelDb: -4 },
    voices: [
      { timbre: 'warm', levelDb: -2, pan: 0 },
      { timbre: 'reed', levelDb: -4, pan: 0.15 },
      { timbre: 'reed', levelDb: -5, pan: -0.25 },
      { timbre: 'warm', levelDb: -2, pan: 0.25 },
      { timbre: 'warm', levelDb: -5, pan: -0.2 },
      { timbre: 'glass', levelDb: -11, pan: 0.1, swellDb: 10 },
    ],
    chords: `
      -4 1 6 +1 +5 . | 1 5 +3 +5 ++2 . | -6 3 +1 +5 ++3 . | -4 1 6 +1 +5 ++1 |
      2v 6 +4 +6 ++1 ++4 | -4 1 6 +4 ++1 ++5 | 1 5 +3 +5 ++2 ++5 | -6 3 +3 +5 ++1 ++5 |
      -4 1 6 +1 +5 ++3 | -5 2 +1 +5 ++2 ++5 | 1 5 +3 +5 ++2 ++5 | -4 1 6 +1 +5 . |
      1 5 +1 +5 ++2 .`,
  },
  {
    title: 'Long Meadow',
    durationS: 500,
    tonicHz: 65.4,
    crossS: 20,
    cutHz: 1500,
    spread: 0.8,
    width: 0.8,
    airDb: -26,
    room: { decayS: 7.5, dampHz: 3000, levelDb: -1 },
    voices: [
      { timbre: 'warm', levelDb: -2, pan: 0 },
      { timbre: 'warm', levelDb: -2, pan: 0.15 },
      { timbre: 'reed', levelDb: -5, pan: -0.25 },
      { timbre: 'warm', levelDb: -3, pan: 0.25 },
      { timbre: 'warm', levelDb: -4, pan: -0.25 },
      { timbre: 'glass', levelDb: -8, pan: 0.2, swellDb: 9 },
    ],
    chords: `
      1 5 +1 +5 ++3 . | 1 5 +3 +5 ++2 ++5 | 4 +1 +6 ++1 ++5 . | -b7 4 +4 +b7 ++4 +++1 |
      4 +1 +6 ++1 ++4 +++1 | 1 5 +3 ++1 ++5 +++1 | -6 3 +3 +5 ++1 +++1 | 4 +1 +6 ++1 ++5 +++1 |
      1 5 +3 ++1 ++5 +++1 | -b7 4 +4 +b7 ++4 +++1 | 2v 6 +4 +6 ++1 ++6 | 4 +1 +6 ++1 ++5 +++1 |
      -6 3 +3 +5 ++1 ++5 | 4 +1 +6 ++1 ++5 . | 1 5 +3 +5 ++2 . | 1 5 +1 +5 ++2 .`,
  },
  {
    title: 'Far Shore',
    durationS: 520,
    tonicHz: 55,
    crossS: 26,
    cutHz: 1250,
    spread: 0.7,
    width: 0.8,
    airDb: -24,
    room: { decayS: 8.5, dampHz: 2400, levelDb: 0 },
    voices: [
      { timbre: 'warm', levelDb: 0, pan: 0 },
      { timbre: 'hollow', levelDb: -1, pan: -0.15 },
      { timbre: 'hollow', levelDb: -2, pan: 0.25 },
      { timbre: 'warm', levelDb: -3, pan: -0.25 },
      { timbre: 'hollow', levelDb: -4, pan: 0.2 },
      { timbre: 'glass', levelDb: -9, pan: -0.1, swellDb: 11 },
    ],
    chords: `
      1 5 +5 ++1 ++5 . | 1 5 +5 ++1 ++b3 . | b6 +b3 ++1 ++b3 ++b7^ . |
      b3 b7^ +5 ++b3 ++b7^ +++b3 | 1 5 +5 ++1 ++5 +++b3 | 4 +1 +b6 ++1 ++5 +++1 |
      b6 +b3 ++1 ++b3 ++b7^ +++b3 | b3 b7^ +5 ++b3 ++b7^ +++b3 | b7^ +4^ +b7^ ++2 ++4^ ++b7^ |
      1 5 +5 ++1 ++5 +++1 | 4 +1 +b6 ++1 ++5 +++1 | b6 +b3 ++1 ++b3 ++b7^ . |
      1 5 +5 ++1 ++b3 . | 1 5 +5 ++1 ++5 .`,
  },
  {
    title: 'Last Light',
    durationS: 450,
    tonicHz: 87.3,
    crossS: 26,
    cutHz: 1000,
    spread: 0.7,
    width: 0.8,
    airDb: -28,
    room: { decayS: 8, dampHz: 2200, levelDb: 0 },
    voices: [
      { timbre: 'warm', levelDb: -2, pan: 0 },
      { timbre: 'warm', levelDb: -3, pan: 0.15 },
      { timbre: 'hollow', levelDb: -3, pan: -0.2 },
      { timbre: 'glass', levelDb: -2, pan: 0.25 },
      { timbre: 'glass', levelDb: -4, pan: -0.25, swellDb: 5 },
    ],
    chords: `
      1 5 +3 +5 ++2 | 1 5 +3 +5 ++3 | -6 3 +1 +5 ++3 | 1 . +2 +6^ ++#4 |
      1 5 +3 +5 ++2 | 3 7 +5 +7 ++5 | -6 3 +1 +5 ++3 | -5 2 7 +5 ++2 |
      1 5 +3 +5 ++2 | 1 . +2 +6^ ++2 | 1 5 +3 +5 ++1 | 1 5 +1 +5 ++1`,
  },
];

/** A piece with its room and its air. */
function renderPiece(piece) {
  const sound = renderPad(piece);
  mixAt(sound, reverberate(sound, piece.room), piece.room.levelDb);
  const random = seededRandom(`${piece.title}, the air`);
  keepEven(sound, 0.8, (place) => 2.5 * fullness(place));
  mixAt(sound, renderBed(AIR, piece.durationS, random), piece.airDb);
  narrow(sound, piece.width);
  return sound;
}

export const slowWater = {
  album: 'Slow Water',
  bitrateKbps: 64,
  tracks: PIECES.map((piece) => ({ title: piece.title, render: () => renderPiece(piece) })),
};
