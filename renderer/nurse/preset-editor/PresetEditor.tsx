// The preset editor. One's own preset is edited as a timeline; a built-in one is shown and previewed, and never changed.

import { useEffect, useState } from 'react';
import { type PresetView, plainPreset, type Snapshot } from '../../../shared/ipc/snapshot.ts';
import { musicOf, type Preset, playlistIn } from '../../../shared/preset/preset.ts';
import { send } from '../../ui/bridge.ts';
import { useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import { levelText } from '../../words/level-text.ts';
import { PresetChart } from '../chart/SessionChart.tsx';
import { chosenPresetId, usePresets } from '../presets/usePresets.ts';
import { Editor, type EditorProps } from './Editor.tsx';
import { EditorFrame, EditorHead } from './EditorFrame.tsx';
import { PhasePicture } from './Parts.tsx';
import styles from './PresetEditor.module.css';
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

const { presetEditor: say } = words;

/** A built-in preset: its timeline, the room in each phase, the preview, and the way to one's own. */
const BuiltInPreset = ({ snapshot, preset, onMake }: Omit<EditorProps, 'presets'>) => {
  const { chairDb } = snapshot.sound;
  return (
    <EditorFrame snapshot={snapshot} preset={preset} draft={null} onMake={() => onMake(plainPreset(preset))}>
      <div className="fills">
        <PresetChart preset={preset} chairDb={chairDb} />
      </div>
      <ul className={styles.cards}>
        {preset.phases.map(({ name, lengthMin, ambient, levelDb }) => {
          const isSilent = playlistIn(musicOf(preset), name) === null;
          const level = isSilent ? null : levelText(levelDb, chairDb);
          return (
            <li key={name} className={styles.card}>
              <div className={styles.picture}>
                <PhasePicture preset={preset} name={name} />
              </div>
              <h2 className={styles.name}>{say.tabs.phase[name]}</h2>
              <p className="tabular hint">{say.phase.summary(lengthMin, ambient.brightnessPct, level)}</p>
            </li>
          );
        })}
      </ul>
    </EditorFrame>
  );
};

export const PresetEditor = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { refuse } = useCommands();
  const [madeId, setMadeId] = useState<string | null>(null);
  // The other presets are needed for their labels, and not again at every change of this one.
  const [listed, setListed] = useState(snapshot.presets);
  const presets = usePresets(listed);
  // The one made here, or the console's choice: a list without the newest must not lead to another one.
  const preset = useFreshPreset(madeId ?? chosenPresetId() ?? presets?.[0]?.id ?? null);
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
        <EditorHead label={say.title} total={say.opening} />
      </div>
    );
  }
  return preset.isBuiltIn ? (
    <BuiltInPreset key={preset.id} snapshot={snapshot} preset={preset} onMake={onMake} />
  ) : (
    <Editor key={preset.id} snapshot={snapshot} preset={preset} presets={presets ?? []} onMake={onMake} />
  );
};
