// The programme: which track is heard and which follows, held over time. It knows the wish, the library and what
// turned out unreadable, and nothing of levels, players or outputs. It never plays what was not chosen.

import type { Character } from '../../../shared/sound/music.ts';
import type { SoundPlace } from '../../storage/journal.ts';
import type { Library, Track } from '../library/library.ts';
import { type Choice, following, playable, turnOf } from './next-track.ts';

/** When not one track of a playlist can be read, all are tried again after this long (real ms). */
const TRY_AGAIN_MS = 30_000;

/** What music is wanted. */
export interface MusicWish {
  readonly playlistId: string | null;
  /** The patient's other playlists, for Different. */
  readonly others: readonly string[];
  /** Track ids that the patient asked away from, the latest last. */
  readonly refused: readonly string[];
  readonly part: Character;
  /** The playlist whose track may come to its end before this wish counts, if it does so within so many real ms. */
  readonly cadence: { readonly playlistId: string; readonly withinMs: number } | null;
  /** Each session begins at the beginning, and goes on where it was in a playlist that it comes back to. */
  readonly isInSession: boolean;
}

/** A track and where to begin in it, in seconds. */
export interface Placed {
  readonly track: Track;
  readonly fromS: number;
}

/** A track that comes to its end although another playlist, or none, is wanted by now. */
interface Finishing {
  readonly trackId: string;
  readonly playlistId: string;
  readonly until: number;
}

export interface ProgrammeParts {
  readonly library: Pick<Library, 'tracksOf' | 'titleOf' | 'isReady' | 'checkAgain'>;
  /** Real ms that only grow, as performance.now. */
  readonly now: () => number;
}

export interface Programme {
  readonly goTo: (wish: MusicWish) => void;
  /** Puts the right track in place, and the one behind it. Where none can be played, the place is kept. */
  readonly takeTurns: () => void;
  /** Null where nothing is wanted, or nothing of it can be played. */
  readonly current: () => Placed | null;
  readonly next: () => Track | null;
  readonly place: () => SoundPlace | null;
  readonly resumeAt: (place: SoundPlace) => void;
  /** A track of what is wanted, by its id. */
  readonly find: (trackId: string | null) => Track | null;
  /** What the playlist is called that a track is heard from, and its 1-based place in it. */
  readonly sourceOf: (trackId: string) => {
    readonly title: string;
    readonly place: number;
    readonly of: number;
  };
  /** The current track is heard at this position; `endsAt`, in real ms, null while unknown. */
  readonly heardAt: (trackId: string, positionS: number, endsAt: number | null) => void;
  /** Nothing is heard any more: what was to come to its end has done so. */
  readonly fellSilent: () => void;
  /** The player went on to a track by itself. False: to another one than is wanted now. */
  readonly advanced: (trackId: string) => boolean;
  readonly giveUp: (trackId: string) => void;
  /** A track that failed before is heard after all; true if that is news. */
  readonly isMended: (trackId: string) => boolean;
  /** Titles of tracks that failed. */
  readonly broken: () => readonly string[];
  /** The playlist of which nothing can be played; null: none, or the library may yet find something. */
  readonly mutePlaylist: () => string | null;
}

const NOTHING: MusicWish = {
  ...{ playlistId: null, others: [], refused: [], part: 'calm', cadence: null, isInSession: false },
};

/** A programme with nothing in it. */
export const openProgramme = ({ library, now }: ProgrammeParts): Programme => {
  let wish = NOTHING;
  let current: SoundPlace | null = null;
  let nextId: string | null = null;
  /** When what is heard now will be over, in real ms. */
  let endsAt: number | null = null;
  let finishing: Finishing | null = null;
  let unreadable: ReadonlySet<string> = new Set();
  let triedAllAt: number | null = null;
  /** Titles of tracks that failed, by id, until they play or the playlist changes. */
  const failed = new Map<string, string>();
  /** The track that was heard last of each playlist in this session. */
  const leftAt = new Map<string, string>();

  const tracksOf = (playlistId: string | null): readonly Track[] =>
    playlistId === null ? [] : library.tracksOf(playlistId);
  const tracks = (): readonly Track[] => tracksOf(wish.playlistId);

  /** Where a track may be heard from, the wanted playlist before the others. */
  const sources = (): readonly string[] => {
    const wanted = wish.playlistId === null ? [] : [wish.playlistId, ...wish.others];
    return finishing === null ? wanted : [...wanted, finishing.playlistId];
  };

  const find = (trackId: string | null): Track | null => {
    for (const source of trackId === null ? [] : sources()) {
      const found = tracksOf(source).find(({ id }) => id === trackId);
      if (found !== undefined) return found;
    }
    return null;
  };

  const choice = (): Choice => ({
    tracks: tracks(),
    others: wish.others.flatMap((id) => tracksOf(id)),
    part: wish.part,
    refused: wish.refused,
    unreadable,
  });

  const isStuck = (): boolean =>
    tracks().length > 0 && playable({ tracks: tracks(), unreadable }).length === 0;

  const tryAllAgain = (): void => {
    triedAllAt = isStuck() ? (triedAllAt ?? now()) : null;
    if (triedAllAt === null || now() - triedAllAt < TRY_AGAIN_MS) return;
    triedAllAt = null;
    unreadable = new Set();
  };

  const mayFinish = (): boolean =>
    finishing !== null &&
    finishing.trackId === current?.trackId &&
    now() <= finishing.until &&
    !wish.refused.includes(finishing.trackId) &&
    !unreadable.has(finishing.trackId);

  /** Where a playlist begins, or goes on. */
  const beginning = (from: Choice, playlistId: string | null): string | null =>
    following(from, leftAt.get(playlistId ?? '') ?? null);

  /** What came to its end has done so, or is not let any more. */
  const stopFinishing = (): void => {
    if (finishing !== null && current?.playlistId !== wish.playlistId) current = null;
    finishing = null;
  };

  const takeTurns = (): void => {
    tryAllAgain();
    const from = choice();
    if (mayFinish()) {
      nextId = beginning(from, wish.playlistId);
      return;
    }
    stopFinishing();
    const { playlistId } = wish;
    const trackId = current === null ? beginning(from, playlistId) : turnOf(from, current.trackId);
    if (playlistId !== null && trackId !== null && trackId !== current?.trackId) {
      current = { playlistId, trackId, positionS: 0 };
      endsAt = null;
    }
    nextId = trackId === null ? null : following(from, trackId);
  };

  /** What is heard may come to its end first, if the wish allows it and that is soon enough. */
  const finishingUnder = ({ cadence }: MusicWish): Finishing | null => {
    if (cadence === null || current?.playlistId !== cadence.playlistId || endsAt === null) return null;
    const until = now() + cadence.withinMs;
    return endsAt > until ? null : { trackId: current.trackId, playlistId: cadence.playlistId, until };
  };

  /** Another playlist, or none: nothing of the one before counts any more, but for a cadence. */
  const changePlaylist = (wanted: MusicWish): void => {
    unreadable = new Set();
    failed.clear();
    finishing = finishingUnder(wanted);
    if (finishing === null && current?.playlistId !== wanted.playlistId) current = null;
  };

  const forgetSession = (): void => {
    leftAt.clear();
    current = null;
    finishing = null;
  };

  return {
    takeTurns,
    find,
    goTo: (wanted) => {
      if (wish.isInSession && !wanted.isInSession) forgetSession();
      if (wanted.playlistId !== wish.playlistId) changePlaylist(wanted);
      wish = wanted;
      takeTurns();
    },
    current: () => {
      const track = find(current?.trackId ?? null);
      if (track === null || current === null || unreadable.has(track.id)) return null;
      return { track, fromS: current.positionS };
    },
    next: () => find(nextId),
    place: () => current,
    resumeAt: (place) => {
      current = place;
    },
    sourceOf: (trackId) => {
      const source = sources().find((id) => tracksOf(id).some((track) => track.id === trackId)) ?? null;
      const all = tracksOf(source);
      const place = all.findIndex(({ id }) => id === trackId) + 1;
      return { title: library.titleOf(source ?? '') ?? '', place, of: all.length };
    },
    heardAt: (trackId, positionS, end) => {
      if (current?.trackId !== trackId) return;
      if (current.playlistId !== null) leftAt.set(current.playlistId, trackId);
      current = { ...current, positionS };
      endsAt = end;
    },
    fellSilent: stopFinishing,
    advanced: (trackId) => {
      if (trackId === nextId && wish.playlistId !== null) {
        finishing = null;
        current = { playlistId: wish.playlistId, trackId, positionS: 0 };
        return true;
      }
      return trackId === current?.trackId;
    },
    giveUp: (trackId) => {
      const track = find(trackId);
      if (track === null) return;
      unreadable = new Set([...unreadable, trackId]);
      failed.set(trackId, track.title);
      for (const source of sources()) library.checkAgain(source);
    },
    isMended: (trackId) => failed.delete(trackId),
    broken: () => [...failed.values()],
    mutePlaylist: () => {
      const canPlay = playable({ tracks: tracks(), unreadable }).length > 0;
      return canPlay || (tracks().length === 0 && !library.isReady()) ? null : wish.playlistId;
    },
  };
};
