// Main's side of the player. It turns the target of the score into whole orders, keeps the place in the music, and
// replaces a player that is dead or does not obey. Music that cannot play as it was chosen is silent.

import type { Fault } from '../../../shared/ipc/snapshot.ts';
import { assertNever } from '../../../shared/result.ts';
import { NO_SOUND, type SoundTarget } from '../../../shared/score/sound-score.ts';
import type { Clock } from '../../../shared/session/clock.ts';
import type { Ms } from '../../../shared/session/session.ts';
import type { OutputDevice, PlayerOrder, PlayerReport } from '../../../shared/sound/player-orders.ts';
import type { OutputsView, PlayerHealth, PlayingView } from '../../../shared/sound/sound-view.ts';
import type { JournalEntry } from '../../storage/journal.ts';
import { openPlayQueue, type PlayQueueParts } from './play-queue.ts';
import { type PlayerLoss, type PlayerWindow, watchPlayer } from './player-lifecycle.ts';
import { openOrdering } from './player-ordering.ts';
import { keepSilence } from './silence.ts';

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
  readonly onFaults: (present: readonly Pick<Fault, 'code' | 'about'>[]) => void;
  /** health(), levelDb(), playing() or outputs() has changed. */
  readonly changed: () => void;
  /** Another track is heard. */
  readonly onTrack: (title: string, playlistTitle: string) => void;
}

/** Where a session's music goes on after a crash. */
type ResumePoint = Pick<JournalEntry, 'place' | 'output'>;

export interface PlayerClient {
  /** What the room should hear from now on. The same target twice does nothing. */
  readonly goTo: (target: SoundTarget) => void;
  /** Silence, with everything else as it is: for the program's end. */
  readonly hush: () => void;
  readonly report: (report: PlayerReport) => void;
  /** What is heard; null in silence. */
  readonly playing: () => PlayingView | null;
  /** The id of the track that is heard, or would be without silence: what Different asks away from. */
  readonly current: () => string | null;
  /** Nothing is heard, not even the end of a fade: player and Chromium agree, or the window is muted. */
  readonly isSilent: () => boolean;
  /** The level that the player reported last, in whole dB over the normalised track; null: silence. */
  readonly levelDb: () => number | null;
  readonly health: () => PlayerHealth;
  readonly outputs: () => OutputsView;
  /** Another output was chosen. */
  readonly followOutput: () => void;
  /** Where the music is, in silence too, and the output that the session keeps; for the crash journal. */
  readonly resumePoint: () => ResumePoint;
  /** Where to go on after a crash; to be called before the first goTo. */
  readonly resumeAt: (point: ResumePoint) => void;
  /** The player's window is known to be dead. */
  readonly playerGone: () => void;
  readonly close: () => void;
}

/** Makes the client. It sends nothing until a player reports, and checks the library regularly. */
export const makePlayerClient = (parts: PlayerClientParts): PlayerClient => {
  const { library, clock, now } = parts;
  const realAt = (at: Ms): number => now() + Math.max(0, (at - clock.now()) / clock.rate);
  const queue = openPlayQueue({ library, now, realAt });
  let target = NO_SOUND;
  /** The level that the player reported last, in dB; null: silence. */
  let presentDb: number | null = null;
  /** The track that is heard, and when it will end in real ms. */
  let heard: { readonly trackId: string; readonly endsAt: number | null } | null = null;
  let outputs: OutputsView = { isKnown: false, present: [], inUse: null, isLost: false };
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

  const tellFaults = (): void => {
    const present: Pick<Fault, 'code' | 'about'>[] = [...queue.faults()];
    const outputName = outputs.isLost ? (outputs.inUse?.name ?? null) : null;
    if (outputName !== null) present.unshift({ code: 'outputLost', about: outputName });
    if (life.health() === 'lost') present.unshift({ code: 'playerLost', about: null });
    const told = JSON.stringify(present);
    if (told === toldFaults) return;
    toldFaults = told;
    parts.onFaults(present);
  };

  /** The output to use; null: wherever the system plays when sound begins. */
  const wantedOutput = (): OutputDevice | null => parts.chosenOutput() ?? heldOutput;

  const ordering = openOrdering({
    now,
    realAt,
    queue,
    silence,
    life,
    output: wantedOutput,
    send: parts.send,
  });

  const follow = (): void => {
    queue.choose();
    ordering.order();
    tellFaults();
  };

  /** In whole dB, so that a slow fade does not publish at every report. */
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

  const hearOutputs = ({ present, inUse, isLost }: PlayerReport & { kind: 'outputs' }): void => {
    outputs = { isKnown: true, present, inUse, isLost };
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
    hush: () => goTo({ ...target, level: null, isFullLight: false }),
    report: (report) => {
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
          queue.giveUp(report.trackId);
          follow();
          break;
        case 'outputs':
          hearOutputs(report);
          break;
        default:
          assertNever(report);
      }
    },
    playing: () => {
      const track = heard && queue.find(heard.trackId);
      if (heard === null || track === null || silence.isMuted()) return null;
      const endsAtWallMs = heard.endsAt && parts.wallNow() + (heard.endsAt - now());
      return { trackId: track.id, title: track.title, ...queue.sourceOf(track.id), endsAtWallMs };
    },
    current: () => heard?.trackId ?? queue.place()?.trackId ?? null,
    isSilent: silence.isKept,
    levelDb,
    health: life.health,
    outputs: () => outputs,
    followOutput: follow,
    resumePoint: () => ({ place: queue.place(), output: heldOutput }),
    resumeAt: ({ place, output }) => {
      if (place !== null) queue.resumeAt(place);
      heldOutput = output;
    },
    playerGone: () => life.lose('windowGone'),
    close: () => {
      life.close();
      silence.close();
    },
  };
};
