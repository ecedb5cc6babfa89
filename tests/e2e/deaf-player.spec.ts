// A player that hangs, throws, or hears nothing of what it is told: main makes the room silent without its help, and
// another player is born, silent and then gently where the score is. Heard at the loudspeaker.

import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { press, turnOver } from './after-session.ts';
import {
  expectBack,
  expectSilence,
  FULL_LIGHT_WITHIN_MS,
  type HeardRoom,
  SILENT_WITHIN_MS,
} from './heard-silence.ts';
import { cannotListen, startListening } from './listening.ts';
import { endPhases, type Launch, type Program, startPreset, test, toConsole } from './program.ts';

const why = cannotListen();
test.skip(why !== null, why ?? '');

interface Place extends HeardRoom {
  readonly program: Program;
}

/** Waits until settle's music has risen to its level. */
const toMusic = ({ program: { snapshot } }: Place): Promise<void> =>
  expect.poll(async () => (await snapshot()).sound.levelDb, { timeout: 20_000 }).toBe(-12);

/** A session with music in it, heard from a loudspeaker of its own. */
const withMusic = async (launch: Launch, act: (place: Place) => Promise<void>): Promise<void> => {
  const listening = await startListening();
  try {
    const program = await launch([], { env: listening.env });
    const { room } = program;
    await startPreset(room);
    const place = { listening, room, program };
    await toMusic(place);
    await act(place);
    await program.close();
  } finally {
    await listening.close();
  }
};

/** From now on this player's window is told nothing any more, and reports as lively as before. */
const deafen = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().endsWith('player.html'),
    );
    if (window !== undefined) window.webContents.send = () => {};
  });

/** Its page never does anything again; what it has laid on the audio clock plays on. */
const hang = (player: Page): void => {
  player
    .evaluate(() => {
      for (;;);
    })
    .catch(() => undefined);
};

const pressSilence = (room: Page): Promise<void> =>
  room.evaluate(() => {
    void window.stillroom.send('patient', { act: 'silence' });
  });

test('a player that hears nothing does not keep Silence from being silent, nor the room from the next person', async ({
  launch,
}) => {
  await withMusic(launch, async (place) => {
    const { program, room } = place;
    await deafen(program.app);
    await expectSilence(place, 'Silence', SILENT_WITHIN_MS, () => pressSilence(room));
    expect(program.said()).toContain('The player is made anew');
    await expectBack(place, 'Silence again', () => pressSilence(room));
    await toConsole(room);
    await endPhases(program);
    await deafen(program.app);
    await expectSilence(place, 'Room is free', SILENT_WITHIN_MS, () => press(room, 'Room is free'));
    await deafen(program.app);
    await turnOver(program);
    await press(room, 'Ready for the next person');
    await startPreset(room);
    await toMusic(place);
  });
});

test('a player that throws or hangs falls silent, is made anew, and comes back gently', async ({
  launch,
}) => {
  await withMusic(launch, async (place) => {
    const { program, room } = place;
    await expectBack(place, 'an exception in the player', async () => {
      await (await program.window('player')).evaluate(() => {
        const ramp = AudioParam.prototype.exponentialRampToValueAtTime;
        AudioParam.prototype.exponentialRampToValueAtTime = () => {
          AudioParam.prototype.exponentialRampToValueAtTime = ramp;
          throw new Error('this ramp is not to be had');
        };
      });
      await press(room, 'Wake the display');
      await press(room, 'Softer');
      await expect.poll(() => program.said()).toContain('this ramp is not to be had');
    });
    await expect.poll(async () => (await program.snapshot()).sound.levelDb).toBe(-15);
    await toConsole(room);
    hang(await program.window('player'));
    await expectSilence(place, 'Full light', FULL_LIGHT_WITHIN_MS, () => room.keyboard.press('F1'));
    await expectBack(place, 'Back to the session', () => press(room, 'Back to the session'));
  });
});
