// What can be done with the chosen preset before a session: change it, or open its plan card.

import type { ReactElement } from 'react';
import { type PresetView, plainPreset } from '../../../shared/ipc/snapshot.ts';
import { useCommands } from '../../ui/Commands.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { words } from '../../words/index.ts';
import { PlanKey } from '../plan/PlanKey.tsx';
import styles from './ChosenPresetActions.module.css';

const { ways: say } = words.presetEditor;

export const ChosenPresetActions = ({ preset }: { readonly preset: PresetView }): ReactElement => {
  const { tell, refuse } = useCommands();
  const open = (): void => void tell('show', { view: 'preset' });
  /** Loaded when it is used: the program starts without it. */
  const makeOne = async (): Promise<void> => {
    const { makePresetOf } = await import('../preset-editor/preset-saving.ts');
    const made = await makePresetOf(plainPreset(preset));
    if (made.ok) open();
    else refuse(words.errors[made.error]);
  };
  const change = { id: 'open', name: say.change, about: say.changeAbout };
  const duplicate = { id: 'make', name: say.duplicate, about: say.duplicateAbout };
  const makeOneOfIt = { id: 'make', name: say.makeOne, about: say.makeOneAbout };
  const look = { id: 'open', name: say.look, about: say.lookAbout };
  return (
    <div className={styles.ways}>
      <span className="keeps-size">
        <MenuButton
          label={say.menu}
          entries={preset.isBuiltIn ? [makeOneOfIt, look] : [change, duplicate]}
          onChoose={(id) => (id === 'open' ? open() : void makeOne())}
        />
      </span>
      <PlanKey preset={preset} />
    </div>
  );
};
