// Asks for the display to stay awake during a session, tests it before one, and never claims more than somebody said.

import { describe, expect, it, vi } from 'vitest';
import { makeKeepAwake } from '../../main/electron/keep-awake.ts';
import { askAwake, type SystemAsked } from '../../main/electron/system-answers.ts';
import type { AwakeAnswer } from '../../shared/ipc/snapshot.ts';

/** A system that takes blockers, or does not, or throws; and that answers in turn what became of them. */
const system = (how: 'takes' | 'refuses' | 'throws', answers: readonly AwakeAnswer[] = ['desktop']) => {
  const on = new Set<number>();
  let count = 0;
  let asked = 0;
  const power = {
    start: () => {
      if (how === 'throws') throw new Error('no such service');
      count += 1;
      if (how === 'takes') on.add(count);
      return count;
    },
    stop: (id: number) => on.delete(id),
    isStarted: (id: number) => on.has(id),
  };
  const awake = makeKeepAwake({
    power,
    askAwake: async () => {
      expect(on.size).toBeGreaterThan(0);
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      return answer ?? 'untold';
    },
    askMains: async () => null,
    changed: () => {},
  });
  return { awake, on };
};

describe('the display', () => {
  it.each(['desktop', 'xServer', 'macos', 'untold'] as const)(
    'is tested before a session, and stays awake as far as is known: %s',
    async (answer) => {
      const { awake, on } = system('takes', [answer]);
      expect(awake.view().awake).toBeNull();
      await awake.tryOut();
      expect(awake.view()).toMatchObject({ awake: answer, asksAwake: false });
      expect(on.size).toBe(0);
    },
  );

  it.each(['refuses', 'throws'] as const)('is not kept awake when the system %s', async (how) => {
    const { awake } = system(how);
    await awake.tryOut();
    expect(awake.view().awake).toBe('refused');
    awake.keepAwake(true);
    expect(awake.view()).toMatchObject({ asksAwake: false, awake: 'refused' });
  });

  it('is not kept awake by a blocker that the desktop does not know of, but has time to hear of it', async () => {
    vi.useFakeTimers();
    const deaf = system('takes', ['refused']);
    const heard = deaf.awake.tryOut();
    await vi.runAllTimersAsync();
    await heard;
    expect(deaf.awake.view().awake).toBe('refused');
    const slow = system('takes', ['refused', 'refused', 'desktop']);
    void slow.awake.tryOut();
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    expect(slow.awake.view().awake).toBe('desktop');
  });

  it('stays awake through a test in a session, until the session ends', async () => {
    const { awake, on } = system('takes');
    awake.keepAwake(true);
    await awake.tryOut();
    expect(awake.view()).toMatchObject({ asksAwake: true, awake: 'desktop' });
    expect(on.size).toBe(1);
    awake.keepAwake(false);
    expect(on.size).toBe(0);
  });
});

const NO_SAVER = 'Screen Saver:\n  timeout:  0    cycle:  600\nDPMS (Energy Star):\n';
const MANAGER = "(['org.freedesktop.DBus', 'org.gnome.SessionManager'],)";
const PMSET = '  pid 77(Stillroom): [0x1] 00:00:01 NoDisplaySleepAssertion named: "Electron"\n';

/** A system whose programs say this; one that is not named is not there. */
const asked = (
  said: Readonly<Record<string, string>>,
  more: Partial<SystemAsked> = {},
): Promise<AwakeAnswer> =>
  askAwake({
    platform: 'linux',
    env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus' },
    pid: 77,
    run: async (program, words) => said[words.at(-1) ?? ''] ?? said[program] ?? null,
    ...more,
  });

describe('who says that the display stays awake', () => {
  const listed = 'org.freedesktop.DBus.ListNames';

  it.each<[string, Readonly<Record<string, string>>, AwakeAnswer]>([
    ['a session manager that lists us', { [listed]: MANAGER, gdbus: '(true,)' }, 'desktop'],
    ['a session manager that does not list us', { [listed]: MANAGER, gdbus: '(false,)' }, 'refused'],
    ['a session manager that does not answer', { [listed]: MANAGER, xset: NO_SAVER }, 'untold'],
    [
      'a desktop that cannot be asked',
      { [listed]: "(['org.freedesktop.ScreenSaver'],)", xset: NO_SAVER },
      'untold',
    ],
    ['a bus that does not answer', { xset: NO_SAVER }, 'untold'],
    [
      'a bus with nobody, and no saver',
      { [listed]: "(['org.freedesktop.DBus'],)", xset: NO_SAVER },
      'xServer',
    ],
    ['nobody at all', { [listed]: "(['org.freedesktop.DBus'],)" }, 'untold'],
  ])('on Linux, %s', async (_, said, answer) => {
    expect(await asked(said)).toBe(answer);
  });

  it('is nobody where power saving blanks the display, or X only serves guests of Wayland', async () => {
    const env = {};
    expect(await asked({ xset: NO_SAVER }, { env })).toBe('xServer');
    expect(await asked({ xset: NO_SAVER }, { env: { DBUS_SESSION_BUS_ADDRESS: 'disabled:' } })).toBe(
      'xServer',
    );
    expect(await asked({ xset: `${NO_SAVER}  DPMS is Enabled\n` }, { env })).toBe('untold');
    expect(await asked({ xset: NO_SAVER }, { env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBe('untold');
  });

  it('is macOS, by the number of our process, and never Windows', async () => {
    expect(await asked({ assertions: PMSET }, { platform: 'darwin' })).toBe('macos');
    expect(await asked({ assertions: PMSET }, { platform: 'darwin', pid: 7 })).toBe('refused');
    expect(await asked({}, { platform: 'darwin' })).toBe('untold');
    expect(await asked({}, { platform: 'win32' })).toBe('untold');
  });
});
