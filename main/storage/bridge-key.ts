// How a bridge's key is stored: encrypted with the system's key store where there is one, in plain text where there is
// none. Only settings.ts uses this; the key itself is only in the settings of the running program.

import * as v from 'valibot';

/** The system's key store (Electron's safeStorage). `encrypt` returns base64. Both may throw. */
export interface Encryption {
  readonly available: () => boolean;
  readonly encrypt: (text: string) => string;
  readonly decrypt: (cipher: string) => string;
}

/** A key as it is stored. */
export const StoredKeySchema = v.union([
  v.strictObject({ cipher: v.pipe(v.string(), v.base64()) }),
  v.strictObject({ plain: v.string() }),
]);
export type StoredKey = Readonly<v.InferOutput<typeof StoredKeySchema>>;

/** True when keys can be encrypted. */
export const isEncrypting = (encryption: Encryption): boolean => {
  try {
    return encryption.available();
  } catch {
    return false;
  }
};

/** The key as it is stored: in plain text only if it cannot be encrypted. */
export const storedKey = (key: string, encryption: Encryption): StoredKey => {
  if (!isEncrypting(encryption)) return { plain: key };
  try {
    return { cipher: encryption.encrypt(key) };
  } catch {
    return { plain: key };
  }
};

/** The key itself; null when this computer or user cannot decrypt it. */
export const readableKey = (stored: StoredKey | null, encryption: Encryption): string | null => {
  if (stored === null) return null;
  if ('plain' in stored) return stored.plain;
  if (!isEncrypting(encryption)) return null;
  try {
    return encryption.decrypt(stored.cipher);
  } catch {
    return null;
  }
};
