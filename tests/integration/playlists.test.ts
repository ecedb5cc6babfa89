// The bundled playlists and the pink noise are as promised: as the script made them, long enough, and not too large.

import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PLAYLISTS = path.join(ROOT, 'assets', 'playlists');

interface Measured {
  readonly durationS: number;
  readonly lufs: number;
  readonly truePeakDbtp: number;
}

const measured = JSON.parse(readFileSync(path.join(PLAYLISTS, 'loudness.json'), 'utf8')) as Record<
  string,
  Measured
>;
const tracks = readdirSync(PLAYLISTS, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.opus'),
);

describe('the bundled music', () => {
  it('is the files that the script made, playlists and noise', () => {
    const script = path.join(ROOT, 'scripts', 'make-music.mjs');
    expect(execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toContain(
      `All ${tracks.length + 1} tracks are as they were made.`,
    );
  });
});

describe('the bundled playlists', () => {
  it('are two, of at least four tracks of at least four minutes', () => {
    const folders = [...new Set(tracks.map((track) => path.dirname(track)))];
    expect(folders).toHaveLength(2);
    for (const folder of folders) {
      const lengths = Object.entries(measured).filter(([file]) => file.startsWith(`${folder}/`));
      expect(lengths.length).toBeGreaterThanOrEqual(4);
      for (const [, { durationS }] of lengths) expect(durationS).toBeGreaterThanOrEqual(240);
    }
  });

  it('are at -23 LUFS, and no peak is above -1 dBTP', () => {
    for (const { lufs, truePeakDbtp } of Object.values(measured)) {
      expect(Math.abs(lufs + 23)).toBeLessThan(0.3);
      expect(truePeakDbtp).toBeLessThanOrEqual(-1);
    }
  });

  it('are less than 30 MB together', () => {
    const bytes = tracks.reduce((sum, track) => sum + statSync(path.join(PLAYLISTS, track)).size, 0);
    expect(bytes).toBeLessThan(30e6);
  });
});

describe('the pink noise', () => {
  const noise = path.join(ROOT, 'assets', 'noise');

  it('is at -23 LUFS, and less than 600 kB a minute', () => {
    const about = JSON.parse(readFileSync(path.join(noise, 'loudness.json'), 'utf8'));
    expect(about['pink.opus']).toMatchObject({ durationS: 60, lufs: expect.closeTo(-23, 1) });
    expect(about['pink.opus'].truePeakDbtp).toBeLessThanOrEqual(-1);
    expect(statSync(path.join(noise, 'pink.opus')).size).toBeLessThan(600e3);
  });

  it('is as loud at its end as at its start, the same in both ears, and equal in every octave', () => {
    const octaves = [63, 125, 250, 500, 1000, 2000, 4000, 8000];
    const heard = (...filters: readonly string[]): number => {
      const words = ['-hide_banner', '-nostats', '-i', path.join(noise, 'pink.opus'), '-af'];
      const run = spawnSync('ffmpeg', [...words, [...filters, 'volumedetect'].join(','), '-f', 'null', '-'], {
        encoding: 'utf8',
      });
      return Number(/mean_volume: (-?[\d.]+|-inf) dB/.exec(run.stderr)?.[1]);
    };
    const levels = octaves.map((hz) => heard(`bandpass=f=${hz}:width_type=o:w=1`));
    expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(1);
    expect(Math.abs(heard('atrim=0:10') - heard('atrim=50:60'))).toBeLessThan(0.5);
    expect(heard('pan=mono|c0=c0-c1')).toBeLessThan(-70);
  });
});
