// The editor of one own preset: its timeline, what can be changed in each part, and the preview.

import { type ReactElement, useCallback, useState } from 'react';
import type { PresetSummary, PresetView, Snapshot } from '../../../shared/ipc/snapshot.ts';
import { plainPreset } from '../../../shared/ipc/snapshot.ts';
import { MOST_CHECKS, minutesAfterDose, type Preset } from '../../../shared/preset/preset.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { useEscape } from '../../ui/useEscape.ts';
import { useLatest } from '../../ui/useLatest.ts';
import { useUndoKeys } from '../../ui/useUndoKeys.ts';
import { words } from '../../words/index.ts';
import { Notices } from '../common/Notices.tsx';
import { EditorHead } from './EditorHead.tsx';
import { allKept } from './keeping-presets.ts';
import { type Part, Parts } from './Parts.tsx';
import styles from './PresetEditor.module.css';
import { Previewed } from './Previewed.tsx';
import { phaseOf, roomForCheck, withCheck, withoutCheck } from './preset-editing.ts';
import { Timeline } from './Timeline.tsx';
import { usePresetDraft } from './usePresetDraft.ts';

const { presetEditor: say } = words;

export interface EditorProps {
  readonly snapshot: Snapshot;
  readonly presets: readonly PresetSummary[];
  readonly preset: PresetView;
  readonly onDuplicate: (preset: Preset) => void;
}

interface CheckKeysProps {
  readonly atMin: number | null;
  readonly isFull: boolean;
  readonly onAdd: () => void;
  readonly onRemove: (atMin: number) => void;
}

const CheckKeys = ({ atMin, isFull, onAdd, onRemove }: CheckKeysProps): ReactElement => (
  <>
    {atMin !== null && (
      <Button size="small" kind="link" onPress={() => onRemove(atMin)}>
        {say.checks.remove(atMin)}
      </Button>
    )}
    <Button size="small" why={isFull ? say.checks.most : null} onPress={onAdd}>
      {say.checks.add}
    </Button>
  </>
);

export const Editor = ({ snapshot, presets, preset: first, onDuplicate }: EditorProps): ReactElement => {
  const { tell } = useCommands();
  const draft = usePresetDraft(plainPreset(first));
  const { preset, edit } = draft;
  const [part, setPart] = useState<Part>('whole');
  const [isPreviewing, setPreviewing] = useState(false);
  const [checkAt, setCheckAt] = useState<number | null>(null);
  const check = checkAt !== null && preset.checksMin.includes(checkAt) ? checkAt : null;
  // A phase that was taken out, or undone, is no longer shown.
  const shown = part === 'whole' || phaseOf(preset, part) !== undefined ? part : 'whole';

  useUndoKeys(draft.undo, draft.redo);
  /** What the console then shows, and Start would begin with, is what is here. */
  const leave = async (): Promise<void> => {
    await allKept();
    await tell('show', { view: 'console' });
  };
  const onEscape = useLatest(() => {
    if (isPreviewing) setPreviewing(false);
    else void leave();
  });
  useEscape(onEscape);

  const addCheck = (): void => {
    let added: number | null = null;
    edit(`check more ${preset.checksMin.length}`, (before) => {
      const change = withCheck(before, roomForCheck(before));
      added = change.atMin;
      return change.preset;
    });
    setCheckAt(added);
  };
  const removeCheck = useCallback(
    (atMin: number): void => {
      edit(`check less ${atMin}`, (before) => withoutCheck(before, atMin));
      setCheckAt(null);
    },
    [edit],
  );
  const settleMin = preset.phases[0]?.lengthMin ?? 0;

  return (
    <div className="screen-frame">
      <EditorHead
        label={preset.label}
        total={say.total(settleMin, minutesAfterDose(preset))}
        isRunning={snapshot.session.stage === 'running'}
        draft={draft}
        isPreviewing={isPreviewing}
        onLeave={() => void leave()}
        onPreview={() => setPreviewing(true)}
      >
        <Button onPress={() => onDuplicate(preset)}>{say.ways.duplicate}</Button>
      </EditorHead>
      <Notices snapshot={snapshot} />
      {isPreviewing ? (
        <Previewed preset={preset} chairDb={snapshot.sound.chairDb} onStop={() => setPreviewing(false)} />
      ) : (
        <main className={styles.main}>
          <div className={styles.timeline}>
            <Timeline
              preset={preset}
              chosen={shown === 'whole' ? null : shown}
              chosenCheck={check}
              needleMs={null}
              onChoosePhase={setPart}
              onChooseCheck={setCheckAt}
              onMove={edit}
              onRemoveCheck={removeCheck}
            />
          </div>
          <Parts draft={draft} presets={presets} sound={snapshot.sound} part={shown} onChoose={setPart}>
            <CheckKeys
              atMin={check}
              isFull={preset.checksMin.length >= MOST_CHECKS}
              onAdd={addCheck}
              onRemove={removeCheck}
            />
          </Parts>
        </main>
      )}
    </div>
  );
};
