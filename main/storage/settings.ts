// Keeps the room's settings in settings.json: its name, its bridge, its lamps' roles, its playlists. It never replaces a
// file that it could not read, and never writes a key in plain text where the key can be encrypted. A copy of the last
// good settings stands in for what cannot be read, so that a damaged file never makes a new room of this one.

import { readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { orNull } from '../../shared/errors.ts';
import type { EarlierSettings } from '../../shared/ipc/earlier.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { replaceFile } from './atomic-write.ts';
import { openEarlier } from './earlier.ts';
import { isJsonObject, type JsonObject, openJsonFile, ownFileName } from './json-file.ts';
import { DAMAGED_PIN, isSealed, pinAmong, sealed, unsealed } from './pin.ts';
import {
  choicesApart,
  choicesIn,
  movable,
  readSettings,
  SETTINGS_VERSION,
  type StoredBridge,
  type StoredKey,
  type StoredLights,
  type StoredSettings,
} from './settings-schema.ts';
import type { OpenStore } from './store.ts';

/** The system's key store (Electron's safeStorage). `encrypt` returns base64. All may throw. */
export interface Encryption {
  readonly available: () => boolean;
  readonly encrypt: (text: string) => string;
  readonly decrypt: (cipher: string) => string;
}

/** A paired bridge, with its key; null: it cannot be decrypted here, so pair again. */
export type BridgeSource = Omit<StoredBridge, 'username'> & { readonly username: string | null };

/** Where the room's lamps are. */
export type LightsSource = { readonly source: 'practice' } | BridgeSource;

export type Settings = Omit<StoredSettings, 'lights'> & { readonly lights: LightsSource };

export type KeptSettings = ReturnType<typeof openSettings>;

/** What the file holds, and the settings in it. A field that was never changed stays as it was found. */
interface Content {
  readonly document: JsonObject;
  readonly stored: StoredSettings;
}

/** Reads a document. What is bad in it is as it last was good or, where that is not known, as in a new room. */
const readContent = (found: JsonObject, lastGood: JsonObject | null = null) => {
  const isBad = readSettings(found).isBad;
  const instead = Object.entries(lastGood ?? {}).filter(([name, good]) => {
    // What is damaged where a PIN belongs is never taken for none, nor wrong tries for fewer.
    const mayStandIn = name === 'pin' ? good !== null : name !== 'wrongPins';
    return mayStandIn && name in found && readSettings({ [name]: found[name] }).isBad;
  });
  const mended = { ...found, ...Object.fromEntries(instead) };
  const stored = readSettings(mended).value;
  const document = isBad ? { ...mended, ...stored } : found;
  return { value: { document, stored }, isBad };
};

/** The document without its PIN; null when it has none. */
const withoutPin = ({ pin, wrongPins: _, ...others }: JsonObject): JsonObject | null =>
  pin == null ? null : others;

/** The version comes last, so that somebody can delete any line above it by hand. */
const versioned = ({ version: _, ...fields }: JsonObject): JsonObject => ({
  ...fields,
  version: SETTINGS_VERSION,
});

/** The last settings that were read or written well, in a file beside them that nobody edits. */
const openLastGood = (folder: string) => {
  const { name } = parse(ownFileName(folder, 'settings', SETTINGS_VERSION));
  const file = join(folder, `${name}.last-good.json`);
  let text = orNull(() => readFileSync(file, 'utf8'));
  const found: unknown = orNull(() => JSON.parse(text ?? ''));
  return {
    found: isJsonObject(found) && !readSettings(found).isBad ? found : null,
    /** Where the copy cannot be written, the settings themselves tell of it. */
    keep: (document: JsonObject): void => {
      const next = JSON.stringify(versioned(document));
      if (next === text) return;
      orNull(() => {
        replaceFile(file, next);
        text = next;
      });
    },
  };
};

/**
 * Opens settings.json in the folder. Never throws; notices say what went wrong.
 *
 * @param mayRun a session may be running: where nothing tells of a PIN, the console then stays locked
 */
export const openSettings = (
  folder: string,
  openStore: OpenStore,
  encryption: Encryption,
  mayRun = false,
  now = () => new Date(),
) => {
  const write = openStore();
  const earlier = openEarlier(folder, 'settings', SETTINGS_VERSION, now);
  const lastGood = openLastGood(folder);
  const file = openJsonFile<Content>({
    folder,
    name: 'settings',
    version: SETTINGS_VERSION,
    empty: readContent({}).value,
    read: (found) => readContent(found, lastGood.found),
    salvage: (bytes) => {
      const trace = bytes === null ? null : pinAmong(bytes);
      const good = lastGood.found;
      if (good !== null) {
        const isWhole = trace !== null && trace !== DAMAGED_PIN;
        return readContent({ ...good, pin: isWhole ? trace : (good.pin ?? trace) }).value;
      }
      const pin = trace ?? (mayRun ? DAMAGED_PIN : null);
      return pin === null ? null : readContent({ pin }).value;
    },
    delayMs: 0,
    replace: ({ document }, place) => {
      write(versioned(document), place);
      lastGood.keep(document);
    },
    now,
    replacing: (before, after, place) => {
      const isOther = choicesApart(before.stored, after.stored).length > 0;
      if (!isOther || earlier.keep(place) === null) return;
      // Going back leaves the PIN as it is: no version needs one.
      earlier.takeOut(withoutPin);
    },
  });
  let { document, stored } = file.found;
  /** Somebody deleted the line of a PIN that was set. */
  const isPinTakenOut = !file.wasUnusable && stored.pin === null && typeof lastGood.found?.pin === 'string';
  const isOurs = (document.version ?? SETTINGS_VERSION) === SETTINGS_VERSION;
  if (isOurs && Object.keys(document).length > 0) lastGood.keep(document);

  /** False without a key store: a bridge's key is then stored in plain text. A store may open later. */
  const canEncrypt = (): boolean => orNull(encryption.available) ?? false;

  const keyIn = (key: StoredKey | null): string | null => {
    if (key === null || 'plain' in key) return key?.plain ?? null;
    return canEncrypt() ? orNull(() => encryption.decrypt(key.cipher)) : null;
  };

  const readable = (lights: StoredLights): LightsSource =>
    lights.source === 'practice' ? lights : { ...lights, username: keyIn(lights.username) };

  /** One that cannot be decrypted opens nothing. */
  const pinIn = (kept: string | null): string | null => {
    if (kept === null || !isSealed(kept)) return kept;
    return (canEncrypt() ? unsealed(kept, encryption.decrypt) : null) ?? DAMAGED_PIN;
  };

  const storablePin = (pin: string | null): string | null => {
    const isWhole = pin !== null && pin !== DAMAGED_PIN;
    return (isWhole && canEncrypt() ? orNull(() => sealed(pin, encryption.encrypt)) : null) ?? pin;
  };

  let settings: Settings = { ...stored, lights: readable(stored.lights), pin: pinIn(stored.pin) };

  /** A key that cannot be read now may be readable tomorrow: it is kept for as long as its bridge is. */
  const keyOf = (bridge: BridgeSource): StoredKey | null => {
    const plain = bridge.username;
    if (plain !== null) {
      const cipher = canEncrypt() ? orNull(() => encryption.encrypt(plain)) : null;
      return cipher === null ? { plain } : { cipher };
    }
    const before = stored.lights;
    const isSame = before.source === 'bridge' && before.bridgeId === bridge.bridgeId;
    return isSame ? before.username : null;
  };

  const storable = (lights: LightsSource): StoredLights =>
    lights.source === 'practice' ? lights : { ...lights, username: keyOf(lights) };

  const tellOfKey = (): void => {
    const { lights } = settings;
    const isUnread = lights.source === 'bridge' && lights.username === null;
    const isKept = stored.lights.source === 'bridge' && stored.lights.username !== null;
    if (isUnread && isKept) file.tell('keyUnreadable', lights.name);
    else file.over('keyUnreadable');
  };

  /** Takes over the given fields and writes the file. */
  const change = (patch: Partial<Settings>): void => {
    settings = { ...settings, ...patch };
    const { lights, pin, ...others } = patch;
    const changed = {
      ...others,
      ...(lights === undefined ? {} : { lights: storable(lights) }),
      ...(pin === undefined ? {} : { pin: storablePin(pin) }),
    };
    stored = { ...stored, ...changed };
    document = { ...document, ...changed };
    file.write({ document, stored });
    if (lights !== undefined) tellOfKey();
  };

  const key = stored.lights.source === 'bridge' ? stored.lights.username : null;
  if (key !== null && 'plain' in key && canEncrypt()) change({ lights: settings.lights });
  else tellOfKey();

  /** Without a key store its hash can be read on the disk. */
  const isPinReadable = (): boolean =>
    stored.pin !== null && stored.pin !== DAMAGED_PIN && !isSealed(stored.pin);
  if (isPinReadable() && canEncrypt()) change({ pin: stored.pin });

  /** A key store may open after the program: the PIN then opens the console. */
  const get = (): Settings => {
    const isWaiting = settings.pin === DAMAGED_PIN && stored.pin !== DAMAGED_PIN;
    if (isWaiting) settings = { ...settings, pin: pinIn(stored.pin) };
    return settings;
  };

  /** Whether the bridge's key is encrypted on the disk; without a bridge, whether it would be. */
  const keysEncrypted = (): boolean => {
    const kept = stored.lights.source === 'bridge' ? stored.lights.username : null;
    return kept === null ? canEncrypt() : 'cipher' in kept;
  };

  /** Changes settings, and keeps the present ones as a version; answers those. */
  const become = (changed: Partial<Settings>): Partial<Settings> => {
    const { pin: _, wrongPins: __, ...present } = settings;
    earlier.need();
    change(changed);
    return present;
  };

  const versionOf = (versionId: string): StoredSettings | null => {
    const json = earlier.read(versionId);
    return json && readSettings(json).value;
  };

  return {
    get,
    change,
    keysEncrypted,
    isPinReadable,
    isPinTakenOut,
    /** The settings as they were, the newest first; those that are as now are left out. */
    earlier: (): readonly EarlierSettings[] =>
      earlier.all().flatMap(({ id, untilMs }) => {
        const before = versionOf(id);
        const changed = before === null ? [] : choicesApart(before, stored);
        if (before === null || changed.length === 0) return [];
        return [{ id, untilWallMs: untilMs, changed, roomName: before.roomName }];
      }),
    /** All but the PIN as it was in a version, and the present one kept as a version; answers what was before. */
    goBack: (versionId: string): Result<Partial<Settings>, 'unknownVersion'> => {
      const before = versionOf(versionId);
      if (before === null) return fail('unknownVersion');
      const lights = readable(before.lights);
      const { lights: present } = settings;
      // The same bridge may have given another key since, or moved.
      const isSame =
        lights.source === 'bridge' && present.source === 'bridge' && lights.bridgeId === present.bridgeId;
      return ok(become({ ...choicesIn(before), lights: isSame ? present : lights }));
    },
    /** What of the settings can be taken over elsewhere. */
    document: (): JsonObject => movable(stored),
    /** Takes over what another program gave; answers what was before. */
    takeOver: (json: JsonObject): Partial<Settings> => {
      const isGood = (name: string): boolean => name in json && !readSettings({ [name]: json[name] }).isBad;
      const given = Object.entries(movable(readSettings(json).value)).filter(([name]) => isGood(name));
      return become(Object.fromEntries(given));
    },
    ...file.state,
  };
};
