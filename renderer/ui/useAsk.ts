// A command whose outcome is shown where it was given: in Set-up a refusal stands under its field or button until the next
// try.

import { useState } from 'react';
import type { AnswerTo, Argument, CommandError } from '../../shared/ipc/contract.ts';
import { words } from '../words/index.ts';
import { type ScreenCommand, send } from './bridge.ts';

interface Outcome {
  /** Why the last try failed, as a sentence; null when it was done or cancelled. */
  readonly wrong: string | null;
  /** The error code, where main refused; null otherwise. */
  readonly error: CommandError | null;
  /** True once the last try has succeeded. */
  readonly isDone: boolean;
}

const NO_OUTCOME: Outcome = { wrong: null, error: null, isDone: false };

/** One command at a time, and what came of it. */
export const useAsk = () => {
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState(NO_OUTCOME);
  /** Sends the command and resolves with main's answer. */
  const ask = async <N extends ScreenCommand>(name: N, argument: Argument<N>): Promise<AnswerTo<N>> => {
    setBusy(true);
    setOutcome(NO_OUTCOME);
    const answer = await send(name, argument);
    setBusy(false);
    if (answer.ok) setOutcome({ ...NO_OUTCOME, isDone: true });
    else if (answer.error !== 'cancelled') {
      const { error, fault, waitMs } = answer;
      const said = waitMs === undefined ? words.errors[error] : words.lock.waits(waitMs);
      setOutcome({ ...NO_OUTCOME, wrong: fault === undefined ? said : words.presetFault(fault), error });
    }
    return answer;
  };
  return {
    ...outcome,
    isBusy,
    ask,
    /** Shows a sentence of the screen's own, without asking main. */
    refuse: (sentence: string): void => setOutcome({ ...NO_OUTCOME, wrong: sentence }),
    /** Removes the sentence. */
    forget: (): void => setOutcome(NO_OUTCOME),
  };
};
