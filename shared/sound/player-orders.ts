// What main orders from the player window, and what the player reports. Every order is whole: from any state, even a
// fresh start, the player can go to the newest order within the guard.

import * as v from 'valibot';
import { LONGEST_WHY } from '../errors.ts';
import type { Preset } from '../preset/preset.ts';

/** Equal-power cross-fade between two tracks, in ms. */
export const CROSSFADE_MS = 6000;

/** A player that reports nothing for this long counts as dead (design: noticed within 2 s). */
export const PLAYER_SILENT_MS = 1800;

/** A player that does not confirm an order within this time counts as deaf (design: noticed within 2 s). */
export const PLAYER_OBEYS_MS = 1800;

/** A player that an exception ended falls silent within this time, in ms: 27 dB at 20 dB a second (guard.ts). */
export const LAST_FALL_MS = 1400;

/** How often the player reports, in ms. */
export const REPORT_EVERY_MS = 500;

/** Tracks are normalised to this loudness, and no quiet track is raised by more than the boost. */
export const TARGET_LUFS = -23;
export const MOST_BOOST_DB = 6;

/** A track of unknown loudness counts as loud as a loud master, so that it can only be too soft. */
const ASSUMED_LUFS = -9;

/** No track's true peak comes out above this at full level (EBU R128). */
const MOST_TRUE_PEAK_DBTP = -1;

/** The gain in dB that brings a track to the target, within the bounds above. */
export const trackGainDb = (lufs: number | null, truePeakDbtp: number | null): number =>
  Math.min(
    MOST_BOOST_DB,
    TARGET_LUFS - (lufs ?? ASSUMED_LUFS),
    truePeakDbtp === null ? MOST_BOOST_DB : MOST_TRUE_PEAK_DBTP - truePeakDbtp,
  );

/** The measured length of a track, in seconds; null: not measured. */
export const measuredS = ({ isMeasured, durationS }: OrderedTrack): number | null =>
  isMeasured === true ? durationS : null;

const seconds = v.pipe(v.number(), v.minValue(0));

export interface OrderedTrack {
  readonly id: string;
  /** Names the file and its version: another address is another track to the player, even if the id is the same. */
  readonly url: string;
  /** Where in the track to start, in seconds. */
  readonly fromS: number;
  /** Seconds; null while unknown. */
  readonly durationS: number | null;
  /** That was measured: whatever a decoder guesses, it holds. */
  readonly isMeasured?: boolean | undefined;
  /** Normalisation, see trackGainDb. */
  readonly gainDb: number;
}

/** A sound output: the page's id for it, which may change, and the system's name, which rarely does. */
export const OutputSchema = v.strictObject({ id: v.string(), name: v.string() });
export type OutputDevice = Readonly<v.InferOutput<typeof OutputSchema>>;

/** What the player should be doing. `number` grows with every order; an older one is ignored. */
export interface PlayerOrder {
  readonly number: number;
  /** null: silence; the decks are unloaded once it is reached. */
  readonly current: OrderedTrack | null;
  /** Loaded ahead; the player goes over into it by itself at the end of `current`. */
  readonly next: OrderedTrack | null;
  /** Over the normalised track, in dB (0 is -23 LUFS); null: silence. */
  readonly levelDb: number | null;
  /** Requested ms until the level is reached; the guard may take longer. */
  readonly overMs: number;
  /** True only while Full light takes the music out at once. */
  readonly isFullLight: boolean;
  /** No level is ever above this, in dB over the normalised track, at most 0: what was agreed, or what is 70 dB(A). */
  readonly capDb: number;
  readonly joins: Preset['joins'];
  /** The only output to use; null: the one that the system uses now, and from then on that one. */
  readonly output: OutputDevice | null;
}

/** The part of an order that the master level follows. */
export type LevelOrder = Pick<PlayerOrder, 'levelDb' | 'overMs' | 'isFullLight' | 'capDb'>;

/** What the player reports, every half second and after every change. */
export const PlayerReportSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('born') }),
  v.strictObject({
    kind: v.literal('playing'),
    order: v.number(),
    /** The track that is heard (or the newer of two in a cross-fade); null in silence. */
    trackId: v.nullable(v.string()),
    positionS: seconds,
    durationS: v.nullable(seconds),
    /** The level that is reached now, over the normalised track; null in silence. */
    levelDb: v.nullable(v.number()),
  }),
  /** An exception ended the player: it falls silent and does nothing any more. `why` is for the log. */
  v.strictObject({ kind: v.literal('broken'), why: v.pipe(v.string(), v.maxLength(LONGEST_WHY)) }),
  /** The player has gone over into `next`; main orders a new next. */
  v.strictObject({ kind: v.literal('advanced'), trackId: v.string() }),
  v.strictObject({ kind: v.literal('unreadable'), trackId: v.string(), url: v.string() }),
  /** After every change: which outputs there are, and which one is in use or lost. */
  v.strictObject({
    kind: v.literal('outputs'),
    present: v.array(OutputSchema),
    inUse: v.nullable(OutputSchema),
    isLost: v.boolean(),
    /** The system lists no output, or takes nothing of what plays; false again once it does. */
    isStopped: v.boolean(),
  }),
]);
export type PlayerReport = Readonly<v.InferOutput<typeof PlayerReportSchema>>;
