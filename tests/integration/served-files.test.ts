// What windows are served of real files while others write to them: never a byte of another version than was asked for.

import { readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, open, realpath, rename, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TrackRequest, trackReply } from '../../main/electron/served-files.ts';
import { versionOf } from '../../main/storage/file-version.ts';

const SIZE = 400_000;
const MEASURED = new Date('2026-01-01T12:00:00Z');

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'stillroom-served-')));
  file = path.join(folder, 'dusk.wav');
  await measuredFile();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A file of a's alone that was measured some time ago. */
const measuredFile = async (): Promise<void> => {
  await writeFile(file, 'a'.repeat(SIZE));
  await utimes(file, MEASURED, MEASURED);
};

const ask = async (request: Partial<TrackRequest> = {}) => {
  let tell: () => void = () => {};
  const told = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const changed = vi.fn(() => tell());
  const version = versionOf(await stat(file));
  const reply = await trackReply({ file, range: null, version, changed, ...request });
  const data = reply.data as Readable;
  const chunks = data.iterator({ destroyOnReturn: true });
  /** The next chunk; null at the end, or once it is told that the file has changed. */
  const next = async (): Promise<string | null> => {
    const got = await Promise.race([chunks.next(), told]);
    return got === undefined || got.done === true ? null : String(got.value);
  };
  /** All that still comes. */
  const rest = async (): Promise<string> => {
    let all = '';
    for (let got = await next(); got !== null; got = await next()) all += got;
    data.destroy();
    return all;
  };
  return { ...reply, data, changed, next, rest };
};

/** How many times this process has the file open. */
const timesOpen = (): number =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(file);
    } catch {
      return false;
    }
  }).length;

describe('a track', () => {
  it('is served whole, in ranges, and not beyond its end', async () => {
    const whole = await ask();
    expect([whole.statusCode, (await text(whole.data)).length]).toEqual([200, SIZE]);
    expect(whole.headers).toMatchObject({ 'content-type': 'audio/wav', 'content-length': String(SIZE) });
    const part = await ask({ range: 'bytes=399990-500000' });
    expect([part.statusCode, await text(part.data)]).toEqual([206, 'a'.repeat(10)]);
    expect(part.headers).toMatchObject({ 'content-range': `bytes 399990-399999/${SIZE}` });
    expect((await ask({ range: 'bytes=400000-' })).statusCode).toBe(416);
    expect((await ask({ file: path.join(folder, 'none.wav') })).statusCode).toBe(404);
    expect((await ask({ file: folder })).statusCode).toBe(404);
    expect(timesOpen()).toBe(0);
  });

  it('that is empty is served as such', async () => {
    await writeFile(file, '');
    const { statusCode, data } = await ask();
    expect([statusCode, await text(data)]).toEqual([200, '']);
  });

  it('is let go of when nobody reads it any more', async () => {
    const { data, next } = await ask();
    await next();
    data.destroy();
    await expect.poll(timesOpen).toBe(0);
  });
});

/** What somebody may do to a file that is being read. */
const WRITERS: Readonly<Record<string, () => Promise<void>>> = {
  'writes over the whole of it': () => writeFile(file, 'b'.repeat(SIZE)),
  'makes it longer': () => writeFile(file, 'b'.repeat(SIZE * 2)),
  'makes it shorter': () => writeFile(file, 'b'.repeat(1000)),
  'cuts it off': () => truncate(file, SIZE / 2),
  'writes over its second half': async () => {
    const handle = await open(file, 'r+');
    await handle.write('b'.repeat(SIZE / 2), SIZE / 2);
    await handle.close();
  },
};

describe('a track that somebody writes over', () => {
  it.each(Object.entries(WRITERS))(
    'while it is read gives not one byte of the new one: somebody %s',
    async (_, write) => {
      const { changed, next, rest } = await ask();
      const first = await next();
      await write();
      expect(first + (await rest())).toMatch(/^a+$/);
      expect(changed).toHaveBeenCalledOnce();
      await expect.poll(timesOpen).toBe(0);
    },
  );

  it('gives nothing at all to whoever asks for what was there before, and tells', async () => {
    const version = versionOf(await stat(file));
    await writeFile(file, 'b'.repeat(SIZE));
    const { statusCode, headers, changed, rest } = await ask({ version, range: 'bytes=100-' });
    expect([statusCode, headers?.['content-length']]).toEqual([206, String(SIZE - 100)]);
    expect(await rest()).toBe('');
    expect(changed).toHaveBeenCalledOnce();
  });

  it('is read to its end where another file is put in its place', async () => {
    const { changed, next, rest } = await ask();
    const first = await next();
    await writeFile(path.join(folder, 'new.wav'), 'b'.repeat(SIZE));
    await rename(path.join(folder, 'new.wav'), file);
    expect(first + (await rest())).toBe('a'.repeat(SIZE));
    expect(changed).not.toHaveBeenCalled();
  });

  it('never gives a byte of another version, wherever a reader is and however much is written', async () => {
    const chunks = fc.integer({ min: 0, max: 6 });
    const write = fc.record({ from: fc.nat({ max: SIZE - 1 }), length: fc.integer({ min: 1, max: SIZE }) });
    await fc.assert(
      fc.asyncProperty(chunks, write, async (before, { from, length }) => {
        await measuredFile();
        const { next, rest } = await ask();
        let got = '';
        for (let at = 0; at < before; at += 1) got += await next();
        const handle = await open(file, 'r+');
        await handle.write('b'.repeat(length), from);
        await handle.close();
        expect(got + (await rest())).not.toContain('b');
      }),
      { numRuns: 60 },
    );
  });
});
