// What staff do in a session, seen on the screens: checks that become due, and what cannot be done now. What quiet check,
// hold, ten minutes more, the next phase and the gentle end do to the lamps is in tests/integration.

import { expect } from '@playwright/test';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { want } from '../../shared/score/score.ts';
import { sessionNow } from '../../shared/session/clock.ts';
import { pastOf } from '../practice/past-session.ts';
import { runningIn } from './patient-room.ts';
import { launchOnBridge, plantSession } from './planted.ts';
import { openDoorSign, test, toConsole } from './program.ts';
import { outputs } from './watching.ts';

const [SPRAVATO, FORTY_MINUTES] = BUILT_IN_PRESETS as readonly [Preset, Preset];

test('checks that become due are told together, silently, on the console, the door and its lamp', async ({
  launch,
  bridge,
  folder,
}) => {
  // The check at 10 minutes is due, and that at 20 becomes due within a second or two.
  const rate = 20;
  await plantSession(folder, pastOf(FORTY_MINUTES, 19.5), rate);
  const program = await launchOnBridge(launch, folder, bridge, ['--rate', String(rate)]);
  const { room, window } = program;
  await toConsole(room);
  const door = await openDoorSign({ room, window });
  const lamp = (): number => outputs(bridge)['Door lamp'] ?? Number.NaN;
  const next = room.getByRole('region', { name: 'Next' });
  await expect(next).toContainText(/checks? due/i);
  await expect(door.getByRole('heading', { name: /checks? due/i })).toBeVisible();
  await expect.poll(lamp).toBeGreaterThan(25);
  // Nothing of it reaches the patient: light, sound and display are wanted as they would be without it.
  const { session, clock } = await program.snapshot();
  if (session.stage !== 'running') throw new Error('the session should be running');
  const now = sessionNow(clock, Date.now());
  const without = { ...session, checks: [] };
  for (const part of ['sound', 'display'] as const) {
    expect(want(session, now)[part]).toEqual(want(without, now)[part]);
  }
  expect(want(session, now).light?.ambient).toEqual(want(without, now).light?.ambient);
  await expect(next).toContainText('2 checks due');
  await expect(next).toContainText('at 10 and 20 min');
  await room.getByRole('button', { name: 'All done', exact: true }).click();
  await expect(door.getByRole('heading', { name: 'Quiet, please' })).toBeVisible();
  await expect.poll(lamp).toBeLessThan(15);
});

test('what cannot be done now says so in one sentence, and changes nothing', async ({ launch, folder }) => {
  await plantSession(folder, pastOf(SPRAVATO, null));
  const program = await launch();
  const { room } = program;
  await toConsole(room);
  for (const [key, name] of [
    ['h', 'Hold'],
    ['e', '+10 min'],
    ['n', 'Next phase'],
  ] as const) {
    await expect(room.getByRole('button', { name })).toHaveAttribute('aria-disabled', 'true');
    await room.keyboard.press(key);
    await expect(
      room.getByRole('status').getByText('The room is settling; this begins with First device.'),
    ).toBeVisible();
  }
  const session = await runningIn(program);
  expect([session.heldAt, session.past.length, session.phase.index]).toEqual([null, 0, 0]);
});
