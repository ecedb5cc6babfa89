// The patient display as the whole room window. It sends each press, and never shows that one was refused.

import { type ReactElement, useCallback } from 'react';
import type { Snapshot } from '../../shared/ipc/snapshot.ts';
import type { PatientAct } from '../../shared/session/events.ts';
import { send } from '../ui/bridge.ts';
import { useNow } from '../ui/useNow.ts';
import { PatientDisplay } from './PatientDisplay.tsx';

export const PatientScreen = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement => {
  const { sessionMs } = useNow(snapshot.clock);
  const act = useCallback((what: PatientAct) => void send('patient', { act: what }), []);
  return (
    <PatientDisplay
      session={snapshot.session}
      nowMs={sessionMs}
      heardDb={snapshot.sound.levelDb}
      onAct={act}
      onWish={(wish) => void send('wish', { wish })}
      onStaff={() => void send('show', { view: 'console' })}
    />
  );
};
