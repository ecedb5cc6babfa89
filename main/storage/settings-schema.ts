// The form of settings.json, field by field: what each may be, and what it is when the file does not say. A bad
// field never takes a good one with it.

import * as v from 'valibot';
import { type Look, LookSchema, ROLES, type Role } from '../../shared/preset/preset.ts';
import { StoredKeySchema } from './bridge-key.ts';
import { STORED_PIN } from './pin.ts';
import { isJsonObject } from './quarantine.ts';

/** The version of the file that this program writes. */
export const SETTINGS_VERSION = 1;

/** What a lamp is for; `none`: Stillroom leaves it alone. */
export type LampRole = Role | 'none';

/** Roles by bridge id and lamp id. */
export type LampRoles = Readonly<Record<string, Readonly<Record<string, LampRole>>>>;

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(400));

/** As stored. Fields that this version does not know are let be, and stay in the file. */
const StoredLightsSchema = v.variant('source', [
  v.object({ source: v.literal('practice') }),
  v.object({
    source: v.literal('bridge'),
    baseUrl: text,
    address: text,
    bridgeId: text,
    name: text,
    username: v.nullable(StoredKeySchema),
    fingerprint: v.nullable(text),
  }),
]);
export type StoredLights = Readonly<v.InferOutput<typeof StoredLightsSchema>>;

/** A sound output as it was chosen: the page's id for it, and the system's name. */
const OutputSchema = v.object({ id: text, name: text });

/** A display as it was chosen for the door: its id changes when it is plugged in again, what it calls itself does not. */
const DoorDisplaySchema = v.object({
  id: text,
  /** Empty where it does not call itself anything. */
  label: v.pipe(v.string(), v.maxLength(400)),
  widthPx: v.pipe(v.number(), v.integer(), v.minValue(1)),
  heightPx: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

/** What pin.ts makes of a PIN, on one line of the file. */
const PinSchema = v.pipe(v.string(), v.regex(STORED_PIN));

/** Settings as stored, checked. */
export interface StoredSettings {
  readonly roomName: string;
  readonly lights: StoredLights;
  readonly roles: LampRoles;
  /** Which room or zone of a bridge is this room, by bridge id; null: all its lamps. */
  readonly rooms: Readonly<Record<string, string | null>>;
  readonly playlistFolders: readonly string[];
  /** Absolute paths of single music files that were added. */
  readonly musicFiles: readonly string[];
  /** Where the room is heard; null: nobody has chosen, and nothing has been heard yet. */
  readonly output: Readonly<v.InferOutput<typeof OutputSchema>> | null;
  /** What a level of 0 dB is at the chair, in dB(A), by the output's name. */
  readonly chairDb: Readonly<Record<string, number>>;
  readonly doorWindow: boolean;
  /** The look that a turnover leaves the room at. */
  readonly roomLook: Look;
  /** The display that was chosen for the door's window; null: any but the room's. */
  readonly doorDisplay: Readonly<v.InferOutput<typeof DoorDisplaySchema>> | null;
  /** The console's PIN, which cannot be read from it; null: there is none. */
  readonly pin: string | null;
}

/** What a new room begins with. */
export const USUAL_SETTINGS: StoredSettings = {
  roomName: 'Treatment room',
  lights: { source: 'practice' },
  roles: {},
  rooms: {},
  playlistFolders: [],
  musicFiles: [],
  output: null,
  chairDb: {},
  doorWindow: false,
  roomLook: { brightnessPct: 40, warmthK: 2200 },
  doorDisplay: null,
  pin: null,
};

const RoomNameSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40));
const LampRoleSchema = v.picklist([...ROLES, 'none']);

/** No chair is quieter or louder than this with music in the room, in dB(A). */
const ChairDbSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(150));

/** A field as it was read. `isBad`: the file says something that had to be left out. */
interface Field<T> {
  readonly value: T;
  readonly isBad: boolean;
}

const field = <T>(raw: unknown, schema: v.GenericSchema<unknown, T>, usual: T): Field<T> => {
  if (raw === undefined) return { value: usual, isBad: false };
  const parsed = v.safeParse(schema, raw);
  return parsed.success ? { value: parsed.output, isBad: false } : { value: usual, isBad: true };
};

const paths = (raw: unknown): Field<readonly string[]> => {
  if (raw === undefined) return { value: [], isBad: false };
  if (!Array.isArray(raw)) return { value: [], isBad: true };
  const value = raw.filter((one) => typeof one === 'string' && one !== '');
  return { value, isBad: value.length < raw.length };
};

/** The entries of an object that are good; bad if there were others, or if it is no object. */
const entries = <T>(raw: unknown, read: (value: unknown) => Field<T> | null): Field<Record<string, T>> => {
  if (raw === undefined) return { value: {}, isBad: false };
  if (!isJsonObject(raw)) return { value: {}, isBad: true };
  const all = Object.entries(raw).map(([key, value]) => ({ key, read: read(value) }));
  const good = all.flatMap((entry) => (entry.read === null ? [] : [[entry.key, entry.read.value] as const]));
  return {
    value: Object.fromEntries(good),
    isBad: all.some((entry) => entry.read === null || entry.read.isBad),
  };
};

const role = (raw: unknown): Field<LampRole> | null => {
  const parsed = v.safeParse(LampRoleSchema, raw);
  return parsed.success ? { value: parsed.output, isBad: false } : null;
};

const room = (raw: unknown): Field<string | null> | null => {
  const parsed = v.safeParse(v.nullable(text), raw);
  return parsed.success ? { value: parsed.output, isBad: false } : null;
};

const decibels = (raw: unknown): Field<number> | null => {
  const parsed = v.safeParse(ChairDbSchema, raw);
  return parsed.success ? { value: parsed.output, isBad: false } : null;
};

/** The fields of a settings file, each of which may hold anything. */
export type SettingsFields = { readonly [Name in keyof StoredSettings]?: unknown };

/** Reads the fields of a settings file; what is missing is as usual, what is bad too, and said so. */
export const readSettings = (document: SettingsFields): Field<StoredSettings> => {
  const roomName = field(document.roomName, RoomNameSchema, USUAL_SETTINGS.roomName);
  const lights = field(document.lights, StoredLightsSchema, USUAL_SETTINGS.lights);
  const roles = entries(document.roles, (lamps) => entries(lamps, role));
  const rooms = entries(document.rooms, room);
  const playlistFolders = paths(document.playlistFolders);
  const musicFiles = paths(document.musicFiles);
  const output = field(document.output, v.nullable(OutputSchema), USUAL_SETTINGS.output);
  const chairDb = entries(document.chairDb, decibels);
  const doorWindow = field(document.doorWindow, v.boolean(), USUAL_SETTINGS.doorWindow);
  const roomLook = field(document.roomLook, LookSchema, USUAL_SETTINGS.roomLook);
  const doorDisplay = field(document.doorDisplay, v.nullable(DoorDisplaySchema), USUAL_SETTINGS.doorDisplay);
  const pin = field(document.pin, v.nullable(PinSchema), USUAL_SETTINGS.pin);
  const found = { roomName, lights, roles, rooms, playlistFolders, musicFiles, output, chairDb };
  const all = { ...found, doorWindow, doorDisplay, pin, roomLook };
  return {
    value: {
      roomName: roomName.value,
      lights: lights.value,
      roles: roles.value,
      rooms: rooms.value,
      playlistFolders: playlistFolders.value,
      musicFiles: musicFiles.value,
      output: output.value,
      chairDb: chairDb.value,
      doorWindow: doorWindow.value,
      roomLook: roomLook.value,
      doorDisplay: doorDisplay.value,
      pin: pin.value,
    },
    isBad: Object.values(all).some(({ isBad }) => isBad),
  };
};
