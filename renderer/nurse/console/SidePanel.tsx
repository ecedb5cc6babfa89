// Beside the score: the room as it is believed to look, the patient's request, what of the plan matters now, and what
// the patient sees.

import { lazy, type ReactElement, Suspense } from 'react';
import type { LightsView } from '../../../shared/ipc/snapshot.ts';
import type { Ms, RunningSession } from '../../../shared/session/session.ts';
import type { SoundView } from '../../../shared/sound/sound-view.ts';
import { RoomPicture } from '../chart/RoomPicture.tsx';
import { KeptPages } from './KeptPages.tsx';
import { PatientMiniature } from './PatientMiniature.tsx';
import { RequestCard } from './RequestCard.tsx';
import styles from './SidePanel.module.css';

/** Only a session has it, and only where there is a plan: a start does not wait for it. */
const PlanNow = lazy(async () => ({ default: (await import('../plan/PlanNow.tsx')).PlanNow }));

export interface SidePanelProps {
  readonly session: RunningSession;
  readonly lights: LightsView;
  readonly sound: SoundView;
  /** On the session clock. */
  readonly nowMs: Ms;
}

/** The console's right-hand side. */
export const SidePanel = ({ session, lights, sound, nowMs }: SidePanelProps): ReactElement => (
  <aside className={styles.side}>
    <div className={styles.picture}>
      <RoomPicture lights={lights} />
    </div>
    <RequestCard session={session} nowMs={nowMs} />
    <KeptPages session={session} nowMs={nowMs} />
    {session.preset.plan !== null && (
      <Suspense>
        <PlanNow session={session} nowMs={nowMs} />
      </Suspense>
    )}
    <div className={styles.miniature}>
      <PatientMiniature session={session} nowMs={nowMs} heardDb={sound.levelDb} />
    </div>
  </aside>
);
