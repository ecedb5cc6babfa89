// The button to the plan before a session. It says whether there is a plan, so that a nurse sees it before Start.

import type { ReactElement } from 'react';
import type { PresetView } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import styles from './PlanKey.module.css';

export const PlanKey = ({ preset }: { readonly preset: PresetView }): ReactElement => {
  const { tell } = useCommands();
  return (
    <span className={styles.place}>
      <Button onPress={() => void tell('show', { view: 'plan' })}>
        <span className={styles.key} data-has={preset.plan !== null || undefined}>
          {words.plan.title} <small className={styles.said}>{words.plan.inShort(preset.plan)}</small>
        </span>
      </Button>
    </span>
  );
};
