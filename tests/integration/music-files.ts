// Music files for tests, made byte by byte or by ffmpeg, in folders on a real disk; and a library opened on them.

import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { type Library, openLibrary } from '../../main/sound/library/library.ts';
import { type KeptMusic, openMusic } from '../../main/storage/music.ts';
import { type Catalogue, makeCatalogue } from '../../main/storage/track-catalogue.ts';

const ASSETS = path.resolve(import.meta.dirname, '../../assets');
export const BUNDLED = path.join(ASSETS, 'playlists');
export const NOISE_FOLDER = path.join(ASSETS, 'noise');

/** A second of silence as mp3 frames (MPEG 1 layer III, 128 kbit/s, 44.1 kHz), behind ID3v2 tags. */
export const mp3WithGain = (gain: string): Buffer => {
  const text = Buffer.concat([
    Buffer.from([3]),
    Buffer.from('REPLAYGAIN_TRACK_GAIN\0', 'latin1'),
    Buffer.from(gain, 'latin1'),
  ]);
  const frameHead = Buffer.alloc(10);
  frameHead.write('TXXX', 'latin1');
  frameHead.writeUInt32BE(text.length, 4);
  const size = frameHead.length + text.length;
  const head = Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, size >> 7, size & 0x7f]);
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x64]);
  return Buffer.concat([head, frameHead, text, ...Array.from({ length: 40 }, () => frame)]);
};

/** Runs ffmpeg in a folder. */
export const ffmpeg = (folder: string, ...words: readonly string[]): void => {
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...words], { cwd: folder });
};

export type Files = Readonly<Record<string, Buffer | string>>;

export interface Opened {
  readonly library: Library;
  readonly catalogue: Catalogue;
  readonly music: KeptMusic;
  /** How often the library said that something is new. */
  readonly tellings: () => number;
}

export interface OpenParts {
  readonly folders?: readonly string[];
  readonly files?: readonly string[];
  readonly bundledFolder?: string;
  readonly wanted?: readonly string[];
}

export interface MusicRoom {
  readonly path: string;
  /** The folder of kept files. */
  readonly kept: string;
  /** Writes files below a folder of this name; returns its path. */
  readonly own: (name: string, files: Files) => Promise<string>;
  /** Opens a library and closes the one before. */
  readonly open: (parts?: OpenParts) => Opened;
  readonly close: () => void;
}

/** A new folder for each test, and the library in it. Call it once in a file of tests. */
export const musicRoom = (): MusicRoom => {
  let folder = '';
  let opened: Opened | null = null;

  const close = (): void => {
    opened?.library.close();
    opened?.catalogue.close();
    opened = null;
  };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'stillroom-music-'));
  });
  afterEach(async () => {
    close();
    await rm(folder, { recursive: true, force: true });
  });

  return {
    get path() {
      return folder;
    },
    get kept() {
      return path.join(folder, '.kept');
    },
    own: async (name, files) => {
      const made = path.join(folder, name);
      await mkdir(made, { recursive: true });
      for (const [file, content] of Object.entries(files)) {
        await mkdir(path.dirname(path.join(made, file)), { recursive: true });
        await writeFile(path.join(made, file), content);
      }
      return made;
    },
    open: ({ folders = [], files = [], bundledFolder = BUNDLED, wanted = [] } = {}) => {
      close();
      const kept = path.join(folder, '.kept');
      const catalogue = makeCatalogue(kept);
      const music = openMusic(kept);
      let told = 0;
      const library = openLibrary({
        ...{ bundledFolder, noiseFolder: NOISE_FOLDER, folders, files, catalogue, music },
        wanted: () => wanted,
        onChange: () => {
          told += 1;
        },
      });
      library.begin();
      opened = { library, catalogue, music, tellings: () => told };
      return opened;
    },
    close,
  };
};

/** The files of a library that cannot be played, by name. */
export const unplayable = (library: Library): Readonly<Record<string, string>> =>
  Object.fromEntries(library.content().unplayable.map(({ name, reason }) => [name, reason]));
