// The editor of one's own preset: its timeline, and below it what can be changed in each part.

import { useState } from 'react';
import {
  type PresetSummary,
  type PresetView,
  plainPreset,
  type Snapshot,
} from '../../../shared/ipc/snapshot.ts';
import { MOST_CHECKS, type Preset } from '../../../shared/preset/preset.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { useHistory } from '../../ui/history.ts';
import { useUndoKeys } from '../../ui/useKeys.ts';
import { words } from '../../words/index.ts';
import { EditorFrame } from './EditorFrame.tsx';
import { type Part, Parts } from './Parts.tsx';
import styles from './PresetEditor.module.css';
import { phaseOf, roomForCheck, withCheck, withoutCheck } from './preset-editing.ts';
import { keepPreset } from './preset-saving.ts';
import { Timeline } from './Timeline.tsx';

const { checks: say } = words.presetEditor;

export interface EditorProps {
  readonly snapshot: Snapshot;
  readonly presets: readonly PresetSummary[];
  readonly preset: PresetView;
  readonly onMake: (preset: Preset) => void;
}

export const Editor = ({ snapshot, presets, preset: first, onMake }: EditorProps) => {
  const { refuse } = useCommands();
  const draft = useHistory(plainPreset(first), (next) =>
    keepPreset(next, (error) => refuse(words.errors[error])),
  );
  const { present: preset, edit } = draft;
  const [wishedPart, setPart] = useState<Part>('whole');
  const [wishedCheck, setCheckAt] = useState<number | null>(null);
  // A phase or check that was removed, or undone, is no longer chosen.
  const checkAt = wishedCheck !== null && preset.checksMin.includes(wishedCheck) ? wishedCheck : null;
  const part = wishedPart === 'whole' || phaseOf(preset, wishedPart) !== undefined ? wishedPart : 'whole';
  useUndoKeys(draft.undo, draft.redo);

  const addCheck = (): void => {
    let added: number | null = null;
    edit(`check more ${preset.checksMin.length}`, (before) => {
      const change = withCheck(before, roomForCheck(before));
      added = change.atMin;
      return change.preset;
    });
    setCheckAt(added);
  };
  const removeCheck = (atMin: number): void => {
    edit(`check less ${atMin}`, (before) => withoutCheck(before, atMin));
    setCheckAt(null);
  };

  return (
    <EditorFrame snapshot={snapshot} preset={preset} draft={draft} onMake={() => onMake(preset)}>
      <div className={styles.timeline}>
        <Timeline
          preset={preset}
          needleMs={null}
          editing={{
            part,
            checkAt,
            onChoosePhase: setPart,
            onChooseCheck: setCheckAt,
            onMove: edit,
            onRemoveCheck: removeCheck,
          }}
        />
      </div>
      <Parts draft={draft} presets={presets} sound={snapshot.sound} part={part} onChoose={setPart}>
        {checkAt !== null && (
          <Button size="small" kind="link" onPress={() => removeCheck(checkAt)}>
            {say.remove(checkAt)}
          </Button>
        )}
        <Button
          size="small"
          why={preset.checksMin.length >= MOST_CHECKS ? say.most : null}
          onPress={addCheck}
        >
          {say.add}
        </Button>
      </Parts>
    </EditorFrame>
  );
};
