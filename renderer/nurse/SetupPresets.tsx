// Set-up of the presets: those there are, and taking one in from a file.

import type { ReactElement } from 'react';
import type { Snapshot } from '../../shared/snapshot.ts';
import { Button } from '../ui/Button.tsx';
import { useAsk } from '../ui/useAsk.ts';
import { words } from '../words/index.ts';
import styles from './SetupPresets.module.css';
import { Hint, SetupSection, Wrong } from './SetupSection.tsx';
import { usePresets } from './usePresets.ts';

const { presets: say } = words.setup;

export const SetupPresets = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement => {
  const { ask, isBusy, wrong } = useAsk();
  const presets = usePresets(snapshot.presets);
  return (
    <SetupSection
      title={say.title}
      height="rest"
      action={
        <Button isBusy={isBusy} onPress={() => void ask('addPreset', {})}>
          {say.add}
        </Button>
      }
    >
      <Wrong sentence={wrong} />
      <Hint>{say.hint}</Hint>
      <ul>
        {presets?.map((preset) => (
          <li key={preset.id} className={styles.preset}>
            <p className={styles.label}>{preset.label}</p>
            <p className={styles.about}>
              {words.before.described(preset.kind, preset.minutes)}
              {preset.isBuiltIn && `${words.app.separator}${say.builtIn}`}
            </p>
          </li>
        ))}
      </ul>
    </SetupSection>
  );
};
