// A page whose drawing fails: React has taken everything away by then, and the window would stay black. It says so, and
// comes anew with main's truth.

import { expect, type Page } from '@playwright/test';
import { publicationChannel } from '../../shared/ipc/channels.ts';
import { openDoorSign, type Program, startPreset, test, toConsole } from './program.ts';

test.use({ isAlone: true });

/** Gives a page something that no page can draw. */
const breakPage = async ({ app }: Pick<Program, 'app'>, html: string): Promise<void> => {
  await app.evaluate(
    ({ BrowserWindow }, [page, channel]) => {
      for (const { webContents } of BrowserWindow.getAllWindows()) {
        if (webContents.getURL().endsWith(page))
          webContents.send(channel, { revision: Infinity, session: {} });
      }
    },
    [html, publicationChannel('snapshot')] as const,
  );
};

/** Makes a page be as old as it needs to be, so that it may come anew at once. */
const age = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { now } = performance;
    performance.now = () => now.call(performance) + 60_000;
  });

test('a console that cannot be drawn comes anew in the midst of a session, and so does the door', async ({
  launch,
}) => {
  const program = await launch();
  const { room, said, snapshot } = program;
  const door = await openDoorSign(program);
  await startPreset(room);
  await toConsole(room);
  const before = (await snapshot()).session;
  for (const [page, html] of [
    [room, 'index.html'],
    [door, 'door.html'],
  ] as const) {
    await age(page);
    const anew = page.waitForEvent('load');
    await breakPage(program, html);
    await anew;
  }
  await expect(room.getByRole('button', { name: 'Gentle end' })).toBeVisible();
  await expect(door.getByText('Quiet, please')).toBeVisible();
  await expect.poll(said).toContain('A page broke and is loaded anew');
  const { session, view } = await snapshot();
  expect(view).toBe('console');
  expect(session).toMatchObject({
    stage: 'running',
    startedAt: before.stage === 'running' && before.startedAt,
  });
});
