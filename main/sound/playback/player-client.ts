// Main's side of the player. It turns the target of the score into whole orders, keeps the place in the music, and
// replaces a player that is dead or does not obey. Music that cannot play as it was chosen is silent.

import { assertNever } from '../../../shared/result.ts';
import { NO_SOUND, type SoundTarget } from '../../../shared/score/sound-score.ts';
import type { Clock } from '../../../shared/session/clock.ts';
import type { Ms } from '../../../shared/session/session.ts';
import type { OutputDevice, PlayerOrder, PlayerReport } from '../../../shared/sound/player-orders.ts';
import type { OutputsView, PlayingView } from '../../../shared/sound/sound-view.ts';
import type { JournalEntry } from '../../storage/journal.ts';
import { openPlayQueue, type PlayQueueParts, type SoundFault } from './play-queue.ts';
import { type PlayerLoss, type PlayerWindow, watchPlayer } from './player-lifecycle.ts';
import { openOrdering } from './player-ordering.ts';
import { keepSilence } from './silence.ts';
import { watchSoundSystem } from './sound-system.ts';

/** The published end of a track moves only when it is off by this much, so that reports do not publish (ms). */
const SAME_END_MS = 1000;

export interface PlayerClientParts {
  readonly library: PlayQueueParts['library'];
  readonly send: (order: PlayerOrder) => void;
  /** The session clock. A level's fade is N times as short at rate N; the guard still limits its slope. */
  readonly clock: Pick<Clock, 'now' | 'rate'>;
  /** Real ms that only grow, as performance.now: setting the computer's clock delays neither player nor silence. */
  readonly now: () => number;
  /** Real ms since 1970, as Date.now; for what a screen shows. */
  readonly wallNow: () => number;
  /** The output that was chosen in Set-up; null: none was. */
  readonly chosenOutput: () => OutputDevice | null;
  readonly window: PlayerWindow;
  /** The player is replaced. */
  readonly onLost: (why: PlayerLoss) => void;
  /** All that is wrong with sound, whenever that changes. */
  readonly onFaults: (present: readonly SoundFault[]) => void;
  /** health(), levelDb(), playing() or outputs() has changed. */
  readonly changed: () => void;
  /** Another track is heard. */
  readonly onTrack: (title: string, playlistTitle: string) => void;
}

/** Where a session's music goes on after a crash. */
type ResumePoint = Pick<JournalEntry, 'place' | 'output'>;

export type PlayerClient = ReturnType<typeof makePlayerClient>;

/** Makes the client. It sends nothing until a player reports, and checks the library regularly. */
export const makePlayerClient = (parts: PlayerClientParts) => {
  const { library, clock, now } = parts;
  const realAt = (at: Ms): number => now() + Math.max(0, (at - clock.now()) / clock.rate);
  const queue = openPlayQueue({ library, now, realAt });
  let target = NO_SOUND;
  /** The level that the player reported last, in dB; null: silence. */
  let presentDb: number | null = null;
  /** The track that is heard, and when it will end in real ms. */
  let heard: { readonly trackId: string; readonly endsAt: number | null } | null = null;
  let outputs: OutputsView = {
    ...{ isKnown: false, present: [], inUse: null, isLost: false, isStopped: false },
  };
  /** The output on which the session began. It stays, also for a new player. */
  let heldOutput: OutputDevice | null = null;
  let toldFaults = '[]';

  const life = watchPlayer({
    now,
    window: parts.window,
    onCheck: () => {
      silence.check();
      follow();
    },
    onLost: (why) => {
      silence.windowGone();
      nothingHeard();
      tellFaults();
      parts.changed();
      parts.onLost(why);
    },
  });

  const silence = keepSilence({
    now,
    isReported: () => presentDb === null,
    isAudible: parts.window.isAudible,
    mute: (isMuted) => {
      parts.window.mute(isMuted);
      parts.changed();
    },
    giveUp: () => life.lose('doesNotFallSilent'),
  });

  const soundSystem = watchSoundSystem({
    endAudioService: parts.window.endAudioService,
    replacePlayer: () => life.lose('soundStopped'),
  });

  const tellFaults = (): void => {
    const present: SoundFault[] = [...queue.faults()];
    const { isLost, isStopped, inUse } = outputs;
    const outputName = isLost ? (inUse?.name ?? null) : null;
    // Where there never was an output, none has stopped.
    if (isStopped && (isLost || outputs.present.length > 0))
      present.unshift({ code: 'soundStopped', about: null });
    else if (outputName !== null) present.unshift({ code: 'outputLost', about: outputName });
    if (life.health() === 'lost') present.unshift({ code: 'playerLost', about: null });
    const told = JSON.stringify(present);
    if (told === toldFaults) return;
    toldFaults = told;
    parts.onFaults(present);
  };

  /** The output to use; null: wherever the system plays when sound begins. */
  const wantedOutput = (): OutputDevice | null => parts.chosenOutput() ?? heldOutput;

  const { send } = parts;
  const ordering = openOrdering({ now, realAt, queue, silence, life, output: wantedOutput, send });

  const follow = (): void => {
    queue.choose();
    ordering.order();
    tellFaults();
  };

  /**
   * The level that the player reported last, over the normalised track; null: silence. In whole dB, so that a slow fade
   * does not publish at every report.
   */
  const levelDb = (): number | null =>
    presentDb === null || silence.isMuted() ? null : Math.round(presentDb);

  const hearLevel = (db: number | null): void => {
    const before = levelDb();
    presentDb = db;
    silence.check();
    if (levelDb() !== before) parts.changed();
  };

  const noTrackHeard = (): void => {
    if (heard === null) return;
    heard = null;
    parts.changed();
  };

  const nothingHeard = (): void => {
    hearLevel(null);
    noTrackHeard();
  };

  const hear = (report: PlayerReport & { kind: 'playing' }): void => {
    const track = queue.find(report.trackId);
    if (report.trackId === null && heard !== null) queue.fellSilent();
    if (track === null) noTrackHeard();
    hearLevel(report.levelDb);
    // That level may have been the player's end.
    if (track === null || life.health() !== 'ready') return;
    const durationS = report.durationS ?? track.durationS;
    const endsAt = durationS === null ? null : now() + Math.max(0, durationS - report.positionS) * 1000;
    queue.heardAt(track.id, report.positionS, endsAt);
    const isOther = heard?.trackId !== track.id;
    if (!isOther && Math.abs((heard?.endsAt ?? 0) - (endsAt ?? 0)) < SAME_END_MS) return;
    heard = { trackId: track.id, endsAt };
    if (queue.isMended(track.id)) tellFaults();
    if (isOther) parts.onTrack(track.title, queue.sourceOf(track.id).playlistTitle);
    parts.changed();
  };

  const hearOutputs = ({ kind: _, ...said }: PlayerReport & { kind: 'outputs' }): void => {
    outputs = { isKnown: true, ...said };
    const { inUse, isLost } = said;
    soundSystem.hear(outputs);
    if (target.isInSession && !isLost) heldOutput = inUse ?? heldOutput;
    tellFaults();
    parts.changed();
    // Outside a session the sound may move from an output that nobody chose: the player looks for another one.
    if (isLost && wantedOutput() === null) ordering.orderAgain();
    else ordering.order();
  };

  const born = (): void => {
    nothingHeard();
    tellFaults();
    parts.changed();
    ordering.begin();
  };

  /** What the room should hear from now on. The same target twice does nothing. */
  const goTo = (wanted: SoundTarget): void => {
    target = wanted;
    if (!wanted.isInSession) heldOutput = null;
    else if (!outputs.isLost) heldOutput ??= outputs.inUse;
    queue.goTo(wanted);
    ordering.goTo(wanted, presentDb);
    follow();
  };

  return {
    goTo,
    /** Silence, with everything else as it is: for the program's end. */
    hush: (): void => goTo({ ...target, level: null, isFullLight: false }),
    report: (report: PlayerReport): void => {
      // The last words of a player that was given up say nothing about the new one.
      if (life.health() !== 'ready' && report.kind !== 'born') return;
      life.reported();
      switch (report.kind) {
        case 'born':
          born();
          break;
        case 'playing':
          life.confirmed(report.order);
          hear(report);
          ordering.reached(report.order, presentDb);
          break;
        case 'broken':
          life.broke(report.why);
          break;
        case 'advanced':
          // If a newer target has overtaken it, the player gets the whole order again.
          if (queue.advanced(report.trackId)) follow();
          else ordering.orderAgain();
          break;
        case 'unreadable':
          queue.giveUp(report.trackId, report.url);
          follow();
          break;
        case 'outputs':
          hearOutputs(report);
          break;
        default:
          assertNever(report);
      }
    },
    /** What is heard; null in silence. */
    playing: (): PlayingView | null => {
      const track = heard && queue.find(heard.trackId);
      if (heard === null || track === null || silence.isMuted()) return null;
      const endsAtWallMs = heard.endsAt && parts.wallNow() + (heard.endsAt - now());
      return { trackId: track.id, title: track.title, ...queue.sourceOf(track.id), endsAtWallMs };
    },
    /** The id of the track that is heard, or would be without silence: what Different asks away from. */
    current: (): string | null => heard?.trackId ?? queue.place()?.trackId ?? null,
    /** Nothing is heard, not even the end of a fade: player and Chromium agree, or the window is muted. */
    isSilent: silence.isKept,
    levelDb,
    health: life.health,
    outputs: (): OutputsView => outputs,
    /** Another output was chosen. */
    followOutput: follow,
    /** Where the music is, in silence too, and the output that the session keeps; for the crash journal. */
    resumePoint: (): ResumePoint => ({ place: queue.place(), output: heldOutput }),
    /** Where to go on after a crash; to be called before the first goTo. */
    resumeAt: ({ place, output }: ResumePoint): void => {
      if (place !== null) queue.resumeAt(place);
      heldOutput = output;
    },
    /** The player's window is known to be dead. */
    playerGone: (): void => life.lose('windowGone'),
    close: (): void => {
      life.close();
      silence.close();
      soundSystem.close();
    },
  };
};
