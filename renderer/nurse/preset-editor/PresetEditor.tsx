// The preset editor. One's own preset is edited as a timeline; a built-in one is shown and previewed, and never changed.

import { type ReactElement, useEffect, useState } from 'react';
import type { PresetView, Snapshot } from '../../../shared/ipc/snapshot.ts';
import type { Preset } from '../../../shared/preset/preset.ts';
import { send } from '../../ui/bridge.ts';
import { useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import { chosenPresetId, useChosenPreset } from '../presets/chosen-preset.ts';
import { usePresets } from '../presets/usePresets.ts';
import { BuiltInPreset } from './BuiltInPreset.tsx';
import { Editor } from './Editor.tsx';
import { EditorHead } from './EditorFrame.tsx';
import { allKept, makePresetOf } from './preset-saving.ts';

/**
 * A preset as main has it now, with every change made here; null until main has answered, or where there is none. An
 * older, remembered one must never be edited.
 */
const useFreshPreset = (presetId: string | null): PresetView | null => {
  const [preset, setPreset] = useState<PresetView | null>(null);
  useEffect(() => {
    if (presetId === null) return;
    let isWanted = true;
    void allKept()
      .then(() => send('preset', { presetId }))
      .then((answer) => {
        if (isWanted && answer.ok) setPreset(answer.value);
      });
    return () => {
      isWanted = false;
    };
  }, [presetId]);
  return preset?.id === presetId ? preset : null;
};

export const PresetEditor = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement => {
  const { refuse } = useCommands();
  const [madeId, setMadeId] = useState<string | null>(null);
  // The other presets are needed for their labels, and not again at every change of this one.
  const [listed, setListed] = useState(snapshot.presets);
  const presets = usePresets(listed);
  const [chosen] = useChosenPreset(presets);
  // The one made here, or the console's choice: a list without the newest must not lead to another one.
  const preset = useFreshPreset(madeId ?? chosenPresetId() ?? chosen);
  const make = async (of: Preset): Promise<void> => {
    const made = await makePresetOf(of);
    if (!made.ok) return refuse(words.errors[made.error]);
    setMadeId(made.value);
    setListed(snapshot.presets);
  };
  const onMake = (of: Preset): void => void make(of);
  if (preset === null) {
    return (
      <div className="screen-frame">
        <EditorHead label={words.presetEditor.title} total={words.presetEditor.opening} />
      </div>
    );
  }
  return preset.isBuiltIn ? (
    <BuiltInPreset key={preset.id} snapshot={snapshot} preset={preset} onMake={onMake} />
  ) : (
    <Editor key={preset.id} snapshot={snapshot} preset={preset} presets={presets ?? []} onMake={onMake} />
  );
};
