// A preset that comes with Stillroom, to look at: its timeline, the room in each phase, the preview, and the way to one
// of one's own. Nothing here changes it.

import { type ReactElement, useMemo, useState } from 'react';
import type { PresetView, Snapshot } from '../../../shared/ipc/snapshot.ts';
import { plainPreset } from '../../../shared/ipc/snapshot.ts';
import {
  minutesAfterDose,
  musicOf,
  type Phase,
  type Preset,
  playlistIn,
} from '../../../shared/preset/preset.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { useEscape } from '../../ui/useEscape.ts';
import { useLatest } from '../../ui/useLatest.ts';
import { words } from '../../words/index.ts';
import { levelText } from '../../words/level-text.ts';
import { RoomPicture } from '../chart/RoomPicture.tsx';
import { PresetChart } from '../chart/SessionChart.tsx';
import { Notices } from '../common/Notices.tsx';
import { EditorHead } from './EditorHead.tsx';
import styles from './LookedAt.module.css';
import frame from './PresetEditor.module.css';
import { Previewed } from './Previewed.tsx';
import { lampsAt, lookReachedAt, previewSession } from './preview-session.ts';

const { presetEditor: say } = words;

interface PhaseCardProps {
  readonly preset: Preset;
  readonly phase: Phase;
  readonly chairDb: number | null;
}

const PhaseCard = ({ preset, phase, chairDb }: PhaseCardProps): ReactElement => {
  const { name, lengthMin, ambient, levelDb } = phase;
  const lamps = useMemo(() => {
    const at = lookReachedAt(preset, name);
    return lampsAt(previewSession(preset, at), at);
  }, [preset, name]);
  const isSilent = playlistIn(musicOf(preset), name) === null;
  return (
    <li className={styles.card}>
      <div className={styles.picture}>
        <RoomPicture lights={{ lamps }} label={say.phase.picture(name)} />
      </div>
      <h2 className={styles.name}>{say.tabs.phase[name]}</h2>
      <p className="tabular hint">
        {say.phase.summary(lengthMin, ambient.brightnessPct, isSilent ? null : levelText(levelDb, chairDb))}
      </p>
    </li>
  );
};

export interface LookedAtProps {
  readonly snapshot: Snapshot;
  readonly preset: PresetView;
  readonly onMake: (preset: Preset) => void;
}

export const LookedAt = ({ snapshot, preset, onMake }: LookedAtProps): ReactElement => {
  const { tell } = useCommands();
  const [isPreviewing, setPreviewing] = useState(false);
  const { chairDb } = snapshot.sound;
  const leave = (): void => void tell('show', { view: 'console' });
  const onEscape = useLatest(() => {
    if (isPreviewing) setPreviewing(false);
    else leave();
  });
  useEscape(onEscape);
  const settleMin = preset.phases[0]?.lengthMin ?? 0;
  return (
    <div className="screen-frame">
      <EditorHead
        label={preset.label}
        total={say.total(settleMin, minutesAfterDose(preset))}
        isRunning={snapshot.session.stage === 'running'}
        draft={null}
        isPreviewing={isPreviewing}
        onLeave={leave}
        onPreview={() => setPreviewing(true)}
      >
        <Button onPress={() => onMake(plainPreset(preset))}>{say.ways.makeOne}</Button>
      </EditorHead>
      <Notices snapshot={snapshot} />
      {isPreviewing ? (
        <Previewed preset={preset} chairDb={chairDb} onStop={() => setPreviewing(false)} />
      ) : (
        <main className={frame.main}>
          <div className="fills">
            <PresetChart preset={preset} chairDb={chairDb} />
          </div>
          <ul className={styles.cards}>
            {preset.phases.map((phase) => (
              <PhaseCard key={phase.name} preset={preset} phase={phase} chairDb={chairDb} />
            ))}
          </ul>
        </main>
      )}
    </div>
  );
};
