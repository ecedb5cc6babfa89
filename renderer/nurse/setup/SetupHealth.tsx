// How the bridge in use is, in a few lines for whoever looks after it: what it is, what it has to do and what last was
// the matter. Only told; nothing can be done here.

import type { ReactElement } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import { useNow } from '../../ui/useNow.ts';
import { words } from '../../words/index.ts';
import styles from './SetupHealth.module.css';

const { health: say } = words.setup;

/** How long ago a fault was goes by the clock on the wall. */
const WALL = { wallMs: 0, sessionMs: 0, rate: 1 };

export const SetupHealth = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement => {
  const { wallMs } = useNow(WALL);
  const { lights, keysEncrypted } = snapshot;
  /** The practice room's key opens nothing else. */
  const hasKey = lights.source === 'bridge';
  const { model, software, lastFault, commandsLastHour } = lights.health;
  return (
    <ul className={styles.lines} aria-label={say.label}>
      <li>{say.kind(model, software)}</li>
      <li>{say.commands(commandsLastHour)}</li>
      <li>{lastFault === null ? say.noFault : say.fault(lastFault.code, wallMs - lastFault.atWallMs)}</li>
      {hasKey && keysEncrypted && <li>{say.keyEncrypted}</li>}
      {hasKey && !keysEncrypted && <li className={styles.readable}>{say.keyReadable}</li>}
    </ul>
  );
};
