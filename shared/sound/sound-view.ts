// What a screen knows of the sound: playlists, the library and how far it is measured, what is heard, and through which
// output. A part of the snapshot.

/** A playlist, without its tracks: those are asked for. */
export interface PlaylistView {
  readonly id: string;
  readonly title: string;
  /** `own`: made by hand, and the only kind that can be changed here. */
  readonly kind: 'bundled' | 'folder' | 'own';
  /** Tracks that can be played now. */
  readonly trackCount: number;
  /** How long it lasts in ms; null while the length of a track is unknown. */
  readonly lengthMs: number | null;
}

/** How far the measuring of loudness has come. */
export interface MeasuringView {
  readonly done: number;
  readonly of: number;
  /** The track that is measured now; null while it waits for a session to be over. */
  readonly title: string | null;
  /** 0–1, of that track. */
  readonly share: number;
}

export interface LibraryView {
  /** Grows whenever what `library` answers has changed. */
  readonly revision: number;
  /** Folders are being looked into. */
  readonly isLooking: boolean;
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
  /** 1-based place in the playlist, and how many there are. */
  readonly place: number;
  readonly of: number;
  /** Wall ms at which the track will end, null while unknown. */
  readonly endsAtWallMs: number | null;
}

/** A sound output, by the name that the system has for it. */
export interface OutputView {
  readonly id: string;
  readonly name: string;
}

export interface OutputsView {
  /** The player has looked; until then nobody knows what there is. */
  readonly isKnown: boolean;
  readonly present: readonly OutputView[];
  /** The output in use; null where there is none, or where the system does not say which it plays on. */
  readonly inUse: OutputView | null;
  /** The output in use is gone: the room is silent until it is back or another one is chosen. */
  readonly isLost: boolean;
}

/** Something that is played outside a session, to listen to it. */
export type SoundTrialView =
  | { readonly kind: 'track'; readonly trackId: string }
  /** Pink noise at this level, for a sound-level meter at the chair; dB over the normalised track. */
  | { readonly kind: 'noise'; readonly levelDb: number };

export interface SoundView {
  readonly state: 'starting' | 'ready' | 'lost';
  readonly playing: PlayingView | null;
  /** What the player said last that it is at, in whole dB over the normalised track; null: silence. Never a wish. */
  readonly levelDb: number | null;
  readonly playlists: readonly PlaylistView[];
  readonly library: LibraryView;
  readonly outputs: OutputsView;
  /** What a level of 0 dB is at the chair, in dB(A), through the output in use; null: not calibrated. */
  readonly chairDb: number | null;
  readonly trial: SoundTrialView | null;
}
