// The packaged program, as its Debian package installs it: it holds what it says, it runs, and no switch of Chromium's or
// Node's opens it to another program. Every test that starts it starts the packed executable itself.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect } from '@playwright/test';
import sharp from 'sharp';
import { openLoginStart } from '../../main/electron/login-start.ts';
import { pastOf } from '../practice/past-session.ts';
import { canRunUserSystemd, startUserSystemd } from '../practice/user-systemd.ts';
import { SPRAVATO } from './after-session.ts';
import { plantBridge, plantSession } from './planted.ts';
import { test as base, cleanEnvironment, electron, PROJECT } from './program.ts';

const execute = promisify(execFile);

/** What `npm run package` made, and the Debian package unpacked as it is installed. */
interface Packed {
  readonly deb: string;
  /** The system's root, in which the package was unpacked. */
  readonly root: string;
  /** The program in it. */
  readonly program: string;
  /** Its command, and its names in menus and units. */
  readonly name: string;
}

/** Packs what is built; 15 s. The folder is one that nobody else packs into. */
const pack = async (into: string): Promise<Packed> => {
  const script = path.join(PROJECT, 'scripts', 'package.mjs');
  // Not compressed, which takes a minute.
  await execute(process.execPath, [script, '--into', into, '--deb-compression', 'none'], { cwd: PROJECT });
  const made = (await readdir(into)).find((file) => file.endsWith('.deb'));
  if (made === undefined) throw new Error('npm run package made no Debian package.');
  const root = path.join(into, 'installed');
  await execute('dpkg-deb', ['-x', path.join(into, made), root]);
  const [name = ''] = await readdir(path.join(root, 'usr', 'bin'));
  return { deb: path.join(into, made), root, program: path.join(root, 'opt', name, name), name };
};

const test = base.extend<object, { readonly packed: Packed }>({
  packed: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'stillroom-packed-'));
      await use(await pack(folder));
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test.skip(process.platform !== 'linux', 'The packed folder of another system has another layout.');
// One worker packs once for all of them.
test.describe.configure({ mode: 'serial' });

interface Run {
  readonly child: ChildProcess;
  /** Standard output and standard error so far. */
  readonly said: () => string;
  readonly code: Promise<number | null>;
}

/** Starts the packed program with a home of its own, since it takes no folder from the command line. */
const start = ({ program }: Packed, home: string, words: readonly string[], more = {}): Run => {
  const env = cleanEnvironment({ HOME: home, XDG_CONFIG_HOME: home, ...more });
  const child = spawn(program, [...electron().switches, ...words], { env, cwd: home });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
  }
  return { child, said: () => said, code: new Promise((ended) => child.once('close', ended)) };
};

/** A fuse's state is the letter 1 or 0. */
const [FUSE_ON, FUSE_OFF] = [0x31, 0x30];

const freePort = (): Promise<number> =>
  new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });

/** What a program that opened the room's files leaves in its home. */
const opened = async (home: string): Promise<readonly string[]> =>
  (await readdir(home, { recursive: true })).filter((name) => /(log|practice|SingletonLock)$/.test(name));

const resource = ({ program }: Packed, name: string): string =>
  path.join(path.dirname(program), 'resources', name);

test('nothing is in the archive but what was built for it to run', async ({ packed }) => {
  const names = listPackage(resource(packed, 'app.asar'), { isPack: false });
  const folders = new Set(names.map((name) => path.dirname(name)));
  const files = names.filter((name) => !folders.has(name));
  expect(files.filter((name) => !/^\/(package\.json|out\/(main|preload|renderer)\/.+)$/.test(name))).toEqual(
    [],
  );
  expect(files.filter((name) => !/\.(js|cjs|html|css|json|woff2|svg)$/.test(name))).toEqual([]);
  expect(files.filter((name) => /test|readme|licenses\.json|\.map/i.test(path.basename(name)))).toEqual([]);
});

test('its licence, those of all that is inside, and a valid bill of materials lie beside it', async ({
  packed,
}) => {
  expect(await readFile(path.join(path.dirname(packed.program), 'LICENSE'), 'utf8')).toContain('MIT License');
  const notices = await readFile(resource(packed, 'third-party-notices.md'), 'utf8');
  const rows = [...notices.matchAll(/^\| (?<name>\S+) \| (?<version>\d\S*) \| (?<licence>\S+) \|$/gm)];
  for (const name of ['react', 'howler', 'node-hue-api', 'electron-store', 'mediabunny', 'music-metadata'])
    expect(rows.map(({ groups }) => groups?.name)).toContain(name);
  const text = await readFile(resource(packed, 'bom.cdx.json'), 'utf8');
  expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBeNull();
  const { components } = JSON.parse(text) as { components: { name: string; version: string }[] };
  const listed = components.map(({ name, version }) => `${name} ${version}`);
  expect(listed.filter((one) => !one.startsWith('electron ')).sort()).toEqual(
    rows.map(({ groups }) => `${groups?.name} ${groups?.version}`).sort(),
  );
});

test('its fuses let nothing but its own archive run', async ({ packed }) => {
  const wire = await getCurrentFuseWire(packed.program);
  const on = [
    ...[FuseV1Options.EnableCookieEncryption, FuseV1Options.EnableEmbeddedAsarIntegrityValidation],
    FuseV1Options.OnlyLoadAppFromAsar,
  ];
  const all = Object.values(FuseV1Options).filter((fuse): fuse is FuseV1Options => typeof fuse === 'number');
  for (const fuse of all)
    expect(wire[fuse], FuseV1Options[fuse]).toBe(on.includes(fuse) ? FUSE_ON : FUSE_OFF);
});

test('the Debian package brings a command, a menu entry, icons of every size, and a unit that starts it again', async ({
  packed,
}) => {
  const { deb, root, name } = packed;
  const usr = (...parts: string[]): string => path.join(root, 'usr', ...parts);
  expect(await readlink(usr('bin', name))).toBe(`/opt/${name}/${name}`);
  const entry = await readFile(usr('share', 'applications', `${name}.desktop`), 'utf8');
  expect(entry).toContain(`\nExec=/opt/${name}/${name}\nIcon=${name}\n`);
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
    const icon = sharp(usr('share', 'icons', 'hicolor', `${size}x${size}`, 'apps', `${name}.png`));
    expect(await icon.metadata()).toMatchObject({ format: 'png', width: size, height: size, hasAlpha: true });
  }
  const unit = await readFile(usr('lib', 'systemd', 'user', `${name}.service`), 'utf8');
  expect(unit).toMatch(/^Restart=on-failure$/m);
  expect(unit).toMatch(/^LimitCORE=0$/m);
  const sandbox = await stat(path.join(path.dirname(packed.program), 'chrome-sandbox'));
  expect(sandbox.mode & 0o111).toBe(0o111);
  const { stdout: listing } = await execute('dpkg-deb', ['--contents', deb], { maxBuffer: 1 << 24 });
  expect(listing).toMatch(new RegExp(`^-rwsr-xr-x root/root .* ./opt/${name}/chrome-sandbox$`, 'm'));
  expect(listing.split('\n').filter((line) => line !== '' && !/ root\/root /.test(line))).toEqual([]);
  const { stdout: control } = await execute('dpkg-deb', ['--field', deb]);
  expect(control).toContain(`Package: ${name}\n`);
  expect(control).toMatch(/^Depends: .*\blibasound2t64 \| libasound2\b/m);
  for (const script of ['config', 'postinst', 'prerm', 'postrm']) {
    const { stdout: said } = await execute('dpkg-deb', ['--info', deb, script]);
    await execute('sh', ['-n', '-c', said]);
  }
});

test('the same sources give the same bytes', async ({ packed, folder }) => {
  const again = await pack(folder);
  const sha256 = async (file: string): Promise<string> =>
    createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  expect(await sha256(resource(again, 'app.asar'))).toBe(await sha256(resource(packed, 'app.asar')));
  expect(await sha256(again.deb)).toBe(await sha256(packed.deb));
});

test('it runs a whole practice session, and ends well', async ({ packed, folder }) => {
  const run = start(packed, folder, ['--practice', '--preset', 'IM', '--rate', '1000', '--events']);
  expect(await run.code, run.said()).toBe(0);
  expect(run.said()).toContain('"started"');
  expect(await opened(folder)).not.toEqual([]);
});

test('no port of a debugger answers: it does not even start with one, and says so', async ({
  packed,
  folder,
}) => {
  for (const name of ['--remote-debugging-port', '-remote-debugging-port', '--inspect', '--inspect-brk']) {
    const port = await freePort();
    const run = start(packed, folder, [`${name}=${port}`]);
    let answers = 0;
    let isOver = false;
    void run.code.then(() => {
      isOver = true;
    });
    while (!isOver) {
      await fetch(`http://127.0.0.1:${port}/json/version`).then(
        () => {
          answers += 1;
          run.child.kill('SIGKILL');
        },
        () => new Promise((again) => setTimeout(again, 5)),
      );
    }
    expect(answers, name).toBe(0);
    expect(await run.code, run.said()).toBe(2);
    expect(run.said()).toContain(`Stillroom does not start with ${name}.`);
    expect(run.said()).not.toMatch(/listening on/i);
  }
  expect(await opened(folder)).toEqual([]);
});

test('nothing else that could change it is taken, and nothing is opened before it says so', async ({
  packed,
  folder,
}) => {
  for (const name of [
    ...['--remote-debugging-pipe', '--js-flags', '--load-extension', '--host-rules', '--proxy-server'],
    ...['--ignore-certificate-errors', '--user-data-dir', '--disable-web-security', '--practise'],
  ]) {
    const run = start(packed, folder, [`${name}=${folder}`]);
    expect(await run.code, run.said()).toBe(2);
    expect(run.said()).toContain(name === '--practise' ? 'did you mean --practice?' : `start with ${name}.`);
  }
  expect(await opened(folder)).toEqual([]);
});

test('it is no Node, whatever the environment says', async ({ packed, folder }) => {
  const words = ['--eval', 'console.log("this is Node")'];
  const run = start(packed, folder, words, { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--inspect-brk' });
  expect(await run.code, run.said()).toBe(2);
  expect(run.said()).toContain('Stillroom does not start with --eval.');
  expect(run.said()).not.toMatch(/^this is Node|Debugger listening/m);
});

/** The room has to be on its way again so long after the program died, in ms. */
const BACK_WITHIN_MS = 15_000;

test('killed in a session, it is started again by the system, and the room goes on its way', async ({
  packed,
  folder: home,
  bridge,
}) => {
  test.skip(!canRunUserSystemd(), 'This machine cannot run a systemd of a user.');
  const systemd = await startUserSystemd(home);
  const env = cleanEnvironment({ ...systemd.env });
  const systemctl = (...words: string[]): Promise<string> =>
    execute('systemctl', ['--user', ...words], { env }).then(({ stdout }) => stdout.trim());
  const kept = path.join(systemd.env.XDG_CONFIG_HOME ?? home, 'Stillroom');
  await mkdir(kept, { recursive: true });
  await plantBridge(kept, bridge);
  await plantSession(kept, pastOf(SPRAVATO, 5));
  const loginStart = openLoginStart(
    {
      ...{ platform: process.platform, env, home, name: packed.name },
      command: [packed.program, ...electron().switches],
      run: (program, words) => execute(program, [...words], { env }).then(({ stdout }) => stdout),
      root: home,
    },
    () => undefined,
  );
  try {
    expect(await loginStart.set(true)).toBe(true);
    await systemctl('import-environment', 'DISPLAY');
    await systemctl('start', `${packed.name}.service`);
    const commands = (): number => bridge.requests.filter(({ method }) => method === 'PUT').length;
    await expect.poll(commands).toBeGreaterThan(0);
    const pid = Number(await systemctl('show', '--property=MainPID', '--value', `${packed.name}.service`));
    expect(await readFile(`/proc/${pid}/limits`, 'utf8')).toMatch(/^Max core file size +0 +0 /m);
    const before = commands();
    const killedMs = performance.now();
    process.kill(pid, 'SIGKILL');
    await expect.poll(commands, { intervals: [20], timeout: BACK_WITHIN_MS }).toBeGreaterThan(before);
    test.info().annotations.push({
      type: 'figure',
      description: `on its way again ${Math.round(performance.now() - killedMs)} ms after the kill`,
    });
    await systemctl('stop', `${packed.name}.service`);
    expect(await loginStart.set(false)).toBe(true);
  } finally {
    await systemd.end();
  }
});
