// Main's side of the player: turns what the score wishes into whole orders, keeps the place in the music, and
// notices when the player is dead. It never plays what was not chosen: where nothing can be played, it is silent.

import type { PlayerOrder, PlayerReport } from '../../shared/player.ts';
import { assertNever } from '../../shared/result.ts';
import type { Fault, PlayingView } from '../../shared/snapshot.ts';
import type { SoundPlace } from '../keep/journal.ts';
import { isSamePath, type Leg, type LevelPath, legAfter, legTowards, pathFrom } from './level-path.ts';
import type { Library, Track } from './library.ts';
import { type DeckWish, type Intent, meaningOf, orderOf, playingView, soundFaults } from './ordering.ts';
import { awaited, heardFrom, type PlayerState, WATCH_EVERY_MS, watched } from './sign-of-life.ts';
import { type Choice, following, playable, turnOf } from './turn-taking.ts';

export type { DeckWish } from './ordering.ts';

/** When not one track of a playlist can be read, all are tried again after this long (real ms). */
const TRY_AGAIN_MS = 30_000;

/** A track's end as it is published moves only when it is this far off, so that reports do not publish (ms). */
const SAME_END_MS = 1000;

export interface DeckParts {
  readonly library: Pick<Library, 'tracksOf' | 'titleOf' | 'missing' | 'folderOf' | 'isReady' | 'checkAgain'>;
  readonly send: (order: PlayerOrder) => void;
  /** Real ms since 1970, as Date.now. */
  readonly now: () => number;
  /** The player is dead: a new player window is needed. */
  readonly onLost: () => void;
  /** All that is wrong with sound now, whenever that changes. */
  readonly onFaults: (present: readonly Pick<Fault, 'code' | 'about'>[]) => void;
  /** state() or playing() says something new. */
  readonly changed: () => void;
  /** Another track is heard. */
  readonly onTrack: (title: string, playlistTitle: string) => void;
}

export interface Deck {
  /** What should be heard from now on. The same wish twice does nothing. */
  readonly goTo: (wish: DeckWish) => void;
  readonly report: (report: PlayerReport) => void;
  /** What is heard; null in silence. */
  readonly playing: () => PlayingView | null;
  /** The track that is heard, or would be but for silence: what Different asks away from. */
  readonly current: () => string | null;
  readonly state: () => PlayerState;
  /** Where the music is, in silence too; for the crash journal. */
  readonly place: () => SoundPlace | null;
  /** Where to go on after a crash; to be called before the first goTo. */
  readonly resumeAt: (place: SoundPlace) => void;
  /** The player window is known to be dead, sooner than by its silence; answers by onLost. */
  readonly playerGone: () => void;
  readonly close: () => void;
}

const NOTHING: DeckWish = { playlistId: null, refused: [], level: null, isFullLight: false };

/** What is heard, and when it will be over. */
interface Heard {
  readonly trackId: string;
  readonly endsAtWallMs: number | null;
}

/** Makes the deck; it sends nothing until a player is born. It looks at the library by itself now and then. */
export const makeDeck = (parts: DeckParts): Deck => {
  const { library, now } = parts;
  let sign = awaited('starting', now());
  let wish = NOTHING;
  let path: LevelPath | null = null;
  let leg: Leg | null = null;
  let current: SoundPlace | null = null;
  let nextId: string | null = null;
  /** The level that the player reported last, in dB; null: silence. */
  let presentDb: number | null = null;
  let heard: Heard | null = null;
  let number = 0;
  let said: string | null = null;
  let told = '[]';
  let unreadable: ReadonlySet<string> = new Set();
  let triedAllAt: number | null = null;
  /** Titles of tracks that failed, by id, until they play or the session ends. */
  const failed = new Map<string, string>();

  const tracks = (): readonly Track[] => (wish.playlistId === null ? [] : library.tracksOf(wish.playlistId));
  const find = (id: string | null): Track | null => tracks().find((track) => track.id === id) ?? null;
  const choice = (): Choice => ({ tracks: tracks().map(({ id }) => id), refused: wish.refused, unreadable });

  /** What the playlist is called, as far as anybody knows. */
  const playlistTitle = (): string => library.titleOf(wish.playlistId ?? '') ?? '';

  const tellFaults = (): void => {
    // A playlist that the library may yet find is waited for, in silence and without complaint.
    const isMute = playable(choice()).length === 0 && (tracks().length > 0 || library.isReady());
    const present = soundFaults(library, sign.state, isMute ? wish.playlistId : null, [...failed.values()]);
    const key = JSON.stringify(present);
    if (key === told) return;
    told = key;
    parts.onFaults(present);
  };

  /** Puts the right track in place, and the one behind it. Where none can be played, the place is kept. */
  const takeTurns = (): void => {
    const { playlistId } = wish;
    const trackId = turnOf(choice(), current?.trackId ?? null);
    if (playlistId !== null && trackId !== null && trackId !== current?.trackId) {
      current = { playlistId, trackId, positionS: 0 };
    }
    nextId = trackId === null ? null : following(choice(), trackId);
  };

  const tryAllAgain = (): void => {
    const isStuck = tracks().length > 0 && playable(choice()).length === 0;
    triedAllAt = isStuck ? (triedAllAt ?? now()) : null;
    if (triedAllAt === null || now() - triedAllAt < TRY_AGAIN_MS) return;
    triedAllAt = null;
    unreadable = new Set();
  };

  const intent = (): Intent => {
    const track = find(current?.trackId ?? null);
    const fromS = current?.positionS ?? 0;
    return {
      current: track === null || unreadable.has(track.id) ? null : { track, fromS },
      next: find(nextId),
      ...{ path, leg, isFullLight: wish.isFullLight },
    };
  };

  /** Sends an order unless it says what the player has been told already. */
  const order = (): void => {
    const meaning = meaningOf(intent());
    if (sign.state !== 'ready' || meaning === said) return;
    said = meaning;
    number += 1;
    parts.send({ number, ...orderOf(intent()) });
  };

  /** An order goes out even if nothing in it is new: the player never had it, or took another way. */
  const orderAnew = (): void => {
    said = null;
    order();
  };

  const follow = (): void => {
    tryAllAgain();
    takeTurns();
    order();
    tellFaults();
  };

  const silenceHeard = (): void => {
    presentDb = null;
    if (heard === null) return;
    heard = null;
    parts.changed();
  };

  const hear = (report: PlayerReport & { kind: 'playing' }): void => {
    const track = find(report.trackId);
    if (track === null) {
      silenceHeard();
      // A session that is over is still heard for as long as it fades.
      presentDb = report.levelDb;
      return;
    }
    presentDb = report.levelDb;
    if (current?.trackId === track.id) current = { ...current, positionS: report.positionS };
    const durationS = report.durationS ?? track.durationS;
    const endsAtWallMs = durationS === null ? null : now() + Math.max(0, durationS - report.positionS) * 1000;
    const isOther = heard?.trackId !== track.id;
    if (!isOther && Math.abs((heard?.endsAtWallMs ?? 0) - (endsAtWallMs ?? 0)) < SAME_END_MS) return;
    heard = { trackId: track.id, endsAtWallMs };
    if (failed.delete(track.id)) tellFaults();
    if (isOther) parts.onTrack(track.title, playlistTitle());
    parts.changed();
  };

  /** Once the level has come onto its path, it goes along it. */
  const goOn = (): void => {
    if (path === null || leg === null) return;
    leg = legAfter(path, leg, presentDb, now()) ?? leg;
    order();
  };

  const advanced = (trackId: string): void => {
    if (trackId === nextId && wish.playlistId !== null) {
      current = { playlistId: wish.playlistId, trackId, positionS: 0 };
      follow();
      return;
    }
    // The player took a turn that a newer wish has overtaken: it is told once more, whole.
    if (trackId !== current?.trackId) orderAnew();
  };

  const giveUp = (trackId: string): void => {
    const track = find(trackId);
    if (track === null || wish.playlistId === null) return;
    unreadable = new Set([...unreadable, trackId]);
    failed.set(trackId, track.title);
    library.checkAgain(wish.playlistId);
    follow();
  };

  const born = (): void => {
    silenceHeard();
    if (path !== null) leg = legTowards(path, null, now());
    tellFaults();
    parts.changed();
    orderAnew();
  };

  const lose = (): void => {
    sign = awaited('lost', now());
    silenceHeard();
    tellFaults();
    parts.changed();
    parts.onLost();
  };

  const timer = setInterval(() => {
    const look = watched(sign, now());
    ({ sign } = look);
    if (look.isDead) lose();
    else follow();
  }, WATCH_EVERY_MS);
  timer.unref();

  /** Another playlist, or none: nothing of the one before counts any more. */
  const changePlaylist = (playlistId: string | null): void => {
    unreadable = new Set();
    failed.clear();
    if (current?.playlistId !== playlistId) current = null;
  };

  const setLevel = (level: DeckWish['level']): void => {
    if (level === null) {
      path = null;
      leg = null;
      return;
    }
    const wished = pathFrom(level.nowDb, level.toDb, level.overMs, now());
    if (path !== null && isSamePath(path, wished, now())) return;
    path = wished;
    leg = legTowards(wished, presentDb, now());
  };

  return {
    goTo: (wanted) => {
      if (wanted.playlistId !== wish.playlistId) changePlaylist(wanted.playlistId);
      wish = wanted;
      setLevel(wanted.level);
      follow();
    },
    report: (report) => {
      // The last words of a player that was given up are no sign of life of the new one.
      if (sign.state !== 'ready' && report.kind !== 'born') return;
      sign = heardFrom(sign, now());
      switch (report.kind) {
        case 'born':
          born();
          break;
        case 'playing':
          hear(report);
          if (report.order === number) goOn();
          break;
        case 'advanced':
          advanced(report.trackId);
          break;
        case 'unreadable':
          giveUp(report.trackId);
          break;
        default:
          assertNever(report);
      }
    },
    playing: () =>
      heard === null ? null : playingView(tracks(), heard.trackId, playlistTitle(), heard.endsAtWallMs),
    current: () => heard?.trackId ?? current?.trackId ?? null,
    state: () => sign.state,
    place: () => current,
    resumeAt: (place) => {
      current = place;
    },
    playerGone: () => {
      if (sign.state === 'ready') lose();
    },
    close: () => clearInterval(timer),
  };
};
