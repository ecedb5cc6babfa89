// The plan on paper, printed or saved as a PDF where the person says: its two keys, and what came of the last press.

import type { ReactElement, ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Wrong } from '../../ui/Section.tsx';
import { type Ask, useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';

const { plan: say } = words;

export interface PlanPaper {
  readonly keys: ReactElement;
  /** What came of the last press; null: nothing to say. */
  readonly said: ReactNode;
}

const NOTHING_FIRST = async (): Promise<void> => {};

/** @param first what has to be done before, so that the paper says what the screen does */
export const usePlanPaper = (presetId: string, first = NOTHING_FIRST): PlanPaper => {
  const printing = useAsk();
  const saving = useAsk();
  const isBusy = printing.isBusy || saving.isBusy;
  const wrong = printing.wrong ?? saving.wrong;
  const done = printing.isDone ? say.printed : saving.isDone ? say.saved : null;

  const give = async (way: Ask, other: Ask, name: 'print' | 'savePdf'): Promise<void> => {
    other.forget();
    await first();
    await way.ask(name, { kind: 'plan', presetId });
  };

  return {
    keys: (
      <>
        <Button isBusy={isBusy} onPress={() => void give(printing, saving, 'print')}>
          {say.print}
        </Button>
        <Button isBusy={isBusy} onPress={() => void give(saving, printing, 'savePdf')}>
          {say.save}
        </Button>
      </>
    ),
    said: wrong === null ? done !== null && <p role="status">{done}</p> : <Wrong sentence={wrong} />,
  };
};
