// The gate between windows and main: who sends it, has it the right shape, is the console locked,
// then the handler, then a Result.
// Nothing is thrown across it, and a stranger is refused loudly.

import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import * as v from 'valibot';
import { errorInWords } from '../../shared/errors.ts';
import { COMMAND_NAMES, type CommandName, commandChannel } from '../../shared/ipc/channels.ts';
import { type Answer, COMMANDS, type Sender } from '../../shared/ipc/contract.ts';
import { fail } from '../../shared/result.ts';

/** A command's checked argument. */
export type Checked<N extends CommandName> = v.InferOutput<(typeof COMMANDS)[N]['argument']>;

/** What main does for each command. */
export type Handlers = {
  readonly [N in CommandName]: (argument: Checked<N>) => Answer<unknown> | Promise<Answer<unknown>>;
};

export interface GateParts {
  readonly handlers: Handlers;
  /** Which of our windows a message comes from; null for any other. */
  readonly senderOf: (event: IpcMainInvokeEvent) => Sender | null;
  /** Whether the console's lock lets it through. */
  readonly passes: <N extends CommandName>(command: N, argument: Checked<N>) => boolean;
  /** Told of every message that is refused, with why. */
  readonly refused: (
    command: CommandName,
    why: 'foreignSender' | 'wrongShape' | 'failed',
    detail: string,
  ) => void;
}

/** What is wrong with the argument of these is not told: it would be told with the argument, a PIN or a patient's pages. */
const SECRET: ReadonlySet<CommandName> = new Set(['setPin', 'unlock', 'changePages', 'print', 'savePdf']);

const answer = async <N extends CommandName>(
  name: N,
  { handlers, senderOf, passes, refused }: GateParts,
  event: IpcMainInvokeEvent,
  argument: unknown,
): Promise<Answer<unknown>> => {
  const sender = senderOf(event);
  const mayAsk: readonly Sender[] = COMMANDS[name].from;
  if (sender === null || !mayAsk.includes(sender)) {
    refused(name, 'foreignSender', event.senderFrame?.url ?? 'a frame that is gone');
    return fail('foreignSender');
  }
  const checked = v.safeParse(COMMANDS[name].argument, argument);
  if (!checked.success) {
    const wrong = checked.issues.map((issue) => issue.message).join('; ');
    refused(name, 'wrongShape', SECRET.has(name) ? 'its argument is not told' : wrong);
    return fail('wrongShape');
  }
  if (!passes(name, checked.output as Checked<N>)) return fail('locked');
  try {
    return await handlers[name](checked.output as Checked<N>);
  } catch (error) {
    refused(name, 'failed', errorInWords(error));
    return fail('failed');
  }
};

/** Opens the gate: every command of the contract is answered from now on. */
export const openGate = (parts: GateParts): void => {
  for (const name of COMMAND_NAMES) {
    ipcMain.handle(commandChannel(name), (event, argument: unknown) => answer(name, parts, event, argument));
  }
};
