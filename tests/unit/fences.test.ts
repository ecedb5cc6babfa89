// The fences between the folders hold: the linter refuses an import that runs against them, and lets the others pass.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PROJECT = path.resolve(import.meta.dirname, '../..');
const BIOME = path.join(PROJECT, 'node_modules/@biomejs/biome/bin/biome');

/** A file, what it must not import, and a part of the reason. Each file stands here once. */
const REFUSED = [
  ['shared/score/new.ts', 'node:fs', 'shared is pure'],
  ['shared/session/new.ts', '../../main/room/room.ts', 'neither main nor the renderer'],
  ['shared/preset/new.ts', '../score/score.ts', 'before there is a session'],
  ['renderer/ui/new.ts', 'node:path', 'neither Electron nor Node'],
  ['renderer/nurse/console/new.ts', '../../../main/room/room.ts', 'never import each other'],
  ['renderer/patient/new.ts', '../nurse/lock/PinPad.tsx', 'nothing of the staff'],
  ['renderer/nurse/music/new.ts', 'howler', 'Only renderer/player/'],
  ['main/room/showing.ts', 'react', 'main shows nothing'],
  ['main/room/window.ts', 'electron', 'import Electron'],
  ['main/room/message.ts', '../ipc/gate.ts', 'no window and no message'],
  ['main/storage/new.ts', '../lights/rig.ts', 'nothing that uses them'],
  ['main/lights/bridge/new.ts', '../../room/room.ts', 'the room stands above it'],
  ['main/lights/tracking/new.ts', '../hue/lamps.ts', 'the types of rig.ts alone'],
  ['main/sound/library/new.ts', '../playback/fit.ts', 'does not know who plays'],
  ['main/lights/hue/transport.ts', 'node-hue-api', 'Only main/lights/hue/api-client.ts'],
  ['main/lights/hue/lamps.ts', '../../room/room.ts', 'the room stands above it'],
] as const;

/** A file, and what it may import. */
const LET_PASS = [
  ['shared/score/reading.ts', '../session/session.ts'],
  ['renderer/nurse/console/keys.ts', '../../ui/Button.tsx'],
  ['main/room/lights.ts', '../lights/rig.ts'],
  ['main/lights/hue/api-client.ts', 'node-hue-api/lib/model/index.js'],
  ['main/electron/new.ts', 'electron'],
] as const;

let folder = '';
let said = '';

/** All the files in one folder with the project's own fences, linted at once. */
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'stillroom-fences-'));
  for (const part of ['biome.json', 'main/fences.grit', 'renderer/fences.grit', 'shared/fences.grit'])
    cpSync(path.join(PROJECT, part), path.join(folder, part));
  for (const [file, source] of [...REFUSED, ...LET_PASS]) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(
      path.join(folder, file),
      `import type { Any } from '${source}';\n\nexport type Other = Any;\n`,
    );
  }
  const wish = [BIOME, 'lint', '--vcs-enabled=false', '--max-diagnostics=200', '--reporter=github', '.'];
  said = spawnSync(process.execPath, wish, { cwd: folder, encoding: 'utf8' }).stdout;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the linter says of one of the files. */
const saidOf = (file: string): string =>
  said
    .split('\n')
    .filter((line) => line.includes(`/${file},`))
    .join('\n');

describe('a fence', () => {
  it.each(REFUSED)('keeps %s from importing %s', (file, _source, why) => {
    expect(saidOf(file)).toContain(why);
  });

  it.each(LET_PASS)('lets %s import %s', (file) => {
    expect(saidOf(file)).not.toContain('plugin');
  });
});
