// The console while a session runs: where it stands and what is next, the score, what light, sound and door are at, what
// the patient sees, and every action of staff. It fits its window without scrolling.

import type { ReactElement } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import type { RunningSession } from '../../../shared/session/session.ts';
import { useNow } from '../../ui/useNow.ts';
import { SessionChart } from '../chart/SessionChart.tsx';
import { Notices } from '../common/Notices.tsx';
import { ActionBar } from './ActionBar.tsx';
import { ConsoleHead } from './ConsoleHead.tsx';
import styles from './ConsoleInSession.module.css';
import { ConsoleNow } from './ConsoleNow.tsx';
import { OutputLost } from './OutputLost.tsx';
import { RoomBack } from './RoomBack.tsx';
import { SidePanel } from './SidePanel.tsx';
import { StatusCards } from './StatusCards.tsx';

export interface ConsoleInSessionProps {
  readonly snapshot: Snapshot;
  readonly session: RunningSession;
}

export const ConsoleInSession = ({ snapshot, session }: ConsoleInSessionProps): ReactElement => {
  const { clock, lights } = snapshot;
  const now = useNow(clock);
  const props = { session, clock, nowMs: now.sessionMs };
  return (
    <div className={styles.console} data-full={session.fullLightSince !== null || undefined}>
      <ConsoleHead snapshot={snapshot} session={session} />
      <main className={styles.main}>
        <ConsoleNow {...props} />
        <div className={styles.chart}>
          <SessionChart {...props} />
        </div>
        <StatusCards snapshot={snapshot} session={session} now={now} />
      </main>
      <SidePanel snapshot={snapshot} {...props} />
      <div className={styles.notices}>
        <OutputLost outputs={snapshot.sound.outputs} />
        <RoomBack lights={lights} />
        <Notices snapshot={snapshot} />
      </div>
      <ActionBar session={session} />
    </div>
  );
};
