// The gate under messages that no page of ours sends: none of a wrong shape reaches a handler, each is answered, and what
// is told of them stays short.

import * as fc from 'fast-check';
import * as v from 'valibot';
import { beforeAll, expect, it, vi } from 'vitest';
import type { Handlers } from '../../main/ipc/answers.ts';
import { openGate } from '../../main/ipc/gate.ts';
import { LONGEST_DETAIL, MOST_A_MINUTE, openRefusals } from '../../main/ipc/refusals.ts';
import { commandChannel } from '../../shared/ipc/channels.ts';
import { COMMANDS, type CommandName } from '../../shared/ipc/contract.ts';
import { COMMAND_NAMES, oddArgument } from '../practice/odd-arguments.ts';

/** Messages for each command. */
const MESSAGES = Number(process.env.STILLROOM_MESSAGES ?? 1000);

type Listener = (event: unknown, argument: unknown) => Promise<unknown>;

const { listeners } = vi.hoisted(() => ({ listeners: new Map<string, Listener>() }));
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, listener: Listener) => listeners.set(channel, listener) },
}));

const handled: { readonly name: CommandName; readonly argument: unknown }[] = [];
/** How many refusals there were, and how long the longest of what they told was. */
const refusals = { count: 0, longest: 0 };
const told: string[] = [];

beforeAll(() => {
  const tell = openRefusals<string>(
    (refusal) => told.push(refusal),
    () => 0,
  );
  openGate({
    handlers: Object.fromEntries(
      COMMAND_NAMES.map((name) => [
        name,
        (argument: unknown) => {
          handled.push({ name, argument });
          return { ok: true, value: null };
        },
      ]),
    ) as unknown as Handlers,
    senderOf: (event) => event as never,
    passes: () => true,
    refused: (_command, _why, detail) => {
      refusals.count += 1;
      refusals.longest = Math.max(refusals.longest, detail.length);
      tell(detail);
    },
  });
});

it.each(COMMAND_NAMES)(
  `lets ${MESSAGES} odd messages for %s do nothing that its argument does not allow`,
  async (name) => {
    const send = listeners.get(commandChannel(name));
    if (send === undefined) throw new Error(`nobody listens to ${name}`);
    const [sender] = COMMANDS[name].from;
    await fc.assert(
      fc.asyncProperty(oddArgument(name), async (argument) => {
        handled.length = 0;
        const answer = await send(sender, argument);
        if (handled.length === 0) {
          expect(answer).toEqual({ ok: false, error: 'wrongShape' });
          return;
        }
        // It was allowed: the handler was given what the contract makes of it, and no field more.
        expect(v.parse(COMMANDS[name].argument, handled[0]?.argument)).toEqual(handled[0]?.argument);
      }),
      { numRuns: MESSAGES },
    );
  },
);

it('tells little of each, and of few', () => {
  expect(refusals.count).toBeGreaterThan(COMMAND_NAMES.length * MESSAGES * 0.5);
  expect(refusals.longest).toBeLessThanOrEqual(LONGEST_DETAIL);
  expect(told.length).toBeLessThanOrEqual(MOST_A_MINUTE);
});
