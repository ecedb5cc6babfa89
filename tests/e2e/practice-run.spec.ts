// `npm start -- --practice --preset …`: a whole session from the command line, told in event lines.

import { spawn, spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { cleanEnvironment, electron, PROJECT, test } from './program.ts';

interface Run {
  readonly code: number | null;
  readonly lines: readonly string[];
  readonly said: string;
}

/** Runs the program to its end; `within` is a command that is given the program's own. */
const run = (folder: string, words: readonly string[], within: readonly string[] = []): Promise<Run> =>
  new Promise((done) => {
    const { executable, switches } = electron();
    const all = [...within, executable, '.', ...switches, `--user-data-dir=${folder}`, ...words];
    const [command = executable, ...rest] = all;
    const child = spawn(command, rest, {
      cwd: PROJECT,
      env: cleanEnvironment(),
    });
    let told = '';
    let said = '';
    child.stdout.on('data', (piece: Buffer) => {
      told += piece.toString();
    });
    child.stderr.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
    child.once('close', (code) => {
      done({ code, lines: told.split('\n').filter((line) => line !== ''), said });
    });
  });

const PRESET = ['--practice', '--preset', 'Spravato, two hours'];

const ONSET_AT_S = 600;
const OVER_AT_S = 7800;

/** Phases and the check of the built-in preset, in seconds of session time, settle's ten minutes included. */
const DUE = [
  { kind: 'phase', phase: 'settle', at: 0 },
  { kind: 'phase', phase: 'onset', at: ONSET_AT_S },
  { kind: 'phase', phase: 'deep', at: 1800 },
  { kind: 'check', minute: 40, at: 3000 },
  { kind: 'phase', phase: 'return', at: 5100 },
  { kind: 'phase', phase: 'rest', at: 6900 },
] as const;

test('runs the whole preset, tells every turn at its time, and ends with 0', async ({ folder }) => {
  const rate = 500;
  const pictures = path.join(folder, 'pictures');
  const { code, lines } = await run(folder, [
    ...PRESET,
    '--rate',
    String(rate),
    '--events',
    '--pictures',
    pictures,
  ]);
  expect(code).toBe(0);
  const events = lines.map((line) => JSON.parse(line) as Record<string, unknown> & { at: number });
  const atOf = (fields: Readonly<Record<string, unknown>>): number =>
    events.find((each) => Object.entries(fields).every(([key, value]) => each[key] === value))?.at ??
    Number.NaN;
  // The dose mark is a press, and comes as late as the machine is; what follows is timed from it.
  const lateS = atOf({ kind: 'phase', phase: 'onset' }) - ONSET_AT_S;
  expect(lateS).toBeGreaterThan(-1);
  for (const { at, ...fields } of DUE)
    expect(Math.abs(atOf(fields) - at - (at < ONSET_AT_S ? 0 : lateS)), JSON.stringify(fields)).toBeLessThan(
      1,
    );
  // So is the end, which is pressed once the way back is over.
  expect(atOf({ kind: 'session', what: 'ended' })).toBeGreaterThan(OVER_AT_S + lateS - 1);
  for (const kind of ['look', 'sound', 'door'])
    expect(events.some((event) => event.kind === kind)).toBe(true);
  expect(events.filter((event) => event.kind === 'fault')).toEqual([]);
  const taken = (await readdir(pictures)).sort();
  expect(taken).toEqual([
    'before.png',
    'console.png',
    'door.png',
    'patient-asleep.png',
    'patient.png',
    'set-up.png',
  ]);
  const shown = await Promise.all(taken.map((name) => readFile(path.join(pictures, name), 'base64')));
  expect(new Set(shown).size, 'each picture is of another screen').toBe(taken.length);
});

/** A network of its own, in which everything that leaves the computer is counted. Only root, or a user who may be it there, has one. */
const OWN_NETWORK = [
  'unshare',
  ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']),
  ...['--net', 'sh', '-c'],
];

/**
 * Brings the network up: this computer itself, and a cable that leads nowhere, on which packets are counted. IPv6 has no way
 * out, and what it would have sent is counted too. Tells both counts at the end on standard error.
 */
const COUNTING = `
  ip link set lo up && ip link add out0 type veth peer name nowhere || exit 77
  for end in out0 nowhere; do echo 1 > /proc/sys/net/ipv6/conf/$end/disable_ipv6; done
  ip link set out0 arp off up && ip link set nowhere arp off up &&
  ip addr add 192.0.2.1/24 dev out0 && ip route add default dev out0 || exit 77
  "$@"
  code=$?
  awk '$1 == "out0:" { print "sent " $11 }' /proc/net/dev >&2
  awk '$1 == "Ip6OutNoRoutes" { print "lost " $2 }' /proc/net/snmp6 >&2
  exit $code`;

/** How many packets of IPv4 and of IPv6 left. */
const leftIn = (said: string): readonly (string | undefined)[] =>
  ['sent', 'lost'].map((what) => new RegExp(`^${what} (\\d+)$`, 'm').exec(said)?.[1]);

test('a whole session sends nothing out of the computer, in a network that counts', async ({ folder }) => {
  test.skip(process.platform !== 'linux', 'Only Linux has networks of a process.');
  const within = [...OWN_NETWORK, COUNTING, 'sh'];
  const send = `for (const [kind, to] of [['udp4', '203.0.113.1'], ['udp6', '2001:db8::1']]) {
    const socket = require('node:dgram').createSocket(kind);
    socket.send('1', 9, to, () => socket.close());
  }`;
  const [command = '', ...rest] = [...within, process.execPath, '-e', send];
  const control = spawnSync(command, rest, { encoding: 'utf8' });
  test.skip(control.status === 77, 'No network of its own may be made here.');
  expect(leftIn(control.stderr), 'what is sent is counted').toEqual(['1', '1']);

  const { code, lines, said } = await run(folder, [...PRESET, '--rate', '500', '--events'], within);
  expect(code).toBe(0);
  expect(lines.some((line) => line.includes('"ended"'))).toBe(true);
  expect(leftIn(said)).toEqual(['0', '0']);
});

test('takes every picture, and ends, also where a phase is over before its picture', async ({ folder }) => {
  const pictures = path.join(folder, 'pictures');
  const words = ['--practice', '--preset', 'IM', '--rate', '1000', '--pictures', pictures];
  expect((await run(folder, words)).code).toBe(0);
  expect(await readdir(pictures)).toHaveLength(6);
});

test('a preset that is not there is said in one sentence, with those that are', async ({ folder }) => {
  const { code, said } = await run(folder, ['--practice', '--preset', 'Nobody']);
  expect(code).toBe(2);
  expect(said).toContain(
    'There is no preset "Nobody"; there are "Spravato, two hours", "IV, forty minutes", "IM".',
  );
});

test('a rate that makes no sense is said in one sentence', async ({ folder }) => {
  const { code, said } = await run(folder, ['--rate', 'fast']);
  expect(code).toBe(2);
  expect(said).toContain('--rate takes a number from 1 to 1000.');
});
