// The console before a session: choose a preset, see what it will do and whether the room is ready, press Start. It never
// bars Start because something is not ready; it only says so.

import { useState } from 'react';
import { type PresetView, plainPreset, type Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalLine, useCommands } from '../../ui/Commands.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { words } from '../../words/index.ts';
import { RoomPicture } from '../chart/RoomPicture.tsx';
import { PresetChart } from '../chart/SessionChart.tsx';
import { FullLightButton } from '../common/FullLightButton.tsx';
import { ConsoleHeader } from '../common/HeaderParts.tsx';
import { Notices } from '../common/Notices.tsx';
import { MusicKey } from '../presets/MusicKey.tsx';
import { PresetList } from '../presets/PresetList.tsx';
import { choosePreset, useChosenPreset, useFit } from '../presets/usePresets.ts';
import own from './ChosenPresetActions.module.css';
import styles from './ConsoleBefore.module.css';
import { fullLightText } from './console-cards.ts';
import { Readiness } from './Readiness.tsx';
import { readinessOf } from './readiness-facts.ts';

const { ways } = words.presetEditor;

/** What can be done with the chosen preset before a session: change it, or open its plan card. */
const ChosenPresetActions = ({ preset }: { readonly preset: PresetView }) => {
  const { tell, refuse } = useCommands();
  const open = (): void => void tell('show', { view: 'preset' });
  /** Loaded when it is used: the program starts without it. */
  const makeOne = async (): Promise<void> => {
    const { makePresetOf } = await import('../preset-editor/preset-saving.ts');
    const made = await makePresetOf(plainPreset(preset));
    if (made.ok) open();
    else refuse(words.errors[made.error]);
  };
  const change = { id: 'open', name: ways.change, about: ways.changeAbout };
  const duplicate = { id: 'make', name: ways.duplicate, about: ways.duplicateAbout };
  const makeOneOfIt = { id: 'make', name: ways.makeOne, about: ways.makeOneAbout };
  const look = { id: 'open', name: ways.look, about: ways.lookAbout };
  return (
    <div className={own.actions}>
      <span className="keeps-size">
        <MenuButton
          label={ways.menu}
          entries={preset.isBuiltIn ? [makeOneOfIt, look] : [change, duplicate]}
          onChoose={(id) => (id === 'open' ? open() : void makeOne())}
        />
      </span>
      {/* The button to the plan says whether there is one, so that a nurse sees it before Start. */}
      <span className={own.plan}>
        <Button onPress={() => void tell('show', { view: 'plan' })}>
          <span className={own.planKey} data-has={preset.plan !== null || undefined}>
            {words.plan.title} <small className={own.planState}>{words.plan.inShort(preset.plan)}</small>
          </span>
        </Button>
      </span>
    </div>
  );
};

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
  const { tell } = useCommands();
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
        <p className={isFull ? 'full-is-on' : 'foot-hint'}>
          {isFull ? fullLightText(snapshot.lights) : settles}
        </p>
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
        <FullLightButton session={snapshot.session} />
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
