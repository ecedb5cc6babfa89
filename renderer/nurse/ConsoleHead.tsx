// The console's first line in a session: whose preset runs and where, the practice room named as such, the ways
// elsewhere, and Full light for as long as it is on.

import type { ReactElement } from 'react';
import type { RunningSession } from '../../shared/session.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { Button } from '../ui/Button.tsx';
import { useCommands } from '../ui/Commands.tsx';
import { words } from '../words/index.ts';
import styles from './ConsoleHead.module.css';

export interface ConsoleHeadProps {
  readonly snapshot: Snapshot;
  readonly session: RunningSession;
}

/** The head of the console in a session. */
export const ConsoleHead = ({ snapshot, session }: ConsoleHeadProps): ReactElement => {
  const { tell } = useCommands();
  const { lights, clock, roomName } = snapshot;
  const { label, kind } = session.preset;
  return (
    <header className={styles.head} data-full={session.fullLightSince !== null || undefined}>
      <h1 className={styles.label}>{label}</h1>
      <p className={styles.kind}>
        {words.kinds[kind]}
        {words.app.separator}
        {roomName}
      </p>
      {lights.source === 'practice' && <p className={styles.mark}>{words.app.practiceRoom}</p>}
      {clock.rate !== 1 && <p className={styles.mark}>{words.app.rate(clock.rate)}</p>}
      <p className={styles.full} role="status">
        {session.fullLightSince !== null && <span>{words.milestones.fullLight}</span>}
      </p>
      <nav className={styles.ways}>
        <Button kind="link" onPress={() => void tell('show', { view: 'patient' })}>
          {words.before.patientDisplay}
        </Button>
        <Button kind="link" onPress={() => void tell('show', { view: 'setup' })}>
          {words.before.setUp}
        </Button>
      </nav>
    </header>
  );
};
