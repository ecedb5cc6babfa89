// The catalogue on a real disk: what was read and measured is known at the next start, whatever happened to the file,
// and a lost line costs no other.

import { mkdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Catalogue, type FileEntry, makeCatalogue } from '../../main/storage/track-catalogue.ts';
import { keptFolder, told } from './kept-files.ts';

const folder = keptFolder('catalogue');
const FILE = 'catalogue.jsonl';
const file = (): string => join(folder.path, FILE);
const lines = (): readonly string[] =>
  folder
    .text(FILE)
    .split('\n')
    .filter((line) => line !== '');

const entryOf = (name: string, more: Partial<FileEntry> = {}): FileEntry => ({
  ...{ path: `/music/${name}.flac`, size: 1000, mtimeMs: 1_790_000_000_000, reason: null, measured: null },
  tags: { title: name, artist: null, album: null, durationS: 60, lufs: null, hasCover: false },
  ...more,
});

const open = async (): Promise<Catalogue> => {
  const catalogue = makeCatalogue(folder.path);
  await catalogue.open();
  return catalogue;
};

const findIn = (catalogue: Catalogue, { path, size, mtimeMs }: FileEntry): FileEntry | null =>
  catalogue.find(path, size, mtimeMs);

const dusk = entryOf('Dusk');
const dawn = entryOf('Dawn', { measured: { lufs: -18.3, truePeakDbtp: -0.2, durationS: 61.5 } });
const torn = entryOf('Torn', { tags: null, reason: 'damaged' });

const laid = async (...entries: readonly FileEntry[]): Promise<void> => {
  const catalogue = await open();
  for (const entry of entries) catalogue.put(entry);
  await catalogue.close();
};

describe('the catalogue', () => {
  it('knows at the next start what was put into it, unless the music file changed', async () => {
    await laid(dusk, dawn, torn);
    const catalogue = await open();
    for (const entry of [dusk, dawn, torn]) expect(findIn(catalogue, entry)).toEqual(entry);
    expect(catalogue.find(dusk.path, 1001, dusk.mtimeMs)).toBeNull();
    expect(catalogue.find(dusk.path, 1000, dusk.mtimeMs + 1)).toBeNull();
    expect(catalogue.last(dusk.path)).toEqual(dusk);
    expect(catalogue.below('/music/D').map(({ path }) => path)).toEqual([dusk.path, dawn.path]);
    expect(catalogue.notices()).toEqual([]);
  });

  it('writes changes that come together as one, by itself, and only its owner may read them', async () => {
    const catalogue = await open();
    for (let i = 0; i < 50; i += 1) catalogue.put(entryOf(`${i}`));
    expect(folder.files()).toEqual([]);
    await expect.poll(() => folder.files().length, { timeout: 5000 }).toBe(1);
    expect(lines()).toHaveLength(50);
    if (process.platform !== 'win32') expect(statSync(file()).mode & 0o077).toBe(0);
    await catalogue.close();
    expect(lines()).toHaveLength(50);
  });

  it('uses the last entry of a file, and forgets files that are gone', async () => {
    await laid(dusk, dawn);
    const better = { ...dusk, measured: { lufs: -23, truePeakDbtp: -3, durationS: 60 } };
    const catalogue = await open();
    catalogue.put(better);
    catalogue.forget([dawn.path, '/music/nobody.flac']);
    await catalogue.close();
    const again = await open();
    expect(findIn(again, dusk)).toEqual(better);
    expect(again.last(dawn.path)).toBeNull();
    expect(lines()).toHaveLength(4);
  });

  it.each([1, 10, 100])(
    'keeps all but the last line when a power cut took its last %s bytes, and continues',
    async (bytes) => {
      await laid(dusk, dawn, torn);
      truncateSync(file(), statSync(file()).size - bytes);
      const catalogue = await open();
      expect(findIn(catalogue, dusk)).toEqual(dusk);
      expect(findIn(catalogue, dawn)).toEqual(dawn);
      // Without only its line break, the line is whole.
      expect(findIn(catalogue, torn)).toEqual(bytes === 1 ? torn : null);
      const night = entryOf('Night');
      catalogue.put(night);
      await catalogue.close();
      const again = await open();
      for (const entry of [dusk, dawn, night]) expect(findIn(again, entry)).toEqual(entry);
    },
  );

  it.each([
    ['is no JSON', '{"path":"/music/'],
    ['is something else', '[1,2]'],
    ['has a figure that is none', JSON.stringify({ ...dawn, size: 'much' })],
    ['has a loudness that is none', JSON.stringify({ ...dawn, measured: { lufs: 'loud' } })],
    ['is empty', ''],
    ['is binary', '\u0000\u0001\ufffd'],
  ])('skips a line that %s, and keeps those around it', async (_, line) => {
    writeFileSync(file(), `${JSON.stringify(dusk)}\n${line}\n${JSON.stringify(torn)}\n`);
    const catalogue = await open();
    expect(findIn(catalogue, dusk)).toEqual(dusk);
    expect(findIn(catalogue, torn)).toEqual(torn);
    expect(catalogue.last(dawn.path)).toBeNull();
  });

  it('is rewritten once more than half of its lines are out of date', async () => {
    await laid(...Array.from({ length: 300 }, (_, i) => entryOf(`${i % 100}`, { size: i })));
    expect(lines()).toHaveLength(300);
    const before = await open();
    await before.close();
    // 200 of 300 lines are out of date.
    expect(lines()).toHaveLength(100);
    expect(folder.files()).toEqual([FILE]);
    const catalogue = await open();
    expect(findIn(catalogue, entryOf('42', { size: 242 }))).not.toBeNull();
  });

  it('is not rewritten once it is closed, nor is anything left beside it', async () => {
    await laid(...Array.from({ length: 300 }, (_, i) => entryOf(`${i % 100}`, { size: i })));
    const catalogue = makeCatalogue(folder.path);
    const opened = catalogue.open();
    await catalogue.close();
    expect(lines()).toHaveLength(300);
    expect(folder.files()).toEqual([FILE]);
    await opened;
    expect(lines()).toHaveLength(300);
  });

  it('is left alone while most of its lines are useful', async () => {
    await laid(...Array.from({ length: 500 }, (_, i) => entryOf(`${i % 300}`, { size: i })));
    const before = folder.text(FILE);
    await (await open()).close();
    expect(folder.text(FILE)).toBe(before);
  });

  it('is told of once when it cannot be written, and keeps what it knows', async () => {
    mkdirSync(file());
    const catalogue = await open();
    catalogue.put(dusk);
    await expect.poll(() => told(catalogue), { timeout: 5000 }).toEqual([['notKept', FILE]]);
    expect(findIn(catalogue, dusk)).toEqual(dusk);
    catalogue.dismiss(catalogue.notices()[0]?.id ?? '');
    catalogue.put(dawn);
    await new Promise((later) => setTimeout(later, 800));
    expect(catalogue.notices()).toEqual([]);
    await catalogue.close();
  });
});
