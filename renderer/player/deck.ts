// One deck: a track that plays through its own gains into the master output. Its gain is set before it is heard, and
// changes afterwards only within the guard. It lets go of everything that it does not need any more.

import { FLOOR_DB } from '../../shared/score/sound-score.ts';
import { measuredS, type OrderedTrack } from '../../shared/sound/player-orders.ts';
import { evening, FALLING_AT_ONCE, RISING, risingFrom } from './crossfade.ts';
import { type Curve, lengthMs, makeFader } from './fader.ts';
import { deckGainDb } from './player-state.ts';
import type { PlayerClock } from './sound-clock.ts';

/** A deck that should load or play and does not move for this long counts as unreadable, in ms. */
const STALLED_MS = 6000;

/** A fade short enough not to be missed and long enough not to click, in ms. */
const HUSH_MS = 10;

/** A deck that has faded out is unloaded this much later, in ms: the audio clock may be a buffer behind. */
const AFTER_LEAVING_MS = 50;

/** `dry`: it has nothing to play for now; `flows`: it has again. */
export type SourceEvent = 'loaded' | 'started' | 'failed' | 'ended' | 'dry' | 'flows';

/** One loaded track, however it is played. The deck gives it its level. */
export interface TrackSource {
  /** Plays from its position, and tells `started` once that is heard. */
  play(): void;
  /** Keeps its position. */
  pause(): void;
  close(): void;
  positionS(): number;
  /** null while unknown. */
  durationS(): number | null;
  /** Whether it can start or end at one exact sample. */
  canJoin(): boolean;
  /** When its last sample ends on the audio clock, in seconds; null while unknown, and once it is too near. */
  endsAtS(): number | null;
  /** Plays from that future instant of the audio clock on. Only where it can join. */
  join(atS: number): void;
}

/** Loads a track that plays into a node; `asStream` as for a deck. */
export type LoadSource = (
  into: AudioNode,
  track: OrderedTrack,
  asStream: boolean,
  tell: (event: SourceEvent) => void,
) => TrackSource;

/** `left`: it has faded out. `refilled`: its source ran dry, and it rises again by itself. */
export type DeckEvent = 'loaded' | 'started' | 'failed' | 'ended' | 'left' | 'refilled';

export interface DeckParts {
  readonly into: AudioNode;
  readonly clock: PlayerClock;
  readonly loadSource: LoadSource;
  /** Main, which serves the tracks, answers. While it stands still, no track is to blame. */
  readonly isServed: () => boolean;
  readonly tell: (event: DeckEvent) => void;
}

export type Deck = ReturnType<typeof makeDeck>;

/** Makes a deck. Its gains and their place in the output serve every track. */
export const makeDeck = ({ into, clock, loadSource, isServed, tell }: DeckParts) => {
  const normalised = makeFader(into.context);
  const share = makeFader(into.context);
  normalised.node.connect(share.node).connect(into);

  let loaded: { readonly source: TrackSource; readonly track: OrderedTrack } | null = null;
  /** Grows with every track, so that a late event of one is not taken for the next one's. */
  let serial = 0;
  let isLoading = false;
  /** Loads the same track in the other way; null where that was tried. */
  let otherWay: (() => void) | null = null;
  let shouldPlay = false;
  let plays = false;
  let ranDry = false;
  /** Where its share is going: nowhere, to full gain, or out; `hurried`: out as fast as a deck may. */
  let aim: 'nowhere' | 'whole' | 'out' | 'hurried' = 'nowhere';
  let isHeld = false;
  let cancelLeft: (() => void) | null = null;
  let moved = { positionS: 0, at: 0 };
  let checkedAt = 0;

  const isLeaving = (): boolean => aim === 'out' || aim === 'hurried';
  const positionS = (): number => loaded?.source.positionS() ?? 0;

  /** Sets the share, which then stays there. */
  const setShare = (db: number): void => {
    cancelLeft?.();
    cancelLeft = null;
    aim = 'nowhere';
    isHeld = false;
    share.set(db);
  };

  const stopPlaying = (): void => {
    shouldPlay = false;
    plays = false;
    ranDry = false;
  };

  const expectMoving = (): void => {
    shouldPlay = true;
    moved = { positionS: positionS(), at: clock.now() };
  };

  /** Rises from the floor to full gain. */
  const rise = (): void => {
    aim = 'whole';
    // A track that is not heard yet gets its own gain at once: evening it out on the way up would be too steep.
    if (loaded !== null && share.db() < FLOOR_DB) normalised.set(deckGainDb(loaded.track));
    if (isHeld) share.set(FLOOR_DB);
    else share.follow(RISING);
  };

  const fadeOut = (curve: Curve): void => {
    // Its gain may be on its way to the track's own: both together would be too steep.
    normalised.hold();
    const fromDb = share.db();
    share.follow(curve.map(({ ms, db }) => ({ ms, db: db + fromDb })));
    cancelLeft?.();
    cancelLeft = clock.after(lengthMs(curve) + AFTER_LEAVING_MS, () => tell('left'));
  };

  /** Goes from the gain that it took over to its track's own, within a deck's slopes; returns the ms it takes. */
  const evenOut = (): number => {
    if (loaded === null || isHeld) return 0;
    const curve = evening(normalised.db(), deckGainDb(loaded.track));
    normalised.follow(curve);
    return lengthMs(curve);
  };

  /** The source ran dry. It must not come back at its full level; a deck that was leaving does not come back at all. */
  const hush = (): void => {
    if (!plays) return;
    ranDry = !isLeaving();
    if (ranDry) aim = 'nowhere';
    share.follow([
      { ms: 0, db: share.db() },
      { ms: HUSH_MS, db: Number.NEGATIVE_INFINITY },
    ]);
  };

  const endHush = (): void => {
    // The share cannot tell: the source may flow again before the hush is over, which then still goes to zero.
    const isHushed = ranDry && plays && !isLeaving();
    ranDry = false;
    if (!isHushed) return;
    rise();
    tell('refilled');
  };

  /** What does not load in one way may do so in the other. */
  const fail = (): void => {
    if (isLoading && otherWay !== null) otherWay();
    else tell('failed');
  };

  const unload = (): void => {
    serial += 1;
    otherWay = null;
    stopPlaying();
    isLoading = false;
    setShare(Number.NEGATIVE_INFINITY);
    loaded?.source.close();
    loaded = null;
  };

  const hear = (event: SourceEvent): void => {
    if (event === 'dry') hush();
    else if (event === 'flows') endHush();
    else {
      if (event === 'loaded') isLoading = false;
      if (event === 'started') plays = true;
      tell(event);
    }
  };

  const loadAs = (track: OrderedTrack, asStream: boolean, isLast: boolean): void => {
    unload();
    normalised.set(deckGainDb(track));
    const mine = serial;
    const listen = (event: SourceEvent): void => {
      if (mine !== serial) return;
      if (event === 'failed') fail();
      else hear(event);
    };
    isLoading = true;
    otherWay = isLast ? null : () => loadAs(track, !asStream, true);
    loaded = { source: loadSource(normalised.node, track, asStream, listen), track };
    moved = { positionS: positionS(), at: clock.now() };
  };

  /**
   * Loads a track, as a stream if it is to join or was not measured, at the cost of decoding it ourselves: a media element
   * may guess the length, and the track would be left far too soon. What one way cannot play, the other may.
   */
  const load = (track: OrderedTrack, asStream: boolean): void =>
    loadAs(track, asStream || measuredS(track) === null, false);

  return {
    load,
    unload,
    /** Plays, let through from the first sample on, or not at all yet. */
    start: (isWhole: boolean): void => {
      if (loaded === null) return;
      normalised.set(deckGainDb(loaded.track));
      setShare(isWhole ? 0 : Number.NEGATIVE_INFINITY);
      expectMoving();
      loaded.source.play();
    },
    /** Keeps its position. The level must be silent by then. */
    pause: (): void => {
      stopPlaying();
      loaded?.source.pause();
    },
    rise,
    /** Fades out along a curve and tells `left` at its end; without a curve as fast as a deck may. */
    leave: (curve?: Curve): void => {
      if (aim === 'hurried') return;
      aim = curve === undefined ? 'hurried' : 'out';
      if (!isHeld) fadeOut(curve ?? FALLING_AT_ONCE);
    },
    /** Keeps its share as it is until goOn: only the master level moves then. */
    hold: (): void => {
      isHeld = true;
      cancelLeft?.();
      cancelLeft = null;
      share.hold();
      normalised.hold();
    },
    /** Goes on with what it was doing when it was held; returns the ms that this takes. */
    goOn: (): number => {
      if (!isHeld) return 0;
      isHeld = false;
      if (isLeaving()) {
        aim = 'hurried';
        fadeOut(FALLING_AT_ONCE);
        return lengthMs(FALLING_AT_ONCE);
      }
      // A track that is to start at a join, and is not heard yet, keeps the gain that it takes over there.
      if (aim === 'nowhere' || share.db() >= 0) return plays ? evenOut() : 0;
      const curve = risingFrom(share.db());
      share.follow(curve);
      return lengthMs(curve);
    },
    /** Whether it can go over into another deck, and another into it, sample by sample. */
    canJoin: (): boolean => loaded?.source.canJoin() ?? false,
    /** The audio clock at which its track ends, in seconds; null while unknown. */
    endsAtS: (): number | null => loaded?.source.endsAtS() ?? null,
    /** Plays at full share from that instant on, with another deck's gain in dB; tells `started` then. */
    join: (atS: number, gainDb: number): void => {
      if (loaded === null) return;
      normalised.set(gainDb);
      setShare(0);
      expectMoving();
      loaded.source.join(atS);
    },
    /** All of it is let through. */
    isWhole: (): boolean => share.db() >= 0 && !ranDry,
    /** The track's own gain, or the gain that it took over from another deck, in dB. */
    gainDb: normalised.db,
    evenOut,
    /** To be called regularly: tells `failed` when a track that should play stands still. */
    checkMoving: (): void => {
      const now = clock.now();
      // Missed checks are the computer's sleep, not the track's.
      const hasSlept = now - checkedAt > STALLED_MS / 2;
      checkedAt = now;
      const isIdle = !isLoading && !shouldPlay;
      const isExcused = isIdle || hasSlept || !isServed();
      if (isExcused || positionS() !== moved.positionS) moved = { positionS: positionS(), at: now };
      else if (now - moved.at > STALLED_MS) fail();
    },
    positionS,
    /** null while unknown; what only the file's tags say does not count. */
    durationS: (): number | null => loaded && (loaded.source.durationS() ?? measuredS(loaded.track)),
  };
};
