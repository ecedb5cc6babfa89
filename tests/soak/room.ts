// The room of a soak: the real program on a real bridge, with a disk, a clock and a loudspeaker of its own. It speaks with the
// program through main, since a page that crashed is another page afterwards, and never waits for an answer without end.

import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '../../shared/ipc/contract.ts';
import type { Snapshot } from '../../shared/ipc/snapshot.ts';
import type { Press, Pressed, Timed } from '../bench/hurried-keys.ts';
import { layPresets } from '../bench/hurried-room.ts';
import type { Listening } from '../e2e/listening.ts';
import { plantBridge } from '../e2e/planted.ts';
import type { Launch, Program } from '../e2e/program.ts';
import type { FaultyBridge } from '../practice/faulty-bridge.ts';
import { openHearing, type SettableClock, type SmallDisk } from './machine.ts';
import type { Target } from './story.ts';

/** A command without an answer after this time is lost, in ms. */
export const ANSWERED_WITHIN_MS = 8000;

/** After everything is mended, the room is well again within this, in ms. */
export const WELL_WITHIN_MS = 40_000;

const PAGES = { room: 'index.html', player: 'player.html' } as const;

export interface RoomParts {
  readonly launch: Launch;
  readonly bridge: FaultyBridge;
  readonly disk: SmallDisk;
  readonly clock: SettableClock | null;
  readonly listening: Listening;
  /** The project's folder, with the music of the soak. */
  readonly project: string;
  /** The display of its own; undefined: the computer's. */
  readonly display: string | undefined;
}

/** What the room's page answers to a script; null: there is no page, or it does not answer in time. */
const askRoom = async <T>({ app }: Program, script: string, withinMs: number): Promise<T | null> => {
  const asked = app.evaluate(
    ({ BrowserWindow }, [name, source]) => {
      const all = BrowserWindow.getAllWindows().map(({ webContents }) => webContents);
      const found = all.find((one) => one.getURL().endsWith(`/${name}`) && !one.isCrashed());
      return found === undefined ? null : found.executeJavaScript(source);
    },
    [PAGES.room, script] as const,
  );
  const late = pause(withinMs, null, { ref: false });
  return (await Promise.race([asked.catch(() => null), late])) as T | null;
};

/** Presses in the page, each at its time; answers once each was answered. */
const pressing = (presses: readonly Timed[]): string => `new Promise((done) => {
  const presses = ${JSON.stringify(presses)};
  const answers = presses.map(() => null);
  let left = presses.length;
  presses.forEach(({ afterMs, name, argument }, i) => setTimeout(() => {
    window.stillroom.send(name, argument).then((answer) => {
      answers[i] = answer;
      left -= 1;
      if (left === 0) done(answers);
    });
  }, afterMs));
})`;

/** Light and sound can be had. */
export const isReady = ({ lights, sound }: Snapshot): boolean =>
  lights.state === 'ready' && sound.state === 'ready';

export type SoakedRoom = Awaited<ReturnType<typeof openSoakedRoom>>;

/** Opens it, with its program at a rate. */
export const openSoakedRoom = async (parts: RoomParts, firstRate: number) => {
  const { launch, bridge, disk, clock, listening, project, display } = parts;
  const env = { ...listening.env, ...clock?.env, ...(display === undefined ? {} : { DISPLAY: display }) };
  await layPresets(disk.folder);
  await plantBridge(disk.folder, bridge);
  const hearing = await openHearing(listening);
  let rate = firstRate;

  const start = (): Promise<Program> => {
    const wish = { folder: disk.folder, project, env, isAlone: true };
    return launch(['--rate', String(rate), '--js-flags=--expose-gc'], wish);
  };
  let program = await start();

  const snapshot = async (): Promise<Snapshot | null> => {
    const script = `window.stillroom.send('snapshot', {})`;
    const answer = await askRoom<Answer<Snapshot>>(program, script, 2000);
    return answer?.ok ? answer.value : null;
  };

  /** Waits until the room is as asked; answers the last snapshot, null where there was none. */
  const until = async (isSo: (room: Snapshot) => boolean, withinMs: number) => {
    const by = performance.now() + withinMs;
    let last: Snapshot | null = null;
    while (performance.now() < by) {
      last = (await snapshot()) ?? last;
      if (last !== null && isSo(last)) return { isSo: true, last };
      await pause(100);
    }
    return { isSo: false, last };
  };
  await until(isReady, WELL_WITHIN_MS);

  /** Presses on time; a press that was not answered has null. */
  const press = async (presses: readonly Timed[]): Promise<readonly Pressed[]> => {
    const at = Date.now();
    const answers = await askRoom<readonly Answer[]>(program, pressing(presses), ANSWERED_WITHIN_MS);
    return presses.map((one, i) => ({ ...one, at, answer: answers?.[i] ?? null }));
  };

  const pidOf = (page: string): Promise<number | null> =>
    program.app.evaluate(({ BrowserWindow }, name) => {
      const all = BrowserWindow.getAllWindows().map(({ webContents }) => webContents);
      const found = all.find((one) => one.getURL().endsWith(`/${name}`) && !one.isCrashed());
      return found?.getOSProcessId() ?? null;
    }, page);

  return {
    bridge,
    disk,
    clock,
    hearing,
    rate: () => rate,
    program: () => program,
    snapshot,
    until,
    press,
    pressOne: async (one: Press): Promise<Pressed> => {
      const [pressed] = await press([{ ...one, afterMs: 0 }]);
      if (pressed === undefined) throw new Error('one press is answered once');
      return pressed;
    },
    /** The processes of something, those that are there. */
    pids: async (what: Target): Promise<readonly number[]> => {
      const main = program.app.process().pid;
      const found =
        what === 'main'
          ? [main]
          : what === 'all'
            ? await program.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
            : [await pidOf(PAGES[what])];
      // A page that is just being made has process 0, by which a signal would go to all of the soak.
      return found.flatMap((pid) => (pid ? [pid] : []));
    },
    /** The whole program dies at once, and is started again as the system does. */
    kill: async (): Promise<void> => {
      await program.kill();
      program = await start();
    },
    /** Quits it as a person does, and opens it at another rate. */
    reopen: async (nextRate: number): Promise<void> => {
      await program.close();
      rate = nextRate;
      program = await start();
      await until(isReady, WELL_WITHIN_MS);
    },
    close: async (): Promise<void> => {
      await program.kill();
      await hearing.close();
    },
  };
};
