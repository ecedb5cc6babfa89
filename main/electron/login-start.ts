// Has the system start the program when somebody logs in, and start it again when it dies: by systemd on Linux, launchd on
// macOS and the Task Scheduler on Windows. What is said of it is read from the system each time, and never remembered.

import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { orNull } from '../../shared/errors.ts';
import type { LoginStartView } from '../../shared/ipc/snapshot.ts';
import type { Run } from './system-answers.ts';

export interface LoginStartParts {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** The program and its words. */
  readonly command: readonly [string, ...string[]];
  /** What the program is called in units and menus: small letters and dashes. */
  readonly name: string;
  readonly run: Run;
  /** Where the system keeps what is for all users; another folder in tests. */
  readonly root?: string;
}

/** What a system can do about it. `isOn` and `restarts` ask the system. */
interface Way {
  readonly isOn: () => Promise<boolean>;
  /** Whether the system starts a program again that dies; `isNow`: also the one that runs now. */
  readonly restarts: () => Promise<boolean>;
  readonly isNow: () => boolean;
  readonly set: (on: boolean) => Promise<void>;
}

const write = async (file: string, text: string | Uint8Array): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
};

/** A word of a command line as systemd reads it in a unit. */
const inUnit = (word: string): string =>
  `"${word.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll(/[$%]/g, '$&$&')}"`;

/** The same as desktops read it in an entry: they take the backslashes of the text first, and then those of the word. */
const inEntry = (word: string): string =>
  `"${word
    .replaceAll(/["\\$`]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`;

const inXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * On Linux a desktop entry starts a unit of systemd at login, as every desktop knows such entries and not every one has
 * systemd's own target. A package may have brought both for all users; a user's entry goes before it.
 */
const onLinux = ({ env, home, command, name, run, root = '/' }: LoginStartParts): Way => {
  const config = env.XDG_CONFIG_HOME || join(home, '.config');
  const entry = join(config, 'autostart', `${name}.desktop`);
  const unit = join(config, 'systemd', 'user', `${name}.service`);
  const everybodysEntry = join(root, 'etc', 'xdg', 'autostart', `${name}.desktop`);
  const everybodysUnit = join(root, 'usr', 'lib', 'systemd', 'user', `${name}.service`);
  const systemctl = (...words: string[]): Promise<string | null> => run('systemctl', ['--user', ...words]);
  const hasSystemd = async (): Promise<boolean> => (await systemctl('show', '--property=Version')) !== null;

  const unitText = [
    '[Unit]',
    'Description=Stillroom, for a treatment room',
    'StartLimitIntervalSec=0',
    '',
    '[Service]',
    `ExecStart=${command.map(inUnit).join(' ')}`,
    'Restart=on-failure',
    'RestartSec=1',
    'RestartPreventExitStatus=2',
    // A process that dies leaves no memory on the disk: a patient may have written in it.
    'LimitCORE=0',
    '',
  ].join('\n');

  const entryText = (exec: string, isHidden = false): string =>
    [
      '[Desktop Entry]',
      'Type=Application',
      'Name=Stillroom',
      `Exec=${exec}`,
      'Terminal=false',
      ...(isHidden ? ['Hidden=true'] : []),
      '',
    ].join('\n');

  /** The unit has to know the screen that somebody logged in on. */
  const startsUnit = `sh -c "systemctl --user import-environment DISPLAY XAUTHORITY WAYLAND_DISPLAY; exec systemctl --user start ${name}.service"`;

  return {
    isOn: async () => {
      const own = orNull(() => readFileSync(entry, 'utf8'));
      return own === null ? existsSync(everybodysEntry) : !/^Hidden=true$/m.test(own);
    },
    restarts: hasSystemd,
    isNow: () => (orNull(() => readFileSync('/proc/self/cgroup', 'utf8')) ?? '').includes(`/${name}.service`),
    set: async (on) => {
      const canRestart = await hasSystemd();
      if (on && canRestart && !existsSync(everybodysUnit)) await write(unit, unitText);
      if (!on) await rm(unit, { force: true });
      if (canRestart) await systemctl('daemon-reload');
      if (on) await write(entry, entryText(canRestart ? startsUnit : command.map(inEntry).join(' ')));
      else if (existsSync(everybodysEntry)) await write(entry, entryText('true', true));
      else await rm(entry, { force: true });
    },
  };
};

/** launchd reads the file at the next login, and starts a program again that ended with a failure. */
const onMac = ({ env, home, command }: LoginStartParts): Way => {
  const label = 'org.stillroom.app';
  const file = join(home, 'Library', 'LaunchAgents', `${label}.plist`);
  const words = command.map((word) => `    <string>${inXml(word)}</string>`);
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    '<dict>',
    `  <key>Label</key><string>${label}</string>`,
    '  <key>ProgramArguments</key>',
    '  <array>',
    ...words,
    '  </array>',
    '  <key>RunAtLoad</key><true/>',
    '  <key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>',
    '  <key>ThrottleInterval</key><integer>1</integer>',
    '  <key>LimitLoadToSessionType</key><string>Aqua</string>',
    '</dict>',
    '</plist>',
    '',
  ].join('\n');
  return {
    isOn: async () => existsSync(file),
    restarts: async () => true,
    // Started by launchd, a program is told under which name.
    isNow: () => env.XPC_SERVICE_NAME === label,
    set: (on) => (on ? write(file, text) : rm(file, { force: true })),
  };
};

/** The Task Scheduler starts a task again a minute after it failed, and no sooner. */
const onWindows = ({ command: [program, ...words], run, home }: LoginStartParts): Way => {
  const task = 'Stillroom';
  const file = join(home, 'AppData', 'Local', 'Temp', 'stillroom-task.xml');
  const text = [
    '<?xml version="1.0" encoding="UTF-16"?>',
    '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">',
    '  <Triggers><LogonTrigger><Enabled>true</Enabled></LogonTrigger></Triggers>',
    '  <Settings>',
    '    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>',
    '    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>',
    '    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>',
    '    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>',
    '    <RestartOnFailure><Interval>PT1M</Interval><Count>999</Count></RestartOnFailure>',
    '  </Settings>',
    '  <Actions>',
    `    <Exec><Command>${inXml(program)}</Command><Arguments>${inXml(words.map((word) => `"${word}"`).join(' '))}</Arguments></Exec>`,
    '  </Actions>',
    '</Task>',
    '',
  ].join('\r\n');
  const schtasks = (...given: string[]): Promise<string | null> => run('schtasks', given);
  return {
    isOn: async () => (await schtasks('/Query', '/TN', task)) !== null,
    restarts: async () => true,
    isNow: () => false,
    set: async (on) => {
      if (!on) {
        await schtasks('/Delete', '/TN', task, '/F');
        return;
      }
      await write(file, Buffer.from(`\uFEFF${text}`, 'utf16le'));
      await schtasks('/Create', '/TN', task, '/XML', file, '/F');
      await rm(file, { force: true });
    },
  };
};

const wayOn = (parts: LoginStartParts): Way | null => {
  if (parts.platform === 'linux') return onLinux(parts);
  if (parts.platform === 'darwin') return onMac(parts);
  return parts.platform === 'win32' ? onWindows(parts) : null;
};

/** Start at login is as the system has it; `changed` is called when another answer was read. */
export const openLoginStart = (parts: LoginStartParts, changed: () => void) => {
  const way = wayOn(parts);
  let told: LoginStartView = null;

  const read = async (): Promise<void> => {
    if (way === null) return;
    const isOn = await way.isOn();
    const next = { isOn, restarts: await way.restarts(), isNow: isOn && way.isNow() };
    const isSame = told !== null && told.isOn === isOn && told.restarts === next.restarts;
    told = next;
    if (!isSame) changed();
  };

  return {
    /** null: nothing was read yet, or this system has no way. */
    view: (): LoginStartView => told,
    read,
    /** Whether it is so now: asked of the system, not taken from what was done. */
    set: async (on: boolean): Promise<boolean> => {
      await way?.set(on).catch(() => undefined);
      await read();
      return told?.isOn === on;
    },
  };
};

export type LoginStart = ReturnType<typeof openLoginStart>;
