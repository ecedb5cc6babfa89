// Turns the console's PIN into what may lie on disk, and tells whether another one is the same. The PIN cannot be
// read from what is kept; it keeps hands off the console, and is no lock for the disk.

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** What one guess costs: about 100 ms and 32 MiB (RFC 7914's N, r and p). */
const COST = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const KIND = `scrypt:${COST.N}:${COST.r}:${COST.p}`;

const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** What is kept: how it was made, the salt and the hash, the last two in hexadecimal. */
export const STORED_PIN = new RegExp(`^${KIND}:[0-9a-f]{${2 * SALT_BYTES}}:[0-9a-f]{${2 * HASH_BYTES}}$`);

const hashOf = (pin: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, COST, (error, hash) => (error === null ? resolve(hash) : reject(error)));
  });

/** What may be kept of a PIN, another text each time. */
export const storedPin = async (pin: string): Promise<string> => {
  const salt = randomBytes(SALT_BYTES);
  return `${KIND}:${salt.toString('hex')}:${(await hashOf(pin, salt)).toString('hex')}`;
};

/** Whether it is the PIN of which this was kept, compared in the same time wherever they differ. */
export const isPin = async (pin: string, stored: string): Promise<boolean> => {
  const [hash = '', salt = ''] = stored.split(':').reverse();
  const kept = Buffer.from(hash, 'hex');
  return kept.length === HASH_BYTES && timingSafeEqual(await hashOf(pin, Buffer.from(salt, 'hex')), kept);
};
