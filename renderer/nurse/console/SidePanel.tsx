// Beside the score: the room as it is believed to be lit, the patient's request, the part of the plan that matters now,
// and what the patient sees.

import { lazy, type ReactElement, Suspense } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import { RoomPicture } from '../chart/RoomPicture.tsx';
import type { SessionProps } from '../common/session-props.ts';
import { KeptPages } from './KeptPages.tsx';
import { PatientMiniature } from './PatientMiniature.tsx';
import { RequestCard } from './RequestCard.tsx';
import styles from './SidePanel.module.css';

/** Only some sessions have a plan: the program starts without it. */
const PlanNow = lazy(async () => ({ default: (await import('../plan/PlanNow.tsx')).PlanNow }));

export interface SidePanelProps extends SessionProps {
  readonly snapshot: Snapshot;
}

export const SidePanel = ({ snapshot, ...props }: SidePanelProps): ReactElement => (
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
