// The only way from a screen to main. No screen may reach for `window.stillroom` itself.

import type { AnswerTo, Argument, Bridge, CommandError, CommandOf } from '../../shared/ipc/contract.ts';
import { fail } from '../../shared/result.ts';

/** The commands of the screens; the door's are among the room's. */
export type ScreenCommand = CommandOf<'room'>;

export const bridge = (): Bridge<'room'> => window.stillroom;

/** Sends a command. It never throws: whatever goes wrong on the way is the answer `failed`. */
export const send = async <N extends ScreenCommand>(name: N, argument: Argument<N>): Promise<AnswerTo<N>> => {
  try {
    return await bridge().send(name, argument);
  } catch {
    return fail<CommandError>('failed');
  }
};

/** Sends a command from an effect. Returns the effect's clean-up, after which the answer is ignored. */
export const sendInEffect = <N extends ScreenCommand>(
  name: N,
  argument: Argument<N>,
  onAnswer: (answer: AnswerTo<N>) => void,
): (() => void) => {
  let isWanted = true;
  void send(name, argument).then((answer) => {
    if (isWanted) onAnswer(answer);
  });
  return () => {
    isWanted = false;
  };
};

/** The paths of files that were dropped on the window, without those that have none, such as a dragged picture. */
export const pathsOf = (files: readonly File[]): readonly string[] =>
  files.map((file) => window.stillroom.pathOf(file)).filter((path) => path !== '');
