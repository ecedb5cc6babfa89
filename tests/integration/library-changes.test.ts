// Music changes while the program runs: files come, go, are renamed and overwritten, and drives are pulled out. The
// library notices by itself, and what is away stays known but is not played.

import { appendFile, mkdir, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderIdOf } from '../../main/sound/library/folder-scan.ts';
import { openKnownFiles } from '../../main/sound/library/known-files.ts';
import type { Library } from '../../main/sound/library/library.ts';
import type { Track } from '../../main/sound/library/listing.ts';
import { openFolders } from '../../main/sound/library/music-folders.ts';
import { tellChanges } from '../../main/sound/library/telling-disks.ts';
import { makeCatalogue } from '../../main/storage/track-catalogue.ts';
import { musicRoom, unplayable } from './music-files.ts';
import { wavOf } from './wav.ts';

const room = musicRoom();
const { own, open } = room;

/** A change should show within 2 s; a busy machine gets more. */
const SEEN = { timeout: 10_000, interval: 50 };
/** What is away is checked for every 5 s. */
const BACK = { timeout: 20_000, interval: 100 };
/** What tells of no changes is looked through every 5 s, and on a busy machine within a minute. */
const LOOKED = { timeout: 60_000, interval: 100 };

const titles = (library: Library, folder: string) =>
  library.tracksOf(folderIdOf(folder)).map(({ title }) => title);

const firstOf = (library: Library, folder: string): Track => {
  const [track] = library.tracksOf(folderIdOf(folder));
  if (track === undefined) throw new Error('The folder has no track.');
  return track;
};

const opened = async (folder: string) => {
  const one = open({ folders: [folder] });
  await one.library.ready;
  return one;
};

describe('a folder that is watched', () => {
  it('gains a new file and a renamed one, and loses a deleted one', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1), '2 Night.wav': wavOf(1) });
    const { library, tellings } = await opened(music);
    const before = library.view().revision;
    await writeFile(path.join(music, '3 Dawn.wav'), wavOf(1));
    await expect.poll(() => titles(library, music), SEEN).toEqual(['Dusk', 'Night', 'Dawn']);
    await rename(path.join(music, '1 Dusk.wav'), path.join(music, '4 Noon.wav'));
    await expect.poll(() => titles(library, music), SEEN).toEqual(['2 Night', '3 Dawn', '4 Noon']);
    await unlink(path.join(music, '2 Night.wav'));
    await expect.poll(() => titles(library, music), SEEN).toEqual(['3 Dawn', '4 Noon']);
    expect(library.view().revision).toBeGreaterThan(before);
    await expect.poll(tellings).toBeGreaterThan(2);
  });

  it('gains the files in a new folder inside it, and in a linked one', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1) });
    const elsewhere = await own('Elsewhere', { '1 Far.wav': wavOf(1) });
    const { library } = await opened(music);
    await mkdir(path.join(music, 'Disc 2'));
    await expect.poll(() => library.view().isScanning, SEEN).toBe(false);
    await writeFile(path.join(music, 'Disc 2', '1 Later.wav'), wavOf(1));
    await expect.poll(() => titles(library, music), SEEN).toEqual(['Dusk', 'Later']);
    await writeFile(path.join(music, 'Disc 2', '2 Last.wav'), wavOf(1));
    await expect.poll(() => titles(library, music), SEEN).toEqual(['Dusk', 'Later', 'Last']);
    await symlink(elsewhere, path.join(music, 'Disc 3'));
    await expect.poll(() => titles(library, music), SEEN).toEqual(['Dusk', 'Later', 'Last', 'Far']);
    await writeFile(path.join(elsewhere, '2 Farther.wav'), wavOf(1));
    await expect.poll(() => titles(library, music).at(-1), SEEN).toBe('Farther');
  });

  it('gains the cover that is put beside its music, also of a track that had none when somebody looked', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1) });
    const { library } = await opened(music);
    const { id } = firstOf(library, music);
    expect(await library.coverOf(id)).toBeNull();
    await writeFile(path.join(music, 'cover.png'), 'a picture');
    await expect.poll(async () => (await library.coverOf(id))?.mime, SEEN).toBe('image/png');
    await unlink(path.join(music, 'cover.png'));
    await expect.poll(() => library.coverOf(id), SEEN).toBeNull();
  });

  it('reads an overwritten file again, and asks for its loudness again', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1, 'Blue Hour') });
    const { library } = await opened(music);
    const { id } = firstOf(library, music);
    const url = library.waiting()[0]?.url ?? '';
    library.measured(url, { kind: 'measured', lufs: -20, truePeakDbtp: -3, durationS: 1 });
    expect(library.waiting()).toEqual([]);
    await writeFile(path.join(music, '1 Dusk.wav'), wavOf(2, 'Red Hour'));
    await expect.poll(() => titles(library, music), SEEN).toEqual(['Red Hour']);
    expect(library.tracksOf(folderIdOf(music))[0]).toMatchObject({ id, durationS: 2, lufs: null });
    const now = firstOf(library, music);
    expect(now.url).not.toBe(url);
    expect(library.waiting()).toEqual([{ url: now.url, title: 'Red Hour' }]);
  });

  it('ignores the measure of a file that was overwritten meanwhile', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1, 'Blue Hour') });
    const { library } = await opened(music);
    const { url } = firstOf(library, music);
    await writeFile(path.join(music, '1 Dusk.wav'), wavOf(2, 'Red Hour'));
    await expect.poll(() => titles(library, music), SEEN).toEqual(['Red Hour']);
    library.measured(url, { kind: 'measured', lufs: -30, truePeakDbtp: -9, durationS: 1 });
    expect(library.tracksOf(folderIdOf(music))[0]).toMatchObject({ durationS: 2, lufs: null });
    const [waits] = library.waiting();
    library.measured(waits?.url ?? '', { kind: 'measured', lufs: -9, truePeakDbtp: 0, durationS: 2 });
    expect(library.tracksOf(folderIdOf(music))[0]).toMatchObject({ lufs: -9 });
  });

  it('waits for a file that is still being written, and never lists half of it as damaged', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1) });
    const { library } = await opened(music);
    const whole = wavOf(60, 'Long');
    const file = path.join(music, '2 Long.wav');
    const broken: unknown[] = [];
    for (let at = 0; at < 10; at += 1) {
      await appendFile(file, whole.subarray((at * whole.length) / 10, ((at + 1) * whole.length) / 10));
      await new Promise((later) => setTimeout(later, 300));
      broken.push(...library.content().unplayable);
    }
    await expect.poll(() => titles(library, music), SEEN).toEqual(['Dusk', 'Long']);
    expect(library.tracksOf(folderIdOf(music))[1]?.durationS).toBe(60);
    expect(broken).toEqual([]);
  });

  it('lists a file that became unplayable, and plays it again once it is good', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1), '2 Night.wav': wavOf(1) });
    const { library } = await opened(music);
    await writeFile(path.join(music, '2 Night.wav'), '');
    await expect.poll(() => unplayable(library), SEEN).toEqual({ '2 Night.wav': 'empty' });
    await writeFile(path.join(music, '2 Night.wav'), wavOf(1));
    await expect.poll(() => titles(library, music), SEEN).toEqual(['Dusk', 'Night']);
    expect(unplayable(library)).toEqual({});
  });

  it('has a cover as soon as there is one', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1) });
    const { library } = await opened(music);
    const hasCover = () => library.content().tracks.find(({ title }) => title === 'Dusk')?.hasCover;
    expect(hasCover()).toBe(false);
    await writeFile(path.join(music, 'cover.jpg'), 'a picture');
    await expect.poll(hasCover, SEEN).toBe(true);
    await unlink(path.join(music, 'cover.jpg'));
    await expect.poll(hasCover, SEEN).toBe(false);
  });

  it('is left alone once it is removed', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1) });
    const { library } = await opened(music);
    library.removeFolder(folderIdOf(music));
    const { revision } = library.view();
    await writeFile(path.join(music, '2 Night.wav'), wavOf(1));
    await new Promise((later) => setTimeout(later, 1500));
    expect(library.view().revision).toBe(revision);
    expect(library.titleOf(folderIdOf(music))).toBeNull();
  });
});

describe('a folder on a share that tells of no changes', () => {
  it('is looked through now and then', { timeout: 150_000 }, async () => {
    const music = await own('Share', { '1 Dusk.wav': wavOf(1), 'Disc 2/1 Far.wav': wavOf(1) });
    const catalogue = makeCatalogue(room.kept);
    await catalogue.open();
    const known = openKnownFiles(catalogue, () => undefined);
    const folders = openFolders({
      ...{ known, catalogue, changed: () => undefined, settled: () => undefined },
      checkEveryMs: 100,
      openWatch: () => ({ watch: async () => false, isTrusted: () => false, close: () => undefined }),
    });
    try {
      await folders.begin([music], []);
      const names = () => folders.all().flatMap(({ paths }) => paths.map((file) => path.basename(file)));
      const isRead = (name: string) => known.at(path.join(music, name))?.entry.size;
      await writeFile(path.join(music, 'Disc 2', '2 New.wav'), wavOf(1));
      await writeFile(path.join(music, '1 Dusk.wav'), wavOf(2));
      await unlink(path.join(music, 'Disc 2', '1 Far.wav'));
      await expect.poll(names, LOOKED).toEqual(['1 Dusk.wav', '2 New.wav']);
      await expect.poll(() => isRead('1 Dusk.wav'), LOOKED).toBe(wavOf(2).length);
    } finally {
      folders.close();
      await catalogue.close();
    }
  });

  it('is scanned at once where whoever plays a file finds that it has changed', async () => {
    const music = await own('Share', { '1 Dusk.wav': wavOf(1) });
    const catalogue = makeCatalogue(room.kept);
    await catalogue.open();
    const known = openKnownFiles(catalogue, () => undefined);
    const folders = openFolders({
      ...{ known, catalogue, changed: () => undefined, settled: () => undefined },
      checkEveryMs: 3_600_000,
      openWatch: () => ({ watch: async () => false, isTrusted: () => false, close: () => undefined }),
    });
    try {
      await folders.begin([music], []);
      const file = path.join(music, '1 Dusk.wav');
      await writeFile(file, wavOf(2));
      folders.fileChanged(path.join(music, 'none.wav'));
      folders.fileChanged(file);
      await expect.poll(() => known.at(file)?.entry.size, SEEN).toBe(wavOf(2).length);
    } finally {
      folders.close();
      await catalogue.close();
    }
  });

  it('is told from a disk of this computer', async () => {
    expect(await tellChanges(['/proc'])).toBe(false);
    expect(await tellChanges([path.join(room.path, 'nowhere')])).toBe(false);
  });
});

describe('a folder that goes away', () => {
  it('before the start is kept, reported missing, and can be forgotten', async () => {
    const away = path.join(room.path, 'Stick');
    const { library, tellings } = await opened(away);
    expect(library.missing()).toEqual([away]);
    expect(library.playlists().at(-1)).toMatchObject({ title: 'Stick', trackCount: 0 });
    expect(library.content().folders.at(-1)).toMatchObject({ isAway: true });
    expect(library.folderOf(folderIdOf(away))).toBe(away);
    await expect.poll(tellings).toBeGreaterThan(0);
    library.removeFolder(folderIdOf(away));
    expect(library.missing()).toEqual([]);
    expect(library.folderOf(folderIdOf(away))).toBeNull();
  });

  it('is noticed after a track failed, stays known but is not played, and comes back by itself', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1), 'In/1 Night.wav': wavOf(1) });
    const { library } = await opened(music);
    const ids = library.trackIds(folderIdOf(music)) ?? [];
    const saved = library.savePlaylist(null, 'Mine', ids);
    const mine = saved.ok ? saved.value : '';
    expect(library.tracksOf(mine)).toHaveLength(2);
    await rename(music, `${music} elsewhere`);
    library.checkAgain(folderIdOf(music));
    await expect.poll(() => library.missing(), SEEN).toEqual([music]);
    expect(library.tracksOf(folderIdOf(music))).toEqual([]);
    expect(library.tracksOf(mine)).toEqual([]);
    expect(library.trackIds(mine)).toEqual(ids);
    expect(library.playlists().at(-1)).toMatchObject({ title: 'Mine', trackCount: 0, awayCount: 2 });
    expect(library.content().tracks.filter(({ id }) => ids.includes(id))).toHaveLength(2);
    await rename(`${music} elsewhere`, music);
    await expect.poll(() => library.missing(), BACK).toEqual([]);
    expect(library.tracksOf(mine)).toHaveLength(2);
    await writeFile(path.join(music, 'In', '2 Dawn.wav'), wavOf(1));
    await expect.poll(() => titles(library, music), SEEN).toEqual(['Dusk', 'Night', 'Dawn']);
  });

  it('is noticed by itself, and no measure is forgotten meanwhile', async () => {
    const music = await own('Stick', { '1 Dusk.wav': wavOf(1) });
    const { library } = await opened(music);
    const { id } = firstOf(library, music);
    const url = library.waiting()[0]?.url ?? '';
    library.measured(url, { kind: 'measured', lufs: -20, truePeakDbtp: -3, durationS: 1 });
    await rename(music, `${music} elsewhere`);
    await expect.poll(() => library.missing(), BACK).toEqual([music]);
    // The program may be restarted while the drive is away.
    const { library: again } = await opened(music);
    expect(again.missing()).toEqual([music]);
    expect(again.content().tracks.find((track) => track.id === id)?.title).toBe('Dusk');
    await rename(`${music} elsewhere`, music);
    await expect.poll(() => again.missing(), BACK).toEqual([]);
    expect(again.tracksOf(folderIdOf(music))[0]).toMatchObject({ id, lufs: -20 });
  });

  it('and is inside another keeps the measures of its music', async () => {
    const music = await own('Evening', { '1 Dusk.wav': wavOf(1), 'Stick/1 Night.wav': wavOf(1) });
    const { library } = await opened(music);
    for (const { url } of library.waiting()) {
      library.measured(url, { kind: 'measured', lufs: -20, truePeakDbtp: -3, durationS: 1 });
    }
    await rename(path.join(music, 'Stick'), path.join(room.path, 'Elsewhere'));
    await expect.poll(() => titles(library, music), SEEN).toEqual(['Dusk']);
    await rename(path.join(room.path, 'Elsewhere'), path.join(music, 'Stick'));
    await expect.poll(() => titles(library, music), SEEN).toEqual(['Dusk', 'Night']);
    expect(library.waiting()).toEqual([]);
  });

  it('may leave an empty folder, as drives do', async () => {
    const music = await own('Stick', { '1 Dusk.wav': wavOf(1) });
    const { library } = await opened(music);
    await rm(path.join(music, '1 Dusk.wav'));
    await expect.poll(() => library.missing(), SEEN).toEqual([music]);
    expect(library.content().tracks.some(({ title }) => title === 'Dusk')).toBe(true);
    await writeFile(path.join(music, '1 Dusk.wav'), wavOf(1));
    await expect.poll(() => library.missing(), BACK).toEqual([]);
    expect(titles(library, music)).toEqual(['Dusk']);
  });
});

describe('a single file', () => {
  it('is watched too, stays known while it is away, and plays again when it is back', async () => {
    const folder = await own('Loose', { '1 Dusk.wav': wavOf(1), '2 Other.wav': wavOf(1) });
    const file = path.join(folder, '1 Dusk.wav');
    const { library } = open({ files: [file] });
    await library.ready;
    const [track] = library.content().tracks.filter(({ folderId }) => folderId === 'files');
    expect(library.content().folders.at(-1)).toMatchObject({ id: 'files', kind: 'files', trackCount: 1 });
    expect(library.playlists().map(({ kind }) => kind)).toEqual(['bundled', 'bundled']);
    const alone = `track:${track?.id}`;
    await rename(file, `${file}.away`);
    await expect.poll(() => library.tracksOf(alone), SEEN).toEqual([]);
    expect(library.content().tracks.some(({ id }) => id === track?.id)).toBe(true);
    await rename(`${file}.away`, file);
    await expect.poll(() => library.tracksOf(alone), BACK).toHaveLength(1);
  });
});
