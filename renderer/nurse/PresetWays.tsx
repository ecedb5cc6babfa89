// What can be done with the chosen preset before a session, beside Start: change it, or look at its plan card.

import type { ReactElement } from 'react';
import type { PresetView } from '../../shared/snapshot.ts';
import { Button } from '../ui/Button.tsx';
import { useCommands } from '../ui/Commands.tsx';
import { words } from '../words/index.ts';

export const PresetWays = (_props: { readonly preset: PresetView }): ReactElement => {
  const { tell } = useCommands();
  return (
    <>
      <Button onPress={() => void tell('show', { view: 'preset' })}>{words.presetEditor.title}</Button>
      <Button onPress={() => void tell('show', { view: 'plan' })}>{words.plan.title}</Button>
    </>
  );
};
