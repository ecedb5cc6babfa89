// What main publishes and every screen follows: all there is to know of the room, in one value with a revision number.
// Screens hold no state of the room; they compute what they show from this and the time.

import type { Look, Preset, Role } from '../preset/preset.ts';
import type { TextPlace } from '../preset/preset-fault.ts';
import type { SessionChange } from '../session/changes.ts';
import type { ClockAnchor } from '../session/clock.ts';
import type { Session } from '../session/session.ts';
import type { SoundView } from '../sound/sound-view.ts';

/** A lamp of this room, and our estimate of its look: on a straight line from `from` to `to`. */
export interface LampView {
  readonly id: string;
  readonly name: string;
  /** `none`: left alone; it is listed so that a role can be chosen. */
  readonly role: Role | 'none';
  readonly reachable: boolean;
  /** The bridge does not say what it shows: it is commanded all the same, and nobody knows whether it follows. */
  readonly isUntold: boolean;
  /** Another program left a colour loop or an alert running in it, which our next light ends. */
  readonly runsOther: boolean;
  /** It may be another lamp than the one whose role somebody chose, and is left alone until they choose again. */
  readonly isUnclear: boolean;
  /** Somebody changed it by hand; it stays so until the next phase, or until the room is taken back. */
  readonly isChanged: boolean;
  /** What it does when its mains power returns; null: unknown. */
  readonly afterPowerCut: 'asBefore' | 'otherwise' | null;
  readonly from: Look;
  readonly to: Look;
  /** When `from` and `to` are, in wall ms. */
  readonly beganAt: number;
  readonly endsAt: number;
}

/** Why lights, sound or the door's window fail; a code, for which the renderer has the sentence. */
export type FaultCode =
  | 'bridgeUnreachable'
  | 'bridgeHangs'
  | 'bridgeBusy'
  | 'bridgeUnauthorised'
  | 'bridgeRefusesCommand'
  | 'bridgeNotItself'
  | 'noLamps'
  /** The bridge has lamps that may be another room's, and nobody has said which are this one's. */
  | 'roomUnchosen'
  | 'playerLost'
  | 'trackUnreadable'
  | 'playlistMissing'
  | 'playlistEmpty'
  /** The sound output in use is gone; the room stays silent, so that nothing is heard elsewhere. */
  | 'outputLost'
  /** The computer's own sound has stopped; the room is silent until main has begun it anew. */
  | 'soundStopped'
  /** Staff want the door's window, but its display is away or is the room's: it waits. */
  | 'doorAway'
  /** Somebody closed the room's window in a session; it stays. */
  | 'staysOpen';

/** Something that is wrong now; it is removed when it is over. `about` names a lamp, room, track or folder. */
export interface Fault {
  readonly code: FaultCode;
  readonly about: string | null;
  readonly sinceWallMs: number;
}

/** Something that happened to a file on disk, shown until it is dismissed. */
export type NoticeCode =
  | 'settingsQuarantined'
  | 'presetsQuarantined'
  | 'musicQuarantined'
  | 'presetCompleted'
  | 'presetNewer'
  | 'presetUnreadable'
  | 'journalQuarantined'
  /** A file could not be written: changes are lost when the program ends. */
  | 'notKept'
  /** A newer program's file: it stays as it is, and this one keeps its own beside it. */
  | 'newerFile'
  /** A day of the log that is too old could not be removed. */
  | 'logNotRemoved'
  /** A bridge's key can no longer be decrypted: pair again. */
  | 'keyUnreadable'
  /** The folder of all that is kept cannot be written. */
  | 'nothingKept'
  /** A session goes on after a cut, and the computer's clock cannot tell how long that was. */
  | 'cutUnknown';

export interface Notice {
  readonly id: string;
  readonly code: NoticeCode;
  /** The file that was set aside, the folder, or the preset's label. */
  readonly about: string | null;
  /** Where the file's text breaks, if that is known. */
  readonly place?: TextPlace | null;
}

/** A whole preset, so that the console can draw it. */
export type PresetView = Preset & { readonly isBuiltIn: boolean };

/** A preset as its schema defines it, without what a view adds. */
export const plainPreset = ({ isBuiltIn: _, ...preset }: PresetView): Preset => preset;

/** A preset as a list shows it. */
export interface PresetSummary extends Pick<PresetView, 'id' | 'label' | 'kind' | 'isBuiltIn'> {
  /** Minutes of the phases after the dose mark. */
  readonly minutes: number;
  /** Wall ms of its last Start; null: never. */
  readonly lastUsedAt: number | null;
}

/** The presets are too many for every snapshot; a screen asks for their list when `revision` has grown. */
export interface PresetsView {
  readonly revision: number;
  readonly count: number;
}

/** `preset`: the preset editor; `plan`: the plan card; `companion`: the line for a trusted other in the room. */
export const VIEWS = ['console', 'patient', 'setup', 'music', 'preset', 'plan', 'companion'] as const;
export type View = (typeof VIEWS)[number];

/** A room or a zone of the bridge. */
export interface BridgeRoomView {
  readonly id: string;
  readonly name: string;
  readonly kind: 'room' | 'zone';
  readonly lampCount: number;
}

/** The health of the bridge in use. */
export interface BridgeHealthView {
  /** Such as `BSB002`; null while unknown, like its software. */
  readonly model: string | null;
  readonly software: string | null;
  readonly lastFault: { readonly code: FaultCode; readonly atWallMs: number } | null;
  /** Commands sent within the last hour, without readings. */
  readonly commandsLastHour: number;
}

export interface LightsView {
  /** `practice`: the embedded room; `bridge`: a paired one. */
  readonly source: 'practice' | 'bridge';
  readonly state: 'connecting' | 'ready' | 'away';
  /**
   * What became of the latest commands to this room's lamps. `taken`: the bridge took them all; `awaited`: it has not
   * answered yet; `failing`: it refuses or does not answer, or there are no lamps.
   */
  readonly commands: 'taken' | 'awaited' | 'failing';
  readonly bridgeName: string | null;
  readonly address: string | null;
  /** Median of the bridge's recent answer times, in ms. */
  readonly answersInMs: number | null;
  readonly health: BridgeHealthView;
  /** Rooms and zones of the bridge, and the one that is this room; null: all lamps of the bridge. */
  readonly rooms: readonly BridgeRoomView[];
  readonly roomId: string | null;
  readonly lamps: readonly LampView[];
  /** The lamp that Try it lights now. */
  readonly trying: string | null;
}

/** A bridge that was found on the network. */
export interface FoundBridgeView {
  readonly bridgeId: string;
  readonly name: string;
  readonly address: string;
  readonly isInUse: boolean;
}

/** How far pairing with a new bridge is; null: nobody is pairing. */
export type PairingView =
  | { readonly step: 'search'; readonly isSearching: boolean; readonly found: readonly FoundBridgeView[] }
  /** Somebody has to press the round button of this bridge. */
  | { readonly step: 'button'; readonly name: string; readonly untilWallMs: number };

/**
 * Whether the display stays awake while we ask for it: the `desktop`, the `xServer` or `macos` says so; `untold`: nobody says;
 * `refused`: it does not.
 */
export type AwakeAnswer = 'desktop' | 'xServer' | 'macos' | 'untold' | 'refused';

export interface QuietView {
  /** The system is asked to keep the display awake now. */
  readonly asksAwake: boolean;
  /** What became of that when it was last asked for; null: not known yet. */
  readonly awake: AwakeAnswer | null;
  /** null where the system does not say. */
  readonly onMains: boolean | null;
  /** Staff want the door's window; `door` says whether there is a display for it. */
  readonly doorWindow: boolean;
  readonly door: DoorDisplayView;
  /** The sign by the door says what a patient asks for. */
  readonly doorTellsWish: boolean;
  /** Disk space for what is kept; `full`: nothing can be written. null while unknown. */
  readonly disk: 'enough' | 'low' | 'full' | null;
  readonly loginStart: LoginStartView;
}

/** Whether the system starts the program at login, as it says itself. null: not known yet, or it cannot. */
export type LoginStartView = {
  readonly isOn: boolean;
  /** The system starts a program again that died. */
  readonly restarts: boolean;
  /** It would start the one that runs now again. */
  readonly isNow: boolean;
} | null;

/** A display of this computer. */
export interface DisplayView {
  readonly id: string;
  /** Its label, where it has one, and its size: `HP E24 · 1920 × 1080`. */
  readonly name: string;
  /** The room's window is on it. */
  readonly isRooms: boolean;
}

/** The display of the door's window. */
export interface DoorDisplayView {
  /** The connected displays, from left to right. */
  readonly displays: readonly DisplayView[];
  /** The chosen display, connected or not; null: none was chosen, and any but the room's will do. */
  readonly chosen: DisplayView | null;
  /** It has no display now: the window waits, and covers no other display meanwhile. */
  readonly isAway: boolean;
}

/** What was kept of the last session and can be taken back, and the label of the preset that has it now. */
export interface KeptView {
  readonly changes: readonly SessionChange[];
  readonly label: string;
}

export interface Snapshot {
  readonly revision: number;
  readonly roomName: string;
  readonly clock: ClockAnchor;
  readonly view: View;
  readonly session: Session;
  readonly presets: PresetsView;
  /** null: nothing was kept, or it can no longer be taken back. */
  readonly keptChanges: KeptView | null;
  /** The look in which a turnover leaves the room. */
  readonly roomLook: Look;
  /** `none`: no PIN is set. */
  readonly lock: 'none' | 'open' | 'locked';
  /** A PIN was set and can no longer be read: none opens the console. */
  readonly isPinDamaged: boolean;
  readonly lights: LightsView;
  readonly pairing: PairingView | null;
  readonly sound: SoundView;
  readonly quiet: QuietView;
  readonly faults: readonly Fault[];
  readonly notices: readonly Notice[];
  /** False where the bridge's key is readable on the disk, as without a key store; Set-up says so. */
  readonly keysEncrypted: boolean;
  /** The PIN's hash is readable on the disk, as without a key store; Set-up says so. */
  readonly isPinReadable: boolean;
}
