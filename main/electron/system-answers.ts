// What the system itself says: whether it keeps the display awake, and whether the computer is plugged in. Electron knows
// neither: its blocker only looks up its own id, and on Linux it takes every computer to be plugged in.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { orNull } from '../../shared/errors.ts';
import type { AwakeAnswer } from '../../shared/ipc/snapshot.ts';

/** A program that says nothing within this time is given up, in real ms. */
const ANSWERS_WITHIN_MS = 3000;

/** Runs a program; null: it is not there, failed, or took too long. */
export type Run = (program: string, words: readonly string[]) => Promise<string | null>;

export const runProgram: Run = (program, words) =>
  new Promise((resolve) => {
    execFile(
      program,
      words,
      { timeout: ANSWERS_WITHIN_MS, env: { ...process.env, LC_ALL: 'C' } },
      (error, said) => resolve(error === null ? said : null),
    );
  });

export interface SystemAsked {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly pid: number;
  readonly run: Run;
}

const THIS_SYSTEM: SystemAsked = {
  platform: process.platform,
  env: process.env,
  pid: process.pid,
  run: runProgram,
};

const SESSION_MANAGER = 'org.gnome.SessionManager';

/** Chromium asks the first of these that is there, on Linux; the others have no question for what they keep awake. */
const OTHER_KEEPERS = ['org.freedesktop.ScreenSaver', 'org.freedesktop.PowerManagement'];

/** The flag of GNOME's session manager for "the session must not count as idle". */
const IDLE = '8';

/** Calls a method on the session's bus. */
const onBus = (run: Run, owner: string, path: string, method: string, ...given: readonly string[]) =>
  run('gdbus', ['call', '--session', '--dest', owner, '--object-path', path, '--method', method, ...given]);

/** GNOME's session manager, and those of MATE and Cinnamon, say whether anybody keeps the display awake. */
const managersAnswer = async (run: Run): Promise<AwakeAnswer> => {
  const path = `/${SESSION_MANAGER.replaceAll('.', '/')}`;
  const said = await onBus(run, SESSION_MANAGER, path, `${SESSION_MANAGER}.IsInhibited`, IDLE);
  if (said === null) return 'untold';
  return said.includes('true') ? 'desktop' : 'refused';
};

/** The X server never says whether its saver waits for us, but it does say when it has nothing that could wait. */
const serversAnswer = async (run: Run): Promise<AwakeAnswer> => {
  const said = (await run('xset', ['q'])) ?? '';
  return /timeout:\s+0\s/.test(said) && !said.includes('DPMS is Enabled') ? 'xServer' : 'untold';
};

/** Without a bus gdbus would start one of its own. Chromium writes `disabled:` where the session has no address. */
const hasBus = ({ DBUS_SESSION_BUS_ADDRESS: at, XDG_RUNTIME_DIR: folder }: SystemAsked['env']): boolean =>
  at && at !== 'disabled:' ? true : folder !== undefined && existsSync(join(folder, 'bus'));

const linuxAnswer = async ({ env, run }: SystemAsked): Promise<AwakeAnswer> => {
  if (hasBus(env)) {
    const names = await onBus(run, 'org.freedesktop.DBus', '/', 'org.freedesktop.DBus.ListNames');
    if (names === null) return 'untold';
    if (names.includes(`'${SESSION_MANAGER}'`)) return managersAnswer(run);
    if (OTHER_KEEPERS.some((name) => names.includes(`'${name}'`))) return 'untold';
  }
  return env.WAYLAND_DISPLAY ? 'untold' : serversAnswer(run);
};

/** macOS lists who keeps what awake, by the number of the process. */
const macAnswer = async ({ pid, run }: SystemAsked): Promise<AwakeAnswer> => {
  const said = await run('pmset', ['-g', 'assertions']);
  if (said === null) return 'untold';
  const ours = said.split('\n').filter((line) => line.includes(`pid ${pid}(`));
  return ours.some((line) => /NoDisplaySleep|PreventUserIdleDisplaySleep/.test(line)) ? 'macos' : 'refused';
};

/** Asks whether the display stays awake, while we hold a blocker for it. Windows tells only its administrators. */
export const askAwake = async (asked: SystemAsked = THIS_SYSTEM): Promise<AwakeAnswer> => {
  if (asked.platform === 'linux') return linuxAnswer(asked);
  return asked.platform === 'darwin' ? macAnswer(asked) : 'untold';
};

/** One of Linux's power supplies: the mains, a charger, or a battery. A mouse has one too, which counts for nothing. */
const supplyIn = async (folder: string) => {
  const said = async (name: string): Promise<string> =>
    (await readFile(join(folder, name), 'utf8').catch(() => '')).trim();
  const [type, scope, online, status] = await Promise.all(['type', 'scope', 'online', 'status'].map(said));
  return { isBattery: type === 'Battery', isOurs: scope !== 'Device', isOnline: online === '1', status };
};

/** Whether a computer with Linux is plugged in, as its kernel says; null: it does not say. Never rejects. */
export const mainsOfLinux = async (folder = '/sys/class/power_supply'): Promise<boolean | null> => {
  const names = await readdir(folder).catch(() => null);
  if (names === null) return null;
  const supplies = (await Promise.all(names.map((name) => supplyIn(join(folder, name))))).filter(
    (one) => one.isOurs,
  );
  const batteries = supplies.filter(({ isBattery }) => isBattery);
  // What runs without a battery is plugged in.
  if (batteries.length === 0 || supplies.some(({ isOnline, isBattery }) => isOnline && !isBattery))
    return true;
  if (batteries.some(({ status }) => status === 'Discharging')) return false;
  return batteries.every(({ status }) => status === 'Charging' || status === 'Full') ? true : null;
};

/** Whether the computer is plugged in; null: it does not say. Never rejects. */
export const askMains = async (
  isOnBattery: () => boolean,
  platform = process.platform,
): Promise<boolean | null> => {
  const onBattery = orNull(isOnBattery);
  if (platform === 'linux' && onBattery === false) return mainsOfLinux();
  return onBattery === null ? null : !onBattery;
};
