// The operating system's key store, as storage/bridge-key.ts wants it. Where there is none it says so; it never
// falls back to Electron's own obfuscation under a fixed password, which only looks like a key store.

import { safeStorage } from 'electron';
import type { Encryption } from '../storage/bridge-key.ts';

const isReal = (): boolean =>
  safeStorage.isEncryptionAvailable() &&
  (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text');

/** Electron's safeStorage. Usable once the app is ready. */
export const systemKeyStore: Encryption = {
  available: isReal,
  encrypt: (text) => safeStorage.encryptString(text).toString('base64'),
  decrypt: (cipher) => safeStorage.decryptString(Buffer.from(cipher, 'base64')),
};
