// Keeps the room's settings in settings.json: its name, its bridge, its lamps' roles, its playlists. It never
// replaces a file that it could not read, and never writes a key readable where it can be encrypted.

import type { Notice } from '../../shared/ipc/snapshot.ts';
import { type Encryption, isEncrypting, readableKey, type StoredKey, storedKey } from './bridge-key.ts';
import { openKeptFile } from './kept-file.ts';
import { openNotices } from './notices.ts';
import type { JsonObject } from './quarantine.ts';
import { readSettings, SETTINGS_VERSION, type StoredLights, type StoredSettings } from './settings-schema.ts';
import type { OpenStore } from './store.ts';

/** A paired bridge. */
export interface BridgeSource {
  readonly source: 'bridge';
  readonly baseUrl: string;
  readonly address: string;
  readonly bridgeId: string;
  readonly name: string;
  /** The key that the bridge gave; null: there is none that can be decrypted here; pair again. */
  readonly username: string | null;
  /** Of the certificate that the bridge showed when it was paired; null: it had none. */
  readonly fingerprint: string | null;
}

/** Where the room's lamps are. */
export type LightsSource = { readonly source: 'practice' } | BridgeSource;

export type Settings = Omit<StoredSettings, 'lights'> & { readonly lights: LightsSource };

export interface SettingsParts {
  readonly folder: string;
  readonly openStore: OpenStore;
  readonly encryption: Encryption;
  readonly now?: () => Date;
}

export interface KeptSettings {
  readonly get: () => Settings;
  /** Takes over the given fields and writes the file. */
  readonly change: (patch: Partial<Settings>) => void;
  readonly notices: () => readonly Notice[];
  readonly dismiss: (noticeId: string) => void;
  /** True when its last writing failed. */
  readonly isFailing: () => boolean;
  /** False where there is no key store: a bridge's key then lies readable on disk. */
  readonly keysEncrypted: boolean;
}

const FILE_NAME = 'settings.json';

/** Opens settings.json in the folder. Never throws; what went wrong is in the notices. */
export const openSettings = (parts: SettingsParts): KeptSettings => {
  const { folder, openStore, encryption, now = () => new Date() } = parts;
  const notices = openNotices('settings');
  const file = openKeptFile({ folder, name: 'settings', openStore, now });
  const read = readSettings(file.found ?? {});
  /** The file's whole content; a field that was never changed stays as it was found. */
  let document: JsonObject = file.found ?? {};
  let stored: StoredSettings = read.value;

  const readable = (lights: StoredLights): LightsSource =>
    lights.source === 'practice' ? lights : { ...lights, username: readableKey(lights.username, encryption) };

  let settings: Settings = { ...stored, lights: readable(stored.lights) };

  /** A key that cannot be read now may be readable tomorrow: it is kept for as long as its bridge is. */
  const keyOf = (bridge: BridgeSource): StoredKey | null => {
    if (bridge.username !== null) return storedKey(bridge.username, encryption);
    const before = stored.lights;
    const isSame = before.source === 'bridge' && before.bridgeId === bridge.bridgeId;
    return isSame ? before.username : null;
  };

  const storable = (lights: LightsSource): StoredLights =>
    lights.source === 'practice' ? lights : { ...lights, username: keyOf(lights) };

  const save = (): void => {
    // The version stands last, so that a line above it can be deleted by hand without harm to the others.
    const { version: _, ...fields } = document;
    document = { ...fields, version: SETTINGS_VERSION };
    const { isWritten, aside } = file.write(document);
    if (isWritten) notices.worked();
    else notices.failed(FILE_NAME);
    if (aside !== null) notices.tell('settingsSetAside', aside);
  };

  const tellOfKey = (): void => {
    if (settings.lights.source !== 'bridge' || stored.lights.source !== 'bridge') return;
    const key = stored.lights.username;
    if (key === null) return;
    if (settings.lights.username === null) notices.tell('keyUnreadable', settings.lights.name);
  };

  const change = (patch: Partial<Settings>): void => {
    settings = { ...settings, ...patch };
    const { lights, ...others } = patch;
    const changed = lights === undefined ? others : { ...others, lights: storable(lights) };
    stored = { ...stored, ...changed };
    document = { ...document, ...changed };
    save();
    if (lights !== undefined) tellOfKey();
  };

  if (file.wasUnusable) notices.tell('settingsSetAside', file.aside ?? FILE_NAME);
  const { version }: JsonObject = file.found ?? {};
  if (read.isBad || (version !== undefined && version !== SETTINGS_VERSION)) file.distrust();
  if (read.isBad) {
    document = { ...document, ...stored };
    save();
  }
  const key = stored.lights.source === 'bridge' ? stored.lights.username : null;
  if (key !== null && 'plain' in key && isEncrypting(encryption)) change({ lights: settings.lights });
  else tellOfKey();

  return {
    get: () => settings,
    change,
    notices: notices.all,
    dismiss: notices.dismiss,
    isFailing: notices.isFailing,
    keysEncrypted: isEncrypting(encryption),
  };
};
