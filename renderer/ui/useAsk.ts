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

type Outcome =
  | { readonly kind: 'none' | 'done' }
  | { readonly kind: 'wrong'; readonly sentence: string; readonly error: CommandError | null };

const NONE: Outcome = { kind: 'none' };

/** One command at a time, and what came of it. */
export const useAsk = (): Ask => {
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>(NONE);
  const ask: Ask['ask'] = async (name, argument) => {
    setBusy(true);
    setOutcome(NONE);
    const answer = await send(name, argument);
    setBusy(false);
    if (answer.ok) setOutcome({ kind: 'done' });
    else if (answer.error !== 'cancelled')
      setOutcome({
        kind: 'wrong',
        sentence: answer.fault === undefined ? words.errors[answer.error] : words.presetFault(answer.fault),
        error: answer.error,
      });
    return answer;
  };
  return {
    isBusy,
    wrong: outcome.kind === 'wrong' ? outcome.sentence : null,
    error: outcome.kind === 'wrong' ? outcome.error : null,
    isDone: outcome.kind === 'done',
    ask,
    refuse: (sentence) => setOutcome({ kind: 'wrong', sentence, error: null }),
    forget: () => setOutcome(NONE),
  };
};
