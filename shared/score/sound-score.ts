// The score of sound: which music the room wants at an instant, at which level, and until when Return may finish its
// track. It knows playlists only by their ids; the play queue chooses the tracks.

import { nudgedSound } from '../preset/ladder.ts';
import { type PresetMusic, playlistIn, playlistsOf } from '../preset/preset.ts';
import type { Ms, RunningSession, Stand } from '../session/session.ts';
import { fadeEndsAt, fadeShare, nameIn, runningPhase } from '../session/timeline.ts';
import { CHARACTER_OF_PHASE, type Character } from '../sound/music.ts';
import { TARGET_LUFS } from '../sound/player-orders.ts';
import { FLOOR_DBFS } from './guard.ts';

/** The floor of everything heard, in dB over the normalised track: -50 dBFS at the output (guard.ts). */
export const FLOOR_DB = FLOOR_DBFS - TARGET_LUFS;

/** What the room should hear. Times are on the session clock; levels are in dB over the normalised track. */
export interface SoundTarget {
  readonly playlistId: string | null;
  /** The patient's other playlists, for Different once this one is used up. */
  readonly others: readonly string[];
  /** Ids of tracks that the patient asked away from, the latest last. */
  readonly refused: readonly string[];
  /** The part of the arc that is wanted now. */
  readonly part: Character;
  readonly joins: PresetMusic['joins'];
  /** This playlist may finish the track that plays, if it ends by then: a cadence instead of a cut. */
  readonly cadence: { readonly playlistId: string; readonly until: Ms } | null;
  /** The level never goes above this. */
  readonly capDb: number;
  /** Straight from now to then; null: silence. */
  readonly level: { readonly nowDb: number; readonly toDb: number; readonly reachAt: Ms } | null;
  /** Full light takes the music out at once. */
  readonly isFullLight: boolean;
  readonly isInSession: boolean;
}

/** A quiet check ducks the music by 9 dB over 3 s. */
export const DUCK_DB = 9;
export const DUCK_MS = 3000;

/** The last track of Return may run this far into the phase after it, and no further than half of that phase. */
const CADENCE_SLACK_MS = 5 * 60_000;

/** Where Different may go beyond a playlist: first the preset's other playlists, then those of other phases. */
const othersThan = (playlistId: string | null, music: PresetMusic): readonly string[] =>
  [...new Set([...music.otherPlaylists, ...playlistsOf(music)])].filter((id) => id !== playlistId);

/** How long the music of Return may run into a phase of this length; null: the phase has no end of its own. */
export const cadenceSlackMs = (lengthMs: number | null): number =>
  Math.min(CADENCE_SLACK_MS, (lengthMs ?? Infinity) / 2);

/**
 * The playlist of a Return that has just ended, which may finish its track before other music or silence takes over.
 * A phase that starts again, for example through a gentle end, still counts as the one after Return.
 */
const cadenceOf = (session: RunningSession): SoundTarget['cadence'] => {
  const { name } = runningPhase(session);
  const before = session.past.findLastIndex((past) => nameIn(session, past) !== name);
  const last = session.past[before];
  if (last === undefined || nameIn(session, last) !== 'return') return null;
  const playlistId = playlistIn(session.preset, 'return');
  if (playlistId === null || playlistId === playlistIn(session.preset, name)) return null;
  const first = session.past[before + 1] ?? session.phase;
  const lengthMs = session.phases[first.index]?.lengthMs ?? null;
  return { playlistId, until: first.beganAt + cadenceSlackMs(lengthMs) };
};

const nudgedLevel = (stand: Pick<Stand, 'levelDb'>, session: RunningSession): number =>
  nudgedSound(stand.levelDb, session.nudge.sound, session.preset.limits.soundDb);

/** The level now, on the straight line between both ends of the fade; in dB over the normalised track. */
export const levelNow = (session: RunningSession, now: Ms): number => {
  const from = nudgedLevel(session.phase.from, session);
  const to = nudgedLevel(runningPhase(session), session);
  return from + (to - from) * fadeShare(session, now);
};

/** The level now as it would be with another number of steps; in dB over the normalised track. */
export const levelWith =
  (session: RunningSession, now: Ms) =>
  (steps: number): number =>
    levelNow({ ...session, nudge: { ...session.nudge, sound: steps } }, now);

/** What the room should hear while a session runs. */
export const runningSound = (session: RunningSession, now: Ms): SoundTarget => {
  const { preset, refused } = session;
  const phase = runningPhase(session);
  const playlistId = playlistIn(preset, phase.name);
  const silent: SoundTarget = {
    playlistId,
    others: othersThan(playlistId, preset),
    refused,
    part: CHARACTER_OF_PHASE[phase.name],
    joins: preset.joins,
    cadence: cadenceOf(session),
    capDb: preset.limits.soundDb.most,
    level: null,
    isFullLight: session.fullLightSince !== null,
    isInSession: true,
  };
  const isWithoutMusic = playlistId === null && silent.cadence === null;
  if (session.silenced || silent.isFullLight || isWithoutMusic) return silent;
  const duckDb = session.quietCheckSince === null ? 0 : DUCK_DB;
  const nowDb = levelNow(session, now) - duckDb;
  if (session.heldAt !== null) return { ...silent, level: { nowDb, toDb: nowDb, reachAt: now } };
  const toDb = nudgedLevel(phase, session) - duckDb;
  return { ...silent, level: { nowDb, toDb, reachAt: Math.max(now, fadeEndsAt(session)) } };
};

/** Silence with nothing loaded: what the room should hear while no session runs. */
export const NO_SOUND: SoundTarget = {
  playlistId: null,
  others: [],
  refused: [],
  part: 'calm',
  joins: 'crossfade',
  cadence: null,
  capDb: 0,
  level: null,
  isFullLight: false,
  isInSession: false,
};
