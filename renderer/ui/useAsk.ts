// A command whose outcome is shown where it was given: in Set-up a refusal stands under its field or button until the next
// try.

import { useState } from 'react';
import type { AnswerTo, Argument, CommandError } from '../../shared/ipc/contract.ts';
import { words } from '../words/index.ts';
import { type ScreenCommand, send } from './bridge.ts';

export interface Ask {
  readonly isBusy: boolean;
  /** Why the last try failed, as a sentence; null when it was done or cancelled. */
  readonly wrong: string | null;
  /** The error code, where main refused; null otherwise. */
  readonly error: CommandError | null;
  /** True once the last try has succeeded. */
  readonly isDone: boolean;
  /** Sends the command and resolves with main's answer. */
  readonly ask: <N extends ScreenCommand>(name: N, argument: Argument<N>) => Promise<AnswerTo<N>>;
  /** Shows a sentence of the screen's own, without asking main. */
  readonly refuse: (sentence: string) => void;
  /** Removes the sentence. */
  readonly forget: () => void;
}

const NO_OUTCOME: Pick<Ask, 'wrong' | 'error' | 'isDone'> = { wrong: null, error: null, isDone: false };

/** One command at a time, and what came of it. */
export const useAsk = (): Ask => {
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState(NO_OUTCOME);
  const ask: Ask['ask'] = async (name, argument) => {
    setBusy(true);
    setOutcome(NO_OUTCOME);
    const answer = await send(name, argument);
    setBusy(false);
    if (answer.ok) setOutcome({ ...NO_OUTCOME, isDone: true });
    else if (answer.error !== 'cancelled') {
      const { error, fault } = answer;
      setOutcome({
        ...NO_OUTCOME,
        wrong: fault === undefined ? words.errors[error] : words.presetFault(fault),
        error,
      });
    }
    return answer;
  };
  return {
    ...outcome,
    isBusy,
    ask,
    refuse: (sentence) => setOutcome({ ...NO_OUTCOME, wrong: sentence }),
    forget: () => setOutcome(NO_OUTCOME),
  };
};
