// The console's first line in a session: which preset runs and where, the practice room named as such, links to other
// screens, and Full light while it is on.

import type { ReactElement } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import type { RunningSession } from '../../../shared/session/session.ts';
import { words } from '../../words/index.ts';
import { RoomBadges, ScreenLinks } from '../common/HeaderParts.tsx';
import styles from './ConsoleHead.module.css';

export interface ConsoleHeadProps {
  readonly snapshot: Snapshot;
  readonly session: RunningSession;
}

export const ConsoleHead = ({ snapshot, session }: ConsoleHeadProps): ReactElement => {
  const { label, kind } = session.preset;
  return (
    <header className={styles.head} data-full={session.fullLightSince !== null || undefined}>
      <h1 className={styles.label}>{label}</h1>
      <p className={styles.kind}>
        {words.kinds[kind]}
        {words.app.separator}
        {snapshot.roomName}
      </p>
      <RoomBadges snapshot={snapshot} />
      <p className={styles.full} role="status">
        {session.fullLightSince !== null && <span>{words.milestones.fullLight}</span>}
      </p>
      <ScreenLinks />
    </header>
  );
};
