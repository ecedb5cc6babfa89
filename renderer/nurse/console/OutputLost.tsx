// The sound output was lost during a session: what to do, and one press for every output that is present. The room stays
// silent until somebody chooses.

import { VolumeX } from 'lucide-react';
import type { ReactElement } from 'react';
import type { OutputsView } from '../../../shared/sound/sound-view.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import styles from './OutputLost.module.css';

const { sound: say } = words;

/** Its live region stays in the page, without taking room, so that changes are read out. */
export const OutputLost = ({ outputs }: { readonly outputs: OutputsView }): ReactElement => {
  const { tell } = useCommands();
  const { isLost, inUse, present } = outputs;
  return (
    <div className="announces" role="status">
      {isLost && (
        <div className={styles.card}>
          <VolumeX className={styles.mark} aria-hidden="true" />
          <p className={styles.sentence}>{say.lost(inUse?.name ?? null)}</p>
          <div className={styles.keys}>
            {present.map(({ id, name }) => (
              <Button key={id} onPress={() => void tell('chooseOutput', { outputId: id })}>
                {say.takeThis(name)}
              </Button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
};
