// Turns the console's PIN into a hash that may be stored, and checks a PIN against it. It keeps people off the console;
// it does not lock the disk.

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { orNull } from '../../shared/errors.ts';

/** One guess costs about 100 ms and 32 MiB (N, r and p of RFC 7914). */
const COST = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const KIND = `scrypt:${COST.N}:${COST.r}:${COST.p}`;

const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** After this many wrong PINs in a row none is checked for a while, and after each further one for longer. */
export const WRONG_AT_MOST = 5;

/** The first wait, in real ms; each is twice as long as the one before it, up to the longest. */
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 300_000;

/** How long no PIN is checked after so many wrong ones in a row, in real ms. */
export const waitAfter = (wrong: number): number =>
  wrong < WRONG_AT_MOST ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (wrong - WRONG_AT_MOST));

/** No more are counted: the wait grows no longer. */
export const WRONG_COUNTED = WRONG_AT_MOST + Math.ceil(Math.log2(LONGEST_WAIT_MS / FIRST_WAIT_MS));

const PATTERN = `${KIND}:[0-9a-f]{${2 * SALT_BYTES}}:[0-9a-f]{${2 * HASH_BYTES}}`;

/** As stored: how it was made, then the salt and the hash in hexadecimal. */
export const STORED_PIN = new RegExp(`^${PATTERN}$`);

const SEALED = 'sealed:';
const SEALED_PATTERN = `${SEALED}[A-Za-z0-9+/]{24,}={0,2}`;

/** The same, encrypted by the system's key store. */
export const SEALED_PIN = new RegExp(`^${SEALED_PATTERN}$`);

export const isSealed = (kept: string): boolean => kept.startsWith(SEALED);

/** Encrypts a stored PIN; `encrypt` answers base64, and may throw. */
export const sealed = (stored: string, encrypt: (text: string) => string): string =>
  `${SEALED}${encrypt(stored)}`;

/** The stored PIN in a sealed one; null: it cannot be decrypted here. */
export const unsealed = (kept: string, decrypt: (cipher: string) => string): string | null => {
  const stored = orNull(() => decrypt(kept.slice(SEALED.length)));
  return stored !== null && STORED_PIN.test(stored) ? stored : null;
};

/** Stands for a PIN that was set and can no longer be read: the console stays locked, and no PIN opens it. */
export const DAMAGED_PIN = 'damaged';

/** The PIN in a settings file that cannot be used, damaged or not; null: no trace of one. */
export const pinAmong = (bytes: Buffer): string | null => {
  const text = bytes.toString('latin1').replaceAll('\0', '');
  return (
    new RegExp(`${PATTERN}|${SEALED_PATTERN}`).exec(text)?.[0] ??
    (/"pin"\s*:\s*(?!n)/.test(text) ? DAMAGED_PIN : null)
  );
};

const hashOf = (pin: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, COST, (error, hash) => (error === null ? resolve(hash) : reject(error)));
  });

/** The stored form of a PIN, different each time. */
export const storedPin = async (pin: string): Promise<string> => {
  const salt = randomBytes(SALT_BYTES);
  return `${KIND}:${salt.toString('hex')}:${(await hashOf(pin, salt)).toString('hex')}`;
};

/** True when the stored form was made from this PIN. The comparison takes the same time wherever they differ. */
export const isPin = async (pin: string, stored: string): Promise<boolean> => {
  const [hash = '', salt = ''] = stored.split(':').reverse();
  const kept = Buffer.from(hash, 'hex');
  return kept.length === HASH_BYTES && timingSafeEqual(await hashOf(pin, Buffer.from(salt, 'hex')), kept);
};
