// The patient display as the whole room window.

import type { ReactElement } from 'react';
import type { Snapshot } from '../../shared/ipc/snapshot.ts';
import { useNow } from '../ui/useNow.ts';
import { PatientDisplay } from './PatientDisplay.tsx';

export const PatientScreen = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement => {
  const { sessionMs } = useNow(snapshot.clock);
  return <PatientDisplay session={snapshot.session} nowMs={sessionMs} heardDb={snapshot.sound.levelDb} />;
};
