// The parts of the room's sound, wired together: library, deck, measuring, outputs, calibration, and what is played
// outside a session. The score decides what a session hears; this only carries it there.

import type { Preset } from '../../shared/preset/preset.ts';
import { NO_SOUND, type SoundWish } from '../../shared/score/sound-score.ts';
import type { Clock } from '../../shared/session/clock.ts';
import { chairCapDb } from '../../shared/sound/chair.ts';
import type { MeasureOrder, MeterReport } from '../../shared/sound/loudness-orders.ts';
import type { PlayerOrder, PlayerReport } from '../../shared/sound/player-orders.ts';
import type { SoundTrialView, SoundView } from '../../shared/sound/sound-view.ts';
import type { Library } from '../sound/library/library.ts';
import { openMeasuring } from '../sound/library/measuring.ts';
import { type Deck, makeDeck } from '../sound/playback/player-client.ts';
import type { PlayerLoss, PlayerWindow } from '../sound/playback/player-lifecycle.ts';
import { deckWish } from '../sound/playback/wish.ts';
import type { JournalEntry } from '../storage/journal.ts';
import type { KeptSettings } from '../storage/settings.ts';
import type { Faults } from './faults.ts';
import { outsideWish } from './sound-outside-session.ts';

/** A window that main needs for sound and nobody sees. */
export type SoundWindow = 'player' | 'loudnessMeter';

export interface RoomSoundParts {
  readonly clock: Clock;
  readonly settings: KeptSettings;
  readonly faults: Faults;
  readonly library: Library;
  readonly isInSession: () => boolean;
  readonly windows: {
    readonly open: (which: SoundWindow) => void;
    readonly close: (which: SoundWindow) => void;
  };
  /** The player's window beyond that. */
  readonly playerWindow: Pick<PlayerWindow, 'mute' | 'isAudible'>;
  readonly sendOrder: (order: PlayerOrder) => void;
  readonly sendMeasure: (order: MeasureOrder) => void;
  readonly changed: () => void;
  /** The player is replaced; what sounded has fallen silent. */
  readonly onPlayerLost: (why: PlayerLoss) => void;
  /** Another track is heard in a session. */
  readonly onTrack: (title: string, playlistTitle: string) => void;
}

export interface RoomSound {
  readonly library: Library;
  readonly deck: Pick<Deck, 'current' | 'place' | 'heldOutput' | 'levelDb' | 'isSilent'>;
  /** What the score wants now. */
  readonly goTo: (wish: SoundWish, isFullLight: boolean) => void;
  /** Takes the music up where a crash left it; to be called before the first goTo. */
  readonly resumeAt: (found: Pick<JournalEntry, 'place' | 'output'>) => void;
  /** The preset that is chosen on the console: its first track is made ready. */
  readonly prepare: (preset: Preset) => void;
  readonly prepared: () => Preset | null;
  /** Lets go of what was made ready and what is tried out: nothing of it is for the next person. */
  readonly forget: () => void;
  /** Plays something outside a session, or stops it (null). False: a session runs. */
  readonly tryOut: (trial: SoundTrialView | null) => boolean;
  /** Keeps what a meter at the chair shows for the noise; null forgets. Answers why it did not; null: it did. */
  readonly calibrate: (shownDb: number | null) => 'outputUnclear' | 'noNoisePlays' | null;
  /** False: there is no such output. */
  readonly chooseOutput: (outputId: string) => boolean;
  readonly playerReport: (report: PlayerReport) => void;
  readonly meterReport: (report: MeterReport) => void;
  /** A window was lost that sound needs. */
  readonly lost: (which: SoundWindow) => void;
  /** The library, or whether a session runs, may say something new. */
  readonly look: () => void;
  readonly view: () => SoundView;
  /** Fades out what is heard, for the program's end. */
  readonly hush: () => void;
  readonly close: () => void;
}

/** What was heard before the noise has left a cross-fade by then, in real ms (renderer/player/crossfade.ts). */
const MUSIC_GONE_MS = 8000;

/** The room's sound; silent until something is wanted. */
export const openRoomSound = (parts: RoomSoundParts): RoomSound => {
  const { clock, settings, library, isInSession, changed } = parts;
  let wanted: { readonly wish: SoundWish; readonly isFullLight: boolean } = {
    wish: NO_SOUND,
    isFullLight: false,
  };
  let prepared: Preset | null = null;
  let trial: SoundTrialView | null = null;
  /** From then on the noise is heard alone; real ms, as performance.now. */
  let noiseAloneAt = 0;

  const deck = makeDeck({
    library,
    send: parts.sendOrder,
    ...{ now: () => performance.now(), wallNow: Date.now },
    chosenOutput: () => settings.get().output,
    window: {
      ...parts.playerWindow,
      open: () => parts.windows.open('player'),
      close: () => parts.windows.close('player'),
    },
    onLost: parts.onPlayerLost,
    onFaults: (present) => parts.faults.set('sound', present),
    changed,
    onTrack: (title, playlist) => {
      if (isInSession()) parts.onTrack(title, playlist);
    },
  });

  const measuring = openMeasuring({
    waiting: library.waiting,
    measured: library.measured,
    mayWork: () => !isInSession(),
    openWindow: () => parts.windows.open('loudnessMeter'),
    closeWindow: () => parts.windows.close('loudnessMeter'),
    send: parts.sendMeasure,
    now: Date.now,
    changed,
  });

  /** Calibrations are kept by the output's name: each loudspeaker is as loud as it is. */
  const outputName = (): string | null => deck.outputs().inUse?.name ?? settings.get().output?.name ?? null;
  const chairDb = (): number | null => settings.get().chairDb[outputName() ?? ''] ?? null;

  const follow = (): void => {
    const { wish, isFullLight } = wanted;
    if (isInSession()) {
      trial = null;
      deck.goTo(deckWish(wish, { isFullLight, isInSession: true, chairDb: chairDb() }, clock));
      return;
    }
    if (isFullLight) trial = null;
    deck.goTo({ ...outsideWish(trial, prepared, chairCapDb(chairDb())), isFullLight });
  };

  const changeChair = (name: string, db: number | null): void => {
    const { [name]: _, ...others } = settings.get().chairDb;
    settings.change({ chairDb: db === null ? others : { ...others, [name]: db } });
    follow();
    changed();
  };

  return {
    library,
    deck,
    goTo: (wish, isFullLight) => {
      wanted = { wish, isFullLight };
      follow();
      measuring.look();
    },
    resumeAt: ({ place, output }) => deck.resumeAt(place, output),
    prepare: (preset) => {
      prepared = preset;
      if (!isInSession() && trial === null) follow();
      measuring.look();
    },
    prepared: () => prepared,
    forget: () => {
      prepared = null;
      trial = null;
      follow();
      changed();
    },
    tryOut: (next) => {
      if (isInSession()) return false;
      if (next?.kind === 'noise' && trial?.kind !== 'noise') {
        noiseAloneAt = performance.now() + (deck.isSilent() ? 0 : MUSIC_GONE_MS);
      }
      trial = next;
      follow();
      changed();
      return true;
    },
    calibrate: (shownDb) => {
      const name = outputName();
      if (name === null) return 'outputUnclear';
      if (shownDb === null) {
        changeChair(name, null);
        return null;
      }
      // What a meter shows counts for what is heard: the noise alone, at the level that was asked.
      if (trial?.kind !== 'noise' || deck.levelDb() !== Math.round(trial.levelDb)) return 'noNoisePlays';
      if (performance.now() < noiseAloneAt) return 'noNoisePlays';
      changeChair(name, shownDb - trial.levelDb);
      return null;
    },
    chooseOutput: (outputId) => {
      const output = deck.outputs().present.find(({ id }) => id === outputId);
      if (output === undefined) return false;
      settings.change({ output });
      deck.followOutput();
      changed();
      return true;
    },
    playerReport: (report) => {
      const before = chairDb();
      deck.report(report);
      // Through another output the same level is another loudness: what it may be at most is asked anew.
      if (report.kind === 'outputs' && chairDb() !== before) follow();
    },
    meterReport: measuring.report,
    lost: (which) => {
      if (which === 'player') deck.playerGone();
      else measuring.gone();
    },
    look: measuring.look,
    view: () => ({
      ...{ state: deck.state(), playing: deck.playing(), playlists: library.playlists() },
      levelDb: deck.levelDb(),
      library: { ...library.view(), measuring: measuring.view() },
      outputs: deck.outputs(),
      chairDb: chairDb(),
      trial,
    }),
    hush: deck.hush,
    close: () => {
      measuring.close();
      deck.close();
      library.close();
    },
  };
};
