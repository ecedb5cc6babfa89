// What the deck says, as values: the order for the player, and what the nurse is told is wrong. Pure; it only
// reads what the deck and the library know.

import type { Fault } from '../../../shared/ipc/snapshot.ts';
import {
  type OrderedTrack,
  type OutputDevice,
  type PlayerOrder,
  trackGainDb,
} from '../../../shared/sound/player-orders.ts';
import type { Library, Track } from '../library/library.ts';
import type { Leg, LevelPath } from './level-path.ts';
import type { MusicWish, Placed } from './play-queue.ts';
import type { PlayerState } from './player-heartbeat.ts';

/** Music that is to be silent goes within this time; the guard may make it longer (real ms). */
const FADE_OUT_MS = 1500;

/** What should be heard. */
export interface DeckWish extends MusicWish {
  /** dB over the normalised track, straight from now to then in real ms; null: silence. */
  readonly level: { readonly nowDb: number; readonly toDb: number; readonly overMs: number } | null;
  /** No level is ever above this, in dB over the normalised track. */
  readonly capDb: number;
  readonly joins: PlayerOrder['joins'];
  readonly isFullLight: boolean;
}

/** All that an order is made of. */
export interface Intent extends Pick<DeckWish, 'capDb' | 'joins' | 'isFullLight'> {
  readonly current: Placed | null;
  readonly next: Track | null;
  readonly path: LevelPath | null;
  readonly leg: Leg | null;
  readonly output: OutputDevice | null;
}

const orderedTrack = (track: Track, fromS: number): OrderedTrack => ({
  id: track.id,
  url: `/media/${track.id}`,
  fromS,
  durationS: track.durationS,
  gainDb: trackGainDb(track.lufs, track.truePeakDbtp),
});

/** Whether an intent is silence: by wish, or since there is nothing to be heard. */
export const isSilence = ({ current, leg }: Pick<Intent, 'current' | 'leg'>): boolean =>
  current === null || leg === null;

/** The silence that is wanted now: for how long it has been, and whether Full light asked for it at any time since. */
export interface WantedSilence {
  readonly forMs: number;
  readonly isFullLight: boolean;
}

/** The whole order for an intent. To ask once more for silence, or more gently, is no reason to take longer. */
export const orderOf = (intent: Intent, silence: WantedSilence | null): Omit<PlayerOrder, 'number'> => {
  const { current, next, leg, capDb, joins, output } = intent;
  const isFullLight = silence?.isFullLight ?? false;
  const level =
    current === null || leg === null
      ? { levelDb: null, overMs: isFullLight ? 0 : Math.max(0, FADE_OUT_MS - (silence?.forMs ?? 0)) }
      : { levelDb: leg.toDb, overMs: leg.overMs };
  return {
    current: current && orderedTrack(current.track, current.fromS),
    next: current && next && orderedTrack(next, 0),
    ...level,
    ...{ capDb, joins, output, isFullLight },
  };
};

/**
 * What an intent says; two that say the same need only one order. The place in the track moves by itself, and a
 * track that was measured meanwhile keeps the gain with which it began.
 */
export const meaningOf = ({ current, next, path, leg, isFullLight, capDb, joins, output }: Intent): string =>
  JSON.stringify([
    current?.track.id ?? null,
    current && (next?.id ?? null),
    current === null || leg === null ? null : [path, leg.isApproach],
    leg === null && isFullLight,
    [capDb, joins, output],
  ]);

type Wrong = Pick<Fault, 'code' | 'about'>;

export interface SoundState {
  readonly player: PlayerState;
  /** The playlist of which nothing can be played, or null. */
  readonly mutePlaylist: string | null;
  /** Titles of tracks that failed. */
  readonly broken: readonly string[];
  /** The name of an output that is gone and was needed. */
  readonly lostOutput: string | null;
}

/** What is wrong with sound now. `about` is a title or a name, or null. */
export const soundFaults = (
  library: Pick<Library, 'titleOf' | 'folderOf' | 'missing'>,
  { player, mutePlaylist, broken, lostOutput }: SoundState,
): readonly Wrong[] => {
  const lost: readonly Wrong[] = player === 'lost' ? [{ code: 'playerLost', about: null }] : [];
  const output: readonly Wrong[] = lostOutput === null ? [] : [{ code: 'outputLost', about: lostOutput }];
  const tracks = broken.map((about): Wrong => ({ code: 'trackUnreadable', about }));
  if (mutePlaylist === null) return [...lost, ...output, ...tracks];
  const title = library.titleOf(mutePlaylist);
  const folder = library.folderOf(mutePlaylist);
  const isMissing = title === null || (folder !== null && library.missing().includes(folder));
  const mute: Wrong = { code: isMissing ? 'playlistMissing' : 'playlistEmpty', about: title };
  return [...lost, ...output, mute, ...tracks];
};
