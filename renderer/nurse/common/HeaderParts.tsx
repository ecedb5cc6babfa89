// Parts of several screens' first line: the badges of a practice room or a clock at another rate, and links to other
// screens.

import type { ReactElement } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { useSnapshot } from '../../ui/snapshots.ts';
import { words } from '../../words/index.ts';
import styles from './HeaderParts.module.css';

/** The practice room is always named as such, and so is a clock that runs at another rate. */
export const RoomBadges = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement => {
  const { lights, clock } = snapshot;
  return (
    <>
      {lights.source === 'practice' && <p className={styles.mark}>{words.app.practiceRoom}</p>}
      {clock.rate !== 1 && (
        <p className={styles.mark} data-rate>
          {words.app.rate(clock.rate)}
        </p>
      )}
    </>
  );
};

/** Links to the other screens, and the lock once there is a PIN. Music is only linked before a session. */
export const ScreenLinks = ({ hasMusic = false }: { readonly hasMusic?: boolean }): ReactElement => {
  const { tell } = useCommands();
  const isLockable = useSnapshot()?.lock === 'open';
  return (
    <nav className={styles.ways}>
      <Button kind="link" onPress={() => void tell('show', { view: 'patient' })}>
        {words.before.patientDisplay}
      </Button>
      {hasMusic && (
        <Button kind="link" onPress={() => void tell('show', { view: 'music' })}>
          {words.before.openMusic}
        </Button>
      )}
      <Button kind="link" onPress={() => void tell('show', { view: 'setup' })}>
        {words.before.setUp}
      </Button>
      {isLockable && (
        <Button kind="link" onPress={() => void tell('lock', {})}>
          {words.lock.lock}
        </Button>
      )}
    </nav>
  );
};
