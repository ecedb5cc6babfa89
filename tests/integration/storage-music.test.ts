// Playlists made by hand and marks on tracks, on a real disk: kept, and never lost because of something else in the file.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type KeptMusic, openMusic } from '../../main/storage/music.ts';
import { asideOf, keptFolder, now, told } from './kept-files.ts';

const FILE = 'music.json';
const ASIDE = asideOf(FILE);
const folder = keptFolder('music');
const open = (): KeptMusic => openMusic(folder.path, now);

const made = (music: KeptMusic, title: string, trackIds: readonly string[]): string => {
  const saved = music.save(null, title, trackIds);
  if (!saved.ok) throw new Error(saved.error);
  return saved.value;
};

describe('a playlist made by hand', () => {
  it('is there at the next start, as it was made', () => {
    const id = made(open(), 'Evening', ['b', 'a', 'c']);
    expect(id).toMatch(/^own:[0-9a-f]{16}$/);
    expect(open().playlists()).toEqual([{ id, title: 'Evening', trackIds: ['b', 'a', 'c'] }]);
    expect(open().notices()).toEqual([]);
  });

  it('can be changed, stays in its place, and has a track as often as it was put there', () => {
    const music = open();
    const first = made(music, 'Evening', ['a']);
    made(music, 'Morning', ['b']);
    expect(music.save(first, '  Late evening ', ['c', 'a', 'c'])).toEqual({ ok: true, value: first });
    expect(
      open()
        .playlists()
        .map(({ title, trackIds }) => [title, trackIds]),
    ).toEqual([
      ['Late evening', ['c', 'a', 'c']],
      ['Morning', ['b']],
    ]);
  });

  it('can be removed, and brought back under its id', () => {
    const music = open();
    const id = made(music, 'Evening', ['a']);
    expect(music.remove(id)).toBe(true);
    expect(music.remove(id)).toBe(false);
    expect(open().playlists()).toEqual([]);
    expect(open().save(id, 'Evening', ['a'])).toEqual({ ok: true, value: id });
    expect(open().playlists()).toEqual([{ id, title: 'Evening', trackIds: ['a'] }]);
  });

  it.each(['bundled:Slow Water', 'folder:0123456789abcdef0123', 'track:a', 'noise', 'own:../x', ''])(
    'never takes the id of another kind of playlist: %j',
    (id) => {
      expect(open().save(id, 'Evening', [])).toEqual({ ok: false, error: 'unknownPlaylist' });
      expect(folder.files()).toEqual([]);
    },
  );

  it('may have ten thousand tracks', () => {
    const ids = Array.from({ length: 10_000 }, (_, i) => `track-${i}`);
    made(open(), 'All', ids);
    expect(open().playlists()[0]?.trackIds).toEqual(ids);
  });
});

describe('a mark on a track', () => {
  it('is kept, and changes only what was asked for', () => {
    const music = open();
    expect(music.marksOf('a')).toEqual({ hasWords: false, suits: null });
    music.mark(['a', 'b'], { hasWords: true });
    music.mark(['a'], { suits: 'calm', hasWords: undefined });
    expect(open().marksOf('a')).toEqual({ hasWords: true, suits: 'calm' });
    expect(open().marksOf('b')).toEqual({ hasWords: true, suits: null });
  });

  it('that is removed again leaves nothing behind', () => {
    const music = open();
    music.mark(['a'], { hasWords: true, suits: 'fuller' });
    music.mark(['a'], { hasWords: false, suits: null });
    expect(JSON.parse(folder.text(FILE))).toMatchObject({ marks: {} });
  });
});

describe('a music file that somebody or something changed', () => {
  it.each([
    ['is torn', '{"version":1,"playl'],
    ['is empty', ''],
    ['is a list', '[]'],
  ])('that %s is put aside under a dated name, and the room works on', (_, content) => {
    folder.lay(FILE, content);
    const music = open();
    expect(music.playlists()).toEqual([]);
    expect(told(music)).toEqual([['musicQuarantined', ASIDE]]);
    expect(folder.text(ASIDE)).toBe(content);
    made(music, 'Evening', []);
    expect(open().playlists()).toHaveLength(1);
  });

  it('keeps what is good when something is bad, with the original put aside', () => {
    const original = folder.lay(FILE, {
      version: 1,
      playlists: [{ id: 'own:1', title: 'Evening', trackIds: ['a'] }, { id: 'own:2' }, 7],
      marks: { a: { hasWords: true, suits: null }, b: { hasWords: 'some' } },
    });
    const music = open();
    expect(music.playlists().map(({ title }) => title)).toEqual(['Evening']);
    expect(music.marksOf('a').hasWords).toBe(true);
    expect(music.marksOf('b').hasWords).toBe(false);
    expect(told(music)).toEqual([['musicQuarantined', ASIDE]]);
    expect(folder.text(ASIDE)).toBe(original);
    expect(open().notices()).toEqual([]);
  });

  it('keeps unknown fields, and leaves a newer file as it is', () => {
    const original = folder.lay(FILE, { version: 2, playlists: [], scent: 'pine' });
    const music = open();
    expect(folder.files()).toEqual([FILE]);
    made(music, 'Evening', []);
    expect(folder.text(FILE)).toBe(original);
    expect(JSON.parse(folder.text('music.v1.json'))).toMatchObject({ version: 1, scent: 'pine' });
  });

  it('that is a folder is put aside', () => {
    mkdirSync(join(folder.path, FILE));
    expect(told(open())).toEqual([['musicQuarantined', ASIDE]]);
  });

  it('that cannot be written is told once', () => {
    writeFileSync(join(folder.path, 'in-the-way'), '');
    const at = join(folder.path, 'in-the-way');
    const music = openMusic(at, now);
    made(music, 'Evening', []);
    made(music, 'Morning', []);
    expect(music.playlists()).toHaveLength(2);
    expect(told(music)).toEqual([['notKept', FILE]]);
  });
});
