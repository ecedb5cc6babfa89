// Prints the plan, or saves it as a PDF where the person chooses: the two keys, and the outcome of the last press.

import type { ReactElement, ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Wrong } from '../../ui/Section.tsx';
import { type Ask, useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';

const { plan: say } = words;

export interface PlanPrint {
  readonly keys: ReactElement;
  /** The outcome of the last press; null before the first. */
  readonly outcome: ReactNode;
}

const NOTHING_FIRST = async (): Promise<void> => {};

/** @param first runs before, so that the print says what the screen does */
export const usePlanPrint = (presetId: string, first = NOTHING_FIRST): PlanPrint => {
  const printing = useAsk();
  const saving = useAsk();
  const isBusy = printing.isBusy || saving.isBusy;
  const wrong = printing.wrong ?? saving.wrong;
  const done = printing.isDone ? say.printed : saving.isDone ? say.saved : null;

  const run = async (way: Ask, other: Ask, name: 'print' | 'savePdf'): Promise<void> => {
    other.forget();
    await first();
    await way.ask(name, { kind: 'plan', presetId });
  };

  return {
    keys: (
      <>
        <Button isBusy={isBusy} onPress={() => void run(printing, saving, 'print')}>
          {say.print}
        </Button>
        <Button isBusy={isBusy} onPress={() => void run(saving, printing, 'savePdf')}>
          {say.save}
        </Button>
      </>
    ),
    outcome: wrong === null ? done !== null && <p role="status">{done}</p> : <Wrong sentence={wrong} />,
  };
};
