// Set-up of the presets: how many there are, and adding one from a file. Everything else about them is on the console.

import { useState } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { send } from '../../ui/bridge.ts';
import { Hint, Section, Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';
import { choosePreset, usePresets } from '../presets/usePresets.ts';
import styles from './SetupPresets.module.css';

const { presets: say } = words.setup;

export const SetupPresets = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { ask, isBusy, wrong } = useAsk();
  const [added, setAdded] = useState<string | null>(null);
  const presets = usePresets(snapshot.presets);
  const builtIn = presets?.filter((preset) => preset.isBuiltIn).length ?? 0;

  const add = async (): Promise<void> => {
    setAdded(null);
    const answer = await ask('addPreset', {});
    if (!answer.ok) return;
    choosePreset(answer.value);
    const preset = await send('preset', { presetId: answer.value });
    if (preset.ok) setAdded(preset.value.label);
  };

  return (
    <Section
      title={say.title}
      action={
        <Button isBusy={isBusy} onPress={() => void add()}>
          {say.add}
        </Button>
      }
    >
      <Wrong sentence={wrong} />
      {added !== null && (
        <p className={styles.added} role="status">
          {say.added(added)}
        </p>
      )}
      {presets !== null && <p>{say.counts(builtIn, presets.length - builtIn)}</p>}
      <Hint>{say.elsewhere}</Hint>
      <Hint>{say.hint}</Hint>
    </Section>
  );
};
