// A built-in preset: its timeline, the room in each phase, the preview, and the way to one's own. Nothing here changes
// it.

import type { ReactElement } from 'react';
import { type PresetView, plainPreset, type Snapshot } from '../../../shared/ipc/snapshot.ts';
import { musicOf, type Preset, playlistIn } from '../../../shared/preset/preset.ts';
import { words } from '../../words/index.ts';
import { levelText } from '../../words/level-text.ts';
import { PresetChart } from '../chart/SessionChart.tsx';
import styles from './BuiltInPreset.module.css';
import { EditorFrame } from './EditorFrame.tsx';
import { PhasePicture } from './PhasePicture.tsx';

const { presetEditor: say } = words;

interface BuiltInPresetProps {
  readonly snapshot: Snapshot;
  readonly preset: PresetView;
  readonly onMake: (preset: Preset) => void;
}

export const BuiltInPreset = ({ snapshot, preset, onMake }: BuiltInPresetProps): ReactElement => {
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
