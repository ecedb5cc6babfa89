// What main publishes and every screen follows: the whole truth of the room in one value with a revision
// number. Screens hold no truth of their own; they compute what they show from this and the time.

import type { Look, Preset, Role } from './preset.ts';
import type { Session } from './session.ts';

/** Turns wall time into session time: `sessionMs + (wall - wallMs) * rate`. All in ms. */
export interface ClockAnchor {
  readonly wallMs: number;
  readonly sessionMs: number;
  readonly rate: number;
}

/** The session clock at a wall instant. */
export const sessionNow = (clock: ClockAnchor, wallMs: number): number =>
  clock.sessionMs + (wallMs - clock.wallMs) * clock.rate;

/** A lamp of this room and what it is believed to put out: straight from `from` to `to` over wall time. */
export interface LampView {
  readonly id: string;
  readonly name: string;
  /** `none`: left alone, and only shown so that a role can be chosen. */
  readonly role: Role | 'none';
  readonly reachable: boolean;
  /** Somebody changed it by hand; it is left so until the next phase, or until the room is taken back. */
  readonly isChanged: boolean;
  /** What it does when its mains power returns; null: it cannot be told. */
  readonly afterPowerCut: 'asBefore' | 'otherwise' | null;
  readonly from: Look;
  readonly to: Look;
  /** Wall ms. */
  readonly beganAt: number;
  readonly endsAt: number;
}

/** Why lights or sound do not do what they should; a code, for which the renderer has the sentence. */
export type FaultCode =
  | 'bridgeUnreachable'
  | 'bridgeHangs'
  | 'bridgeBusy'
  | 'bridgeUnauthorised'
  | 'bridgeRefusesCommand'
  | 'bridgeNotItself'
  | 'noLamps'
  /** The bridge has several rooms, and nobody has said which of them is this one. */
  | 'roomUnchosen'
  | 'playerLost'
  | 'trackUnreadable'
  | 'playlistMissing'
  | 'playlistEmpty';

/** What lies wrong now; it goes when it is over. `about` names a lamp, track or folder. */
export interface Fault {
  readonly code: FaultCode;
  readonly about: string | null;
  readonly sinceWallMs: number;
}

/** Something that happened to what is kept on disk, told once until it is dismissed. */
export type NoticeCode =
  | 'settingsSetAside'
  | 'presetsSetAside'
  | 'presetCompleted'
  | 'presetNewer'
  | 'presetUnreadable'
  | 'journalSetAside'
  /** A file could not be written: what changes now is lost when the program ends. */
  | 'notKept'
  /** A bridge's key cannot be decrypted any more: pair again. */
  | 'keyUnreadable';

export interface Notice {
  readonly id: string;
  readonly code: NoticeCode;
  /** The file that was set aside, or the preset's label. */
  readonly about: string | null;
}

export interface TrackView {
  readonly id: string;
  readonly title: string;
  /** Seconds; null while unknown. */
  readonly durationS: number | null;
}

/** A folder of audio files. */
export interface PlaylistView {
  readonly id: string;
  readonly title: string;
  readonly isBundled: boolean;
  readonly tracks: readonly TrackView[];
  /** Files in it that cannot be played, by name. */
  readonly unreadable: readonly string[];
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

/** What a preset is called and how it goes; the whole preset, so that the console can draw it. */
export type PresetView = Preset & { readonly isBuiltIn: boolean };

export type View = 'console' | 'patient' | 'setup';

/** A room or a zone that the bridge keeps. */
export interface BridgeRoomView {
  readonly id: string;
  readonly name: string;
  readonly kind: 'room' | 'zone';
  readonly lampCount: number;
}

/** How the bridge in use is. */
export interface BridgeHealthView {
  /** `BSB002`; null while unknown, as its software. */
  readonly model: string | null;
  readonly software: string | null;
  readonly lastFault: { readonly code: FaultCode; readonly atWallMs: number } | null;
  /** Commands sent within the last hour, readings not among them. */
  readonly commandsLastHour: number;
}

export interface LightsView {
  /** `practice`: the embedded room; `bridge`: a paired one. */
  readonly source: 'practice' | 'bridge';
  readonly state: 'connecting' | 'ready' | 'away';
  readonly bridgeName: string | null;
  readonly address: string | null;
  /** Median ms that the bridge took to answer of late. */
  readonly answersInMs: number | null;
  readonly health: BridgeHealthView;
  /** Rooms and zones of the bridge, and which of them is this room; null: all lamps of the bridge. */
  readonly rooms: readonly BridgeRoomView[];
  readonly roomId: string | null;
  readonly lamps: readonly LampView[];
  /** The lamp that Try it shows now. */
  readonly trying: string | null;
}

/** A bridge that announces itself on the network. */
export interface FoundBridgeView {
  readonly bridgeId: string;
  readonly name: string;
  readonly address: string;
  /** It is the one in use. */
  readonly isInUse: boolean;
}

/** How far the acquaintance with a new bridge has come; null: nobody is making any. */
export type PairingView =
  | { readonly step: 'looking'; readonly isLooking: boolean; readonly found: readonly FoundBridgeView[] }
  /** Somebody is to press the round button of this bridge. */
  | { readonly step: 'button'; readonly name: string; readonly untilWallMs: number };

export interface SoundView {
  readonly state: 'starting' | 'ready' | 'lost';
  readonly playing: PlayingView | null;
  readonly playlists: readonly PlaylistView[];
}

export interface QuietView {
  /** The display is kept from sleeping. */
  readonly keptAwake: boolean;
  /** null where it cannot be known. */
  readonly onMains: boolean | null;
  readonly doorWindow: boolean;
}

export interface Snapshot {
  readonly revision: number;
  readonly roomName: string;
  readonly clock: ClockAnchor;
  readonly view: View;
  readonly session: Session;
  readonly presets: readonly PresetView[];
  readonly lights: LightsView;
  readonly pairing: PairingView | null;
  readonly sound: SoundView;
  readonly quiet: QuietView;
  readonly faults: readonly Fault[];
  readonly notices: readonly Notice[];
  /** False where the system has no key store: keys then lie readable on disk, and Set-up says so. */
  readonly keysEncrypted: boolean;
}
