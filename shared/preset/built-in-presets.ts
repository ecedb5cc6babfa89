// The presets that every room begins with. Their figures are the design's clinical defaults.

import { FIRST_PRESET_ID } from '../ipc/channels.ts';
import type { Kind, Look, Phase, PhaseName, Preset } from './preset.ts';
import { PRESET_VERSION } from './preset.ts';

/** The id of the bundled playlist that a new room plays. */
export const USUAL_PLAYLIST = 'bundled:Slow Water';

/** Looks of light by phase: settle 40 %, onset to 8 %, deep 3 %, return up to 25 %, rest 40 % (design). */
const LOOKS: Record<PhaseName, Look> = {
  settle: { brightnessPct: 40, warmthK: 2200 },
  onset: { brightnessPct: 8, warmthK: 2000 },
  deep: { brightnessPct: 3, warmthK: 2000 },
  return: { brightnessPct: 25, warmthK: 2200 },
  rest: { brightnessPct: 40, warmthK: 2200 },
};

/** Darkening takes 1–3 min, lightening 5–10 min (design, "scheduled phase fades"). */
const FADES_S: Record<PhaseName, number> = { settle: 60, onset: 180, deep: 120, return: 600, rest: 300 };

/** Soothing, fuller, then calm for the end (design, "music arc"); dB over the normalised track. */
const LEVELS_DB: Record<PhaseName, number> = { settle: -12, onset: -8, deep: -6, return: -9, rest: -14 };

const phase = (name: PhaseName, lengthMin: number): Phase => ({
  name,
  lengthMin,
  ambient: LOOKS[name],
  task: LOOKS[name],
  fadeS: FADES_S[name],
  levelDb: LEVELS_DB[name],
});

interface Outline {
  readonly id: string;
  readonly label: string;
  readonly kind: Kind;
  /** Minutes after the dose mark at which onset, deep, return and rest end. */
  readonly ends: readonly [number, number, number, number];
  readonly checksMin: number[];
  readonly assessMin: number;
}

/** The usual length of settle in a preview or practice run, in minutes (design). */
const USUAL_SETTLE_MIN = 10;

const preset = ({ id, label, kind, ends, checksMin, assessMin }: Outline): Preset => ({
  version: PRESET_VERSION,
  id,
  label,
  kind,
  phases: [
    phase('settle', USUAL_SETTLE_MIN),
    phase('onset', ends[0]),
    phase('deep', ends[1] - ends[0]),
    phase('return', ends[2] - ends[1]),
    phase('rest', ends[3] - ends[2]),
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
  preset({
    id: FIRST_PRESET_ID,
    label: 'Spravato, two hours',
    kind: 'spravato',
    ends: [20, 75, 105, 120],
    checksMin: [40],
    assessMin: 120,
  }),
  preset({
    id: 'iv-forty-minutes',
    label: 'IV, forty minutes',
    kind: 'iv',
    ends: [10, 40, 55, 75],
    checksMin: [10, 20, 30, 40],
    assessMin: 75,
  }),
  preset({
    id: 'im',
    label: 'IM',
    kind: 'im',
    ends: [5, 50, 70, 90],
    checksMin: [20, 50],
    assessMin: 90,
  }),
];
