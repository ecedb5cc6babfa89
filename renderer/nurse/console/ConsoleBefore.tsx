// The console before a session: choose a preset, see what it will do and whether the room is ready, press Start. It never
// bars Start because something is not ready; it only says so.

import { useState } from 'react';
import type { PresetView, Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalLine, useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import { RoomPicture } from '../chart/RoomPicture.tsx';
import { PresetChart } from '../chart/SessionChart.tsx';
import { ConsoleHeader } from '../common/HeaderParts.tsx';
import { Notices } from '../common/Notices.tsx';
import { MusicKey } from '../presets/MusicKey.tsx';
import { PresetList } from '../presets/PresetList.tsx';
import { choosePreset, useChosenPreset, useFit } from '../presets/usePresets.ts';
import { ChosenPresetActions } from './ChosenPresetActions.tsx';
import styles from './ConsoleBefore.module.css';
import { Readiness } from './Readiness.tsx';
import { readinessOf } from './readiness-facts.ts';

interface ChosenPresetProps {
  readonly snapshot: Snapshot;
  readonly preset: PresetView | null;
}

const ChosenPreset = ({ snapshot, preset }: ChosenPresetProps) => {
  const { sound } = snapshot;
  const fit = useFit(preset, sound);
  if (preset === null) return <div className={styles.chart} />;
  return (
    <>
      <div className={styles.title}>
        <div className={styles.titleWords}>
          <h2 className={styles.label}>{preset.label}</h2>
          <p className={styles.summary}>
            {words.before.summary(preset.kind, preset.checksMin, preset.assessMin)}
          </p>
        </div>
        <ChosenPresetActions preset={preset} />
        <div className={styles.music}>
          <MusicKey preset={preset} playlists={sound.playlists} fit={fit} />
        </div>
      </div>
      <div className={styles.chart}>
        <PresetChart preset={preset} chairDb={sound.chairDb} />
      </div>
      <Readiness facts={readinessOf(snapshot, preset, fit)} />
    </>
  );
};

const Foot = ({ snapshot, preset }: ChosenPresetProps) => {
  const { tell, act } = useCommands();
  const [isStarting, setStarting] = useState(false);
  const isFull = snapshot.session.fullLightSince !== null;
  const settles = preset === null ? '' : words.before.settles(preset.kind);

  const start = async (): Promise<void> => {
    if (preset === null) return;
    setStarting(true);
    if (await tell('start', { presetId: preset.id })) choosePreset(null);
    setStarting(false);
  };

  return (
    <footer className="screen-foot">
      <div className="hint-or-refusal">
        <p className={isFull ? 'full-is-on' : 'foot-hint'}>{isFull ? words.before.fullLightOn : settles}</p>
        <RefusalLine />
      </div>
      <span className={styles.start}>
        <Button
          kind="primary"
          size="giant"
          why={preset === null ? words.before.noPresets : null}
          isBusy={isStarting}
          onPress={() => void start()}
        >
          {words.before.start}
        </Button>
      </span>
      <span className="full-light-place-outside">
        <Button
          kind="full"
          size="footer"
          hint={words.actions.keys.fullLight}
          onPress={() => act(isFull ? 'undoFullLight' : 'fullLight')}
        >
          {isFull ? words.actions.backAsBefore : words.actions.fullLight}
        </Button>
      </span>
    </footer>
  );
};

export const ConsoleBefore = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { presets, chosen, choose, preset } = useChosenPreset(snapshot.presets);
  return (
    <div className={styles.console}>
      <ConsoleHeader snapshot={snapshot} title={words.app.name} hasMusic />
      <aside className={styles.side}>
        <PresetList presets={presets} chosen={chosen} onChoose={choose} />
        <div className={styles.corner}>
          <div className={styles.picture}>
            <RoomPicture lights={snapshot.lights} />
          </div>
        </div>
      </aside>
      <main className={styles.main}>
        <ChosenPreset snapshot={snapshot} preset={preset} />
        <Notices snapshot={snapshot} isBesideReadiness={preset !== null} />
        <Foot snapshot={snapshot} preset={preset} />
      </main>
    </div>
  );
};
