// The play queue: which track plays and which follows, over the whole session. It knows the target, the library and
// which tracks cannot be read; it knows nothing of levels, players or outputs. It never plays what was not chosen.

import type { Fault } from '../../../shared/ipc/snapshot.ts';
import { NO_SOUND, type SoundTarget } from '../../../shared/score/sound-score.ts';
import type { Ms } from '../../../shared/session/session.ts';
import { type OrderedTrack, trackGainDb } from '../../../shared/sound/player-orders.ts';
import type { PlayingView } from '../../../shared/sound/sound-view.ts';
import type { SoundPlace } from '../../storage/journal.ts';
import type { Library } from '../library/library.ts';
import type { Track } from '../library/listing.ts';
import { type Choice, following, placeAfter, playable, trackToPlay } from './next-track.ts';

/** When no track of a playlist can be read, all are tried again after this long (real ms). */
const TRY_AGAIN_MS = 30_000;

/** A track that may finish although another playlist, or none, is wanted by now; `until` in real ms. */
interface Finishing {
  readonly trackId: string;
  readonly playlistId: string;
  readonly until: number;
}

export interface PlayQueueParts {
  readonly library: Pick<Library, 'tracksOf' | 'titleOf' | 'isReady' | 'checkAgain' | 'folderOf' | 'missing'>;
  /** Real ms that only grow, as performance.now. */
  readonly now: () => number;
  /** The real instant of an instant on the session clock, on the scale of `now`. */
  readonly realAt: (at: Ms) => number;
}

/** What is wrong with sound; `about` is a title or an output's name. */
export type SoundFault = Pick<Fault, 'code' | 'about'>;

export type PlayQueue = ReturnType<typeof openPlayQueue>;

const orderedTrack = (track: Track, fromS: number): OrderedTrack => ({
  id: track.id,
  url: track.url,
  fromS,
  durationS: track.durationS,
  // A tag's loudness comes without a peak.
  isMeasured: track.truePeakDbtp !== null,
  gainDb: trackGainDb(track.lufs, track.truePeakDbtp),
});

/** An empty queue. */
export const openPlayQueue = ({ library, now, realAt }: PlayQueueParts) => {
  let target = NO_SOUND;
  let current: SoundPlace | null = null;
  let nextId: string | null = null;
  /** The places of both in their playlists: a track may come twice. */
  let currentAt = -1;
  let nextAt = -1;
  /** When the track that plays will end, in real ms. */
  let endsAt: number | null = null;
  let finishing: Finishing | null = null;
  /** The addresses of tracks that cannot be read, by id: a file that has changed is tried again. */
  let unreadable: ReadonlyMap<string, string> = new Map();
  let triedAllAt: number | null = null;
  /** Titles of tracks that failed, by id, until they play or the playlist changes. */
  const failed = new Map<string, string>();
  /** The last track that played of each playlist in this session, and its place there. */
  const leftAt = new Map<string, { readonly trackId: string; readonly at: number }>();

  const tracksOf = (playlistId: string | null): readonly Track[] =>
    playlistId === null ? [] : library.tracksOf(playlistId);

  /** The playlists that a track may come from, the wanted one first. */
  const sources = (): readonly string[] => {
    const wanted = target.playlistId === null ? [] : [target.playlistId, ...target.others];
    return finishing === null ? wanted : [...wanted, finishing.playlistId];
  };

  /** A track of what is wanted, by its id. */
  const find = (trackId: string | null): Track | null => {
    for (const source of trackId === null ? [] : sources()) {
      const found = tracksOf(source).find(({ id }) => id === trackId);
      if (found !== undefined) return found;
    }
    return null;
  };

  const isUnreadable = ({ id, url }: Track): boolean => unreadable.get(id) === url;

  const allUnreadable = (): ReadonlySet<string> =>
    new Set(
      [...unreadable.keys()].map(find).flatMap((track) => (track && isUnreadable(track) ? [track.id] : [])),
    );

  const choice = (): Choice => ({
    tracks: tracksOf(target.playlistId),
    others: target.others.flatMap(tracksOf),
    part: target.part,
    refused: target.refused,
    unreadable: allUnreadable(),
  });

  const canPlay = (): boolean => playable(tracksOf(target.playlistId), allUnreadable()).length > 0;

  const tryAllAgain = (): void => {
    const isStuck = tracksOf(target.playlistId).length > 0 && !canPlay();
    triedAllAt = isStuck ? (triedAllAt ?? now()) : null;
    if (triedAllAt === null || now() - triedAllAt < TRY_AGAIN_MS) return;
    triedAllAt = null;
    unreadable = new Map();
  };

  const mayFinish = (): boolean =>
    finishing !== null &&
    finishing.trackId === current?.trackId &&
    now() <= finishing.until &&
    !target.refused.includes(finishing.trackId) &&
    !allUnreadable().has(finishing.trackId);

  /** The track that was finishing has ended, or may not go on. */
  const stopFinishing = (): void => {
    if (finishing !== null && current?.playlistId !== target.playlistId) current = null;
    finishing = null;
  };

  const goOnTo = ({ tracks, at = -1 }: Choice, trackId: string | null): void => {
    nextId = trackId;
    nextAt = placeAfter(tracks, trackId, at);
  };

  /** Chooses the current track and the next one again. If no track can be played, the place is kept. */
  const choose = (): void => {
    tryAllAgain();
    const { playlistId } = target;
    const all = choice();
    /** From the place at which the playlist was left. */
    const left = leftAt.get(playlistId ?? '');
    const isFinishing = mayFinish();
    if (!isFinishing) stopFinishing();
    const at = isFinishing || current === null ? (left?.at ?? -1) : currentAt;
    const from = { ...all, at };
    const begins = (): string | null => following(from, left?.trackId ?? null);
    if (isFinishing) {
      goOnTo(from, begins());
      return;
    }
    const trackId = current === null ? begins() : trackToPlay(from, current.trackId);
    if (playlistId !== null && trackId !== null && trackId !== current?.trackId) {
      current = { playlistId, trackId, positionS: 0 };
      currentAt = placeAfter(all.tracks, trackId, at);
      endsAt = null;
    }
    const here = { ...all, at: currentAt };
    goOnTo(here, trackId === null ? null : following(here, trackId));
  };

  /** The track that plays may finish first, if the target allows it and the track ends soon enough. */
  const finishingUnder = ({ cadence }: SoundTarget): Finishing | null => {
    if (cadence === null || current?.playlistId !== cadence.playlistId || endsAt === null) return null;
    const until = realAt(cadence.until);
    return endsAt > until ? null : { trackId: current.trackId, playlistId: cadence.playlistId, until };
  };

  /** Forgets everything about the playlist before, except a track that may finish. */
  const changePlaylist = (wanted: SoundTarget): void => {
    unreadable = new Map();
    failed.clear();
    finishing = finishingUnder(wanted);
    if (finishing === null && current?.playlistId !== wanted.playlistId) current = null;
  };

  const forgetSession = (): void => {
    leftAt.clear();
    current = null;
    finishing = null;
  };

  const faultOf = (playlistId: string): SoundFault => {
    const about = library.titleOf(playlistId);
    const folder = library.folderOf(playlistId);
    const isMissing = about === null || (folder !== null && library.missing().includes(folder));
    return { code: isMissing ? 'playlistMissing' : 'playlistEmpty', about };
  };

  return {
    choose,
    find,
    goTo: (wanted: SoundTarget): void => {
      if (target.isInSession && !wanted.isInSession) forgetSession();
      if (wanted.playlistId !== target.playlistId) changePlaylist(wanted);
      target = wanted;
      choose();
    },
    /** Null when nothing is wanted, or nothing of it can be played. */
    current: (): OrderedTrack | null => {
      const track = find(current?.trackId ?? null);
      if (track === null || current === null || isUnreadable(track)) return null;
      return orderedTrack(track, current.positionS);
    },
    next: (): OrderedTrack | null => {
      const track = find(nextId);
      return track && orderedTrack(track, 0);
    },
    place: (): SoundPlace | null => current,
    resumeAt: (place: SoundPlace): void => {
      current = place;
      currentAt = -1;
    },
    /** The playlist that a track comes from, and its place there. */
    sourceOf: (trackId: string): Pick<PlayingView, 'playlistTitle' | 'place' | 'of'> => {
      const source = sources().find((id) => tracksOf(id).some((track) => track.id === trackId)) ?? null;
      const all = tracksOf(source);
      const isCurrent = trackId === current?.trackId && all[currentAt]?.id === trackId;
      const place = (isCurrent ? currentAt : all.findIndex(({ id }) => id === trackId)) + 1;
      return { playlistTitle: library.titleOf(source ?? '') ?? '', place, of: all.length };
    },
    /** The current track plays at this position; `end` in real ms, null while unknown. */
    heardAt: (trackId: string, positionS: number, end: number | null): void => {
      if (current?.trackId !== trackId) return;
      if (current.playlistId !== null) leftAt.set(current.playlistId, { trackId, at: currentAt });
      current = { ...current, positionS };
      endsAt = end;
    },
    /** Nothing is heard any more: a track that was finishing has ended. */
    fellSilent: stopFinishing,
    /** The player went on to a track by itself. False: not the track that is wanted now. */
    advanced: (trackId: string): boolean => {
      if (trackId !== nextId || target.playlistId === null) return trackId === current?.trackId;
      finishing = null;
      current = { playlistId: target.playlistId, trackId, positionS: 0 };
      currentAt = nextAt;
      return true;
    },
    /** The track cannot be read at this address. */
    giveUp: (trackId: string, url: string): void => {
      const track = find(trackId);
      // A file that has changed since may be readable.
      if (track === null || track.url !== url) return;
      unreadable = new Map([...unreadable, [trackId, url]]);
      failed.set(trackId, track.title);
      for (const source of sources()) library.checkAgain(source);
    },
    /** A track that failed before plays after all; true if that is news. */
    isMended: (trackId: string): boolean => failed.delete(trackId),
    faults: (): readonly SoundFault[] => {
      const { playlistId } = target;
      const broken = [...failed.values()].map((about) => ({ code: 'trackUnreadable' as const, about }));
      // A library that is still reading may yet find the tracks.
      const mayCome = tracksOf(playlistId).length === 0 && !library.isReady();
      return playlistId === null || canPlay() || mayCome ? broken : [faultOf(playlistId), ...broken];
    },
  };
};
