// Main's side of the player: turns what the score wishes into whole orders, keeps the place in the music, and replaces
// a player that is dead or does not obey. Whatever is wrong, what cannot be heard as it was chosen is silent.

import type { Fault } from '../../../shared/ipc/snapshot.ts';
import { assertNever } from '../../../shared/result.ts';
import type { OutputDevice, PlayerOrder, PlayerReport } from '../../../shared/sound/player-orders.ts';
import type { OutputsView, PlayingView } from '../../../shared/sound/sound-view.ts';
import type { SoundPlace } from '../../storage/journal.ts';
import type { Library } from '../library/library.ts';
import { isSamePath, type Leg, type LevelPath, legAfter, legTowards, pathFrom } from './level-path.ts';
import { openOutputs } from './outputs.ts';
import { openProgramme } from './play-queue.ts';
import type { PlayerState } from './player-heartbeat.ts';
import { type PlayerLoss, type PlayerWindow, watchPlayer } from './player-lifecycle.ts';
import { type DeckWish, type Intent, isSilence, meaningOf, orderOf, soundFaults } from './player-orders.ts';
import { keepSilence } from './silence.ts';

export type { DeckWish } from './player-orders.ts';

/** A track's end as it is published moves only when it is this far off, so that reports do not publish (ms). */
const SAME_END_MS = 1000;

/** Full light has the music out within a second (design); main sees to it a moment sooner, in real ms. */
const FULL_LIGHT_SILENT_MS = 900;

/** All other silence is ordered within 1.5 s (player-orders.ts) and is so a moment later, in real ms. */
const SILENT_MS = 1900;

export interface DeckParts {
  readonly library: Pick<Library, 'tracksOf' | 'titleOf' | 'missing' | 'folderOf' | 'isReady' | 'checkAgain'>;
  readonly send: (order: PlayerOrder) => void;
  /** Real ms that only grow, as performance.now: no clock that is set makes a player late, or a silence long. */
  readonly now: () => number;
  /** Real ms since 1970, as Date.now; for what a screen shows. */
  readonly wallNow: () => number;
  /** The output that was chosen in Set-up; null: none was. */
  readonly chosenOutput: () => OutputDevice | null;
  readonly window: PlayerWindow;
  /** The player is replaced. */
  readonly onLost: (why: PlayerLoss) => void;
  /** All that is wrong with sound now, whenever that changes. */
  readonly onFaults: (present: readonly Pick<Fault, 'code' | 'about'>[]) => void;
  /** state(), playing() or outputs() says something new. */
  readonly changed: () => void;
  /** Another track is heard. */
  readonly onTrack: (title: string, playlistTitle: string) => void;
}

export interface Deck {
  /** What should be heard from now on. The same wish twice does nothing. */
  readonly goTo: (wish: DeckWish) => void;
  /** Silence, with everything else as it is: for the program's end. */
  readonly hush: () => void;
  readonly report: (report: PlayerReport) => void;
  /** What is heard; null in silence. */
  readonly playing: () => PlayingView | null;
  /** The track that is heard, or would be but for silence: what Different asks away from. */
  readonly current: () => string | null;
  /** Nothing is heard, not even the end of a fade: the player says so and Chromium hears nothing, or it is muted. */
  readonly isSilent: () => boolean;
  /** The level that the player said last that it is at, in whole dB over the normalised track; null: silence. */
  readonly levelDb: () => number | null;
  readonly state: () => PlayerState;
  readonly outputs: () => OutputsView;
  /** Another output was chosen. */
  readonly followOutput: () => void;
  /** Where the music is, in silence too, and the output that the session is held to; for the crash journal. */
  readonly place: () => SoundPlace | null;
  readonly heldOutput: () => OutputDevice | null;
  /** Where to go on after a crash; to be called before the first goTo. */
  readonly resumeAt: (place: SoundPlace | null, output: OutputDevice | null) => void;
  /** The player window is known to be dead, sooner than by its silence. */
  readonly playerGone: () => void;
  readonly close: () => void;
}

/** No wish at all: silence, with nothing loaded. */
export const NO_WISH: DeckWish = {
  ...{ playlistId: null, others: [], refused: [], part: 'calm', cadence: null, level: null },
  ...{ capDb: 0, joins: 'crossfade', isFullLight: false, isInSession: false },
};

/** What is heard, and when it will be over. */
interface Heard {
  readonly trackId: string;
  readonly endsAt: number | null;
}

/** Makes the deck; it sends nothing until a player is born. It looks at the library by itself now and then. */
export const makeDeck = (parts: DeckParts): Deck => {
  const { library, now } = parts;
  const programme = openProgramme({ library, now });
  const outputs = openOutputs(parts.chosenOutput);
  let wish = NO_WISH;
  let path: LevelPath | null = null;
  let leg: Leg | null = null;
  /** The level that the player reported last, in dB; null: silence. */
  let presentDb: number | null = null;
  let heard: Heard | null = null;
  let number = 0;
  let said: string | null = null;
  /** Since when silence has been wanted, and whether Full light has asked for it since; null: sound is wanted. */
  let silent: { readonly since: number; readonly isFullLight: boolean } | null = null;
  let told = '[]';

  const life = watchPlayer({
    ...{ now, window: parts.window },
    onLook: () => {
      silence.look();
      follow();
    },
    onLost: (why) => {
      silence.windowGone();
      silenceHeard();
      tellFaults();
      parts.changed();
      parts.onLost(why);
    },
  });

  const silence = keepSilence({
    now,
    isSaid: () => presentDb === null,
    isAudible: parts.window.isAudible,
    mute: (isMuted) => {
      parts.window.mute(isMuted);
      parts.changed();
    },
    giveUp: () => life.lose('doesNotFallSilent'),
  });

  const tellFaults = (): void => {
    const present = soundFaults(library, {
      player: life.state(),
      mutePlaylist: programme.mutePlaylist(),
      broken: programme.broken(),
      lostOutput: outputs.lost(),
    });
    const key = JSON.stringify(present);
    if (key === told) return;
    told = key;
    parts.onFaults(present);
  };

  const intent = (): Intent => ({
    ...{ current: programme.current(), next: programme.next(), path, leg, output: outputs.wanted() },
    ...{ capDb: wish.capDb, joins: wish.joins, isFullLight: wish.isFullLight },
  });

  /** Sends an order unless it says what the player has been told already. Silence is seen to in any case. */
  const order = (): void => {
    const at = now();
    const wanted = intent();
    const isFullLight = wish.isFullLight || (silent?.isFullLight ?? false);
    silent = isSilence(wanted) ? { since: silent?.since ?? at, isFullLight } : null;
    const next = orderOf(wanted, silent && { ...silent, forMs: at - silent.since });
    silence.want(silent === null ? null : silent.isFullLight ? FULL_LIGHT_SILENT_MS : SILENT_MS);
    const meaning = meaningOf(wanted);
    if (life.state() !== 'ready' || meaning === said) return;
    said = meaning;
    number += 1;
    life.ordered(number);
    parts.send({ number, ...next });
  };

  /** An order goes out even if nothing in it is new: the player never had it, or took another way. */
  const orderAnew = (): void => {
    said = null;
    order();
  };

  const follow = (): void => {
    programme.takeTurns();
    order();
    tellFaults();
  };

  /** The level is told in whole dB, so that a slow fade does not publish at every report. */
  const levelDb = (): number | null =>
    presentDb === null || silence.isMuted() ? null : Math.round(presentDb);

  const hearLevel = (db: number | null): void => {
    const before = levelDb();
    presentDb = db;
    silence.look();
    if (levelDb() !== before) parts.changed();
  };

  const silenceHeard = (): void => {
    hearLevel(null);
    if (heard === null) return;
    heard = null;
    parts.changed();
  };

  const hear = (report: PlayerReport & { kind: 'playing' }): void => {
    const track = programme.find(report.trackId);
    if (track === null) {
      if (report.trackId === null && heard !== null) programme.fellSilent();
      if (heard !== null) {
        heard = null;
        parts.changed();
      }
      // A session that is over is still heard for as long as it fades.
      hearLevel(report.levelDb);
      return;
    }
    hearLevel(report.levelDb);
    // That word of its level may have been its last.
    if (life.state() !== 'ready') return;
    const durationS = report.durationS ?? track.durationS;
    const endsAt = durationS === null ? null : now() + Math.max(0, durationS - report.positionS) * 1000;
    programme.heardAt(track.id, report.positionS, endsAt);
    const isOther = heard?.trackId !== track.id;
    if (!isOther && Math.abs((heard?.endsAt ?? 0) - (endsAt ?? 0)) < SAME_END_MS) return;
    heard = { trackId: track.id, endsAt };
    if (programme.isMended(track.id)) tellFaults();
    if (isOther) parts.onTrack(track.title, programme.sourceOf(track.id).title);
    parts.changed();
  };

  /** Once the level has come onto its path, it goes along it. */
  const goOn = (): void => {
    if (path === null || leg === null) return;
    leg = legAfter(path, leg, presentDb, now()) ?? leg;
    order();
  };

  const advanced = (trackId: string): void => {
    // A turn that a newer wish has overtaken: the player is told once more, whole.
    if (programme.advanced(trackId)) follow();
    else orderAnew();
  };

  const giveUp = (trackId: string): void => {
    programme.giveUp(trackId);
    follow();
  };

  const hearOfOutputs = (report: PlayerReport & { kind: 'outputs' }): void => {
    outputs.report(report);
    tellFaults();
    parts.changed();
    // Outside a session nothing holds the sound to an output that nobody chose: the player looks for another one.
    if (report.isLost && outputs.wanted() === null) orderAnew();
    else order();
  };

  const born = (): void => {
    silenceHeard();
    if (path !== null) leg = legTowards(path, null, now());
    tellFaults();
    parts.changed();
    orderAnew();
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

  const goTo = (wanted: DeckWish): void => {
    wish = wanted;
    outputs.hold(wanted.isInSession);
    programme.goTo(wanted);
    setLevel(wanted.level);
    follow();
  };

  return {
    goTo,
    hush: () => goTo({ ...wish, level: null, isFullLight: false }),
    report: (report) => {
      // The last words of a player that was given up are no sign of life of the new one.
      if (life.state() !== 'ready' && report.kind !== 'born') return;
      life.heard();
      switch (report.kind) {
        case 'born':
          born();
          break;
        case 'playing':
          life.obeyed(report.order);
          hear(report);
          if (report.order === number) goOn();
          break;
        case 'broken':
          life.broke(report.why);
          break;
        case 'advanced':
          advanced(report.trackId);
          break;
        case 'unreadable':
          giveUp(report.trackId);
          break;
        case 'outputs':
          hearOfOutputs(report);
          break;
        default:
          assertNever(report);
      }
    },
    playing: () => {
      const track = heard && programme.find(heard.trackId);
      if (heard === null || track === null || silence.isMuted()) return null;
      const { title: playlistTitle, place, of } = programme.sourceOf(track.id);
      return {
        trackId: track.id,
        title: track.title,
        playlistTitle,
        place,
        of,
        endsAtWallMs: heard.endsAt && parts.wallNow() + (heard.endsAt - now()),
      };
    },
    current: () => heard?.trackId ?? programme.place()?.trackId ?? null,
    isSilent: silence.isKept,
    levelDb,
    state: life.state,
    outputs: outputs.view,
    followOutput: follow,
    place: programme.place,
    heldOutput: outputs.held,
    resumeAt: (place, output) => {
      if (place !== null) programme.resumeAt(place);
      if (output !== null) outputs.resumeWith(output);
    },
    playerGone: () => life.lose('windowGone'),
    close: () => {
      life.close();
      silence.close();
    },
  };
};
