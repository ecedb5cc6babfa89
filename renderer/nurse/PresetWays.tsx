// What can be done with the chosen preset before a session, beside Start: change it, or look at its plan card.

import type { ReactElement } from 'react';
import type { PresetView } from '../../shared/snapshot.ts';
import { Button } from '../ui/Button.tsx';
import { useCommands } from '../ui/Commands.tsx';
import { words } from '../words/index.ts';
import { PlanKey } from './plan/PlanKey.tsx';

export const PresetWays = ({ preset }: { readonly preset: PresetView }): ReactElement => {
  const { tell } = useCommands();
  return (
    <>
      <Button onPress={() => void tell('show', { view: 'preset' })}>{words.presetEditor.title}</Button>
      <PlanKey preset={preset} />
    </>
  );
};
