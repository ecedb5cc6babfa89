// The presets that every room begins with. Their figures are the clinical defaults of the design.

import { FIRST_PRESET_ID } from '../ipc/channels.ts';
import { type Kind, type Look, type Phase, type PhaseName, PRESET_VERSION, type Preset } from './preset.ts';

/** The id of the bundled playlist that a new room plays. */
export const USUAL_PLAYLIST = 'bundled:Slow Water';

/** The look of each phase, for ambient and task lamps. */
const LOOKS: Record<PhaseName, Look> = {
  settle: { brightnessPct: 40, warmthK: 2200 },
  onset: { brightnessPct: 8, warmthK: 2000 },
  deep: { brightnessPct: 3, warmthK: 2000 },
  return: { brightnessPct: 25, warmthK: 2200 },
  rest: { brightnessPct: 40, warmthK: 2200 },
};

/** Darkening takes 1–3 min, lightening 5–10 min. */
const FADES_S: Record<PhaseName, number> = { settle: 60, onset: 180, deep: 120, return: 600, rest: 300 };

/** Soothing, fuller, then calm for the end (design, "Clinical facts"); dB over the normalised track. */
const LEVELS_DB: Record<PhaseName, number> = { settle: -12, onset: -8, deep: -6, return: -9, rest: -14 };

const phase = (name: PhaseName, lengthMin: number): Phase => ({
  name,
  lengthMin,
  ambient: LOOKS[name],
  task: LOOKS[name],
  fadeS: FADES_S[name],
  levelDb: LEVELS_DB[name],
});

/** The usual length of settle in a preview or practice run, in minutes. */
const USUAL_SETTLE_MIN = 10;

/** A preset whose onset, deep, return and rest end at these minutes after the dose mark. */
const preset = (
  id: string,
  label: string,
  kind: Kind,
  [onset, deep, back, rest]: readonly [number, number, number, number],
  checksMin: number[],
  assessMin: number,
): Preset => ({
  version: PRESET_VERSION,
  id,
  label,
  kind,
  phases: [
    phase('settle', USUAL_SETTLE_MIN),
    phase('onset', onset),
    phase('deep', deep - onset),
    phase('return', back - deep),
    phase('rest', rest - back),
  ],
  checksMin,
  assessMin,
  limits: { lightPct: { least: 1, most: 70 }, soundDb: { least: -24, most: 0 } },
  plan: null,
  playlist: USUAL_PLAYLIST,
  playlistsByPhase: {},
  otherPlaylists: [],
  joins: 'crossfade',
  leftOut: [],
});

/** Spravato, IV and IM, each with the times of the design's clinical facts. */
export const BUILT_IN_PRESETS: readonly Preset[] = [
  preset(FIRST_PRESET_ID, 'Spravato, two hours', 'spravato', [20, 75, 105, 120], [40], 120),
  preset('iv-forty-minutes', 'IV, forty minutes', 'iv', [10, 40, 55, 75], [10, 20, 30, 40], 75),
  preset('im', 'IM', 'im', [5, 50, 70, 90], [20, 50], 90),
];
