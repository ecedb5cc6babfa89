// What a screen shows of the sound: playlists, the library and how much of it is measured, what is heard, and through
// which output. A part of the snapshot.

import type { OutputDevice } from './player-orders.ts';

/** A playlist without its tracks. */
export interface PlaylistView {
  readonly id: string;
  readonly title: string;
  /** `own`: made by hand, and the only kind that can be changed here. */
  readonly kind: 'bundled' | 'folder' | 'own';
  /** Tracks that can be played now. */
  readonly trackCount: number;
  /** Tracks of it that are not here now. */
  readonly awayCount: number;
  /** In ms; null while the length of a track is unknown. */
  readonly lengthMs: number | null;
}

/** How far the loudness measuring has come. */
export interface MeasuringView {
  readonly done: number;
  readonly of: number;
  /** The track that is measured now; null while measuring waits for the end of a session. */
  readonly title: string | null;
  /** 0–1, of that track. */
  readonly share: number;
}

export interface LibraryView {
  /** Grows whenever the answer of `library` has changed. */
  readonly revision: number;
  /** Folders are being scanned. */
  readonly isScanning: boolean;
  readonly trackCount: number;
  readonly unplayableCount: number;
  /** null: everything is measured. */
  readonly measuring: MeasuringView | null;
}

/** What is heard now. */
export interface PlayingView {
  readonly trackId: string;
  readonly title: string;
  readonly playlistTitle: string;
  /** 1-based place in the playlist, and how many tracks it has. */
  readonly place: number;
  readonly of: number;
  /** Wall ms at which the track will end, null while unknown. */
  readonly endsAtWallMs: number | null;
}

export interface OutputsView {
  /** The player has listed the outputs. */
  readonly isKnown: boolean;
  readonly present: readonly OutputDevice[];
  /** null: there is none, or the system does not say which output it uses. */
  readonly inUse: OutputDevice | null;
  /** The output in use is gone: the room is silent until it is back or another one is chosen. */
  readonly isLost: boolean;
  /** The computer's own sound has stopped. Main begins it anew. */
  readonly isStopped: boolean;
}

/** Something that plays outside a session, to listen to it. */
export type SoundTrialView =
  | { readonly kind: 'track'; readonly trackId: string }
  /** Pink noise at this level, for a sound-level meter at the chair; dB over the normalised track. */
  | { readonly kind: 'noise'; readonly levelDb: number };

/** Whether the player works; `lost`: it is being replaced. */
export type PlayerHealth = 'starting' | 'ready' | 'lost';

export interface SoundView {
  readonly state: PlayerHealth;
  readonly playing: PlayingView | null;
  /** The level that the player reported last, in whole dB over the normalised track; null: silence. Never a target. */
  readonly levelDb: number | null;
  readonly playlists: readonly PlaylistView[];
  readonly library: LibraryView;
  readonly outputs: OutputsView;
  /** What a level of 0 dB is at the chair, in dB(A), through the output in use; null: not calibrated. */
  readonly chairDb: number | null;
  readonly trial: SoundTrialView | null;
}
