// The score of sound: which music is wanted at an instant, at what level, and on what cadence Return may end. It
// knows playlists only by their ids; which track it comes to is decided where the tracks are known.

import { nudgedSound } from '../preset/ladder.ts';
import { type PhaseName, type PresetMusic, playlistIn, playlistsOf } from '../preset/preset.ts';
import type { CurrentPhase, Ms, RunningSession, Stand } from '../session/session.ts';
import { fadeEndsAt, fadeShare, runningPhase } from '../session/timeline.ts';
import { CHARACTER_OF_PHASE, type Character } from '../sound/music.ts';

/** What is heard: a level over the normalised track in dB, or silence (null). */
export interface SoundWish {
  readonly playlist: string | null;
  /** The patient's other playlists, for Different once this one is spent. */
  readonly others: readonly string[];
  /** Tracks that the patient asked away from. */
  readonly refused: readonly string[];
  /** The part of the arc that is wanted now. */
  readonly part: Character;
  readonly joins: PresetMusic['joins'];
  /** The music of Return may end its track, if that is over by then: a cadence, and no cut. */
  readonly cadence: { readonly playlist: string; readonly until: Ms } | null;
  /** No level is ever above this, in dB over the normalised track. */
  readonly capDb: number;
  readonly level: { readonly nowDb: number; readonly toDb: number; readonly reachAt: Ms } | null;
}

/** Music is ducked by 9 dB over 3 s in a quiet check. */
export const DUCK_DB = 9;
export const DUCK_MS = 3000;

/** The last track of Return may go on for so long into the phase after it, and for no more than half of that. */
export const CADENCE_SLACK_MS = 5 * 60_000;

/** Where Different may go beyond a playlist: first what was chosen for it, then what other phases play. */
export const othersThan = (playlist: string | null, music: PresetMusic): readonly string[] =>
  [...new Set([...music.otherPlaylists, ...playlistsOf(music)])].filter((id) => id !== playlist);

/** How long the music of Return may go on into a phase of this length; null: the phase has no end of its own. */
export const cadenceSlackMs = (lengthMs: number | null): number =>
  Math.min(CADENCE_SLACK_MS, (lengthMs ?? Infinity) / 2);

/**
 * What may end its track before other music, or none, takes over: the music of a Return that has just passed. A phase
 * that is taken up again, as by a gentle end, is still the one after it.
 */
export const cadenceOf = (
  session: RunningSession,
): { readonly playlist: string; readonly until: Ms } | null => {
  const { name } = runningPhase(session);
  const nameOf = ({ index }: CurrentPhase): PhaseName | undefined => session.phases[index]?.name;
  const before = session.past.findLastIndex((past) => nameOf(past) !== name);
  const last = session.past[before];
  if (last === undefined || nameOf(last) !== 'return') return null;
  const playlist = playlistIn(session.preset, 'return');
  if (playlist === null || playlist === playlistIn(session.preset, name)) return null;
  const first = session.past[before + 1] ?? session.phase;
  const lengthMs = session.phases[first.index]?.lengthMs ?? null;
  return { playlist, until: first.beganAt + cadenceSlackMs(lengthMs) };
};

const nudgedLevel = (stand: Pick<Stand, 'levelDb'>, session: RunningSession): number =>
  nudgedSound(stand.levelDb, session.nudge.sound, session.preset.limits.soundDb);

/** The level now, straight between the two ends of the fade, as the light is; in dB over the normalised track. */
export const levelNow = (session: RunningSession, now: Ms): number => {
  const from = nudgedLevel(session.phase.from, session);
  const to = nudgedLevel(runningPhase(session), session);
  return from + (to - from) * fadeShare(session, now);
};

/** The level now, as it would be with another number of steps; in dB over the normalised track. */
export const levelWith =
  (session: RunningSession, now: Ms) =>
  (steps: number): number =>
    levelNow({ ...session, nudge: { ...session.nudge, sound: steps } }, now);

/** What music is wanted, whatever its level. */
const wantedMusic = (session: RunningSession): Omit<SoundWish, 'level'> => {
  const { preset, refused } = session;
  const { name } = runningPhase(session);
  const playlist = playlistIn(preset, name);
  return {
    ...{ playlist, refused, others: othersThan(playlist, preset), cadence: cadenceOf(session) },
    part: CHARACTER_OF_PHASE[name],
    joins: preset.joins,
    capDb: preset.limits.soundDb.most,
  };
};

/** What is heard while a session runs. */
export const runningSound = (session: RunningSession, now: Ms): SoundWish => {
  const tracks = wantedMusic(session);
  const isSilent = session.silenced || session.fullLightSince !== null;
  const isWithoutMusic = tracks.playlist === null && tracks.cadence === null;
  if (isSilent || isWithoutMusic) return { ...tracks, level: null };
  const duck = session.quietCheckSince === null ? 0 : DUCK_DB;
  const nowDb = levelNow(session, now) - duck;
  if (session.heldAt !== null) return { ...tracks, level: { nowDb, toDb: nowDb, reachAt: now } };
  const toDb = nudgedLevel(runningPhase(session), session) - duck;
  return { ...tracks, level: { nowDb, toDb, reachAt: Math.max(now, fadeEndsAt(session)) } };
};

/** What is heard where no session runs. */
export const NO_SOUND: SoundWish = {
  playlist: null,
  others: [],
  refused: [],
  part: 'calm',
  joins: 'crossfade',
  cadence: null,
  capDb: 0,
  level: null,
};
