// Main's deck and a simulated player, joined as IPC joins them, with a library made of names. Needs fake timers.

import { vi } from 'vitest';
import { type Deck, makeDeck } from '../../main/sound/deck.ts';
import type { Track } from '../../main/sound/library.ts';
import { NO_MARKS } from '../../shared/music.ts';
import type { OutputDevice, PlayerOrder } from '../../shared/player.ts';
import type { Fault } from '../../shared/snapshot.ts';
import { type SimulatedPlayer, simulatePlayer, type TrackNature } from './player-simulation.ts';

/** IPC takes some of this in either direction, in ms. */
const POST_MS = 3;

/** A player window takes this long to be born, in ms. */
const BIRTH_MS = 400;

export const USUAL_NATURE: TrackNature = {
  durationS: 300,
  loadsInMs: 60,
  startsInMs: 10,
  isBroken: false,
  failsAfterMs: null,
};

export interface DeckRoom {
  readonly deck: Deck;
  readonly orders: readonly PlayerOrder[];
  readonly heardTracks: readonly string[];
  readonly faults: () => readonly Pick<Fault, 'code' | 'about'>[];
  readonly timesLost: () => number;
  readonly levelDb: () => number;
  readonly player: () => SimulatedPlayer | null;
  /** The player window dies without a word. */
  readonly kill: () => void;
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
  title: `Title ${id}`,
  durationS: 300,
  lufs: -23,
  truePeakDbtp: -10,
  marks: NO_MARKS,
});

/** A room whose playlist `list` has the tracks given. */
export const openDeckRoom = (
  ids: readonly string[],
  natureOf: (id: string) => TrackNature = () => USUAL_NATURE,
): DeckRoom => {
  const playlists = new Map<string, readonly Track[]>([['list', ids.map(track)]]);
  const away = new Set<string>();
  const library = { isReady: true };
  const chosen: { output: OutputDevice | null } = { output: null };
  const orders: PlayerOrder[] = [];
  const heardTracks: string[] = [];
  let player: SimulatedPlayer | null = null;
  let present: readonly Pick<Fault, 'code' | 'about'>[] = [];
  let lost = 0;

  const bear = (): void => {
    setTimeout(() => {
      player?.close();
      player = simulatePlayer(natureOf, (report) => {
        const sender = player;
        setTimeout(() => {
          if (player === sender || report.kind === 'born') deck.report(report);
        }, POST_MS);
      });
    }, BIRTH_MS);
  };

  const kill = (): void => {
    player?.close();
    player = null;
  };

  const deck = makeDeck({
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
      setTimeout(() => {
        if (player === receiver) player?.conductor.order(order);
      }, POST_MS);
    },
    now: Date.now,
    chosenOutput: () => chosen.output,
    onLost: () => {
      lost += 1;
      kill();
      bear();
    },
    onFaults: (faults) => {
      present = faults;
    },
    changed: () => {},
    onTrack: (title) => heardTracks.push(title.replace('Title ', '')),
  });
  bear();

  return {
    deck,
    orders,
    heardTracks,
    faults: () => present,
    timesLost: () => lost,
    levelDb: () => player?.levelDb() ?? -Infinity,
    player: () => player,
    kill,
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
      deck.close();
      kill();
    },
  };
};
