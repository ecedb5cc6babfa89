// The program under test: real Electron, a folder of its own, and its windows by name. Every test gets a fresh
// one, and none may outlive its test.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import { ONE_PRESS_MS } from '../../main/ipc/session-handlers.ts';
import type { PresetView, Snapshot } from '../../shared/ipc/snapshot.ts';
import { type FaultyBridge, type FaultyBridgeOptions, startFaultyBridge } from '../practice/faulty-bridge.ts';
import { answeredOnce } from './answered-once.ts';
import { builtMain } from './built-main.ts';
import type { Reopened } from './reopened-main.ts';

/** The project's folder, in which the built program lies. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** The key of a program that every bridge of a test knows already (planted.ts). */
export const PLANTED_KEY = 'paired-before-this-test';

/** A program that does not end by itself within this time is ended, in ms. */
const END_WITHIN_MS = 8000;

export interface Program {
  readonly app: ElectronApplication;
  /** The window with the console and the patient display. */
  readonly room: Page;
  readonly window: (name: 'room' | 'door' | 'player') => Promise<Page>;
  readonly snapshot: () => Promise<Snapshot>;
  /** What the process has written on standard error so far. */
  readonly said: () => string;
  readonly close: () => Promise<void>;
  /** Ends it at once, as a power cut does. */
  readonly kill: () => Promise<void>;
}

export interface Wish {
  /** Its folder; without one, a fresh one. */
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The folder that the program is started from; without one, the project's. */
  readonly project?: string;
  /** In a process of its own; without it, in one that tests share where nothing else is wished for. */
  readonly isAlone?: boolean;
}

export type Launch = (words?: readonly string[], wish?: Wish) => Promise<Program>;

/** The environment for the program: the runner's own, less what would make Electron a Node. */
export const cleanEnvironment = (more: Readonly<Record<string, string>> = {}): Record<string, string> => {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = process.env;
  const defined = Object.entries(rest).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return { ...Object.fromEntries(defined), ...more };
};

/** The executable and the switches that it needs on this machine, as the scripts found them. */
export const electron = (): { readonly executable: string; readonly switches: readonly string[] } => {
  const executable = process.env.STILLROOM_ELECTRON;
  if (executable === undefined) throw new Error('Run the tests with npm test, which finds an Electron.');
  const switches = (process.env.STILLROOM_ELECTRON_SWITCHES ?? '').split(' ').filter((word) => word !== '');
  return { executable, switches };
};

const PAGES = { room: 'index.html', door: 'door.html', player: 'player.html' };

/** What tests do with a program, whatever process it runs in. */
const programIn = async (
  app: ElectronApplication,
  said: () => string,
  ends: Pick<Program, 'close' | 'kill'>,
): Promise<Program> => {
  const window = async (name: keyof typeof PAGES): Promise<Page> => {
    const isIt = (page: Page): boolean => page.url().endsWith(PAGES[name]);
    const present = app.windows().find(isIt);
    return present ?? app.waitForEvent('window', { predicate: isIt });
  };
  const room = await window('room');
  return {
    app,
    room,
    window,
    said,
    snapshot: () =>
      room.evaluate(async () => {
        const answer = await globalThis.window.stillroom.send('snapshot', {});
        if (!answer.ok) throw new Error(answer.error);
        return answer.value;
      }),
    ...ends,
  };
};

/** A process that is started, and what it has written on standard error since. */
const startProcess = async (words: readonly string[], env: Readonly<Record<string, string>>, cwd: string) => {
  const { executable, switches } = electron();
  const [main = '.', ...more] = words;
  const app = answeredOnce(
    await _electron.launch({
      executablePath: executable,
      cwd,
      args: [main, ...switches, ...more],
      env: cleanEnvironment(env),
    }),
  );
  const child = app.process();
  let said = '';
  child.stderr?.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  return {
    app,
    said: () => said,
    close: async () => {
      const late = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
      await Promise.race([app.close().catch(() => undefined), ended]);
      clearTimeout(late);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};

type Process = Awaited<ReturnType<typeof startProcess>>;

/** The built program, in a process of its own. */
const startBuilt = async (words: readonly string[], folder: string, wish: Wish): Promise<Program> => {
  const { env = {}, project = PROJECT } = wish;
  const { app, said, ...ends } = await startProcess(
    ['.', `--user-data-dir=${folder}`, ...words],
    env,
    project,
  );
  return programIn(app, said, ends);
};

/** The process that many tests share. */
const startShared = async (): Promise<Process> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'stillroom-shared-'));
  const main = await builtMain('reopened', import.meta.dirname);
  const shared = await startProcess([main, `--user-data-dir=${folder}`], {}, PROJECT);
  await expect
    .poll(() => shared.app.evaluate(() => 'reopened' in globalThis), { intervals: [20] })
    .toBe(true);
  return shared;
};

type Reach = { readonly reopened: Reopened };

/** Opens the program anew in the process that is shared. */
const reopen = async ({ app, said }: Process, words: readonly string[], folder: string): Promise<Program> => {
  const before = said().length;
  const close = async (): Promise<void> => {
    await app.evaluate(() => (globalThis as unknown as Reach).reopened.close());
    await expect.poll(() => app.windows().length, { intervals: [5, 20] }).toBe(0);
  };
  await app.evaluate((_, [at, given]) => (globalThis as unknown as Reach).reopened.open(at, given), [
    folder,
    words,
  ] as const);
  return programIn(app, () => said().slice(before), {
    close,
    kill: () => Promise.reject(new Error('This process is shared: only a real one can be killed.')),
  });
};

export interface Fixtures {
  /** A fresh folder for the program's files. */
  readonly folder: string;
  readonly launch: Launch;
  /** Every program of the test has a process of its own, as one that is started, quits or dies must. */
  readonly isAlone: boolean;
  /** What that bridge holds at first; `test.use` plans another one. */
  readonly bridgePlan: FaultyBridgeOptions;
  /** A bridge of the test's own, whose lamps it can look at. */
  readonly bridge: FaultyBridge;
}

export interface WorkerFixtures {
  /** The display of this worker. */
  readonly display: undefined;
  /** The process that this worker's tests share, started when it is first wanted. */
  readonly shared: () => Promise<Process>;
}

/** Playwright's test, with a program to launch and a bridge to connect it to. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  display: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use, { parallelIndex }) => {
      const display = process.env.STILLROOM_TEST_DISPLAYS?.split(' ')[parallelIndex];
      if (display) process.env.DISPLAY = display;
      await use(undefined);
    },
    { scope: 'worker', auto: true },
  ],
  shared: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const started: Promise<Process>[] = [];
      await use(() => {
        if (started[0] === undefined) started.push(startShared());
        return started[0] as Promise<Process>;
      });
      for (const process of started) await (await process).kill();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
  folder: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'stillroom-e2e-'));
    await use(folder);
    // Chromium's own helpers may still write there for a moment after the program has ended.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  },
  isAlone: [false, { option: true }],
  launch: async ({ folder, shared, isAlone }, use) => {
    const ends: (() => Promise<void>)[] = [];
    await use(async (words = [], wish = {}) => {
      const needsOwn = isAlone || wish.isAlone || wish.env !== undefined || wish.project !== undefined;
      const at = wish.folder ?? folder;
      const program = needsOwn ? await startBuilt(words, at, wish) : await reopen(await shared(), words, at);
      // A test that is about quitting has closed its program itself.
      ends.push(needsOwn ? program.kill : program.close);
      return program;
    });
    for (const end of ends) await end();
  },
  bridgePlan: [{}, { option: true }],
  bridge: async ({ bridgePlan }, use) => {
    const knownUsers = [...(bridgePlan.knownUsers ?? []), PLANTED_KEY];
    const bridge = await startFaultyBridge({ ...bridgePlan, knownUsers });
    await use(bridge);
    await bridge.close();
  },
});

/** Puts main's clock so many ms on. What it does next depends on that; timers that run already do not. */
export const letPass = ({ app }: Pick<Program, 'app'>, ms: number): Promise<void> =>
  app.evaluate((_electron, gone) => {
    const { performance } = globalThis;
    const before = performance.now.bind(performance);
    performance.now = () => before() + gone;
  }, ms);

/** From the dose mark to the end of the phases by the console's own keys; presses within a second would be one. */
export const endPhases = async (program: Program): Promise<void> => {
  const { room, snapshot } = program;
  await room.getByRole('button', { name: 'First device' }).click();
  for (let phase = 1; phase < 5; phase += 1) {
    await room.keyboard.press('n');
    await letPass(program, ONE_PRESS_MS);
  }
  await expect.poll(async () => (await snapshot()).session).toMatchObject({ overAt: expect.any(Number) });
};

/** A whole preset, as main has it. */
export const presetOf = (room: Page, presetId: string): Promise<PresetView> =>
  room.evaluate(async (id) => {
    const answer = await window.stillroom.send('preset', { presetId: id });
    if (!answer.ok) throw new Error(answer.error);
    return answer.value;
  }, presetId);

/** Chooses a preset by its label and presses Start. */
export const startPreset = async (room: Page, label = 'Spravato, two hours'): Promise<void> => {
  await room.getByRole('option', { name: label }).click();
  await room.getByRole('button', { name: 'Start', exact: true }).click();
  await room.getByRole('button', { name: 'Wake the display' }).waitFor();
};

/** From the patient display at rest to the console. */
export const toConsole = async (room: Page): Promise<void> => {
  const staff = room.getByRole('button', { name: 'Staff' });
  const wake = room.getByRole('button', { name: 'Wake the display' });
  await wake.or(staff).first().waitFor();
  if (await wake.isVisible()) await wake.click();
  await staff.click();
  await room.getByRole('region', { name: 'Session', exact: true }).waitFor();
};

/** Opens Set-up, and there the way to a bridge whose address somebody types. */
export const openSetUp = async (room: Page): Promise<void> => {
  await room.getByRole('button', { name: 'Set-up' }).click();
  await room.getByRole('button', { name: 'Or type its address' }).click();
  await room.getByLabel('Bridge address').waitFor();
};

/** Types an address and presses Connect. */
export const typeAddress = async (room: Page, address: string): Promise<void> => {
  await room.getByLabel('Bridge address').fill(address);
  await room.getByRole('button', { name: 'Connect', exact: true }).click();
};

/** Presses the round button once the screen asks for it, and waits until the bridge is in use. */
export const pressRoundButton = async (room: Page, bridge: FaultyBridge): Promise<void> => {
  await room.getByText('Press the round button on “').waitFor();
  bridge.pressButton();
  await room.getByText('Connected. Now').waitFor();
};

/** From Set-up back to the console. */
export const leaveSetUp = (room: Page): Promise<void> =>
  room.getByRole('button', { name: 'Back', exact: true }).click();

/** Opens the sign by the door in Set-up, and goes back to the console. */
export const openDoorSign = async ({ room, window }: Pick<Program, 'room' | 'window'>): Promise<Page> => {
  await room.getByRole('button', { name: 'Set-up' }).click();
  await room.getByRole('button', { name: 'Open door window' }).click();
  const door = await window('door');
  await leaveSetUp(room);
  return door;
};

/** Connects the program to a bridge as a person does: address, Connect, round button, and all its lamps. */
export const connectBridge = async (room: Page, bridge: FaultyBridge): Promise<void> => {
  await openSetUp(room);
  await typeAddress(room, bridge.address);
  await pressRoundButton(room, bridge);
  await room.getByRole('button', { name: 'Which room is this?' }).click();
  await room.getByRole('option', { name: 'All lamps of the bridge' }).click();
  await room.getByText('Connected. Now give each lamp').waitFor();
  await leaveSetUp(room);
};
