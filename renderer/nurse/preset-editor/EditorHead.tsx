// The first line of the preset editor: the way back, whose preset it is, what was said last, and what can be done with
// the whole of it.

import { ArrowLeft, Play } from 'lucide-react';
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../ui/Button.tsx';
import { RefusalLine, useCommands } from '../../ui/Commands.tsx';
import { UndoRedo } from '../../ui/UndoRedo.tsx';
import { words } from '../../words/index.ts';
import styles from './PresetEditor.module.css';
import type { PresetDraft } from './usePresetDraft.ts';

const { presetEditor: say } = words;

export interface EditorHeadProps {
  readonly label: string;
  /** How long it is, in a line beneath. */
  readonly total: string;
  readonly isRunning: boolean;
  /** null: a preset that stays as it is. */
  readonly draft: PresetDraft | null;
  readonly isPreviewing: boolean;
  readonly onLeave: () => void;
  /** null: there is nothing to go through yet. */
  readonly onPreview: (() => void) | null;
  readonly children?: ReactNode;
}

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

/** What is worth knowing now. */
const aboutOf = ({ isPreviewing, draft, onPreview }: EditorHeadProps): string => {
  if (onPreview === null) return '';
  if (isPreviewing) return say.preview.nothingMoves;
  return draft === null ? say.builtIn : say.kept;
};

export const EditorHead = (props: EditorHeadProps): ReactElement => {
  const { label, total, isRunning, draft, isPreviewing, onLeave, onPreview, children } = props;
  const { refusal } = useCommands();
  const previewKey = useComingBack(isPreviewing);
  return (
    <>
      <header className="screen-head-with-keys">
        <Button onPress={onLeave}>
          <ArrowLeft className="icon" aria-hidden="true" />
          {say.back}
        </Button>
        <div className={styles.titles}>
          <h1 className={styles.title}>{label}</h1>
          <p className="tabular one-line caption">{total}</p>
        </div>
        <div className={styles.said} data-idle={(!isPreviewing && draft !== null) || undefined}>
          {refusal === null && <p className={styles.about}>{aboutOf(props)}</p>}
          <RefusalLine />
        </div>
        {!isPreviewing && draft !== null && <UndoRedo steps={draft} say={say} nameClass={styles.keyName} />}
        {!isPreviewing && children}
        <span ref={previewKey} className={styles.previewKey}>
          {!isPreviewing && onPreview !== null && (
            <Button kind="primary" onPress={onPreview}>
              <Play className="icon" aria-hidden="true" />
              {say.preview.open}
            </Button>
          )}
        </span>
      </header>
      {isRunning && <p className={styles.running}>{say.running}</p>}
    </>
  );
};
