// The preset editor: the whole of a preset as a timeline to look at and touch. One that comes with Stillroom can be
// looked at and previewed, and never changed.

import { type ReactElement, useState } from 'react';
import type { Preset } from '../../../shared/preset.ts';
import type { Snapshot } from '../../../shared/snapshot.ts';
import { useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import { chosenPresetId, useChosenPreset } from '../chosen-preset.ts';
import { usePreset, usePresets } from '../usePresets.ts';
import { Editor } from './Editor.tsx';
import { EditorHead } from './EditorHead.tsx';
import { LookedAt } from './LookedAt.tsx';
import { makePresetOf } from './making-presets.ts';
import styles from './PresetEditor.module.css';

/** The preset that is open: the console's choice, or the one that was made here since. */
const useOpenPreset = (snapshot: Snapshot) => {
  const presets = usePresets(snapshot.presets);
  const [chosen] = useChosenPreset(presets);
  const [made, setMade] = useState<string | null>(null);
  // A list that does not have the newest yet must not lead to another one.
  const wished = made ?? chosenPresetId() ?? chosen;
  const preset = usePreset(wished, snapshot.presets);
  return { presets: presets ?? [], preset: preset?.id === wished ? preset : null, open: setMade };
};

export const PresetEditor = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement => {
  const { presets, preset, open } = useOpenPreset(snapshot);
  const { refuse } = useCommands();
  const make = async (of: Preset): Promise<void> => {
    const made = await makePresetOf(of);
    if (made.ok) open(made.value);
    else refuse(words.errors[made.error]);
  };
  if (preset === null) {
    return (
      <div className={styles.editor}>
        <EditorHead
          label={words.presetEditor.title}
          total={words.presetEditor.opening}
          isRunning={false}
          draft={null}
          isPreviewing={false}
          onPreview={null}
        />
      </div>
    );
  }
  const parts = { snapshot, preset };
  return preset.isBuiltIn ? (
    <LookedAt key={preset.id} {...parts} onMake={(of) => void make(of)} />
  ) : (
    <Editor key={preset.id} {...parts} presets={presets} onDuplicate={(of) => void make(of)} />
  );
};
