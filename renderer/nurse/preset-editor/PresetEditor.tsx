// The preset editor: the whole of a preset as a timeline to look at and touch. One that comes with Stillroom can be
// looked at and previewed, and never changed.

import { type ReactElement, useEffect, useState } from 'react';
import type { PresetView, Snapshot } from '../../../shared/ipc/snapshot.ts';
import type { Preset } from '../../../shared/preset/preset.ts';
import { send } from '../../ui/bridge.ts';
import { useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import { chosenPresetId, useChosenPreset } from '../presets/chosen-preset.ts';
import { usePresets } from '../presets/usePresets.ts';
import { Editor } from './Editor.tsx';
import { EditorHead } from './EditorHead.tsx';
import { allKept } from './keeping-presets.ts';
import { LookedAt } from './LookedAt.tsx';
import { makePresetOf } from './making-presets.ts';

/**
 * A preset as main has it now, with everything in it that was changed here; null while it is on its way, or where there
 * is none. What somebody goes on from must never be an older one that was remembered.
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

/** The preset that is open: the console's choice, or the one that was made here since. */
const useOpenPreset = (snapshot: Snapshot) => {
  const [made, setMade] = useState<string | null>(null);
  // The others are needed for their labels, and not anew at every change of this one.
  const [listed, setListed] = useState(snapshot.presets);
  const presets = usePresets(listed);
  const [chosen] = useChosenPreset(presets);
  // A list that does not have the newest yet must not lead to another one.
  const preset = useFreshPreset(made ?? chosenPresetId() ?? chosen);
  const open = (id: string): void => {
    setMade(id);
    setListed(snapshot.presets);
  };
  return { presets: presets ?? [], preset, open };
};

export const PresetEditor = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement => {
  const { presets, preset, open } = useOpenPreset(snapshot);
  const { tell, refuse } = useCommands();
  const make = async (of: Preset): Promise<void> => {
    const made = await makePresetOf(of);
    if (made.ok) open(made.value);
    else refuse(words.errors[made.error]);
  };
  if (preset === null) {
    return (
      <div className="screen-frame">
        <EditorHead
          label={words.presetEditor.title}
          total={words.presetEditor.opening}
          isRunning={false}
          draft={null}
          isPreviewing={false}
          onLeave={() => void tell('show', { view: 'console' })}
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
