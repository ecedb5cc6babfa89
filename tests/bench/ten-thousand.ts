// Ten thousand music files in a folder for the bench and the tests: one file of 100 ms by as many names.

import { link, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

export const TEN_THOUSAND = 10_000;
const FOLDERS = 50;

const chunk = (name: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
};

/** A tenth of a second of silence as wav (8 kHz mono 16 bit), with a title of an even number of letters. */
export const tinyWav = (title: string): Buffer => {
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(8000, 4);
  format.writeUInt32LE(16_000, 8);
  format.writeUInt16LE(2, 12);
  format.writeUInt16LE(16, 14);
  const info = Buffer.concat([Buffer.from('INFO'), chunk('INAM', Buffer.from(`${title}\0\0`))]);
  const parts = [
    Buffer.from('WAVE'),
    chunk('fmt ', format),
    chunk('LIST', info),
    chunk('data', Buffer.alloc(1600)),
  ];
  return chunk('RIFF', Buffer.concat(parts));
};

/** Lays them into fifty folders below one; answers the one file that all of them are. */
export const layTenThousand = async (folder: string, count = TEN_THOUSAND): Promise<string> => {
  await mkdir(folder, { recursive: true });
  const first = path.join(folder, 'one.wav');
  await writeFile(first, tinyWav('Blue Hour.'));
  for (let i = 1; i < count; i += 1) {
    const inside = path.join(folder, `Album ${i % FOLDERS}`);
    if (i <= FOLDERS) await mkdir(inside, { recursive: true });
    await link(first, path.join(inside, `${i} a track with quite an ordinary name.wav`));
  }
  return first;
};
