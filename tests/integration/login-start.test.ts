// The switch that has the system start the program at login and again when it dies: what it writes, that the system takes
// it, and that nothing of it is left when it is switched off.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LoginStartParts, openLoginStart } from '../../main/electron/login-start.ts';
import type { Run } from '../../main/electron/system-answers.ts';
import { canRunUserSystemd, startUserSystemd, type UserSystemd } from '../practice/user-systemd.ts';

const execute = promisify(execFile);

let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'stillroom-login-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** A system on which no program answers. */
const noProgram: Run = async () => null;

const opened = (more: Partial<LoginStartParts>) =>
  openLoginStart(
    {
      ...{ platform: 'linux', env: {}, home, command: ['/opt/stillroom/stillroom'], name: 'stillroom' },
      ...{ run: noProgram, root: path.join(home, 'root') },
      ...more,
    },
    () => undefined,
  );

const inHome = (...parts: string[]): string => path.join(home, ...parts);
const read = (...parts: string[]): Promise<string> => readFile(inHome(...parts), 'utf8');

describe('on Linux', () => {
  it('writes an entry that starts the program alone where there is no systemd, and says that it cannot come back', async () => {
    const loginStart = opened({ command: ['/opt/a "room"/still$room', '--100%'] });
    expect(loginStart.view()).toBeNull();
    expect(await loginStart.set(true)).toBe(true);
    expect(loginStart.view()).toEqual({ isOn: true, restarts: false, isNow: false });
    const entry = await read('.config', 'autostart', 'stillroom.desktop');
    expect(entry).toContain('\nExec="/opt/a \\\\"room\\\\"/still\\\\$room" "--100%%"\n');
    expect(await loginStart.set(false)).toBe(true);
    expect(await readdir(inHome('.config', 'autostart'))).toEqual([]);
  });

  it('overrides what a package brought for all users, and takes its own override back', async () => {
    const entry = inHome('root', 'etc', 'xdg', 'autostart', 'stillroom.desktop');
    await mkdir(path.dirname(entry), { recursive: true });
    await writeFile(entry, '[Desktop Entry]\n');
    const loginStart = opened({});
    await loginStart.read();
    expect(loginStart.view()).toMatchObject({ isOn: true });
    expect(await loginStart.set(false)).toBe(true);
    expect(await read('.config', 'autostart', 'stillroom.desktop')).toContain('\nHidden=true\n');
    expect(await loginStart.set(true)).toBe(true);
    expect(await read('.config', 'autostart', 'stillroom.desktop')).not.toContain('Hidden');
  });

  it('says so when nothing could be written', async () => {
    await writeFile(inHome('.config'), 'a file where a folder should be');
    expect(await opened({}).set(true)).toBe(false);
  });
});

describe.skipIf(!canRunUserSystemd())('on Linux with a systemd', () => {
  let systemd: UserSystemd;
  let place: string;
  beforeAll(async () => {
    place = await mkdtemp(path.join(tmpdir(), 'stillroom-systemd-'));
    systemd = await startUserSystemd(place);
  });
  afterAll(async () => {
    await systemd.end();
    await rm(place, { recursive: true, force: true });
  });

  it('has it start a program, and start it again when it dies, and not when it ends well', async () => {
    const env = { ...process.env, ...systemd.env };
    const run: Run = async (program, words) =>
      execute(program, words, { env }).then(
        ({ stdout }) => stdout,
        () => null,
      );
    // Dies the first two times it is started, and then ends well.
    const script = [
      `echo started >> ${place}/starts`,
      `test $(wc -l < ${place}/starts) -ge 3 && exit 0`,
      'kill -9 $$',
    ];
    const command: [string, ...string[]] = ['/bin/sh', '-c', script.join('\n')];
    const loginStart = openLoginStart(
      { platform: 'linux', env: systemd.env, home: place, command, name: 'stillroom', run, root: home },
      () => undefined,
    );
    expect(await loginStart.set(true)).toBe(true);
    expect(loginStart.view()).toEqual({ isOn: true, restarts: true, isNow: false });
    const entry = await readFile(path.join(place, '.config', 'autostart', 'stillroom.desktop'), 'utf8');
    // As a desktop carries it out at login.
    const exec = /^Exec=sh -c "(?<script>.*)"$/m.exec(entry)?.groups?.script ?? '';
    await execute('sh', ['-c', exec], { env });
    const starts = async (): Promise<string> => readFile(`${place}/starts`, 'utf8').catch(() => '');
    await expect.poll(starts, { timeout: 20_000, interval: 50 }).toBe('started\n'.repeat(3));
    const state = ['--user', 'show', '--property=ActiveState', 'stillroom.service'];
    await expect.poll(() => run('systemctl', state), { interval: 50 }).toBe('ActiveState=inactive\n');
    expect(await starts()).toBe('started\n'.repeat(3));
    expect(await loginStart.set(false)).toBe(true);
    expect(existsSync(path.join(place, '.config', 'systemd', 'user', 'stillroom.service'))).toBe(false);
    expect(await run('systemctl', ['--user', 'cat', 'stillroom.service'])).toBeNull();
  });
});

it('gives launchd an agent that it keeps alive, and takes it away', async () => {
  const loginStart = opened({
    platform: 'darwin',
    command: ['/Applications/A & B.app/Contents/MacOS/Stillroom'],
  });
  expect(await loginStart.set(true)).toBe(true);
  const plist = await read('Library', 'LaunchAgents', 'org.stillroom.app.plist');
  expect(plist).toContain('<string>/Applications/A &amp; B.app/Contents/MacOS/Stillroom</string>');
  expect(plist).toContain('<key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>');
  expect(await loginStart.set(false)).toBe(true);
  expect(await readdir(inHome('Library', 'LaunchAgents'))).toEqual([]);
});

it('gives the Task Scheduler a task that is started again when it failed, and believes what it then lists', async () => {
  const said: string[] = [];
  let task: string | null = null;
  const run: Run = async (_, words) => {
    said.push(words.join(' '));
    const file = words[words.indexOf('/XML') + 1];
    if (words[0] === '/Create' && file !== undefined) task = await readFile(file, 'utf16le');
    if (words[0] === '/Delete') task = null;
    return words[0] === '/Query' && task === null ? null : '';
  };
  const loginStart = opened({ platform: 'win32', command: ['C:\\Stillroom\\Stillroom.exe'], run });
  expect(await loginStart.set(true)).toBe(true);
  expect(task).toContain('<Command>C:\\Stillroom\\Stillroom.exe</Command>');
  expect(task).toContain('<RestartOnFailure><Interval>PT1M</Interval>');
  expect(await loginStart.set(false)).toBe(true);
  expect(said.at(-2)).toBe('/Delete /TN Stillroom /F');
});
