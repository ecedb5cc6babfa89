// The Undo and Redo keys of a screen. A key that cannot act now stays in place and says why.

import { Redo2, Undo2 } from 'lucide-react';
import { words } from '../words/index.ts';
import { Button } from './Button.tsx';
import type { UndoHistory } from './history.ts';

const { undoing: say } = words;

export interface UndoRedoProps {
  readonly steps: Pick<UndoHistory<unknown>, 'canUndo' | 'canRedo' | 'undo' | 'redo'>;
  /** The class of the written names, which a narrow screen hides. */
  readonly nameClass?: string | undefined;
}

export const UndoRedo = ({ steps, nameClass }: UndoRedoProps) => (
  <>
    <Button kind="link" why={steps.canUndo ? null : say.nothingToUndo} onPress={steps.undo} label={say.undo}>
      <Undo2 className="icon" aria-hidden="true" />
      <span className={nameClass}>{say.undo}</span>
    </Button>
    <Button kind="link" why={steps.canRedo ? null : say.nothingToRedo} onPress={steps.redo} label={say.redo}>
      <Redo2 className="icon" aria-hidden="true" />
      <span className={nameClass}>{say.redo}</span>
    </Button>
  </>
);
