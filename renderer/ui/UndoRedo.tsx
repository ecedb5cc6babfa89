// The Undo and Redo keys of a screen. A key that cannot act now stays in place and says why.

import { Redo2, Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from './Button.tsx';

export interface UndoRedoProps {
  readonly steps: {
    readonly canUndo: boolean;
    readonly canRedo: boolean;
    readonly undo: () => void;
    readonly redo: () => void;
  };
  /** Their names, and why they cannot act now. */
  readonly say: {
    readonly undo: string;
    readonly redo: string;
    readonly nothingToUndo: string;
    readonly nothingToRedo: string;
  };
  /** The class of the written names, which a narrow screen hides. */
  readonly nameClass?: string | undefined;
}

export const UndoRedo = ({ steps, say, nameClass }: UndoRedoProps): ReactElement => (
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
