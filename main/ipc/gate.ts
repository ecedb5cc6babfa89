// The gate between windows and main: it checks who sends a command, the argument's shape and the console's lock, and
// then calls the handler. It never throws to a page, and it reports every message that it refuses.

import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import * as v from 'valibot';
import { errorInWords } from '../../shared/errors.ts';
import { commandChannel } from '../../shared/ipc/channels.ts';
import {
  type AnswerTo,
  type Checked,
  COMMANDS,
  type CommandName,
  type WindowName,
} from '../../shared/ipc/contract.ts';
import { fail } from '../../shared/result.ts';
import type { Handlers } from './answers.ts';
import { wrongPlaces } from './refusals.ts';

/** Why the gate lets a message through to no handler, or has no answer of it. */
export type GateRefusal = 'foreignSender' | 'wrongShape' | 'failed';

export interface GateParts {
  readonly handlers: Handlers;
  /** Which of our windows a message comes from; null for any other. */
  readonly senderOf: (event: IpcMainInvokeEvent) => WindowName | null;
  /** Whether the console's lock lets the command through. */
  readonly passes: <N extends CommandName>(command: N, argument: Checked<N>) => boolean;
  /** Called for every message that is refused, with the reason. */
  readonly refused: (command: CommandName, why: GateRefusal, detail: string) => void;
}

/** Nothing of the argument of these is told: it would show a PIN or a patient's pages. */
const SECRET: readonly CommandName[] = ['setPin', 'unlock', 'changePages', 'print', 'savePdf'];

const answer = async <N extends CommandName>(
  name: N,
  { handlers, senderOf, passes, refused }: GateParts,
  event: IpcMainInvokeEvent,
  argument: unknown,
): Promise<AnswerTo<N>> => {
  const sender = senderOf(event);
  const senders: readonly WindowName[] = COMMANDS[name].from;
  if (sender === null || !senders.includes(sender)) {
    refused(name, 'foreignSender', event.senderFrame?.url ?? 'a frame that is gone');
    return fail('foreignSender');
  }
  const parsed = v.safeParse(COMMANDS[name].argument, argument);
  if (!parsed.success) {
    refused(
      name,
      'wrongShape',
      SECRET.includes(name) ? 'its argument is not told' : wrongPlaces(parsed.issues),
    );
    return fail('wrongShape');
  }
  const checked = parsed.output as Checked<N>;
  if (!passes(name, checked)) return fail('locked');
  try {
    return await handlers[name](checked);
  } catch (error) {
    refused(name, 'failed', errorInWords(error));
    return fail('failed');
  }
};

/** Opens the gate: every command of the contract is answered from now on. */
export const openGate = (parts: GateParts): void => {
  for (const name of Object.keys(COMMANDS) as CommandName[]) {
    ipcMain.handle(commandChannel(name), (event, argument: unknown) => answer(name, parts, event, argument));
  }
};
