// The menu of the list of presets: adding one from a file, and exporting or removing the chosen one.

import type { PresetSummary } from '../../../shared/ipc/snapshot.ts';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { words } from '../../words/index.ts';
import type { PresetActions } from './usePresetActions.ts';

const { presetList: say } = words;

const entriesOf = (preset: PresetSummary | null) => {
  const add = { id: 'add' as const, name: say.add, about: say.addAbout };
  if (preset === null) return [add];
  const toFile = { id: 'export' as const, name: say.export(preset.label), about: say.exportAbout };
  const remove = { id: 'remove' as const, name: say.remove(preset.label), about: say.removeAbout };
  return preset.isBuiltIn ? [add, toFile] : [add, toFile, remove];
};

/** `preset`: the chosen one, if any. */
export const PresetMenu = ({
  preset,
  actions,
}: {
  readonly preset: PresetSummary | null;
  readonly actions: PresetActions;
}) => (
  <MenuButton
    label={say.menu}
    isBare
    entries={entriesOf(preset)}
    onChoose={(id) => {
      if (id === 'add') actions.add();
      else if (preset !== null && id === 'export') actions.exportToFile(preset);
      else if (preset !== null && id === 'remove') actions.remove(preset);
    }}
  />
);
