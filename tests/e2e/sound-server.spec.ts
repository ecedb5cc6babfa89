// What lies below the player ends in a session: Chromium's audio service dies or hangs, or the sound server is away and
// comes back. The music comes back by itself, from the floor, and the nurse is told meanwhile. Heard at the loudspeaker.

import { type ElectronApplication, expect } from '@playwright/test';
import { words } from '../../renderer/words/index.ts';
import type { Snapshot } from '../../shared/ipc/snapshot.ts';
import { BACK_WITHIN_MS, expectBack, expectHeardBack, HEARD_DBFS } from './heard-silence.ts';
import { cannotListen, heardAbove, type Listening, startListening } from './listening.ts';
import { type Launch, type Program, startPreset, test, toConsole } from './program.ts';

const why = cannotListen();
test.skip(why !== null, why ?? '');

interface Place {
  readonly program: Program;
  readonly listening: Listening;
}

/** A session whose music has come to its level, with the console in front. */
const withMusic = async (launch: Launch, act: (place: Place) => Promise<void>): Promise<void> => {
  const listening = await startListening();
  try {
    const program = await launch([], { env: listening.env });
    await startPreset(program.room);
    const recorder = await listening.record();
    expect(await heardAbove(recorder, HEARD_DBFS, BACK_WITHIN_MS)).toBe(true);
    await recorder.stop();
    await toConsole(program.room);
    await act({ program, listening });
    await program.close();
  } finally {
    await listening.close();
  }
};

/** The process that plays what pages play; undefined while there is none. */
const audioService = (app: ElectronApplication): Promise<number | undefined> =>
  app.evaluate(
    ({ app: { getAppMetrics } }) =>
      getAppMetrics().find(({ serviceName }) => serviceName === 'audio.mojom.AudioService')?.pid,
  );

/** Processes that a test stopped: no program of a test that failed may wait for them. */
const stopped: number[] = [];

test.afterEach(() => {
  for (const pid of stopped.splice(0)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // The program has ended it, as it should.
    }
  }
});

const signal = async ({ program }: Place, name: NodeJS.Signals): Promise<void> => {
  const pid = await audioService(program.app);
  if (pid === undefined) throw new Error('There is no audio service.');
  stopped.push(pid);
  process.kill(pid, name);
};

const codes = ({ faults }: Snapshot): readonly string[] => faults.map(({ code }) => code);

const faults = async ({ program }: Place): Promise<readonly string[]> => codes(await program.snapshot());

/** Waits until the nurse has been told, and says nothing else. */
const expectTold = async (place: Place): Promise<void> => {
  await expect.poll(() => faults(place), { intervals: [50] }).toEqual(['soundStopped']);
};

test('an audio service that dies or hangs is begun anew, and the music fades in', async ({ launch }) => {
  await withMusic(launch, async (place) => {
    for (const name of ['SIGKILL', 'SIGSTOP'] as const) {
      await expectBack(place, `${name} to the audio service`, async () => {
        await signal(place, name);
        await expectTold(place);
      });
      await expect.poll(() => faults(place)).toEqual([]);
    }
  });
});

test('a sound server that is away and comes back is found, and the music fades in', async ({ launch }) => {
  await withMusic(launch, async (place) => {
    const { program, listening } = place;
    const { room, app } = program;
    const before = await audioService(app);
    await listening.crash();
    await expectTold(place);
    await expect(room.getByText(words.sound.stopped)).toBeVisible();
    // An audio service that is born while there is no server does not find it later.
    await expect.poll(() => audioService(app)).not.toBe(before);
    await expect.poll(() => audioService(app)).toEqual(expect.any(Number));
    await listening.startAgain();
    const recorder = await listening.record();
    await expectHeardBack(recorder, 'the sound server again');
    await expect.poll(() => faults(place)).toEqual([]);
    await expect(room.getByText(words.sound.stopped)).toBeHidden();
  });
});
