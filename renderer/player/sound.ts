// What lies on a deck: one track, however it is played. It has no level of its own; that is the deck's.

/** `dry`: nothing more to play for now, `flows`: there is again. */
export type SoundEvent = 'loaded' | 'started' | 'failed' | 'ended' | 'dry' | 'flows';

export interface Sound {
  /** Plays from its place, and tells `started` once that is heard. */
  play(): void;
  /** Holds the place. */
  pause(): void;
  /** Lets go of everything; nothing is told any more that matters. */
  close(): void;
  positionS(): number;
  /** null while unknown. */
  durationS(): number | null;
  /** Whether it can begin, or be gone on from, at one sample. */
  canJoin(): boolean;
  /** The audio clock at which its last sample is over, in seconds; null while unknown, and once it is too near. */
  endsAtS(): number | null;
  /** Plays from that instant of the audio clock on, which is ahead. Only where it can join. */
  join(atS: number): void;
}
