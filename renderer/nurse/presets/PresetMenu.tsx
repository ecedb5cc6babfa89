// The menu of the list of presets: what can be done with the chosen one, and taking one in from a file. Changing a
// preset is the editor's.

import type { ReactElement } from 'react';
import type { PresetSummary } from '../../../shared/ipc/snapshot.ts';
import { MenuButton, type MenuEntry } from '../../ui/MenuButton.tsx';
import { words } from '../../words/index.ts';
import type { PresetActions } from './usePresetActions.ts';

const { presetList: say } = words;

export interface PresetMenuProps {
  /** The chosen preset; null: none. */
  readonly preset: PresetSummary | null;
  readonly deeds: PresetActions;
}

const entriesOf = (preset: PresetSummary | null): readonly MenuEntry[] => {
  const add = { id: 'add', name: say.add, about: say.addAbout };
  if (preset === null) return [add];
  const giveOut = { id: 'giveOut', name: say.export(preset.label), about: say.exportAbout };
  const remove = { id: 'remove', name: say.remove(preset.label), about: say.removeAbout };
  return preset.isBuiltIn ? [add, giveOut] : [add, giveOut, remove];
};

export const PresetMenu = ({ preset, deeds }: PresetMenuProps): ReactElement => (
  <MenuButton
    label={say.menu}
    isBare
    entries={entriesOf(preset)}
    onChoose={(id) => {
      if (id === 'add') deeds.add();
      else if (preset !== null && id === 'giveOut') deeds.giveOut(preset);
      else if (preset !== null && id === 'remove') deeds.remove(preset);
    }}
  />
);
