// What the editor of one's own preset and the view of a built-in one have in common: the first line, the notices, the
// preview, and how the screen is left.

import { Play } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import { minutesAfterDose, type Preset } from '../../../shared/preset/preset.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalLine, useCommands } from '../../ui/Commands.tsx';
import { UndoRedo } from '../../ui/UndoRedo.tsx';
import { useEscape } from '../../ui/useKeys.ts';
import { words } from '../../words/index.ts';
import { BackButton } from '../common/HeaderParts.tsx';
import { Notices } from '../common/Notices.tsx';
import styles from './PresetEditor.module.css';
import { Preview } from './Preview.tsx';
import { allKept, type PresetDraft } from './preset-saving.ts';

const { presetEditor: say } = words;

interface EditorHeadProps {
  readonly label: string;
  /** How long it is, in a line beneath. */
  readonly total: string;
  readonly about?: string;
  /** True where what is said about it gives way on a narrow screen. */
  readonly isIdle?: boolean;
  /** Runs before the screen is left. */
  readonly first?: () => Promise<void>;
  readonly children?: ReactNode;
}

/** The first line: the way back, which preset it is, and what was said last. */
export const EditorHead = (props: EditorHeadProps) => {
  const { refusal } = useCommands();
  return (
    <header className="screen-head-with-keys">
      <BackButton first={props.first} />
      <div className={styles.titles}>
        <h1 className={styles.title}>{props.label}</h1>
        <p className="tabular one-line caption">{props.total}</p>
      </div>
      <div className={styles.status} data-idle={props.isIdle || undefined}>
        {refusal === null && <p className={styles.about}>{props.about}</p>}
        <RefusalLine />
      </div>
      {props.children}
    </header>
  );
};

interface EditorFrameProps {
  readonly snapshot: Snapshot;
  readonly preset: Preset;
  /** null: a built-in preset, which stays as it is. */
  readonly draft: PresetDraft | null;
  /** Makes one's own preset of this one. */
  readonly onMake: () => void;
  readonly children: ReactNode;
}

export const EditorFrame = (props: EditorFrameProps) => {
  const { snapshot, preset, draft, onMake, children } = props;
  const { tell } = useCommands();
  const [isPreviewing, setPreviewing] = useState(false);

  // After a preview the keyboard is back on the button that started it.
  const previewKey = useRef<HTMLSpanElement>(null);
  const wasPreviewing = useRef(false);
  useEffect(() => {
    if (wasPreviewing.current && !isPreviewing) previewKey.current?.querySelector('button')?.focus();
    wasPreviewing.current = isPreviewing;
  }, [isPreviewing]);

  /** The console then shows, and Start would begin with, what is here. */
  const leave = async (): Promise<void> => {
    await allKept();
    await tell('show', { view: 'console' });
  };
  useEscape(() => {
    if (isPreviewing) setPreviewing(false);
    else void leave();
  });

  const about = isPreviewing ? say.preview.nothingMoves : draft === null ? say.builtIn : say.kept;
  return (
    <div className="screen-frame">
      <EditorHead
        label={preset.label}
        total={say.total(preset.phases[0]?.lengthMin ?? 0, minutesAfterDose(preset))}
        about={about}
        isIdle={!isPreviewing && draft !== null}
        first={allKept}
      >
        {!isPreviewing && draft !== null && <UndoRedo steps={draft} nameClass={styles.keyName} />}
        {!isPreviewing && (
          <Button onPress={onMake}>{draft === null ? say.ways.makeOne : say.ways.duplicate}</Button>
        )}
        <span ref={previewKey} className={styles.previewKey}>
          {!isPreviewing && (
            <Button kind="primary" onPress={() => setPreviewing(true)}>
              <Play className="icon" aria-hidden="true" />
              {say.preview.open}
            </Button>
          )}
        </span>
      </EditorHead>
      {snapshot.session.stage === 'running' && <p className={styles.running}>{say.running}</p>}
      <Notices snapshot={snapshot} />
      <main className={styles.main}>
        {isPreviewing ? (
          <Preview preset={preset} chairDb={snapshot.sound.chairDb} onStop={() => setPreviewing(false)} />
        ) : (
          children
        )}
      </main>
    </div>
  );
};
