// A systemd of its own for one test, as somebody has who is logged in: real units, really started again. It needs Linux,
// root and a systemd that is installed; it runs apart from the machine's own, if that has one.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

const SYSTEMD = '/lib/systemd/systemd';

/**
 * A user's systemd asks whether the machine was booted with systemd, and for a control group that it may divide. Both are
 * made for it in a mount namespace, which ends with it.
 */
const IN_NAMESPACE = `
mount --make-rprivate /
umount -R /sys/fs/cgroup 2>/dev/null
mount -t cgroup2 none /sys/fs/cgroup
group=/sys/fs/cgroup/stillroom-test-$$
mkdir -p $group && echo $$ > $group/cgroup.procs
mkdir -p /run/systemd/system 2>/dev/null || { mount -t tmpfs none /run && mkdir -p /run/systemd/system; }
exec ${SYSTEMD} --user
`;

/** Whether this machine can run one. */
export const canRunUserSystemd = (): boolean =>
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  spawnSync(SYSTEMD, ['--version']).status === 0 &&
  spawnSync('unshare', ['-m', '-C', 'mount', '-t', 'cgroup2', 'none', '/sys/fs/cgroup']).status === 0;

export interface UserSystemd {
  /** What programs need in their environment to meet it. */
  readonly env: Readonly<Record<string, string>>;
  readonly end: () => Promise<void>;
}

/**
 * Starts it, with a home in a folder.
 *
 * @throws Error where it does not answer within 10 s
 */
export const startUserSystemd = async (home: string): Promise<UserSystemd> => {
  const runtime = path.join(home, 'run');
  mkdirSync(runtime, { recursive: true, mode: 0o700 });
  const { DBUS_SESSION_BUS_ADDRESS: _, ...rest } = process.env;
  const env = { ...rest, HOME: home, XDG_CONFIG_HOME: path.join(home, '.config'), XDG_RUNTIME_DIR: runtime };
  const child: ChildProcess = spawn('unshare', ['-m', '-C', 'sh', '-c', IN_NAMESPACE], {
    env,
    stdio: 'ignore',
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const until = Date.now() + 10_000;
  while (spawnSync('systemctl', ['--user', 'show', '--property=Version'], { env }).status !== 0) {
    if (Date.now() > until) throw new Error('systemd --user does not answer');
    await new Promise((again) => setTimeout(again, 50));
  }
  return {
    env: { HOME: home, XDG_CONFIG_HOME: env.XDG_CONFIG_HOME, XDG_RUNTIME_DIR: runtime },
    end: async () => {
      spawnSync('systemctl', ['--user', 'exit'], { env });
      await ended;
    },
  };
};
