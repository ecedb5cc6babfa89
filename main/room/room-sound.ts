// The room's sound: connects library, player, loudness measuring, outputs and calibration, and plays what somebody
// tries out between sessions. During a session only the score decides what is heard.

import { type Preset, playlistIn } from '../../shared/preset/preset.ts';
import { NO_SOUND, type SoundTarget } from '../../shared/score/sound-score.ts';
import { chairCapDb } from '../../shared/sound/chair.ts';
import type { MeasureOrder } from '../../shared/sound/loudness-orders.ts';
import { CHARACTER_OF_PHASE } from '../../shared/sound/music.ts';
import type { PlayerReport } from '../../shared/sound/player-orders.ts';
import type { SoundTrialView, SoundView } from '../../shared/sound/sound-view.ts';
import { NOISE } from '../sound/library/bundled-music.ts';
import type { Library } from '../sound/library/library.ts';
import { openMeasuring } from '../sound/library/measuring.ts';
import { makePlayerClient, type PlayerClientParts } from '../sound/playback/player-client.ts';
import type { RoomLightsParts } from './room-lights.ts';
import { until } from './until.ts';

/** A window that main needs for sound and nobody sees. */
export type SoundWindow = 'player' | 'loudnessMeter';

export interface RoomSoundParts extends RoomLightsParts, Pick<PlayerClientParts, 'onTrack'> {
  readonly library: Library;
  readonly isInSession: () => boolean;
  readonly windows: {
    readonly open: (which: SoundWindow) => void;
    readonly close: (which: SoundWindow) => void;
    readonly mute: (which: SoundWindow, isMuted: boolean) => void;
    readonly isAudible: (which: SoundWindow) => boolean;
    readonly endAudioService: () => void;
  };
  readonly sendOrder: PlayerClientParts['send'];
  readonly sendMeasure: (order: MeasureOrder) => void;
  /** The player is replaced; what sounded has fallen silent. */
  readonly onPlayerLost: PlayerClientParts['onLost'];
}

export type RoomSound = ReturnType<typeof openRoomSound>;

/** A cross-fade out of other music is over after this time, in real ms (renderer/player/crossfade.ts). */
const MUSIC_GONE_MS = 8000;

/** A track that somebody tries plays as loud as in settle (built-in-presets.ts), in dB. */
const LISTEN_DB = -12;

/** The target with no level above this cap, in dB over the normalised track. */
export const underCap = (target: SoundTarget, mostDb: number): SoundTarget => {
  const capDb = Math.min(target.capDb, mostDb);
  const capped = (db: number): number => Math.min(capDb, db);
  const { level } = target;
  if (level === null) return { ...target, capDb };
  return { ...target, capDb, level: { ...level, nowDb: capped(level.nowDb), toDb: capped(level.toDb) } };
};

const heardAt = (playlistId: string, levelDb: number): SoundTarget => ({
  ...NO_SOUND,
  playlistId,
  level: { nowDb: levelDb, toDb: levelDb, reachAt: 0 },
});

/** The target outside a session: what somebody tries out, or the preset's first track, loaded and silent. */
export const targetOutsideSession = (
  trial: SoundTrialView | null,
  prepared: Preset | null,
  mostDb: number,
): SoundTarget => {
  if (trial?.kind === 'track') return underCap(heardAt(`track:${trial.trackId}`, LISTEN_DB), mostDb);
  // Somebody reads a meter against exactly this level: nothing may change it.
  if (trial?.kind === 'noise') return heardAt(NOISE, trial.levelDb);
  if (prepared === null) return NO_SOUND;
  const playlistId = playlistIn(prepared, 'settle');
  return { ...NO_SOUND, playlistId, part: CHARACTER_OF_PHASE.settle, joins: prepared.joins };
};

/** Music gets at most this long to fade before the program ends, in real ms: 1.6 s, more in a cross-fade. */
const FADES_WITHIN_MS = 2800;

/** The room's sound; silent until it has a target. */
export const openRoomSound = (parts: RoomSoundParts) => {
  const { clock, settings, library, windows, isInSession, changed } = parts;
  let target = NO_SOUND;
  let prepared: Preset | null = null;
  let trial: SoundTrialView | null = null;
  /** From then on only the noise is heard; real ms, as performance.now. */
  let noiseAloneAt = 0;

  const player = makePlayerClient({
    library,
    clock,
    now: () => performance.now(),
    wallNow: Date.now,
    send: parts.sendOrder,
    chosenOutput: () => settings.get().output,
    window: {
      open: () => windows.open('player'),
      close: () => windows.close('player'),
      mute: (isMuted) => windows.mute('player', isMuted),
      isAudible: () => windows.isAudible('player'),
      endAudioService: windows.endAudioService,
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
    openWindow: () => windows.open('loudnessMeter'),
    closeWindow: () => windows.close('loudnessMeter'),
    send: parts.sendMeasure,
    now: Date.now,
    changed,
  });

  /** Calibrations are kept by the output's name: each loudspeaker has its own loudness. */
  const outputName = (): string | null => player.outputs().inUse?.name ?? settings.get().output?.name ?? null;
  const chairDb = (): number | null => settings.get().chairDb[outputName() ?? ''] ?? null;

  const follow = (): void => {
    const { isInSession, isFullLight } = target;
    if (isInSession || isFullLight) trial = null;
    const mostDb = chairCapDb(chairDb());
    if (isInSession) player.goTo(underCap(target, mostDb));
    else player.goTo({ ...targetOutsideSession(trial, prepared, mostDb), isFullLight });
  };

  const followAndTell = (): void => {
    follow();
    changed();
  };

  const changeChair = (name: string, db: number | null): void => {
    const { [name]: _, ...others } = settings.get().chairDb;
    settings.change({ chairDb: db === null ? others : { ...others, [name]: db } });
    followAndTell();
  };

  return {
    library,
    player,
    goTo: (wanted: SoundTarget): void => {
      target = wanted;
      follow();
      measuring.update();
    },
    resumeAt: player.resumeAt,
    /** The preset that is chosen on the console: its first track is loaded. */
    prepare: (preset: Preset): void => {
      prepared = preset;
      if (!isInSession() && trial === null) follow();
      measuring.update();
    },
    prepared: (): Preset | null => prepared,
    /** Unloads the prepared preset and stops a trial: the next person gets nothing of it. */
    forget: (): void => {
      prepared = null;
      trial = null;
      followAndTell();
    },
    /** Plays something outside a session, or stops it (null). False: a session runs. */
    tryOut: (next: SoundTrialView | null): boolean => {
      if (isInSession()) return false;
      if (next?.kind === 'noise' && trial?.kind !== 'noise') {
        noiseAloneAt = performance.now() + (player.isSilent() ? 0 : MUSIC_GONE_MS);
      }
      trial = next;
      followAndTell();
      return true;
    },
    /** Keeps what a meter at the chair shows for the noise; null forgets it. Answers why it failed, or null. */
    calibrate: (shownDb: number | null): 'outputUnclear' | 'noNoisePlays' | null => {
      const name = outputName();
      if (name === null) return 'outputUnclear';
      if (shownDb === null) {
        changeChair(name, null);
        return null;
      }
      // The meter must show the noise alone, at the level that was asked for.
      if (trial?.kind !== 'noise' || player.levelDb() !== Math.round(trial.levelDb)) return 'noNoisePlays';
      if (performance.now() < noiseAloneAt) return 'noNoisePlays';
      changeChair(name, shownDb - trial.levelDb);
      return null;
    },
    /** False: there is no such output. */
    chooseOutput: (outputId: string): boolean => {
      const output = player.outputs().present.find(({ id }) => id === outputId);
      if (output === undefined) return false;
      settings.change({ output });
      player.followOutput();
      changed();
      return true;
    },
    playerReport: (report: PlayerReport): void => {
      const before = chairDb();
      player.report(report);
      // Another output may be louder at the chair: the cap may have changed.
      if (report.kind === 'outputs' && chairDb() !== before) follow();
    },
    meterReport: measuring.report,
    /** A window that sound needs is gone. */
    lost: (which: SoundWindow): void => {
      if (which === 'player') player.playerGone();
      else measuring.windowLost();
    },
    /** The library has changed, or a session began or ended: measuring may have to start or stop. */
    checkMeasuring: measuring.update,
    view: (): SoundView => ({
      state: player.health(),
      playing: player.playing(),
      levelDb: player.levelDb(),
      playlists: library.playlists(),
      library: { ...library.view(), measuring: measuring.view() },
      outputs: player.outputs(),
      chairDb: chairDb(),
      trial,
    }),
    /** Fades out what is heard, and then closes the player; for the program's end. */
    close: async (): Promise<void> => {
      if (!player.isSilent()) {
        player.hush();
        await until(() => player.levelDb() === null, FADES_WITHIN_MS);
      }
      measuring.close();
      player.close();
      library.close();
    },
  };
};
