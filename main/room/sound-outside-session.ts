// What the deck does outside a session: a track that somebody listens to, noise for a sound-level meter, or nothing
// but the first track of the chosen preset made ready. It gives way to a session at once, and keeps to the guard.

import { type Preset, playlistIn } from '../../shared/preset/preset.ts';
import { CHARACTER_OF_PHASE } from '../../shared/sound/music.ts';
import type { SoundTrialView } from '../../shared/sound/sound-view.ts';
import { type DeckWish, NO_WISH } from '../sound/playback/player-client.ts';

/** Somebody who listens to a track hears it as a room in settle does (built-in-presets.ts), in dB. */
const LISTEN_DB = -12;

/** The playlist of pink noise, which is not among those that can be chosen. */
export const NOISE_PLAYLIST = 'noise';

/** The playlist of one track alone. */
export const playlistOfTrack = (trackId: string): string => `track:${trackId}`;

const heard = (playlistId: string, levelDb: number, capDb: number): DeckWish => {
  const db = Math.min(levelDb, capDb);
  return { ...NO_WISH, playlistId, capDb, level: { nowDb: db, toDb: db, overMs: 0 } };
};

/** The preset's first track, made ready and not heard. */
const madeReady = (preset: Preset): DeckWish => ({
  ...NO_WISH,
  playlistId: playlistIn(preset, 'settle'),
  part: CHARACTER_OF_PHASE.settle,
  joins: preset.joins,
});

/** The deck's wish outside a session. */
export const outsideWish = (
  trial: SoundTrialView | null,
  prepared: Preset | null,
  capDb: number,
): DeckWish => {
  if (trial?.kind === 'track') return heard(playlistOfTrack(trial.trackId), LISTEN_DB, capDb);
  // A meter is read against the level that was asked for: nothing but that level may be heard.
  if (trial?.kind === 'noise') return heard(NOISE_PLAYLIST, trial.levelDb, 0);
  return prepared === null ? NO_WISH : madeReady(prepared);
};
