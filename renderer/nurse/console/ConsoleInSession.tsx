// The console while a session runs: where it stands and what is next, the score, what light, sound and door are at, what
// the patient sees, and every action of staff. It fits its window without scrolling.

import { lazy, Suspense } from 'react';
import { useNow } from '../../ui/useNow.ts';
import { words } from '../../words/index.ts';
import { RoomPicture } from '../chart/RoomPicture.tsx';
import { SessionChart } from '../chart/SessionChart.tsx';
import { RoomBadges, ScreenLinks } from '../common/HeaderParts.tsx';
import { Notices } from '../common/Notices.tsx';
import type { ConsoleProps, SessionProps } from '../common/session-props.ts';
import { ActionBar } from './ActionBar.tsx';
import styles from './ConsoleInSession.module.css';
import { ConsoleNow } from './ConsoleNow.tsx';
import { fullLightText } from './console-cards.ts';
import { KeptPages, RequestCard } from './PatientAsks.tsx';
import { PatientMiniature } from './PatientMiniature.tsx';
import { LampsChanged, OutputLost } from './RoomAlerts.tsx';
import { StatusCards } from './StatusCards.tsx';

/** Only some sessions have a plan: the program starts without it. */
const PlanNow = lazy(async () => ({ default: (await import('../plan/PlanNow.tsx')).PlanNow }));

/** Which preset runs and where, the practice room named as such, links to other screens, and Full light while it is on. */
const Head = ({ snapshot, session }: ConsoleProps) => (
  <header className={styles.head}>
    <h1 className={styles.label}>{session.preset.label}</h1>
    <p className={styles.kind}>
      {words.kinds[session.preset.kind]}
      {words.app.separator}
      {snapshot.roomName}
    </p>
    <RoomBadges snapshot={snapshot} />
    <p className={styles.full} role="status">
      {session.fullLightSince !== null && <span>{fullLightText(snapshot.lights)}</span>}
    </p>
    <ScreenLinks />
  </header>
);

/**
 * Beside the score: the room as it is believed to be lit, the patient's request, the part of the plan that matters now,
 * and what the patient sees.
 */
const Side = ({ snapshot, ...props }: SessionProps & Pick<ConsoleProps, 'snapshot'>) => (
  <aside className={styles.side}>
    <div className={styles.picture}>
      <RoomPicture lights={snapshot.lights} />
    </div>
    <RequestCard {...props} />
    <KeptPages {...props} />
    {props.session.preset.plan !== null && (
      <Suspense>
        <PlanNow {...props} />
      </Suspense>
    )}
    <div className={styles.miniature}>
      <PatientMiniature {...props} heardDb={snapshot.sound.levelDb} />
    </div>
  </aside>
);

export const ConsoleInSession = ({ snapshot, session }: ConsoleProps) => {
  const { clock, lights, sound } = snapshot;
  const now = useNow(clock);
  const props = { session, clock, nowMs: now.sessionMs };
  return (
    <div className={styles.console} data-full={session.fullLightSince !== null || undefined}>
      <Head snapshot={snapshot} session={session} />
      <main className={styles.main}>
        <ConsoleNow {...props} />
        <div className={styles.chart}>
          <SessionChart {...props} />
        </div>
        <StatusCards snapshot={snapshot} session={session} now={now} />
      </main>
      <Side snapshot={snapshot} {...props} />
      <div className={styles.notices}>
        <OutputLost outputs={sound.outputs} />
        <LampsChanged lights={lights} />
        <Notices snapshot={snapshot} />
      </div>
      <ActionBar session={session} />
    </div>
  );
};
