// The user's presets on a real disk: kept, completed, put aside, never lost.

import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openPresets, PRESETS_DELAY_MS, type Presets } from '../../main/storage/presets.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { musicOf, type Preset, type PresetMusic } from '../../shared/preset/preset.ts';
import { IM, IV } from '../unit/session-arbitraries.ts';
import { asideOf, keptFolder, now, told } from './kept-files.ts';

const heron: Preset = { ...IV, id: 'amber-heron', label: 'Amber Heron' };
const fjord: Preset = { ...IM, id: 'quiet-fjord', label: 'Quiet Fjord' };
const future = { version: 9, id: 'far-star', label: 'Far Star', scent: 'pine' };
const FILE = 'presets.json';
const ASIDE = asideOf(FILE);

/** The music of a preset, with another playlist. */
const playing = (preset: Preset, playlist: string | null): PresetMusic => ({ ...musicOf(preset), playlist });

const folder = keptFolder('presets');
const path = (name = FILE): string => join(folder.path, name);
let opened: Presets | null = null;
/** Writes what still waits. */
const settle = (): void => opened?.flush();
const open = (at = folder.path): Presets => {
  settle();
  opened = openPresets(at, now);
  return opened;
};
const lay = (content: unknown): string => {
  settle();
  return folder.lay(FILE, content);
};
const text = (name = FILE): string => {
  settle();
  return folder.text(name);
};
afterEach(() => {
  opened = null;
});
/** Longer than a delayed write takes. */
const written = (): Promise<void> => new Promise((done) => setTimeout(done, PRESETS_DELAY_MS + 250));
const onDisk = (): unknown => JSON.parse(text());
const ownLabels = (presets: Presets) =>
  presets.all().flatMap((preset) => (preset.isBuiltIn ? [] : [preset.label]));

describe('a new room', () => {
  it('offers the built-in presets and writes nothing', () => {
    const presets = open();
    expect(presets.all()).toEqual(BUILT_IN_PRESETS.map((preset) => ({ ...preset, isBuiltIn: true })));
    expect(presets.notices()).toEqual([]);
    expect(folder.files()).toEqual([]);
  });

  it('stores which music a built-in preset plays, and nothing else of it', async () => {
    const rain: PresetMusic = {
      ...{ playlist: 'folder:Rain', playlistsByPhase: { deep: 'own:1', rest: null } },
      ...{ otherPlaylists: ['bundled:Slow Water'], joins: 'gapless', leftOut: ['t1'] },
    };
    expect((await open().chooseMusic('im', rain)).ok).toBe(true);
    expect((await open().chooseMusic('iv-forty-minutes', playing(IV, null))).ok).toBe(true);
    const presets = open();
    expect(presets.find('im')).toEqual({ ...IM, ...rain });
    expect(presets.find('iv-forty-minutes')).toEqual({ ...IV, playlist: null });
    expect(onDisk()).toEqual({
      version: 1,
      music: { im: rain, 'iv-forty-minutes': playing(IV, null) },
      presets: [],
    });
  });

  it('lets a built-in preset play something else, and leaves the own presets as they are', async () => {
    const presets = open();
    await presets.add(heron);
    expect((await presets.chooseMusic('im', playing(IM, 'folder:Rain'))).ok).toBe(true);
    expect((await presets.chooseMusic('im', playing(IM, 'folder:Wood'))).ok).toBe(true);
    expect(open().find('im')).toEqual({ ...IM, playlist: 'folder:Wood' });
    expect(open().find('amber-heron')).toEqual(heron);
    expect(open().notices()).toEqual([]);
  });

  it('uses the playlists of an older file until other music is chosen', async () => {
    lay({ version: 1, playlists: { im: 'folder:Rain', 'iv-forty-minutes': null }, presets: [] });
    const presets = open();
    expect(presets.find('im')).toEqual({ ...IM, playlist: 'folder:Rain' });
    expect(presets.find('iv-forty-minutes')).toEqual({ ...IV, playlist: null });
    expect(presets.notices()).toEqual([]);
    await presets.chooseMusic('im', { ...playing(IM, 'folder:Wood'), joins: 'gapless' });
    expect(folder.files()).toEqual([FILE]);
    expect(open().find('im')).toEqual({ ...IM, playlist: 'folder:Wood', joins: 'gapless' });
    expect(open().find('iv-forty-minutes')?.playlist).toBeNull();
  });

  it('refuses an unknown preset', async () => {
    expect(await open().chooseMusic('nobody', playing(IM, null))).toEqual({
      ok: false,
      error: 'unknownPreset',
    });
    expect(open().find('nobody')).toBeNull();
  });

  it.skipIf(process.platform === 'win32')('keeps its files from other users', () => {
    open().add(heron);
    settle();
    expect(statSync(path()).mode & 0o077).toBe(0);
  });
});

describe('an imported preset', () => {
  it('is there at the next start, exactly as it was', async () => {
    expect(await open().add(heron)).toEqual({ ok: true, value: heron });
    expect(open().find('amber-heron')).toEqual(heron);
    expect((await open().chooseMusic('amber-heron', playing(heron, null))).ok).toBe(true);
    expect(open().find('amber-heron')).toEqual({ ...heron, playlist: null });
    expect(folder.files()).toEqual(['presets.json']);
  });

  it('gets a fresh id when its own is taken, even by a built-in one', async () => {
    const presets = open();
    await presets.add(heron);
    expect(await presets.add(heron)).toMatchObject({ ok: true, value: { id: 'amber-heron-2' } });
    expect(await presets.add({ ...heron, id: 'im' })).toMatchObject({
      ok: true,
      value: { id: 'amber-heron-3' },
    });
    expect(presets.notices()).toEqual([]);
  });

  it('of an older version is completed, and that is told', async () => {
    const presets = open();
    expect(await presets.add({ label: 'Quiet Fjord', kind: 'im' })).toEqual({ ok: true, value: fjord });
    expect(told(presets)).toEqual([['presetCompleted', 'Quiet Fjord']]);
  });

  it('may name its schema', async () => {
    const said = { $schema: 'preset.schema.json', ...heron };
    expect(await open().add(said)).toEqual({ ok: true, value: heron });
  });

  it.each([
    ['presetNewer', future],
    ['presetUnreadable', { ...heron, assessMin: 'soon' }],
    ['presetUnreadable', undefined],
  ] as const)('is refused as %s and changes nothing', async (error, raw) => {
    const presets = open();
    expect(await presets.add(raw)).toMatchObject({ ok: false, error });
    expect(existsSync(path())).toBe(false);
  });
});

describe('an own preset', () => {
  const dusk: Preset = { ...IV, id: 'soft-dusk', label: 'Soft Dusk' };

  it('is kept as it is given, changed in its place, and there at the next start', async () => {
    const presets = open();
    expect(await presets.save(heron)).toEqual({ ok: true, value: 'amber-heron' });
    await presets.save(fjord);
    const longer = { ...heron, label: 'Amber Lantern', assessMin: 90 };
    expect(await presets.save(longer)).toEqual({ ok: true, value: 'amber-heron' });
    expect(presets.find('amber-heron')).toEqual(longer);
    expect(ownLabels(open())).toEqual(['Amber Lantern', 'Quiet Fjord']);
    expect(open().find('amber-heron')).toEqual(longer);
  });

  it('is never built in: those can be neither changed nor removed', async () => {
    const presets = open();
    expect(await presets.save({ ...IM, label: 'Amber Heron' })).toEqual({
      ok: false,
      error: 'builtInPreset',
    });
    expect(await presets.remove('im')).toEqual({ ok: false, error: 'builtInPreset' });
    expect(presets.find('im')).toEqual(IM);
    settle();
    expect(folder.files()).toEqual([]);
  });

  it('that was removed comes back in its place, with the time of its last use', async () => {
    const presets = open();
    for (const preset of [heron, dusk, fjord]) await presets.save(preset);
    presets.used('soft-dusk', 1_700_000_000_000);
    const before = presets.summaries();
    expect(await presets.remove('soft-dusk')).toEqual({ ok: true, value: null });
    expect(presets.find('soft-dusk')).toBeNull();
    expect(await presets.remove('soft-dusk')).toEqual({ ok: false, error: 'unknownPreset' });
    expect(ownLabels(open())).toEqual(['Amber Heron', 'Quiet Fjord']);
    await presets.save(dusk);
    expect(presets.summaries()).toEqual(before);
    presets.flush();
    expect(open().summaries()).toEqual(before);
  });

  it('never replaces one of a newer version', async () => {
    lay({ version: 1, presets: [future] });
    const presets = open();
    expect(await presets.remove('far-star')).toEqual({ ok: false, error: 'unknownPreset' });
    expect(await presets.save({ ...heron, id: 'far-star' })).toEqual({ ok: true, value: 'amber-heron' });
    expect(onDisk()).toMatchObject({ presets: [future, heron] });
    expect(ownLabels(open())).toEqual(['Amber Heron']);
  });

  it('remembers its last Start, as a built-in one does, and an unknown one does not', async () => {
    const presets = open();
    await presets.save(heron);
    presets.used('amber-heron', 7);
    presets.used('im', 8);
    presets.used('nobody', 9);
    const usedOf = (kept: Presets) => kept.summaries().map(({ id, lastUsedAt }) => [id, lastUsedAt]);
    const expected = [
      ['spravato-two-hours', null],
      ['iv-forty-minutes', null],
      ['im', 8],
      ['amber-heron', 7],
    ];
    expect(usedOf(presets)).toEqual(expected);
    expect(usedOf(open())).toEqual(expected);
    expect(onDisk()).toMatchObject({ lastUsed: { 'amber-heron': 7, im: 8 } });
  });

  it('is listed in the same list until something changes, and the revision says when', async () => {
    const presets = open();
    const [summaries, all, revision] = [presets.summaries(), presets.all(), presets.revision()];
    expect(presets.summaries()).toBe(summaries);
    expect(presets.all()).toBe(all);
    await presets.save(heron);
    expect(presets.revision()).toBeGreaterThan(revision);
    expect(presets.summaries()).toHaveLength(4);
    expect(presets.count()).toBe(4);
  });
});

describe('delayed writing', () => {
  it('writes the newest of many changes by itself, and leaves nothing beside the file', async () => {
    const presets = open();
    const labels = Array.from({ length: 40 }, (_, at) => `Amber Heron ${at + 1}`);
    const saves = labels.map((label) => presets.save({ ...heron, label }));
    expect(existsSync(path())).toBe(false);
    await Promise.all(saves);
    expect(JSON.parse(folder.text(FILE)).presets).toEqual([{ ...heron, label: 'Amber Heron 40' }]);
  });

  it('loses neither what changes while it writes, nor what it is writing at the end', async () => {
    const many = Array.from({ length: 1500 }, (_, i) => ({ ...heron, id: `p${i}`, label: `Preset ${i}` }));
    lay({ version: 1, presets: many });
    const presets = open();
    for (let n = 0; n < 12; n += 1) {
      void presets.save({ ...heron, label: `Amber Heron ${n}` });
      await new Promise((done) => setTimeout(done, 30));
    }
    await new Promise((done) => setTimeout(done, PRESETS_DELAY_MS / 4));
    void presets.save({ ...heron, label: 'The Last' });
    presets.flush();
    expect(JSON.parse(folder.text(FILE)).presets.at(-1).label).toBe('The Last');
    await written();
    expect(JSON.parse(folder.text(FILE)).presets.at(-1).label).toBe('The Last');
    expect(JSON.parse(folder.text(FILE)).presets).toHaveLength(1501);
    expect(folder.files()).toEqual([FILE]);
  });

  it('is on disk once it is answered, and nobody waits for a disk that cannot be written', async () => {
    const presets = open();
    await presets.save(heron);
    expect(JSON.parse(folder.text(FILE)).presets).toEqual([heron]);
    const first = presets.save({ ...heron, label: 'Amber Heron 1' });
    // While that is written.
    await new Promise((next) => setImmediate(next));
    await presets.save({ ...heron, label: 'Amber Heron 2' });
    expect(JSON.parse(folder.text(FILE)).presets[0].label).toBe('Amber Heron 2');
    await first;
    rmSync(path());
    mkdirSync(path(`${FILE}.late`));
    await presets.save(fjord);
    expect(presets.isFailing()).toBe(true);
    rmSync(path(`${FILE}.late`), { recursive: true });
  });

  it('puts aside what somebody edited meanwhile', async () => {
    const presets = open();
    await presets.save(heron);
    await expect.poll(folder.files, { timeout: 5000 }).toEqual([FILE]);
    await new Promise((next) => setImmediate(next));
    const edited = JSON.stringify({ version: 1, presets: [fjord] });
    writeFileSync(path(), edited);
    await presets.save({ ...heron, assessMin: 80 });
    await expect.poll(() => told(presets), { timeout: 5000 }).toEqual([['presetsQuarantined', ASIDE]]);
    expect(folder.text(ASIDE)).toBe(edited);
    expect(ownLabels(open())).toEqual(['Amber Heron']);
  });
});

describe('a presets file that somebody or something changed', () => {
  it.each([
    ['is torn', '{"version":1,"presets":[{"ver'],
    ['is empty', ''],
    ['is a list', '[]'],
    ['is no object', 'null'],
  ])('that %s is put aside under a dated name, and the room works on', async (_, content) => {
    lay(content);
    const presets = open();
    expect(presets.all()).toHaveLength(BUILT_IN_PRESETS.length);
    expect(told(presets)).toEqual([['presetsQuarantined', ASIDE]]);
    expect(text(ASIDE)).toBe(content);
    expect(existsSync(path())).toBe(false);
    await presets.add(heron);
    expect(ownLabels(open())).toEqual(['Amber Heron']);
  });

  it('never overwrites a file that was put aside in the same second', () => {
    for (const content of ['one', 'two', 'three']) {
      lay(content);
      open();
    }
    const names = [ASIDE, ASIDE.replace('.json', '-2.json'), ASIDE.replace('.json', '-3.json')];
    expect(names.map(text)).toEqual(['one', 'two', 'three']);
  });

  it('keeps the good presets when one is bad, and says which', () => {
    const original = lay({ version: 1, presets: [heron, { ...fjord, assessMin: 0 }, 7] });
    const presets = open();
    expect(ownLabels(presets)).toEqual(['Amber Heron']);
    expect(told(presets)).toEqual([
      ['presetUnreadable', 'Quiet Fjord'],
      ['presetUnreadable', '#3'],
    ]);
    expect(text(ASIDE)).toBe(original);
    expect(open().notices()).toEqual([]);
  });

  it('completes a preset of an older version, with the original put aside', () => {
    const original = lay({ presets: [heron, { label: 'Quiet Fjord', kind: 'im' }] });
    const presets = open();
    expect(presets.find('quiet-fjord')).toEqual(fjord);
    expect(told(presets)).toEqual([['presetCompleted', 'Quiet Fjord']]);
    expect(text(ASIDE)).toBe(original);
    expect(open().notices()).toEqual([]);
  });

  it('leaves a newer preset where it is, does not offer it, and never loses it', async () => {
    const original = lay({ version: 1, presets: [future, heron] });
    const presets = open();
    expect(ownLabels(presets)).toEqual(['Amber Heron']);
    expect(told(presets)).toEqual([['presetNewer', 'Far Star']]);
    expect(text()).toBe(original);
    expect(await presets.chooseMusic('far-star', playing(IM, null))).toEqual({
      ok: false,
      error: 'unknownPreset',
    });
    expect(text()).toBe(original);
    await presets.add(fjord);
    await presets.add({ ...fjord, id: 'far-star' });
    expect(onDisk()).toMatchObject({ presets: [future, heron, fjord, { id: 'quiet-fjord-2' }] });
  });

  it('gives two presets of one id an id each', () => {
    lay({ version: 1, presets: [heron, { ...fjord, id: 'amber-heron' }] });
    expect(open().find('quiet-fjord')?.label).toBe('Quiet Fjord');
    expect(existsSync(path(ASIDE))).toBe(true);
  });

  it('offers a preset whose id every object has', () => {
    lay({ version: 1, presets: [{ ...heron, id: 'constructor' }] });
    const presets = open();
    expect(presets.summaries().find(({ id }) => id === 'constructor')?.lastUsedAt).toBeNull();
    expect(structuredClone(presets.summaries())).toEqual(presets.summaries());
  });

  it('keeps unknown fields', () => {
    lay({ version: 1, presets: [heron], ward: { floor: 2 } });
    open().chooseMusic('im', playing(IM, null));
    expect(onDisk()).toMatchObject({ ward: { floor: 2 }, presets: [heron] });
  });

  it('leaves a file of a newer version as it is, and keeps its own beside it', async () => {
    const original = lay({ version: 2, presets: [heron] });
    const presets = open();
    expect(folder.files()).toEqual(['presets.json']);
    expect(ownLabels(presets)).toEqual(['Amber Heron']);
    await presets.add(fjord);
    expect(text('presets.json')).toBe(original);
    expect(folder.files()).toEqual(['presets.json', 'presets.v1.json']);
    expect(ownLabels(open())).toEqual(['Amber Heron', 'Quiet Fjord']);
    expect(told(presets)).toEqual([['newerFile', 'presets.json']]);
  });

  it('reads a file that was saved with a byte order mark', async () => {
    lay(`\uFEFF${JSON.stringify({ version: 1, presets: [heron] })}`);
    const presets = open();
    await presets.add(fjord);
    expect(ownLabels(open())).toEqual(['Amber Heron', 'Quiet Fjord']);
    expect(presets.notices()).toEqual([]);
  });

  it('completes an older preset without losing which phases have music of their own', () => {
    lay({ presets: [{ label: 'Quiet Fjord', kind: 'im', playlistsByPhase: { deep: 'own:1' } }] });
    expect(open().find('quiet-fjord')).toEqual({ ...fjord, playlistsByPhase: { deep: 'own:1' } });
  });

  it('keeps music that is good and puts the rest aside', () => {
    const original = lay({
      version: 1,
      music: { im: playing(IM, 'folder:Rain'), 'iv-forty-minutes': { playlist: 5 } },
      presets: [],
    });
    const presets = open();
    expect(presets.find('im')?.playlist).toBe('folder:Rain');
    expect(presets.find('iv-forty-minutes')).toEqual(IV);
    expect(told(presets)).toEqual([['presetsQuarantined', ASIDE]]);
    expect(text(ASIDE)).toBe(original);
  });

  it('keeps playlists of an older file that are good and puts the rest aside', () => {
    const original = lay({
      version: 1,
      playlists: { im: 'folder:Rain', 'iv-forty-minutes': 5 },
      presets: {},
    });
    const presets = open();
    expect(presets.find('im')?.playlist).toBe('folder:Rain');
    expect(told(presets)).toEqual([['presetsQuarantined', ASIDE]]);
    expect(text(ASIDE)).toBe(original);
  });

  it('puts aside what somebody edited while the program ran, before it writes', async () => {
    const presets = open();
    await presets.add(heron);
    const edited = lay({ version: 1, presets: [fjord] });
    await presets.chooseMusic('im', playing(IM, null));
    expect(text(ASIDE)).toBe(edited);
    expect(told(presets)).toEqual([['presetsQuarantined', ASIDE]]);
  });
});

describe('a disk that cannot be written', () => {
  it('is told once, and the room works on', async () => {
    writeFileSync(path('in-the-way'), '');
    const presets = open(path('in-the-way'));
    await presets.add(heron);
    settle();
    await presets.add(fjord);
    settle();
    expect(ownLabels(presets)).toEqual(['Amber Heron', 'Quiet Fjord']);
    expect(told(presets)).toEqual([['notKept', FILE]]);
    presets.dismiss(presets.notices()[0]?.id ?? '');
    await presets.chooseMusic('im', playing(IM, null));
    settle();
    expect(presets.notices()).toEqual([]);
  });

  it('leaves a file alone that could not be put aside first', async () => {
    const original = lay({ version: 1, presets: [heron, 7] });
    const { path: at } = folder;
    // An invalid date still makes a name.
    const presets = openPresets(at, () => new Date(Number.NaN));
    rmSync(at, { recursive: true });
    writeFileSync(at, original);
    await presets.add(fjord);
    presets.flush();
    expect(readFileSync(at, 'utf8')).toBe(original);
    rmSync(at);
    mkdirSync(at);
  });

  it('leaves the old file when the new one cannot be written, at once or later', async () => {
    const original = lay({ version: 1, presets: [heron] });
    mkdirSync(path(`${FILE}.new`));
    mkdirSync(path(`${FILE}.late`));
    const presets = open();
    await presets.add(fjord);
    expect(text()).toBe(original);
    expect(told(presets)).toEqual([['notKept', FILE]]);
    presets.dismiss(presets.notices()[0]?.id ?? '');
    await presets.add(fjord);
    await written();
    expect(folder.text(FILE)).toBe(original);
    rmSync(path(`${FILE}.late`), { recursive: true });
    await presets.add(fjord);
    await expect.poll(() => folder.text(FILE), { timeout: 5000 }).toContain('Quiet Fjord');
  });

  it('puts aside a folder with the name of the file', async () => {
    mkdirSync(path());
    const presets = open();
    expect(told(presets)).toEqual([['presetsQuarantined', ASIDE]]);
    await presets.add(heron);
    expect(ownLabels(open())).toEqual(['Amber Heron']);
  });
});
