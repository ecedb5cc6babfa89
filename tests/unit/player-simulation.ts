// The player without a loudspeaker: the real engine, decks, faders and master level over simulated tracks, so that
// a test can ask at any instant how loud it is. Needs fake timers.

import { makeDeck, type SourceEvent, type TrackSource } from '../../renderer/player/deck.ts';
import { dbOf, gainOf } from '../../renderer/player/fader.ts';
import { makeMasterOutput } from '../../renderer/player/master-output.ts';
import { makePlayerEngine, type PlayerEngine, POLL_EVERY_MS } from '../../renderer/player/player-engine.ts';
import { deckGainDb, type OutputEvent } from '../../renderer/player/player-state.ts';
import type { Sink } from '../../renderer/player/sink.ts';
import { soundClock } from '../../renderer/player/sound-clock.ts';
import { FLOOR_DB } from '../../shared/score/sound-score.ts';
import { type OrderedTrack, type PlayerReport, REPORT_EVERY_MS } from '../../shared/sound/player-orders.ts';
import { type SimulatedNode, simulatedContext } from './simulated-audio.ts';

/** How a simulated track behaves. */
export interface TrackNature {
  readonly durationS: number;
  readonly loadsInMs: number;
  readonly startsInMs: number;
  /** Never loads. */
  readonly isBroken: boolean;
  /** No media element can play it. */
  readonly isStreamAlone?: boolean;
  /** Neither loads nor fails in this way. */
  readonly hangsAs?: 'stream' | 'element';
  /** Fails in the middle of playing after this long, in ms. */
  readonly failsAfterMs: number | null;
}

export interface SimulatedPlayer {
  readonly engine: PlayerEngine;
  readonly reports: readonly PlayerReport[];
  /** What is heard now, in dB over the normalised track; minus infinity in silence. */
  readonly levelDb: () => number;
  /** The master level in dB over the normalised track; null in silence. */
  readonly masterDb: () => number | null;
  /** By how much joins of tracks with different gains have changed the music itself so far, in dB. */
  readonly ownStepsDb: () => number;
  /** By how much a track is above its own gain now, after a join, in dB. */
  readonly overDb: () => number;
  /** The output is pulled out, or comes back. */
  readonly pullOut: () => void;
  readonly plugIn: () => void;
  /** Main answers what the player reports, and serves its tracks. */
  readonly main: { answers: boolean };
  /** The audio clock stands for so many ms, as it does while the sound system is held up. */
  readonly stand: (ms: number) => void;
  /** What plays runs dry, or flows again. */
  readonly hearSound: (event: 'dry' | 'flows') => void;
  /** Instants (performance.now) at which a track went silent by itself. */
  readonly ownSilences: readonly number[];
  readonly startedTracks: readonly string[];
  /** How many times a track started or was unloaded. */
  readonly turns: () => number;
  readonly close: () => void;
}

/** What a sound at the floor adds to a louder one, in dB. */
export const addedByFloorDb = (db: number): number => 10 * Math.log10(1 + 10 ** ((FLOOR_DB - db) / 10));

const now = (): number => performance.now();

/** An output that is there until it is pulled out; moving to another takes a moment. */
const simulatedSink = (
  tell: (event: OutputEvent) => void,
): Pick<Sink, 'want' | 'move'> & { pullOut(): void; plugIn(): void } => {
  let inUse: string | null | undefined;
  let wanted: string | null = null;
  let isThere = true;
  /** It has told that another output waits; it tells that once. */
  let waits = false;
  const tellOther = (): void => {
    if (waits) return;
    waits = true;
    tell('outputOther');
  };
  return {
    want: (output) => {
      wanted = output?.id ?? null;
      if (isThere && inUse !== wanted) tellOther();
    },
    move: () => {
      waits = false;
      setTimeout(() => {
        if (!isThere) return;
        inUse = wanted;
        tell('outputReady');
      }, MOVES_IN_MS);
    },
    pullOut: () => {
      if (!isThere) return;
      isThere = false;
      waits = false;
      tell('outputGone');
    },
    plugIn: () => {
      if (isThere) return;
      isThere = true;
      tellOther();
    },
  };
};

const MOVES_IN_MS = 8;

interface Simulation {
  readonly natureOf: (trackId: string) => TrackNature;
  /** A track went silent by itself. */
  readonly wentSilent: () => void;
  readonly began: (track: OrderedTrack) => void;
  readonly letGo: () => void;
}

interface SimulatedSource extends TrackSource {
  readonly into: SimulatedNode;
  readonly track: OrderedTrack;
  readonly plays: () => boolean;
  /** Runs dry, or flows again. */
  readonly tell: (event: SourceEvent) => void;
}

const simulatedSource = (
  { natureOf, wentSilent, began, letGo }: Simulation,
  { into, track, asStream }: { into: SimulatedNode; track: OrderedTrack; asStream: boolean },
  tell: (event: SourceEvent) => void,
): SimulatedSource => {
  const nature = natureOf(track.id);
  let timers: NodeJS.Timeout[] = [];
  let playsSince: number | null = null;
  let positionS = track.fromS;
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
  const stopByItself = (event: 'ended' | 'failed'): void => {
    halt();
    wentSilent();
    tell(event);
  };
  const begin = (): void => {
    playsSince = now();
    began(track);
    later(Math.max(0, nature.durationS - positionS) * 1000, () => stopByItself('ended'));
    if (nature.failsAfterMs !== null) later(nature.failsAfterMs, () => stopByItself('failed'));
    tell('started');
  };
  const isBroken = nature.isBroken || (nature.isStreamAlone === true && !asStream);
  if (nature.hangsAs !== (asStream ? 'stream' : 'element'))
    later(nature.loadsInMs, () => tell(isBroken ? 'failed' : 'loaded'));
  return {
    into,
    track,
    tell,
    plays: () => playsSince !== null,
    play: () => later(nature.startsInMs, begin),
    pause: halt,
    close: () => {
      if (playsSince !== null) letGo();
      halt();
    },
    positionS: place,
    durationS: () => nature.durationS,
    canJoin: () => asStream,
    endsAtS: () => {
      if (playsSince === null) return null;
      const leftS = nature.durationS - place();
      return leftS > 0.05 ? now() / 1000 + leftS : null;
    },
    // Timers drop fractions of a millisecond, so a rounding error must not cost one.
    join: (atS) => later(Math.round(atS * 1000 - now()), begin),
  };
};

/** A new player: silent, with empty decks. */
export const simulatePlayer = (
  natureOf: (trackId: string) => TrackNature,
  hear: (report: PlayerReport) => void = () => {},
): SimulatedPlayer => {
  const main = { answers: true };
  const reports: PlayerReport[] = [];
  const ownSilences: number[] = [];
  const startedTracks: string[] = [];
  let turns = 0;
  let ownStepsDb = 0;
  let sink: ReturnType<typeof simulatedSink> | null = null;
  let stood = { since: 0, untilMs: 0, beforeMs: 0 };
  const stoodMs = (): number => stood.beforeMs + Math.max(0, Math.min(now(), stood.untilMs) - stood.since);
  const context = simulatedContext(() => (now() - stoodMs()) / 1000);
  const output = makeMasterOutput(context);
  const clock = soundClock(context);
  /** The source on each deck now, by the deck's node. */
  const sounds = new Map<SimulatedNode, SimulatedSource>();
  const report = (said: PlayerReport): void => {
    reports.push(said);
    hear(said);
  };
  /** By how much a track on its deck is above its own gain, in dB: it took that over at a join. */
  const gainOffDb = ({ into, track }: SimulatedSource): number => dbOf(into.gain.now()) - deckGainDb(track);
  const simulation: Simulation = {
    natureOf,
    wentSilent: () => ownSilences.push(now()),
    began: (started) => {
      startedTracks.push(started.id);
      turns += 1;
      const begun = [...sounds.values()].find(({ track, plays }) => track === started && plays());
      if (begun !== undefined) ownStepsDb += Math.abs(gainOffDb(begun));
    },
    letGo: () => {
      turns += 1;
    },
  };
  const engine = makePlayerEngine({
    output,
    report,
    clock,
    makeDeck: (tell) =>
      makeDeck({
        into: output.input,
        clock,
        isServed: () => main.answers,
        tell,
        loadSource: (node, track, asStream, hearSound) => {
          const into = node as unknown as SimulatedNode;
          const sound = simulatedSource(simulation, { into, track, asStream }, hearSound);
          sounds.set(into, sound);
          return sound;
        },
      }),
    makeSink: (tell) => {
      sink = simulatedSink(tell);
      return sink;
    },
  });
  const polling = setInterval(engine.poll, POLL_EVERY_MS);
  const reporting = setInterval(engine.reportPlace, REPORT_EVERY_MS);
  report({ kind: 'born' });
  /** How much of a track is heard: its deck's share, and the gain that it took over at a join. */
  const shareOf = (sound: SimulatedSource): number => {
    const share = sound.into.to;
    if (!sound.plays() || share === null) return 0;
    return share.gain.now() * gainOf(gainOffDb(sound));
  };
  return {
    engine,
    reports,
    ownSilences,
    startedTracks,
    turns: () => turns,
    masterDb: output.presentDb,
    ownStepsDb: () => ownStepsDb,
    overDb: () => Math.max(0, ...[...sounds.values()].filter(({ plays }) => plays()).map(gainOffDb)),
    pullOut: () => sink?.pullOut(),
    plugIn: () => sink?.plugIn(),
    main,
    stand: (ms) => {
      stood = { beforeMs: stoodMs(), since: now(), untilMs: now() + ms };
    },
    hearSound: (event) => {
      for (const sound of sounds.values()) if (sound.plays()) sound.tell(event);
    },
    // Two tracks are not in phase, so their powers add up.
    levelDb: () => {
      const power = [...sounds.values()].reduce((sum, sound) => sum + shareOf(sound) ** 2, 0);
      return dbOf(Math.sqrt(power) * (output.input as unknown as SimulatedNode).gain.now());
    },
    close: () => {
      clearInterval(polling);
      clearInterval(reporting);
      for (const sound of sounds.values()) sound.close();
    },
  };
};
