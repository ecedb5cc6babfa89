// What a window knows of the room: it asks until main has answered, and never goes back to an older snapshot.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { toldErrors } from './told-errors.ts';

const OLD = { revision: 1, roomName: 'as it was', clock: {} };
const NEW = { revision: 2, roomName: 'as it is', clock: {} };

const BROKEN = new Error('broken on purpose');
const errors = toldErrors();

const answers: unknown[] = [];
const listeners: ((snapshot: unknown) => void)[] = [];
const send = vi.fn(async () => answers.shift() ?? { ok: false, error: 'failed' });
(globalThis as unknown as { window: unknown }).window = {
  stillroom: { send, on: (_name: string, listener: (snapshot: unknown) => void) => listeners.push(listener) },
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  send.mockClear();
  answers.length = 0;
});

afterEach(() => {
  vi.useRealTimers();
});

it('a window whose first questions are refused asks until it is answered', async () => {
  answers.push(
    { ok: false, error: 'foreignSender' },
    { ok: false, error: 'failed' },
    { ok: true, value: NEW },
  );
  const { follow, newestSnapshot } = await import('../../renderer/ui/snapshots.ts');
  const known = follow();
  await vi.advanceTimersByTimeAsync(2000);
  await known;
  expect(newestSnapshot()).toBe(NEW);
  expect(send).toHaveBeenCalledTimes(3);
});

it('a publication that arrives first is enough, and a late answer does not replace it', async () => {
  const { follow, newestSnapshot } = await import('../../renderer/ui/snapshots.ts');
  let answer: (value: object) => void = () => undefined;
  send.mockImplementationOnce(() => new Promise((done) => (answer = done)));
  const known = follow();
  for (const tell of listeners) tell(NEW);
  answer({ ok: true, value: OLD });
  await vi.advanceTimersByTimeAsync(2000);
  await known;
  expect(newestSnapshot()).toBe(NEW);
  expect(send).toHaveBeenCalledTimes(1);
});

it('every listener is called, also when another one throws', async () => {
  const { follow, subscribe } = await import('../../renderer/ui/snapshots.ts');
  answers.push({ ok: true, value: OLD });
  await follow();
  const heard = vi.fn();
  subscribe(() => {
    throw BROKEN;
  });
  subscribe(heard);
  listeners.at(-1)?.(NEW);
  expect(heard).toHaveBeenCalledTimes(1);
  expect(await errors()).toEqual([BROKEN]);
});
