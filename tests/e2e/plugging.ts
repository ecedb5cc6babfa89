// Displays that a test can plug in and pull out: an X server of its own, whose graphics card is made up and has several
// sockets. What Electron is told of them is what it is told of real ones. It never touches another X server.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Debian and Ubuntu have the made-up graphics card here. */
const DRIVER = '/usr/lib/xorg/modules/drivers/dummy_drv.so';

/** The server gets this long to come up, in ms. */
const STARTS_WITHIN_MS = 15_000;

/** A server that is asked to end gets this long, in ms. */
const ENDS_WITHIN_MS = 3000;

const CONFIG = `
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoEnableDevices" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual 5120 2160
  EndSubSection
EndSection
`;

/** The sizes that displays come in here, as xrandr takes them. */
const MODES = {
  '1280x800': '83.50 1280 1352 1480 1680 800 803 809 831',
  '1920x1080': '173.00 1920 2048 2248 2576 1080 1083 1088 1120',
} as const;
export type Mode = keyof typeof MODES;

/** The sockets; a room begins with a display in the first. */
export type Socket = 'DUMMY0' | 'DUMMY1' | 'DUMMY2';

export interface Plugging {
  /** To be added to the environment of the program that is to see the displays. */
  readonly env: Readonly<Record<string, string>>;
  /** Puts a display into a socket, or changes its size; its left edge is at `x`. */
  readonly plug: (socket: Socket, mode: Mode, x: number) => Promise<void>;
  readonly unplug: (socket: Socket) => Promise<void>;
  readonly makePrimary: (socket: Socket) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Why displays cannot be plugged here, in a sentence for a skipped test; null when they can. */
export const cannotPlug = (): string | null => {
  if (process.platform !== 'linux') return 'Plugging displays in needs Linux.';
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const missing = ['Xorg', 'xrandr'].filter((name) => !folders.some((at) => existsSync(path.join(at, name))));
  const all = existsSync(DRIVER) ? missing : [...missing, 'the X server’s dummy driver'];
  return all.length === 0 ? null : `Plugging displays in needs ${all.join(' and ')}.`;
};

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS);
  await ended;
  clearTimeout(late);
};

/** The server writes the number of its display once it is ready. */
const numberOf = (server: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the X server did not come up')), STARTS_WITHIN_MS);
    let said = '';
    server.stdio[3]?.on('data', (piece: Buffer) => {
      said += piece.toString();
      if (!said.includes('\n')) return;
      clearTimeout(late);
      resolve(said.trim());
    });
    server.once('exit', () => {
      clearTimeout(late);
      reject(new Error('the X server ended at once'));
    });
  });

/** Starts the X server with one display of 1280 × 800 in the first socket. See cannotPlug. */
export const startPlugging = async (): Promise<Plugging> => {
  const dir = await mkdtemp(path.join(tmpdir(), 'displays-'));
  const config = path.join(dir, 'xorg.conf');
  await writeFile(config, CONFIG);
  const server = spawn(
    'Xorg',
    [
      ...['-displayfd', '3', '-config', config, '-logfile', path.join(dir, 'log')],
      ...['-noreset', '-novtswitch', '-sharevts', '-nolisten', 'tcp'],
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const close = async (): Promise<void> => {
    await end(server);
    await rm(dir, { recursive: true, force: true });
  };
  try {
    const env = { DISPLAY: `:${await numberOf(server)}`, XDG_SESSION_TYPE: 'x11' };
    const xrandr = async (...words: string[]): Promise<void> => {
      await run('xrandr', words, { env: { ...process.env, ...env } });
    };
    /** A graphics card tells the server by itself that something was plugged; a made-up one has to be asked. */
    const notice = (): Promise<void> => xrandr('--query');
    const sockets: readonly Socket[] = ['DUMMY0', 'DUMMY1', 'DUMMY2'];
    for (const [mode, timing] of Object.entries(MODES)) {
      await xrandr('--newmode', mode, ...timing.split(' '));
      for (const socket of sockets) await xrandr('--addmode', socket, mode);
    }
    const plug: Plugging['plug'] = async (socket, mode, x) => {
      await xrandr('--output', socket, '--mode', mode, '--pos', `${x}x0`);
      await notice();
    };
    await plug('DUMMY0', '1280x800', 0);
    return {
      env,
      plug,
      unplug: async (socket) => {
        await xrandr('--output', socket, '--off');
        await notice();
      },
      makePrimary: async (socket) => {
        await xrandr('--output', socket, '--primary');
        await notice();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
