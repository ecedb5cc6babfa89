// What can be done with the chosen preset before a session: change it, or open its plan card.

import { type PresetView, plainPreset } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { words } from '../../words/index.ts';
import styles from './ChosenPresetActions.module.css';

const { ways: say } = words.presetEditor;

export const ChosenPresetActions = ({ preset }: { readonly preset: PresetView }) => {
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
    <div className={styles.actions}>
      <span className="keeps-size">
        <MenuButton
          label={say.menu}
          entries={preset.isBuiltIn ? [makeOneOfIt, look] : [change, duplicate]}
          onChoose={(id) => (id === 'open' ? open() : void makeOne())}
        />
      </span>
      {/* The button to the plan says whether there is one, so that a nurse sees it before Start. */}
      <span className={styles.plan}>
        <Button onPress={() => void tell('show', { view: 'plan' })}>
          <span className={styles.planKey} data-has={preset.plan !== null || undefined}>
            {words.plan.title} <small className={styles.planState}>{words.plan.inShort(preset.plan)}</small>
          </span>
        </Button>
      </span>
    </div>
  );
};
