// The parts of a preset as tabs: the whole session, and each phase with a picture of the room.

import { type ReactNode, useMemo } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { PresetSummary } from '../../../shared/ipc/snapshot.ts';
import { PHASE_NAMES, type PhaseName, type Preset } from '../../../shared/preset/preset.ts';
import type { SoundView } from '../../../shared/sound/sound-view.ts';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { words } from '../../words/index.ts';
import { RoomPicture } from '../chart/RoomPicture.tsx';
import styles from './Parts.module.css';
import { PhasePanel } from './PhasePanel.tsx';
import { absentPhases, withPhase } from './preset-editing.ts';
import type { PresetDraft } from './preset-saving.ts';
import { lampsAt, lookReachedAt } from './preview-session.ts';
import { WholePanel } from './WholePanel.tsx';

const { presetEditor: say } = words;

/** The part that is shown: a phase, or what holds for all of them. */
export type Part = PhaseName | 'whole';

/** The room as it is once a phase has reached its look. */
export const PhasePicture = (props: { readonly preset: Preset; readonly name: PhaseName }) => {
  const { preset, name } = props;
  const lamps = useMemo(() => lampsAt(preset, lookReachedAt(preset, name)), [preset, name]);
  return <RoomPicture lights={{ lamps }} label={say.phase.picture(name)} />;
};

interface PartsProps {
  readonly draft: PresetDraft;
  readonly presets: readonly PresetSummary[];
  readonly sound: SoundView;
  readonly part: Part;
  readonly onChoose: (part: Part) => void;
  /** The buttons for the timeline's checks. */
  readonly children: ReactNode;
}

const isPart = (key: unknown): key is Part => key === 'whole' || PHASE_NAMES.some((name) => name === key);

export const Parts = ({ draft, presets, sound, part, onChoose, children }: PartsProps) => {
  const { present: preset, edit } = draft;
  const absent = absentPhases(preset);
  return (
    <Tabs
      className={styles.parts ?? ''}
      selectedKey={part}
      onSelectionChange={(key) => {
        if (isPart(key)) onChoose(key);
      }}
    >
      <div className="keeps-size row gap-4">
        <TabList className={styles.tabs ?? ''} aria-label={say.tabs.label}>
          <Tab id="whole" className={styles.tab ?? ''}>
            {say.tabs.whole}
          </Tab>
          {preset.phases.map(({ name }) => (
            <Tab key={name} id={name} className={styles.tab ?? ''}>
              {say.tabs.phase[name]}
            </Tab>
          ))}
        </TabList>
        {absent.length > 0 && (
          <span className="keeps-size">
            <MenuButton
              label={say.tabs.addPhase}
              entries={absent.map((id) => ({ id, name: say.tabs.phase[id], about: say.phase.about[id] }))}
              onChoose={(name) => {
                edit(`with ${name}`, (before) => withPhase(before, name));
                onChoose(name);
              }}
            />
          </span>
        )}
        <div className={styles.marks}>{children}</div>
      </div>
      <TabPanel id="whole" className={styles.panel ?? ''}>
        <div className={styles.columns}>
          <WholePanel draft={draft} presets={presets} sound={sound} />
        </div>
      </TabPanel>
      {preset.phases.map((phase) => (
        <TabPanel key={phase.name} id={phase.name} className={styles.panel ?? ''}>
          <div className={styles.columns}>
            <PhasePanel draft={draft} phase={phase} sound={sound} />
          </div>
          <figure className={styles.looks}>
            <div className="fills">
              <PhasePicture preset={preset} name={phase.name} />
            </div>
            <figcaption className={styles.about}>{say.phase.about[phase.name]}</figcaption>
          </figure>
        </TabPanel>
      ))}
    </Tabs>
  );
};
