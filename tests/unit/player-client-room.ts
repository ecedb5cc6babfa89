// The player client and a simulated player, connected as by IPC, with a library of names. Needs fake timers.

import { vi } from 'vitest';
import type { Track } from '../../main/sound/library/listing.ts';
import { makePlayerClient, type PlayerClient } from '../../main/sound/playback/player-client.ts';
import type { PlayerLoss } from '../../main/sound/playback/player-lifecycle.ts';
import type { Fault } from '../../shared/ipc/snapshot.ts';
import { NO_MARKS } from '../../shared/sound/music.ts';
import {
  type OutputDevice,
  type PlayerOrder,
  type PlayerReport,
  TARGET_LUFS,
} from '../../shared/sound/player-orders.ts';
import { type SimulatedPlayer, simulatePlayer, type TrackNature } from './player-simulation.ts';

/** IPC takes some of this in either direction, in ms. */
const POST_MS = 3;

/** Another audio service is there after this time, in ms. */
const SERVICE_BORN_MS = 300;

const OUTPUT: OutputDevice = { id: 'r', name: 'Room' };

/** A player window takes this long to start, in ms. */
const BIRTH_MS = 400;

export const USUAL_NATURE: TrackNature = {
  durationS: 300,
  loadsInMs: 60,
  startsInMs: 10,
  isBroken: false,
  failsAfterMs: null,
};

export interface ClientRoom {
  readonly client: PlayerClient;
  readonly orders: readonly PlayerOrder[];
  readonly heardTracks: readonly string[];
  readonly faults: () => readonly Pick<Fault, 'code' | 'about'>[];
  /** Why each player was replaced so far. */
  readonly losses: readonly PlayerLoss[];
  /** The player's window is muted. */
  readonly isMuted: () => boolean;
  readonly levelDb: () => number;
  readonly player: () => SimulatedPlayer | null;
  /** The player window dies without a word. */
  readonly kill: () => void;
  /** The computer's sound stops; it is back once main ends the audio service, unless the sound server is away. */
  readonly stopSound: () => void;
  readonly sound: { isAway: boolean };
  /** How often main has ended the audio service. */
  readonly serviceEnds: () => number;
  /** What reaches the player from now on, and what reaches main. */
  readonly tampering: Tampering;
  /** Lets time pass, and calls `each` every 20 ms. */
  readonly pass: (ms: number, each?: () => void) => void;
  readonly playlists: Map<string, readonly Track[]>;
  readonly away: Set<string>;
  readonly library: { isReady: boolean };
  /** The output that was chosen in Set-up. */
  readonly chosen: { output: OutputDevice | null };
  readonly close: () => void;
}

export const track = (id: string): Track => ({
  id,
  url: `/media/${id}`,
  title: `Title ${id}`,
  durationS: 300,
  lufs: -23,
  truePeakDbtp: -10,
  marks: NO_MARKS,
});

/** Changes or drops what passes between main and the player. */
export interface Tampering {
  order: (order: PlayerOrder) => PlayerOrder | null;
  report: (report: PlayerReport) => PlayerReport | null;
}

/** Chromium hears a page that is louder than this, in dB over the normalised track: -72 dBFS. */
const AUDIBLE_DB = -72 - TARGET_LUFS;

/** A room whose playlist `list` has these tracks; `rate` as of the session clock. */
export const openClientRoom = (
  ids: readonly string[],
  natureOf: (id: string) => TrackNature = () => USUAL_NATURE,
  rate = 1,
): ClientRoom => {
  const playlists = new Map<string, readonly Track[]>([['list', ids.map(track)]]);
  const away = new Set<string>();
  const library = { isReady: true };
  const chosen: { output: OutputDevice | null } = { output: null };
  const orders: PlayerOrder[] = [];
  const heardTracks: string[] = [];
  let player: SimulatedPlayer | null = null;
  let present: readonly Pick<Fault, 'code' | 'about'>[] = [];
  const losses: PlayerLoss[] = [];
  const sound = { isAway: false };
  let serviceEnds = 0;
  let isMuted = false;
  const tampering: Tampering = { order: (order) => order, report: (report) => report };

  const bear = (): void => {
    setTimeout(() => {
      player?.close();
      player = simulatePlayer(natureOf, (report) => {
        const sender = player;
        const said = tampering.report(report);
        setTimeout(() => {
          if (said !== null && (player === sender || said.kind === 'born')) client.report(said);
        }, POST_MS);
      });
    }, BIRTH_MS);
  };

  const kill = (): void => {
    player?.close();
    player = null;
    isMuted = false;
  };

  const tellOutputs = (isStopped: boolean): void =>
    client.report({
      ...{ kind: 'outputs', present: isStopped ? [] : [OUTPUT], inUse: OUTPUT },
      ...{ isLost: isStopped, isStopped },
    });

  const soundIsBack = (): void => {
    player?.plugIn();
    tellOutputs(false);
  };

  const levelDb = (): number => (isMuted ? -Infinity : (player?.levelDb() ?? -Infinity));

  const client = makePlayerClient({
    library: {
      tracksOf: (id) => (away.has(id) ? [] : (playlists.get(id) ?? [])),
      titleOf: (id) => (playlists.has(id) ? `The ${id}` : null),
      folderOf: (id) => `/music/${id}`,
      missing: () => [...away].map((id) => `/music/${id}`),
      isReady: () => library.isReady,
      checkAgain: () => {},
    },
    send: (order) => {
      orders.push(order);
      const receiver = player;
      const heard = tampering.order(order);
      setTimeout(() => {
        if (player === receiver && heard !== null) player?.engine.order(heard);
      }, POST_MS);
    },
    clock: { now: () => performance.now() * rate, rate },
    now: () => performance.now(),
    wallNow: Date.now,
    chosenOutput: () => chosen.output,
    window: {
      open: bear,
      close: kill,
      mute: (muted) => {
        isMuted = muted;
      },
      isAudible: () => levelDb() > AUDIBLE_DB,
      endAudioService: () => {
        serviceEnds += 1;
        if (!sound.isAway) setTimeout(soundIsBack, SERVICE_BORN_MS);
      },
    },
    onLost: (why) => losses.push(why),
    onFaults: (faults) => {
      present = faults;
    },
    changed: () => {},
    onTrack: (title) => heardTracks.push(title.replace('Title ', '')),
  });
  bear();

  return {
    client,
    orders,
    heardTracks,
    faults: () => present,
    losses,
    isMuted: () => isMuted,
    levelDb,
    tampering,
    player: () => player,
    kill,
    stopSound: () => {
      player?.pullOut();
      tellOutputs(true);
    },
    sound,
    serviceEnds: () => serviceEnds,
    pass: (ms, each = () => {}) => {
      for (let passed = 0; passed < ms; passed += 20) {
        vi.advanceTimersByTime(20);
        each();
      }
    },
    playlists,
    away,
    library,
    chosen,
    close: () => {
      client.close();
      kill();
    },
  };
};
