// The player without a loudspeaker: real conductor, plan, curves and level ramps over simulated decks, so that a
// test can ask at any instant how loud it is. Needs fake timers.

import { type Conductor, conduct, LOOK_EVERY_MS } from '../../renderer/player/conductor.ts';
import {
  type Curve,
  DECK_SLOPES,
  dbOf,
  FALLING_AT_ONCE,
  FLOOR_DB,
  gainOf,
  shareAt,
} from '../../renderer/player/crossfade.ts';
import type { Deck, DeckEvent } from '../../renderer/player/deck.ts';
import { levelRamp } from '../../renderer/player/level.ts';
import type { Outlet } from '../../renderer/player/outlet.ts';
import type { Speaker } from '../../renderer/player/speaker.ts';
import { deckGainDb, type OutputEvent } from '../../renderer/player/stage.ts';
import type { SoundRamp } from '../../shared/guard.ts';
import { type OrderedTrack, type PlayerReport, REPORT_EVERY_MS } from '../../shared/player.ts';

/** How a simulated track behaves. */
export interface TrackNature {
  readonly durationS: number;
  readonly loadsInMs: number;
  readonly startsInMs: number;
  /** Never loads. */
  readonly isBroken: boolean;
  /** Fails in the middle of playing after this long, in ms. */
  readonly failsAfterMs: number | null;
}

export interface SimulatedPlayer {
  readonly conductor: Conductor;
  readonly reports: readonly PlayerReport[];
  /** What is heard now, in dB over the normalised track; minus infinity in silence. */
  readonly levelDb: () => number;
  /** The master level in dB over the normalised track; null in silence. */
  readonly masterDb: () => number | null;
  /** dB by which joins of tracks with different gains have made the music itself louder or softer so far. */
  readonly ownStepsDb: () => number;
  /** The output is pulled out, or comes back. */
  readonly pullOut: () => void;
  readonly plugIn: () => void;
  /** Instants (performance.now) at which a track went silent by itself. */
  readonly ownSilences: readonly number[];
  readonly startedTracks: readonly string[];
  /** How many times a track began or was let go. */
  readonly turns: () => number;
  readonly close: () => void;
}

/** What a sound at the floor adds to a louder one, in dB. */
export const addedByFloorDb = (db: number): number => 10 * Math.log10(1 + 10 ** ((FLOOR_DB - db) / 10));

const now = (): number => performance.now();

const simulatedOutlet = (): Pick<Outlet, 'goTo' | 'waitAtFloor' | 'cut' | 'presentDb'> & {
  gain(): number;
} => {
  let still = 0;
  let moving: { ramp: SoundRamp; at: number } | null = null;
  const gain = (): number => {
    if (moving === null) return still;
    const { ramp, at } = moving;
    const share = ramp.ms <= 0 ? 1 : Math.min(1, (now() - at) / ramp.ms);
    return gainOf(ramp.fromDb + (ramp.toDb - ramp.fromDb) * share);
  };
  const presentDb = (): number | null =>
    gain() < gainOf(FLOOR_DB - 1) ? null : Math.max(FLOOR_DB, dbOf(gain()));
  const set = (value: number): void => {
    moving = null;
    still = value;
  };
  return {
    gain,
    presentDb,
    goTo: (wish, slopes) => {
      const ramp = levelRamp(presentDb(), wish, slopes);
      moving = { ramp, at: now() };
      return ramp;
    },
    waitAtFloor: () => set(gainOf(FLOOR_DB)),
    cut: () => set(0),
  };
};

/** A loudspeaker that is there until it is pulled out, and takes a moment to go over to another. */
const simulatedSpeaker = (
  tell: (event: OutputEvent) => void,
): Pick<Speaker, 'want' | 'move'> & { pullOut(): void; plugIn(): void } => {
  let inUse: string | null | undefined;
  let wanted: string | null = null;
  let isThere = true;
  return {
    want: (output) => {
      wanted = output?.id ?? null;
      if (isThere && inUse !== wanted) tell('outputOther');
    },
    move: () => {
      setTimeout(() => {
        if (!isThere) return;
        inUse = wanted;
        tell('outputReady');
      }, MOVES_IN_MS);
    },
    pullOut: () => {
      if (!isThere) return;
      isThere = false;
      tell('outputGone');
    },
    plugIn: () => {
      if (isThere) return;
      isThere = true;
      tell('outputOther');
    },
  };
};

const MOVES_IN_MS = 8;

interface SimulatedDeck extends Deck {
  readonly heardShare: () => number;
}

const simulatedDeck = (
  natureOf: (trackId: string) => TrackNature,
  tell: (event: DeckEvent) => void,
  wentSilent: () => void,
  startedTrack: (trackId: string) => void,
  turned: () => void,
  stepped: (db: number) => void,
): SimulatedDeck => {
  let track: OrderedTrack | null = null;
  let timers: NodeJS.Timeout[] = [];
  let leaving: NodeJS.Timeout | null = null;
  let isHurried = false;
  let still = 0;
  let moving: { curve: Curve; scale: number; at: number } | null = null;
  let playsSince: number | null = null;
  let positionS = 0;
  let isStream = false;
  /** Where the gain is over or under the track's own, and the way back. */
  let offDb = { from: 0, at: 0, ms: 0 };

  const gainOffDb = (): number => {
    const { from, at, ms } = offDb;
    return ms === 0 ? from : from * Math.max(0, 1 - (now() - at) / ms);
  };
  const ownGainDb = (): number => (track === null ? 0 : deckGainDb(track));

  const share = (): number =>
    moving === null ? still : moving.scale * shareAt(moving.curve, now() - moving.at);
  const along = (curve: Curve, from?: number): void => {
    moving = { curve, scale: from ?? share(), at: now() };
  };
  const place = (): number => positionS + (playsSince === null ? 0 : (now() - playsSince) / 1000);
  const later = (ms: number, act: () => void): void => {
    timers.push(setTimeout(act, ms));
  };
  const halt = (): void => {
    positionS = place();
    playsSince = null;
    for (const timer of timers) clearTimeout(timer);
    timers = [];
  };
  const stopLeaving = (): void => {
    if (leaving !== null) clearTimeout(leaving);
    leaving = null;
    isHurried = false;
  };

  const begin = (id: string, nature: TrackNature): void => {
    playsSince = now();
    startedTrack(id);
    turned();
    later(Math.max(0, nature.durationS - positionS) * 1000, () => {
      halt();
      wentSilent();
      tell('ended');
    });
    if (nature.failsAfterMs !== null) {
      later(nature.failsAfterMs, () => {
        halt();
        wentSilent();
        tell('failed');
      });
    }
    tell('started');
  };

  return {
    heardShare: () => (playsSince === null ? 0 : share() * gainOf(gainOffDb())),
    load: (next, asStream) => {
      isStream = asStream;
      offDb = { from: 0, at: 0, ms: 0 };
      halt();
      stopLeaving();
      moving = null;
      still = 0;
      track = next;
      const { isBroken, loadsInMs } = natureOf(next.id);
      positionS = next.fromS;
      later(loadsInMs, () => tell(isBroken ? 'failed' : 'loaded'));
    },
    unload: () => {
      if (playsSince !== null) turned();
      halt();
      stopLeaving();
      moving = null;
      still = 0;
      track = null;
    },
    start: (wholly) => {
      if (track === null) return;
      const { id } = track;
      const nature = natureOf(id);
      moving = null;
      still = wholly;
      later(nature.startsInMs, () => begin(id, nature));
    },
    canJoin: () => isStream,
    endsAtS: () => {
      if (track === null || playsSince === null) return null;
      const leftS = natureOf(track.id).durationS - place();
      return leftS > 0.05 ? now() / 1000 + leftS : null;
    },
    join: (atS, gain) => {
      if (track === null) return;
      const { id } = track;
      moving = null;
      still = 1;
      offDb = { from: dbOf(gain) - ownGainDb(), at: 0, ms: 0 };
      // Timers drop what is less than a millisecond: what rounding makes of it must not count as one.
      later(Math.round(atS * 1000 - now()), () => {
        stepped(offDb.from);
        begin(id, natureOf(id));
      });
    },
    gain: () => gainOf(ownGainDb() + gainOffDb()),
    evenOut: () => {
      const { from } = offDb;
      const ms = (Math.abs(from) / (from < 0 ? DECK_SLOPES.upPerS : DECK_SLOPES.downPerS)) * 1000;
      offDb = { from: ms === 0 ? 0 : from, at: now(), ms };
      return ms;
    },
    pause: halt,
    rise: (curve) => along(curve, 1),
    leave: (given) => {
      if (isHurried) return;
      stopLeaving();
      const curve = given ?? FALLING_AT_ONCE;
      isHurried = given === undefined;
      along(curve);
      leaving = setTimeout(() => tell('left'), curve.ms + 50);
    },
    watch: () => {},
    positionS: place,
    durationS: () => (track === null ? null : natureOf(track.id).durationS),
  };
};

/** A player as it is born: silent, with nothing on its decks. */
export const simulatePlayer = (
  natureOf: (trackId: string) => TrackNature,
  hear: (report: PlayerReport) => void = () => {},
): SimulatedPlayer => {
  const reports: PlayerReport[] = [];
  const ownSilences: number[] = [];
  const startedTracks: string[] = [];
  let turns = 0;
  let ownStepsDb = 0;
  let speaker: ReturnType<typeof simulatedSpeaker> | null = null;
  const outlet = simulatedOutlet();
  const decks: SimulatedDeck[] = [];
  const report = (said: PlayerReport): void => {
    reports.push(said);
    hear(said);
  };
  const conductor = conduct({
    outlet,
    report,
    makeDeck: (tell) => {
      const made = simulatedDeck(
        natureOf,
        tell,
        () => ownSilences.push(now()),
        (id) => startedTracks.push(id),
        () => {
          turns += 1;
        },
        (db) => {
          ownStepsDb += Math.abs(db);
        },
      );
      decks.push(made);
      return made;
    },
    makeSpeaker: (tell) => {
      speaker = simulatedSpeaker(tell);
      return speaker;
    },
  });
  const looking = setInterval(conductor.look, LOOK_EVERY_MS);
  const reporting = setInterval(conductor.reportPlace, REPORT_EVERY_MS);
  report({ kind: 'born' });
  return {
    conductor,
    reports,
    ownSilences,
    startedTracks,
    turns: () => turns,
    masterDb: outlet.presentDb,
    ownStepsDb: () => ownStepsDb,
    pullOut: () => speaker?.pullOut(),
    plugIn: () => speaker?.plugIn(),
    // Two different tracks are not in step, so that their powers add up.
    levelDb: () => {
      const power = decks.reduce((sum, deck) => sum + deck.heardShare() ** 2, 0);
      return dbOf(Math.sqrt(power) * outlet.gain());
    },
    close: () => {
      clearInterval(looking);
      clearInterval(reporting);
      for (const deck of decks) deck.unload();
    },
  };
};
