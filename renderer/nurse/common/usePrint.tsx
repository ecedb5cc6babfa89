// Prints something, or saves it as a PDF where the person chooses: the two keys, and what came of the last press.

import { useState } from 'react';
import type { Argument } from '../../../shared/ipc/contract.ts';
import { Button } from '../../ui/Button.tsx';
import { useAsk } from '../../ui/useAsk.ts';

interface PrintWords {
  readonly print: string;
  readonly save: string;
  readonly printed: string;
  readonly saved: string;
}

/** @param sheet is asked at each press for what to print; null: there is nothing */
export const usePrint = (say: PrintWords, sheet: () => Promise<Argument<'print'> | null>) => {
  const { ask, isBusy, isDone, wrong } = useAsk();
  const [command, setCommand] = useState<'print' | 'savePdf'>('print');
  const run = async (next: typeof command): Promise<void> => {
    const printed = await sheet();
    if (printed === null) return;
    setCommand(next);
    await ask(next, printed);
  };
  return {
    keys: (
      <>
        <Button isBusy={isBusy} onPress={() => void run('print')}>
          {say.print}
        </Button>
        <Button isBusy={isBusy} onPress={() => void run('savePdf')}>
          {say.save}
        </Button>
      </>
    ),
    /** The last press in a sentence, once it is done. */
    done: isDone ? (command === 'print' ? say.printed : say.saved) : null,
    wrong,
  };
};
