// What a patient and nurse agreed for one session: phases, looks, music, limits, checks. A preset enters the program
// only through this schema, from a file or over IPC.

import * as v from 'valibot';
import type { Range } from './ladder.ts';
import { PlanCardSchema } from './plan.ts';

/** The version that this program writes; older ones are completed, newer ones left untouched. */
export const PRESET_VERSION = 1;

/** The phases in their order. */
export const PHASE_NAMES = ['settle', 'onset', 'deep', 'return', 'rest'] as const;
export type PhaseName = (typeof PHASE_NAMES)[number];

/** What a lamp is for. */
export const ROLES = ['ambient', 'task', 'door'] as const;
export type Role = (typeof ROLES)[number];

/** The ranges of a preset's figures, for the schemas and the editor. */
export const BRIGHTNESS_PCT: Range = { least: 0, most: 100 };
export const WARMTH_K: Range = { least: 1800, most: 6500 };
/** Over the normalised track (-23 LUFS): 0 is as loud as the room may ever get. */
export const LEVEL_DB: Range = { least: -27, most: 0 };
export const LENGTH_MIN: Range = { least: 1, most: 600 };
export const FADE_S: Range = { least: 5, most: 3600 };
/** Checks and the assess mark, in minutes after the dose mark. */
export const MARK_MIN: Range = { least: 1, most: 600 };
export const MOST_CHECKS = 40;
export const MOST_OTHER_PLAYLISTS = 20;

const within = ({ least, most }: Range) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));

const percent = within(BRIGHTNESS_PCT);
const chromaticity = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** Brightness in % with either warmth in kelvin or a colour as CIE 1931 xy. */
export const LookSchema = v.union([
  v.strictObject({ brightnessPct: percent, warmthK: within(WARMTH_K) }),
  v.strictObject({
    brightnessPct: percent,
    colour: v.strictObject({ x: chromaticity, y: chromaticity }),
  }),
]);
export type Look = Readonly<v.InferOutput<typeof LookSchema>>;

/** The look at another brightness, in %. */
export const withBrightness = (look: Look, brightnessPct: number): Look => ({ ...look, brightnessPct });

export const isSameLook = (a: Look, b: Look): boolean => JSON.stringify(a) === JSON.stringify(b);

const levelDb = within(LEVEL_DB);

export const PhaseSchema = v.strictObject({
  name: v.picklist(PHASE_NAMES),
  /** Minutes; for settle only the usual length, since settle holds until the dose mark. */
  lengthMin: within(LENGTH_MIN),
  ambient: LookSchema,
  task: LookSchema,
  /** Seconds from the phase's beginning until its look and level are reached. */
  fadeS: within(FADE_S),
  levelDb,
});
export type Phase = Readonly<v.InferOutput<typeof PhaseSchema>>;

/** True for numbers that only go up. */
const goUp = (values: readonly number[]): boolean =>
  values.every((value, i) => value > (values[i - 1] ?? -Infinity));

const rangeOf = (side: typeof percent) =>
  v.pipe(
    v.strictObject({ least: side, most: side }),
    v.check(({ least, most }) => least <= most, 'the least is more than the most'),
  );

/** How far the patient's own steps may go. */
export const LimitsSchema = v.strictObject({ lightPct: rangeOf(percent), soundDb: rangeOf(levelDb) });
export type Limits = Readonly<v.InferOutput<typeof LimitsSchema>>;

export const KINDS = ['spravato', 'iv', 'im'] as const;
export type Kind = (typeof KINDS)[number];

const playlistId = v.pipe(v.string(), v.minLength(1), v.maxLength(400));

/** How one track changes into the next. */
export const JOINS = ['crossfade', 'gapless'] as const;

/** The music of a preset. */
const music = {
  /** The playlist's id for all phases that have none of their own, or null for no music. */
  playlist: v.nullable(playlistId),
  /** Phases with a playlist of their own; null: silence in that phase. */
  playlistsByPhase: v.optional(v.record(v.picklist(PHASE_NAMES), v.nullable(playlistId)), {}),
  /** Where Different goes once it has been through the playlist: more that this person chose. */
  otherPlaylists: v.optional(v.pipe(v.array(playlistId), v.maxLength(MOST_OTHER_PLAYLISTS)), []),
  joins: v.optional(v.picklist(JOINS), 'crossfade'),
  /** Tracks of these playlists that this person does not want to hear, by id. */
  leftOut: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(1000)), []),
};

export const PresetMusicSchema = v.strictObject(music);
export type PresetMusic = Readonly<v.InferOutput<typeof PresetMusicSchema>>;

const minuteMark = within(MARK_MIN);

export const PresetSchema = v.strictObject({
  version: v.literal(PRESET_VERSION),
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/)),
  /** Two random words, or a built-in's description; never a name. */
  label: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
  kind: v.picklist(KINDS),
  phases: v.pipe(
    v.array(PhaseSchema),
    v.minLength(2),
    v.check((phases) => phases[0]?.name === 'settle', 'the first phase is settle'),
    v.check(
      (phases) => goUp(phases.map(({ name }) => PHASE_NAMES.indexOf(name))),
      'phases go settle, onset, deep, return, rest, each once',
    ),
  ),
  /** Minutes after the dose mark at which staff are reminded to look in, earliest first. */
  checksMin: v.pipe(
    v.array(minuteMark),
    v.maxLength(MOST_CHECKS),
    v.check((minutes) => goUp(minutes), 'checks go earliest first'),
  ),
  /** The earliest minute after the dose mark at which staff assess for leaving. */
  assessMin: minuteMark,
  limits: LimitsSchema,
  /** What was talked about beforehand; null: nothing was, yet. */
  plan: v.optional(v.nullable(PlanCardSchema), null),
  ...music,
});
export type Preset = Readonly<v.InferOutput<typeof PresetSchema>>;

/** The minutes of the phases after the dose mark. */
export const minutesAfterDose = (preset: Preset): number =>
  preset.phases.slice(1).reduce((sum, phase) => sum + phase.lengthMin, 0);

/** Only the music of a preset. */
export const musicOf = (music: PresetMusic): PresetMusic => {
  const { playlist, playlistsByPhase, otherPlaylists, joins, leftOut } = music;
  return { playlist, playlistsByPhase, otherPlaylists, joins, leftOut };
};

/** The playlist of a phase; null: none. */
export const playlistIn = (music: PresetMusic, phase: PhaseName): string | null => {
  const own = music.playlistsByPhase[phase];
  return own === undefined ? music.playlist : own;
};

/** Every playlist that a preset's music names, each once: for all phases, for single ones, and for Different. */
export const playlistsOf = (music: PresetMusic): readonly string[] => {
  const all = [music.playlist, ...Object.values(music.playlistsByPhase), ...music.otherPlaylists];
  return [...new Set(all.filter((id) => typeof id === 'string'))];
};

/** Music that plays another playlist wherever it played one. */
export const withPlaylist = (music: PresetMusic, from: string, to: string): PresetMusic => {
  const other = (id: string): string => (id === from ? to : id);
  const phases = Object.entries(music.playlistsByPhase).map(([phase, id]) => [phase, id && other(id)]);
  return {
    ...music,
    playlist: music.playlist && other(music.playlist),
    playlistsByPhase: Object.fromEntries(phases),
    otherPlaylists: music.otherPlaylists.map(other),
  };
};
