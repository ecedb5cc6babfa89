// Unpacks a zip archive with Node alone, since not every machine has an unzip program.
// It must never write outside the target folder; it makes no links, and trusts the caller to have checked the archive's sum.

import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

// Signatures and field offsets are those of the zip format's published description (APPNOTE 4.3).
const endSignature = 0x06054b50;
const endSize = 22;
const entrySignature = 0x02014b50;
const entrySize = 46;
const localHeaderSize = 30;
const symbolicLink = 0o12;

/**
 * @typedef {object} ZipEntry
 * @property {string} name with forward slashes; ends in one for a folder
 * @property {number} mode Unix type and permission bits
 * @property {number} method 0 stored, 8 deflated
 * @property {number} packedSize bytes
 * @property {number} offset of its local header
 */

/**
 * Unpacks the entries for which `rename` gives a path.
 * @param {string} archive
 * @param {string} target folder
 * @param {(name: string) => string | undefined} rename the path below target, or undefined to leave it out
 */
export async function unpackZip(archive, target, rename) {
  const file = await open(archive, 'r');
  try {
    for (const entry of await readEntries(file)) {
      const name = rename(entry.name);
      if (name !== undefined) await unpackEntry(file, archive, entry, inside(target, name));
    }
  } finally {
    await file.close();
  }
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {string} archive
 * @param {ZipEntry} entry
 * @param {string} destination
 */
async function unpackEntry(file, archive, entry, destination) {
  if (entry.name.endsWith('/')) {
    await mkdir(destination, { recursive: true });
    return;
  }
  if (entry.mode >>> 12 === symbolicLink) throw new Error(`The zip archive holds a link: ${entry.name}`);
  await mkdir(path.dirname(destination), { recursive: true });
  const localHeader = await readAt(file, entry.offset, localHeaderSize);
  const start = entry.offset + localHeaderSize + localHeader.readUInt16LE(26) + localHeader.readUInt16LE(28);
  const packed =
    entry.packedSize === 0
      ? Readable.from([])
      : createReadStream(archive, { start, end: start + entry.packedSize - 1, highWaterMark: 1 << 20 });
  const stages = entry.method === 8 ? [packed, createInflateRaw({ chunkSize: 1 << 20 })] : [packed];
  await pipeline(...stages, createWriteStream(destination, { mode: entry.mode & 0o777 || 0o644 }));
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @returns {Promise<ZipEntry[]>}
 */
async function readEntries(file) {
  const { size } = await file.stat();
  const tailSize = Math.min(size, endSize + 0xffff);
  const tail = await readAt(file, size - tailSize, tailSize);
  let end = tail.length - endSize;
  while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end -= 1;
  if (end < 0) throw new Error('The zip archive has no directory.');
  const count = tail.readUInt16LE(end + 10);
  const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries = [];
  for (let at = 0; entries.length < count; ) {
    if (directory.readUInt32LE(at) !== entrySignature) throw new Error('The zip directory is damaged.');
    const nameEnd = at + entrySize + directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + entrySize, nameEnd),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      method: directory.readUInt16LE(at + 10),
      packedSize: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    });
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} position
 * @param {number} length bytes
 */
async function readAt(file, position, length) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead !== length) throw new Error('The zip archive ends too early.');
  return buffer;
}

/**
 * @param {string} folder
 * @param {string} name
 * @returns {string}
 */
function inside(folder, name) {
  const destination = path.resolve(folder, name);
  const relative = path.relative(folder, destination);
  if (relative.startsWith('..') || path.isAbsolute(relative))
    throw new Error(`The zip archive points outside: ${name}`);
  return destination;
}
