// The console's lock on a clock of the test: when it closes, what opens it, and which commands pass it.

import { describe, expect, it } from 'vitest';
import { LOCKS_AFTER_MS, openLock, passesLock } from '../../main/ipc/lock.ts';
import type { PinChange } from '../../main/storage/log.ts';
import {
  DAMAGED_PIN,
  isPin,
  STORED_PIN,
  storedPin,
  WRONG_AT_MOST,
  WRONG_COUNTED,
  waitAfter,
} from '../../main/storage/pin.ts';
import { COMMANDS, type CommandName } from '../../shared/ipc/contract.ts';
import { VIEWS } from '../../shared/ipc/snapshot.ts';
import { NURSE_ACTS } from '../../shared/session/events.ts';

const PIN = '2580';

/** A lock, its clock and what is kept of its PIN. */
const lockAt = async (pin: string | null = PIN) => {
  let now = 1000;
  let stored = pin === null || pin === DAMAGED_PIN ? pin : await storedPin(pin);
  let wrong = 0;
  let changes = 0;
  const told: PinChange[] = [];
  const open = () =>
    openLock({
      stored: () => stored,
      keep: (kept) => {
        stored = kept;
      },
      wrong: () => wrong,
      keepWrong: (count) => {
        wrong = count;
      },
      tell: (what) => told.push(what),
      changed: () => {
        changes += 1;
      },
      now: () => now,
    });
  const lock = open();
  return {
    lock,
    /** The program is killed and opened again. */
    restart: open,
    wrong: () => wrong,
    waits: () => told.filter((what) => what === 'waits').length,
    stored: () => stored,
    changes: () => changes,
    pass: (ms: number) => {
      now += ms;
      lock.lockIfIdle();
    },
  };
};

describe('a PIN', () => {
  it('cannot be read from its stored form, which differs each time', async () => {
    const [one, other] = [await storedPin('73190246'), await storedPin('73190246')];
    expect(one).toMatch(STORED_PIN);
    expect(one).not.toContain('73190246');
    expect(one).not.toBe(other);
    expect(await isPin('73190246', one)).toBe(true);
    expect(await isPin('73190246', other)).toBe(true);
  });

  it.each(['7319', '73190247', '', '073190246'])('does not match %j', async (wrong) => {
    expect(await isPin(wrong, await storedPin('73190246'))).toBe(false);
  });
});

describe('the lock', () => {
  it('does not exist without a PIN, however long nobody presses anything', async () => {
    const { lock, pass } = await lockAt(null);
    lock.lock();
    pass(10 * LOCKS_AFTER_MS);
    expect(lock.state()).toBe('none');
  });

  it('is closed when the program starts, and opens only with the PIN', async () => {
    const { lock, changes } = await lockAt();
    expect(lock.state()).toBe('locked');
    expect(await lock.unlock('0000')).toEqual({ ok: false, error: 'pinWrong' });
    expect(lock.state()).toBe('locked');
    expect(changes()).toBe(0);
    expect(await lock.unlock(PIN)).toEqual({ ok: true, value: null });
    expect(lock.state()).toBe('open');
    expect(changes()).toBe(1);
  });

  it('closes three minutes after the last press, and not earlier', async () => {
    const { lock, pass } = await lockAt();
    await lock.unlock(PIN);
    pass(LOCKS_AFTER_MS - 1);
    expect(lock.state()).toBe('open');
    lock.active();
    pass(LOCKS_AFTER_MS - 1);
    expect(lock.state()).toBe('open');
    pass(1);
    expect(lock.state()).toBe('locked');
  });

  it('does not open when something is pressed', async () => {
    const { lock, pass } = await lockAt();
    lock.active();
    pass(1);
    expect(lock.state()).toBe('locked');
  });

  it('checks no PIN for half a minute after five wrong ones, and for twice as long after each further one', async () => {
    const { lock, pass, waits } = await lockAt();
    const wrong = async (): Promise<unknown> => (await lock.unlock('0000')) as unknown;
    for (let i = 1; i < WRONG_AT_MOST; i += 1) expect(await wrong()).toMatchObject({ error: 'pinWrong' });
    for (const waitMs of [30_000, 60_000, 120_000, 240_000, 300_000, 300_000]) {
      expect(await wrong()).toMatchObject({ error: 'pinWaits', waitMs });
      pass(waitMs - 1);
      expect(await lock.unlock(PIN)).toMatchObject({ error: 'pinWaits', waitMs: 1 });
      expect(lock.state()).toBe('locked');
      pass(1);
    }
    expect(await lock.unlock(PIN)).toMatchObject({ ok: true });
    expect(waits()).toBe(6);
    lock.lock();
    expect(await wrong()).toMatchObject({ error: 'pinWrong' });
  });

  it('waits as long after a restart, and no shorter however often it is restarted', async () => {
    const { lock, restart, pass, wrong } = await lockAt();
    for (let i = 0; i < WRONG_AT_MOST; i += 1) await lock.unlock('0000');
    pass(waitAfter(WRONG_AT_MOST));
    await lock.unlock('0000');
    for (let i = 0; i < 3; i += 1)
      expect(await restart().unlock(PIN)).toMatchObject({ error: 'pinWaits', waitMs: 60_000 });
    expect(wrong()).toBe(WRONG_AT_MOST + 1);
    expect(waitAfter(WRONG_COUNTED)).toBe(waitAfter(WRONG_COUNTED + 1));
  });

  it('counts every one of several PINs sent at once', async () => {
    const { lock } = await lockAt();
    const guesses = Array.from({ length: 20 }, (_, i) => lock.unlock(String(1000 + i)));
    const answers = await Promise.all([...guesses, lock.unlock(PIN)]);
    const errors = answers.map((answer) => (answer.ok ? 'right' : answer.error));
    expect(errors.filter((error) => error === 'pinWrong')).toHaveLength(WRONG_AT_MOST - 1);
    expect(errors.filter((error) => error === 'pinWaits')).toHaveLength(20 - WRONG_AT_MOST + 2);
    expect(lock.state()).toBe('locked');
  });

  it('counts wrong PINs in Set-up too, so that nobody guesses one there', async () => {
    const { lock, stored } = await lockAt();
    await lock.unlock(PIN);
    const before = stored();
    for (let i = 1; i < WRONG_AT_MOST; i += 1) {
      expect(await lock.setPin(null, i % 2 === 0 ? null : '0000')).toMatchObject({ error: 'pinWrong' });
    }
    expect(await lock.setPin('1111', '0000')).toMatchObject({ error: 'pinWaits' });
    expect(await lock.setPin('1111', PIN)).toMatchObject({ error: 'pinWaits' });
    expect(stored()).toBe(before);
  });

  it('forgets no wrong PIN in a restart, not even one that was being checked', async () => {
    const { lock, restart, wrong } = await lockAt();
    for (let i = 1; i < WRONG_AT_MOST - 1; i += 1) await lock.unlock('0000');
    const checked = lock.unlock('0000');
    await Promise.resolve();
    expect(wrong()).toBe(WRONG_AT_MOST - 1);
    expect(await restart().unlock('1111')).toMatchObject({ error: 'pinWaits' });
    // The wait begins anew at each start.
    expect(await restart().unlock(PIN)).toMatchObject({ error: 'pinWaits' });
    await checked;
  });

  it('opens after the wait of a restart, and then counts from the beginning', async () => {
    const { lock, restart, pass, wrong } = await lockAt();
    for (let i = 0; i < WRONG_AT_MOST; i += 1) await lock.unlock('0000');
    const again = restart();
    pass(waitAfter(WRONG_AT_MOST));
    expect(await again.unlock(PIN)).toMatchObject({ ok: true });
    expect(wrong()).toBe(0);
  });

  it('stays closed where the PIN is damaged, and says so', async () => {
    const { lock } = await lockAt(DAMAGED_PIN);
    for (const pin of [PIN, DAMAGED_PIN, '']) {
      expect(await lock.unlock(pin)).toEqual({ ok: false, error: 'pinDamaged' });
    }
    expect(await lock.setPin(null, null)).toMatchObject({ error: 'pinDamaged' });
    expect(lock.state()).toBe('locked');
    expect(passesLock('nurse', { act: 'fullLight' })).toBe(true);
  });

  it('accepts a first PIN, asks for it before another is set, and is gone when it is removed', async () => {
    const { lock, stored } = await lockAt(null);
    expect(await lock.setPin('1111', null)).toMatchObject({ ok: true });
    expect(lock.state()).toBe('open');
    expect(await lock.setPin('2222', '1111')).toMatchObject({ ok: true });
    lock.lock();
    expect(await lock.unlock('1111')).toMatchObject({ error: 'pinWrong' });
    expect(await lock.unlock('2222')).toMatchObject({ ok: true });
    expect(await lock.setPin(null, '2222')).toMatchObject({ ok: true });
    expect({ state: lock.state(), stored: stored() }).toEqual({ state: 'none', stored: null });
  });
});

describe('a closed lock', () => {
  it('allows the patient’s presses, Full light, On my way, a quiet check and the PIN, and nothing else', () => {
    expect(NURSE_ACTS.filter((act) => passesLock('nurse', { act }))).toEqual([
      'fullLight',
      'undoFullLight',
      'quietCheck',
      'endQuietCheck',
      'acknowledge',
    ]);
    expect(VIEWS.filter((view) => passesLock('show', { view }))).toEqual(['console', 'patient', 'companion']);
    const always = (Object.keys(COMMANDS) as CommandName[]).filter(
      (name) => !['nurse', 'show', 'listenTo', 'playNoise'].includes(name) && passesLock(name, {} as never),
    );
    expect(always).toEqual([
      ...['patient', 'wish', 'unlock', 'lock', 'stopPairing', 'stopTrying'],
      ...['changePages', 'pages', 'pageBroke', 'snapshot', 'playerReport', 'meterReport', 'printReport'],
    ]);
  });

  it('allows sounds from Set-up to be stopped, but not started', () => {
    expect(passesLock('playNoise', { levelDb: null })).toBe(true);
    expect(passesLock('playNoise', { levelDb: -12 })).toBe(false);
    expect(passesLock('listenTo', { trackId: null })).toBe(true);
    expect(passesLock('listenTo', { trackId: 'x' })).toBe(false);
  });
});
