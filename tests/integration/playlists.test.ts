// The bundled playlists keep what was promised of them: as they were made, long enough, and not too heavy.

import { execFileSync } from 'node:child_process';
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

describe('the bundled playlists', () => {
  it('are the files that the script made', () => {
    const script = path.join(ROOT, 'scripts', 'make-playlists.mjs');
    expect(execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toContain(
      `All ${tracks.length} tracks are as they were made.`,
    );
  });

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

  it('weigh less than 30 MB together', () => {
    const bytes = tracks.reduce((sum, track) => sum + statSync(path.join(PLAYLISTS, track)).size, 0);
    expect(bytes).toBeLessThan(30e6);
  });
});
