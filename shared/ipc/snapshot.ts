// What main publishes and every screen follows: the whole truth of the room in one value with a revision
// number. Screens hold no truth of their own; they compute what they show from this and the time.

import type { Kind, Look, Preset, Role } from '../preset/preset.ts';
import type { ClockAnchor } from '../session/clock.ts';
import type { Session } from '../session/session.ts';
import type { SoundView } from '../sound/sound-view.ts';

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
  | 'playlistEmpty'
  /** The sound output in use is gone; the room is silent rather than heard elsewhere. */
  | 'outputLost'
  /** Staff want the door's window, and its display is not there or is the room's: it waits. */
  | 'doorAway';

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
  | 'musicSetAside'
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

/** What a preset is called and how it goes; the whole preset, so that the console can draw it. */
export type PresetView = Preset & { readonly isBuiltIn: boolean };

/** A preset as its schema knows it, without what a view adds to it. */
export const plainPreset = ({ isBuiltIn: _, ...preset }: PresetView): Preset => preset;

/** A preset as a list shows it. */
export interface PresetSummary {
  readonly id: string;
  readonly label: string;
  readonly kind: Kind;
  readonly isBuiltIn: boolean;
  /** Minutes of the phases after the dose mark. */
  readonly minutes: number;
  /** Wall ms of its last Start; null: never. */
  readonly lastUsedAt: number | null;
}

/** The presets: too many for every snapshot, so their list is asked for when `revision` has grown. */
export interface PresetsView {
  readonly revision: number;
  readonly count: number;
}

/** `preset` is the editor, `plan` the plan card, `companion` the line for a trusted other in the room. */
export const VIEWS = ['console', 'patient', 'setup', 'music', 'preset', 'plan', 'companion'] as const;
export type View = (typeof VIEWS)[number];

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

export interface QuietView {
  /** The display is kept from sleeping. */
  readonly keptAwake: boolean;
  /** The system took it when it was last asked to keep the display from sleeping; null: nobody has asked yet. */
  readonly canKeepAwake: boolean | null;
  /** null where it cannot be known. */
  readonly onMains: boolean | null;
  /** Staff want the door's window; whether there is a display for it says `door`. */
  readonly doorWindow: boolean;
  readonly door: DoorDisplayView;
  /** Room on the disk for what is kept; `full`: it cannot be written any more. null while unknown. */
  readonly disk: 'enough' | 'low' | 'full' | null;
}

/** A display of this computer. */
export interface DisplayView {
  readonly id: string;
  /** What it calls itself, where it does, and its size: `HP E24 · 1920 × 1080`. */
  readonly name: string;
  /** The room's window is on it. */
  readonly isRooms: boolean;
}

/** On which display the door's window is. */
export interface DoorDisplayView {
  /** Those that are there, from left to right. */
  readonly displays: readonly DisplayView[];
  /** What was chosen, present or not; null: nobody has, and it opens on any that is not the room's. */
  readonly chosen: DisplayView | null;
  /** There is no display for it now: the window waits, and never covers another display meanwhile. */
  readonly isAway: boolean;
}

export interface Snapshot {
  readonly revision: number;
  readonly roomName: string;
  readonly clock: ClockAnchor;
  readonly view: View;
  readonly session: Session;
  readonly presets: PresetsView;
  /** The look that a turnover leaves the room at. */
  readonly roomLook: Look;
  /** The console's lock: `none` while no PIN is set. */
  readonly lock: 'none' | 'open' | 'locked';
  readonly lights: LightsView;
  readonly pairing: PairingView | null;
  readonly sound: SoundView;
  readonly quiet: QuietView;
  readonly faults: readonly Fault[];
  readonly notices: readonly Notice[];
  /** False where the system has no key store: keys then lie readable on disk, and Set-up says so. */
  readonly keysEncrypted: boolean;
}
