// A track that we decode ourselves and schedule piece by piece on the audio clock, so that it can start and end at
// one exact sample. It never plays a piece late, and tells `dry` before it goes on after a hole.

import { measuredS, type OrderedTrack } from '../../shared/sound/player-orders.ts';
import type { SourceEvent, TrackSource } from './deck.ts';
import type { Decoder, Planes } from './decoding.ts';
import { makeResampler, type Piece, type Resampler } from './resampler.ts';

/** Scheduled this far ahead, in seconds. */
const AHEAD_S = 8;

/** Decoded before it is asked to play, in seconds. */
const PRIMED_S = 1;

/** The shortest piece to schedule, in seconds. */
const PIECE_S = 0.25;

/** How often the clock is polled, in ms. */
const POLL_MS = 100;

/** From asking to play to the first sample, in seconds; the clock goes on while a piece is being scheduled. */
const LEAD_IN_S = 0.08;

/** After a hole the deck hushes and rises again; the samples come this much later, in seconds. */
const AFTER_HOLE_S = 0.08;

/** One run of a track, from a position to its end or to a pause. */
const runFrom = (of: Decoder, fromS: number) => {
  const mostFrame = of.frames === null ? Infinity : Math.max(0, of.frames - of.rate);
  const fromFrame = Math.min(Math.round(fromS * of.rate), mostFrame);
  return {
    fromFrame,
    pieces: of.from(fromFrame),
    primed: [] as Planes[],
    nodes: new Set<AudioBufferSourceNode>(),
    /** The frame of the audio clock at which it starts; null until it is scheduled. */
    beganAt: null as number | null,
    /** How late holes have made it, in frames. */
    lateBy: 0,
    /** The frame of the audio clock up to which it is scheduled. */
    scheduledTo: 0,
    /** The fractional frame of the audio clock at which the track ends; null until it is decoded to its end. */
    endsAt: null as number | null,
    isOver: false,
  };
};
type Run = ReturnType<typeof runFrom>;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const lengthOf = (planes: Planes): number => planes[0]?.length ?? 0;

const lengthOfAll = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, { planes }) => sum + lengthOf(planes), 0);

/** Loads a track that plays into a node; it tells `loaded` or `failed`. */
export const loadStream = (
  into: AudioNode,
  track: OrderedTrack,
  tell: (event: SourceEvent) => void,
): TrackSource => {
  const context = into.context;
  const outRate = context.sampleRate;
  let decoder: Decoder | null = null;
  let run: Run | null = null;
  let placeS = track.fromS;
  let isClosed = false;
  let isLoaded = false;
  /** Frames of the whole track, once it is decoded to its end: a file may promise more than it has. */
  let realFrames: number | null = null;

  const nowFrame = (): number => context.currentTime * outRate;

  const stop = (ended: Run | null): void => {
    if (ended === null || ended.isOver) return;
    ended.isOver = true;
    for (const node of ended.nodes) {
      node.onended = null;
      node.stop();
      node.disconnect();
    }
    ended.nodes.clear();
    void ended.pieces.return().catch(() => {});
  };

  const fail = (of: Run | null): void => {
    if (isClosed || of?.isOver) return;
    stop(of);
    tell('failed');
  };

  /** Schedules pieces that follow one another, of which `first` is the first. */
  const schedule = (mine: Run, first: Piece, pieces: readonly Piece[], isLast: boolean): void => {
    const length = lengthOfAll(pieces);
    const buffer = context.createBuffer(first.planes.length, Math.max(1, length), outRate);
    let filled = 0;
    for (const { planes } of pieces) {
      const known = planes.slice(0, first.planes.length);
      for (const [channel, plane] of known.entries()) buffer.copyToChannel(plane, channel, filled);
      filled += lengthOf(planes);
    }
    const node = new AudioBufferSourceNode(context, { buffer });
    const at = first.at + mine.lateBy;
    node.connect(into);
    mine.nodes.add(node);
    node.onended = () => {
      node.disconnect();
      mine.nodes.delete(node);
      if (!isLast || mine.isOver) return;
      mine.isOver = true;
      tell('ended');
    };
    mine.scheduledTo = at + length;
    node.start(at / outRate);
  };

  /** A late piece plays after a hole, from silence. */
  const mendHole = async (mine: Run, at: number): Promise<void> => {
    if (at + mine.lateBy >= nowFrame()) return;
    tell('dry');
    await pause((AFTER_HOLE_S / 2) * 1000);
    if (mine.isOver) return;
    tell('flows');
    mine.lateBy = Math.ceil(nowFrame() + AFTER_HOLE_S * outRate) - at;
  };

  const untilNeeded = async (mine: Run): Promise<void> => {
    while (!mine.isOver && mine.scheduledTo - nowFrame() > AHEAD_S * outRate) await pause(POLL_MS);
  };

  const nextOf = async (mine: Run): Promise<Planes | null> => {
    const primed = mine.primed.shift();
    if (primed !== undefined) return primed;
    const next = await mine.pieces.next();
    return next.done === true ? null : next.value;
  };

  const flow = async (mine: Run, resampler: Resampler): Promise<void> => {
    let waiting: Piece[] = [];
    let frames = 0;
    const put = async (isLast: boolean): Promise<void> => {
      const pieces = waiting;
      const [first] = pieces;
      waiting = [];
      if (first === undefined) return;
      await mendHole(mine, first.at);
      if (!mine.isOver) schedule(mine, first, pieces, isLast);
    };
    for (let planes = await nextOf(mine); planes !== null && !mine.isOver; planes = await nextOf(mine)) {
      frames += lengthOf(planes);
      const piece = resampler.push(planes);
      if (piece !== null) waiting.push(piece);
      const isEnough = lengthOfAll(waiting) >= PIECE_S * outRate;
      if (isEnough && mine.primed.length === 0) await put(false);
      await untilNeeded(mine);
    }
    if (mine.isOver) return;
    realFrames = mine.fromFrame + frames;
    const rest = resampler.end();
    if (rest !== null) waiting.push(rest);
    // If nothing is left, a last sample of silence tells the end.
    const channels = Array.from({ length: decoder?.channels ?? 1 }, () => new Float32Array(1));
    if (waiting.length === 0) waiting.push({ at: Math.round(resampler.endsAt()), planes: channels });
    await put(true);
    mine.endsAt = resampler.endsAt() + mine.lateBy;
  };

  const prime = async (of: Decoder, mine: Run): Promise<void> => {
    let frames = 0;
    while (!mine.isOver && frames < PRIMED_S * of.rate) {
      const next = await mine.pieces.next();
      if (next.done === true) break;
      mine.primed.push(next.value);
      frames += lengthOf(next.value);
    }
    if (frames === 0 && !mine.isOver) throw new Error('holds no sound');
  };

  const tellWhenBegun = async (mine: Run, at: number): Promise<void> => {
    while (!mine.isOver && nowFrame() < at)
      await pause(Math.min(POLL_MS, ((at - nowFrame()) / outRate) * 1000));
    if (!mine.isOver) tell('started');
  };

  const begin = (mine: Run, at: number): void => {
    if (decoder === null) return;
    mine.beganAt = at;
    mine.scheduledTo = at;
    const resampler = makeResampler(decoder.rate, outRate, decoder.channels, at);
    flow(mine, resampler).catch(() => fail(mine));
    void tellWhenBegun(mine, at);
  };

  const load = async (): Promise<void> => {
    const { openDecoder } = await import('./decoding.ts');
    const opened = await openDecoder(track.url, track.fromS, measuredS(track));
    if (isClosed) {
      opened.close();
      return;
    }
    decoder = opened;
    run = runFrom(opened, placeS);
    await prime(opened, run);
    if (isClosed) return;
    isLoaded = true;
    tell('loaded');
  };

  const positionS = (): number => {
    if (decoder === null || run === null || run.beganAt === null) return placeS;
    // It never gets past what there is to hear, so that a stream that stands still is noticed.
    const heardTo = Math.min(nowFrame(), run.scheduledTo);
    const playedS = Math.max(0, (heardTo - run.beganAt - run.lateBy) / outRate);
    const endS = (realFrames ?? Infinity) / decoder.rate;
    return Math.min(run.fromFrame / decoder.rate + playedS, endS);
  };

  /** Plays again after a pause, from where it was. */
  const playAgain = async (of: Decoder): Promise<void> => {
    const mine = runFrom(of, placeS);
    run = mine;
    await prime(of, mine);
    if (!mine.isOver) begin(mine, Math.ceil(nowFrame() + LEAD_IN_S * outRate));
  };

  load().catch(() => fail(run));

  return {
    play: () => {
      if (decoder === null) return;
      if (run !== null && !run.isOver && run.beganAt === null) {
        begin(run, Math.ceil(nowFrame() + LEAD_IN_S * outRate));
      } else playAgain(decoder).catch(() => fail(run));
    },
    pause: () => {
      placeS = positionS();
      stop(run);
      run = null;
    },
    close: () => {
      isClosed = true;
      stop(run);
      run = null;
      decoder?.close();
      decoder = null;
    },
    positionS,
    durationS: () => {
      const frames = realFrames ?? decoder?.frames ?? null;
      return frames === null || decoder === null ? null : frames / decoder.rate;
    },
    canJoin: () => isLoaded,
    endsAtS: () => {
      if (run === null || run.endsAt === null) return null;
      return run.endsAt - nowFrame() < LEAD_IN_S * outRate ? null : run.endsAt / outRate;
    },
    join: (atS) => {
      if (run !== null && !run.isOver && run.beganAt === null) begin(run, atS * outRate);
    },
  };
};
