// What the deck says, as values: the order for the player, and what the nurse is told is wrong. Pure; it only
// reads what the deck and the library know.

import { type OrderedTrack, type PlayerOrder, trackGainDb } from '../../shared/player.ts';
import type { Fault, PlayingView } from '../../shared/snapshot.ts';
import type { Leg, LevelPath } from './level-path.ts';
import type { Library, Track } from './library.ts';
import type { PlayerState } from './sign-of-life.ts';

/** Music that is to be silent goes within this time; the guard may make it longer (real ms). */
const FADE_OUT_MS = 1500;

/** What should be heard. */
export interface DeckWish {
  readonly playlistId: string | null;
  /** Track ids that the patient asked away from, the latest last. */
  readonly refused: readonly string[];
  /** dB over the normalised track, straight from now to then in real ms; null: silence. */
  readonly level: { readonly nowDb: number; readonly toDb: number; readonly overMs: number } | null;
  readonly isFullLight: boolean;
}

/** A track and where to begin in it, in seconds. */
export interface Placed {
  readonly track: Track;
  readonly fromS: number;
}

/** All that an order is made of. */
export interface Intent {
  readonly current: Placed | null;
  readonly next: Track | null;
  readonly path: LevelPath | null;
  readonly leg: Leg | null;
  readonly isFullLight: boolean;
}

const orderedTrack = (track: Track, fromS: number): OrderedTrack => ({
  id: track.id,
  url: `/media/${track.id}`,
  fromS,
  durationS: track.durationS,
  gainDb: trackGainDb(track.lufs),
});

/** The whole order for an intent. */
export const orderOf = (intent: Intent): Omit<PlayerOrder, 'number'> => {
  const { current, next, leg, isFullLight } = intent;
  const level =
    current === null || leg === null
      ? { levelDb: null, overMs: isFullLight ? 0 : FADE_OUT_MS }
      : { levelDb: leg.toDb, overMs: leg.overMs };
  return {
    current: current && orderedTrack(current.track, current.fromS),
    next: current && next && orderedTrack(next, 0),
    ...level,
    isFullLight: leg === null && isFullLight,
  };
};

/** What an intent says; two that say the same need only one order. The place in the track moves by itself. */
export const meaningOf = ({ current, next, path, leg, isFullLight }: Intent): string =>
  JSON.stringify([
    current?.track.id ?? null,
    current && (next?.id ?? null),
    current === null || leg === null ? null : [path, leg.isApproach],
    leg === null && isFullLight,
  ]);

type Wrong = Pick<Fault, 'code' | 'about'>;

/** What is wrong with sound now. `broken`: titles of tracks that failed. `about` is a title, or null. */
export const soundFaults = (
  library: Pick<Library, 'titleOf' | 'folderOf' | 'missing'>,
  player: PlayerState,
  /** The playlist of which nothing can be played, or null. */
  mutePlaylist: string | null,
  broken: readonly string[],
): readonly Wrong[] => {
  const lost: readonly Wrong[] = player === 'lost' ? [{ code: 'playerLost', about: null }] : [];
  const tracks = broken.map((about): Wrong => ({ code: 'trackUnreadable', about }));
  if (mutePlaylist === null) return [...lost, ...tracks];
  const title = library.titleOf(mutePlaylist);
  const folder = library.folderOf(mutePlaylist);
  const isMissing = title === null || (folder !== null && library.missing().includes(folder));
  return [...lost, { code: isMissing ? 'playlistMissing' : 'playlistEmpty', about: title }, ...tracks];
};

/** What is heard, for people. */
export const playingView = (
  tracks: readonly Track[],
  trackId: string,
  playlistTitle: string,
  endsAtWallMs: number | null,
): PlayingView | null => {
  const at = tracks.findIndex(({ id }) => id === trackId);
  const track = tracks[at];
  if (track === undefined) return null;
  return { trackId, title: track.title, playlistTitle, place: at + 1, of: tracks.length, endsAtWallMs };
};
