// What settings.json holds, field by field: what each may be, and what it is when the file does not say.

import * as v from 'valibot';
import { SETTING_NAMES, type SettingName } from '../../shared/ipc/earlier.ts';
import { type Look, LookSchema, ROLES, type Role } from '../../shared/preset/preset.ts';
import { DAMAGED_PIN, SEALED_PIN, STORED_PIN, WRONG_AT_MOST, WRONG_COUNTED } from './pin.ts';
import { entryOf, fieldOf, fieldsOf, listOf, type Reader, recordOf } from './tolerant-reading.ts';

/** The version of the file that this program writes. */
export const SETTINGS_VERSION = 1;

/** What a lamp is for; `none`: Stillroom leaves it alone. */
export type LampRole = Role | 'none';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(400));

/** A bridge's key: encrypted with the system's key store, or in plain text where there is none. */
const StoredKeySchema = v.union([
  v.strictObject({ cipher: v.pipe(v.string(), v.base64()) }),
  v.strictObject({ plain: v.string() }),
]);
export type StoredKey = Readonly<v.InferOutput<typeof StoredKeySchema>>;

const StoredBridgeSchema = v.object({
  source: v.literal('bridge'),
  baseUrl: text,
  address: text,
  bridgeId: text,
  name: text,
  /** The key that the bridge gave when it was paired. */
  username: v.nullable(StoredKeySchema),
  /** Of the certificate that the bridge showed when it was paired; null: it had none. */
  fingerprint: v.nullable(text),
});
export type StoredBridge = Readonly<v.InferOutput<typeof StoredBridgeSchema>>;

/** A lamp of a bridge, with all that it can be known by: null is what its bridge does not tell. */
const KnownLampSchema = v.object({
  id: v.nullable(text),
  uniqueId: v.nullable(text),
  name: v.nullable(text),
  role: v.nullable(v.picklist([...ROLES, 'none'])),
});

/** Where the room's lamps are, as stored. Fields that this version does not know stay in the file. */
const StoredLightsSchema = v.variant('source', [
  v.object({ source: v.literal('practice') }),
  StoredBridgeSchema,
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
export type DoorDisplay = Readonly<v.InferOutput<typeof DoorDisplaySchema>>;

/** Like fieldOf, where a bad value must not count as a missing one. */
const guardedField =
  <T>(schema: v.GenericSchema<unknown, T>, missing: T, bad: T): Reader<T> =>
  (raw) => {
    const { value, isBad } = fieldOf(schema, missing)(raw);
    return { value: isBad ? bad : value, isBad };
  };

const PinSchema = v.nullable(
  v.union([
    v.literal(DAMAGED_PIN),
    v.pipe(v.string(), v.regex(STORED_PIN)),
    v.pipe(v.string(), v.regex(SEALED_PIN)),
  ]),
);
const WrongPinsSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(WRONG_COUNTED));

/** Reads the fields of a settings file. A field that is missing or bad gets the value of a new room. */
export const readSettings = fieldsOf({
  roomName: fieldOf(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40)), 'Treatment room'),
  lights: fieldOf<StoredLights>(StoredLightsSchema, { source: 'practice' }),
  /** The lamps by bridge id, with the roles that somebody chose. */
  lamps: recordOf(listOf(KnownLampSchema)),
  /** The same as earlier versions kept it, by lamp number: read where `lamps` has nothing of a bridge. */
  roles: recordOf(recordOf(entryOf<LampRole>(v.picklist([...ROLES, 'none'])))),
  /** Which room or zone of a bridge is this room, by bridge id; null: all its lamps. */
  rooms: recordOf(entryOf(v.nullable(text))),
  /** What those rooms are known by, as their numbers change: their name, and the addresses or names of their lamps. */
  knownRooms: recordOf(entryOf(v.object({ name: text, lamps: v.pipe(v.array(v.string()), v.readonly()) }))),
  playlistFolders: listOf(v.pipe(v.string(), v.minLength(1))),
  /** Absolute paths of music files that were added one by one. */
  musicFiles: listOf(v.pipe(v.string(), v.minLength(1))),
  /** Where the room's sound plays; null: nobody has chosen, and nothing has played yet. */
  output: fieldOf(v.nullable(OutputSchema), null),
  /** The level at the chair for 0 dB, in dB(A), by the output's name. With music, no chair is quieter or louder. */
  chairDb: recordOf(entryOf(v.pipe(v.number(), v.minValue(0), v.maxValue(150)))),
  doorWindow: fieldOf(v.boolean(), false),
  /** The sign by the door says what a patient asks for; the corridor reads it. */
  doorTellsWish: fieldOf(v.boolean(), false),
  /** The look that a turnover leaves the room in. */
  roomLook: fieldOf<Look>(LookSchema, { brightnessPct: 40, warmthK: 2200 }),
  /** The display that was chosen for the door's window; null: any but the room's. */
  doorDisplay: fieldOf<DoorDisplay | null>(v.nullable(DoorDisplaySchema), null),
  /** What pin.ts made of the console's PIN, sealed or not; null: there is none. A damaged one never opens the console. */
  pin: guardedField<string | null>(PinSchema, null, DAMAGED_PIN),
  /** How many wrong PINs in a row there were, so that no restart forgets them. */
  wrongPins: guardedField(WrongPinsSchema, 0, WRONG_AT_MOST),
});
export type StoredSettings = Readonly<ReturnType<typeof readSettings>['value']>;

/** Settings, with a bridge's key as it is stored or as it is used. */
type Chosen = Omit<StoredSettings, 'lights'> & {
  readonly lights: { readonly source: 'practice' } | Pick<StoredBridge, 'source' | 'bridgeId'>;
};

/** What staff choose, by what it is about; what the program learns by itself is no choice. */
const CHOICES: { readonly [Name in SettingName]: (settings: Chosen) => unknown } = {
  roomName: ({ roomName }) => roomName,
  bridge: ({ lights }) => (lights.source === 'bridge' ? lights.bridgeId : null),
  lamps: ({ lamps, roles, rooms }) => [
    roles,
    rooms,
    Object.entries(lamps).flatMap(([bridgeId, all]) => {
      const chosen = all.filter(({ role }) => role !== null);
      const known = chosen.map(({ role, uniqueId, id, name }) => [role, uniqueId ?? id ?? name]);
      return known.length === 0 ? [] : [[bridgeId, known]];
    }),
  ],
  music: ({ playlistFolders, musicFiles }) => [playlistFolders, musicFiles],
  loudspeaker: ({ output, chairDb }) => [output?.name, chairDb],
  door: ({ doorWindow, doorTellsWish, doorDisplay }) => [doorWindow, doorTellsWish, doorDisplay?.label],
  roomLook: ({ roomLook }) => roomLook,
};

/** What staff have chosen otherwise between two settings. */
export const choicesApart = (before: Chosen, after: Chosen): readonly SettingName[] =>
  SETTING_NAMES.filter(
    (name) => JSON.stringify(CHOICES[name](before)) !== JSON.stringify(CHOICES[name](after)),
  );

/** The settings that going back restores: all but the PIN, which stays as it is now. */
export const choicesIn = ({ pin: _, wrongPins: __, ...choices }: StoredSettings) => choices;

/** The settings that mean the same on another computer: nothing of a bridge's key, of loudspeakers or of displays. */
export const movable = (stored: StoredSettings) => {
  const { roomName, lamps, roles, rooms, knownRooms, playlistFolders, musicFiles } = stored;
  const { doorTellsWish, roomLook } = stored;
  return {
    ...{ roomName, lamps, roles, rooms, knownRooms, playlistFolders, musicFiles },
    ...{ doorTellsWish, roomLook },
  };
};

/** The settings of a new room. */
export const USUAL_SETTINGS: StoredSettings = readSettings({}).value;
