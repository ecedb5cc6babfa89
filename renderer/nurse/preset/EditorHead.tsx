// The first line of the preset editor: the way back, whose preset it is, what was said last, and what can be done with
// the whole of it.

import { ArrowLeft, Play, Redo2, Undo2 } from 'lucide-react';
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../ui/Button.tsx';
import { RefusalLine, useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import styles from './PresetEditor.module.css';
import type { PresetDraft } from './usePresetDraft.ts';

const { presetEditor: say } = words;

export interface EditorHeadProps {
  readonly label: string;
  readonly isRunning: boolean;
  /** null: a preset that stays as it is. */
  readonly draft: PresetDraft | null;
  readonly isPreviewing: boolean;
  readonly onPreview: () => void;
  readonly children?: ReactNode;
}

const UndoKeys = ({ draft }: { readonly draft: PresetDraft }): ReactElement => (
  <>
    <Button kind="link" why={draft.canUndo ? null : say.nothingToUndo} onPress={draft.undo} label={say.undo}>
      <Undo2 className={styles.icon} aria-hidden="true" />
      <span className={styles.keyName}>{say.undo}</span>
    </Button>
    <Button kind="link" why={draft.canRedo ? null : say.nothingToRedo} onPress={draft.redo} label={say.redo}>
      <Redo2 className={styles.icon} aria-hidden="true" />
      <span className={styles.keyName}>{say.redo}</span>
    </Button>
  </>
);

/** The keyboard comes back to the key that a preview was begun with. */
const useComingBack = (isPreviewing: boolean) => {
  const place = useRef<HTMLSpanElement>(null);
  const was = useRef(false);
  useEffect(() => {
    if (was.current && !isPreviewing) place.current?.querySelector('button')?.focus();
    was.current = isPreviewing;
  }, [isPreviewing]);
  return place;
};

export const EditorHead = (props: EditorHeadProps): ReactElement => {
  const { label, isRunning, draft, isPreviewing, onPreview, children } = props;
  const { tell, refusal } = useCommands();
  const previewKey = useComingBack(isPreviewing);
  const about = isRunning ? say.running : draft === null ? say.builtIn : say.kept;
  return (
    <header className={styles.header}>
      <Button onPress={() => void tell('show', { view: 'console' })}>
        <ArrowLeft className={styles.icon} aria-hidden="true" />
        {say.back}
      </Button>
      <h1 className={styles.title}>{label}</h1>
      <div className={styles.said} data-running={isRunning || undefined}>
        {refusal === null && <p>{about}</p>}
        <RefusalLine />
      </div>
      {!isPreviewing && draft !== null && <UndoKeys draft={draft} />}
      {!isPreviewing && children}
      <span ref={previewKey} className={styles.previewKey}>
        {!isPreviewing && (
          <Button kind="primary" onPress={onPreview}>
            <Play className={styles.icon} aria-hidden="true" />
            {say.preview.open}
          </Button>
        )}
      </span>
    </header>
  );
};
