// What the system says of itself, asked of a real X server with its saver on and off, and of power supplies as Linux's
// kernel shows them.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askAwake, mainsOfLinux } from '../../main/electron/system-answers.ts';
import { orNull } from '../../shared/errors.ts';
import { keptFolder } from './kept-files.ts';

const hasPrograms = ['Xvfb', 'xset'].every((name) => orNull(() => execFileSync('which', [name])) !== null);

describe.skipIf(!hasPrograms)('an X server without a desktop', () => {
  let server: ChildProcess;
  const before = { ...process.env };

  beforeAll(async () => {
    server = spawn('Xvfb', ['-displayfd', '3', '-nolisten', 'tcp', '-noreset'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const number = await new Promise<string>((told) =>
      server.stdio[3]?.once('data', (said) => told(String(said).trim())),
    );
    process.env.DISPLAY = `:${number}`;
    for (const name of ['DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR', 'WAYLAND_DISPLAY'])
      delete process.env[name];
  });
  afterAll(() => {
    server.kill();
    process.env = before;
  });

  it('says that nothing darkens the display only while its saver is off', async () => {
    execFileSync('xset', ['s', '600']);
    expect(await askAwake()).toBe('untold');
    execFileSync('xset', ['s', 'off']);
    expect(await askAwake()).toBe('xServer');
  });

  it('says nothing when it cannot be reached', async () => {
    const there = process.env.DISPLAY;
    process.env.DISPLAY = ':9999';
    expect(await askAwake()).toBe('untold');
    process.env.DISPLAY = there;
  });
});

describe('the mains of a computer with Linux', () => {
  const folder = keptFolder('supplies');
  type Supply = Readonly<Record<string, string>>;

  const plugged = (supplies: Readonly<Record<string, Supply>>): Promise<boolean | null> => {
    const at = join(folder.path, 'power_supply');
    for (const [name, files] of Object.entries({ '.': {}, ...supplies })) {
      mkdirSync(join(at, name), { recursive: true });
      for (const [file, text] of Object.entries(files)) writeFileSync(join(at, name, file), `${text}\n`);
    }
    return mainsOfLinux(at);
  };
  const battery = (status: string): Supply => ({ type: 'Battery', status });
  const charger = (online: string): Supply => ({ type: 'Mains', online });

  it.each<[string, Readonly<Record<string, Supply>>, boolean | null]>([
    ['a desktop computer', {}, true],
    ['a desktop computer with a mouse', { mouse: { ...battery('Discharging'), scope: 'Device' } }, true],
    ['a laptop that is plugged in', { AC: charger('1'), BAT0: battery('Charging') }, true],
    ['a laptop that is full', { BAT0: battery('Full') }, true],
    ['a laptop on its battery', { AC: charger('0'), BAT0: battery('Discharging') }, false],
    [
      'a laptop charged by USB',
      { AC: charger('0'), usb: { type: 'USB', online: '1' }, BAT0: battery('Charging') },
      true,
    ],
    ['a laptop that says nothing', { AC: charger('0'), BAT0: battery('Unknown') }, null],
  ])('are known of %s', async (_, supplies, answer) => {
    expect(await plugged(supplies)).toBe(answer);
  });

  it('are not known where the kernel shows nothing', async () => {
    expect(await mainsOfLinux(join(folder.path, 'nowhere'))).toBeNull();
  });
});
