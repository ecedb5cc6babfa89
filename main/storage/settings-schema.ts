// What settings.json holds, field by field: what each may be, and what it is when the file does not say.

import * as v from 'valibot';
import { type Look, LookSchema, ROLES, type Role } from '../../shared/preset/preset.ts';
import { StoredKeySchema } from './bridge-key.ts';
import { STORED_PIN } from './pin.ts';
import { entryOf, fieldOf, fieldsOf, listOf, recordOf } from './tolerant-reading.ts';

/** The version of the file that this program writes. */
export const SETTINGS_VERSION = 1;

/** What a lamp is for; `none`: Stillroom leaves it alone. */
export type LampRole = Role | 'none';

/** Roles by bridge id and lamp id. */
export type LampRoles = Readonly<Record<string, Readonly<Record<string, LampRole>>>>;

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(400));

/** As stored. Fields that this version does not know stay in the file. */
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

/** The output that somebody chose: the page's id for it, and the system's name. */
const OutputSchema = v.object({ id: text, name: text });

/** The display that somebody chose for the door. Its id changes when it is plugged in again, its label does not. */
const DoorDisplaySchema = v.object({
  id: text,
  /** Empty when the display has no name. */
  label: v.pipe(v.string(), v.maxLength(400)),
  widthPx: v.pipe(v.number(), v.integer(), v.minValue(1)),
  heightPx: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

/** Settings as stored. */
export interface StoredSettings {
  readonly roomName: string;
  readonly lights: StoredLights;
  readonly roles: LampRoles;
  /** Which room or zone of a bridge is this room, by bridge id; null: all its lamps. */
  readonly rooms: Readonly<Record<string, string | null>>;
  readonly playlistFolders: readonly string[];
  /** Absolute paths of music files that were added one by one. */
  readonly musicFiles: readonly string[];
  /** Where the room's sound plays; null: nobody has chosen, and nothing has played yet. */
  readonly output: Readonly<v.InferOutput<typeof OutputSchema>> | null;
  /** The level at the chair for 0 dB, in dB(A), by the output's name. */
  readonly chairDb: Readonly<Record<string, number>>;
  readonly doorWindow: boolean;
  /** The look that a turnover leaves the room in. */
  readonly roomLook: Look;
  /** The display that was chosen for the door's window; null: any but the room's. */
  readonly doorDisplay: Readonly<v.InferOutput<typeof DoorDisplaySchema>> | null;
  /** What pin.ts made of the console's PIN; null: there is none. */
  readonly pin: string | null;
}

/** Reads the fields of a settings file. A field that is missing or bad gets the value of a new room. */
export const readSettings = fieldsOf<StoredSettings>({
  roomName: fieldOf(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40)), 'Treatment room'),
  lights: fieldOf<StoredLights>(StoredLightsSchema, { source: 'practice' }),
  roles: recordOf(recordOf(entryOf(v.picklist([...ROLES, 'none'])))),
  rooms: recordOf(entryOf(v.nullable(text))),
  playlistFolders: listOf(v.pipe(v.string(), v.minLength(1))),
  musicFiles: listOf(v.pipe(v.string(), v.minLength(1))),
  output: fieldOf(v.nullable(OutputSchema), null),
  // With music in the room, no chair is quieter or louder than this.
  chairDb: recordOf(entryOf(v.pipe(v.number(), v.minValue(0), v.maxValue(150)))),
  doorWindow: fieldOf(v.boolean(), false),
  roomLook: fieldOf<Look>(LookSchema, { brightnessPct: 40, warmthK: 2200 }),
  doorDisplay: fieldOf(v.nullable(DoorDisplaySchema), null),
  pin: fieldOf(v.nullable(v.pipe(v.string(), v.regex(STORED_PIN))), null),
});

/** The settings of a new room. */
export const USUAL_SETTINGS: StoredSettings = readSettings({}).value;
