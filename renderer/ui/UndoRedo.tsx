// The two keys of a screen that can take back what was done there; what cannot be done now stays, with the reason.

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
  /** What they are called, and why they cannot be pressed. */
  readonly say: {
    readonly undo: string;
    readonly redo: string;
    readonly nothingToUndo: string;
    readonly nothingToRedo: string;
  };
  /** Of the written names, where a screen is to hide them when it is narrow. */
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
