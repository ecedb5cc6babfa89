// Beside the score: the room as it is believed to be lit, the patient's request, the part of the plan that matters now,
// and what the patient sees.

import { lazy, type ReactElement, Suspense } from 'react';
import type { LightsView } from '../../../shared/ipc/snapshot.ts';
import type { Ms, RunningSession } from '../../../shared/session/session.ts';
import type { SoundView } from '../../../shared/sound/sound-view.ts';
import { RoomPicture } from '../chart/RoomPicture.tsx';
import { KeptPages } from './KeptPages.tsx';
import { PatientMiniature } from './PatientMiniature.tsx';
import { RequestCard } from './RequestCard.tsx';
import styles from './SidePanel.module.css';

/** Only some sessions have a plan: the program starts without it. */
const PlanNow = lazy(async () => ({ default: (await import('../plan/PlanNow.tsx')).PlanNow }));

export interface SidePanelProps {
  readonly session: RunningSession;
  readonly lights: LightsView;
  readonly sound: SoundView;
  /** On the session clock. */
  readonly nowMs: Ms;
}

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
