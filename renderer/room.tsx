// The entry of the room window: the console, Set-up or the patient display, whichever main says is shown.
// F1 is Full light on all of them.

import { type ReactElement, StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { ConsoleBefore } from './nurse/ConsoleBefore.tsx';
import { ConsoleInSession } from './nurse/ConsoleInSession.tsx';
import { Setup } from './nurse/Setup.tsx';
import { PatientScreen } from './patient/PatientScreen.tsx';
import './ui/base.css';
import type { Snapshot } from '../shared/snapshot.ts';
import { send } from './ui/bridge.ts';
import { CommandsProvider } from './ui/Commands.tsx';
import { useSnapshot } from './ui/useSnapshot.ts';

const Screen = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement => {
  const { session, view } = snapshot;
  if (view === 'patient') return <PatientScreen snapshot={snapshot} />;
  if (view === 'setup') return <Setup snapshot={snapshot} />;
  return session.stage === 'running' ? (
    <ConsoleInSession snapshot={snapshot} session={session} />
  ) : (
    <ConsoleBefore snapshot={snapshot} room={session} />
  );
};

const Room = (): ReactElement | null => {
  const snapshot = useSnapshot();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'F1' || event.repeat) return;
      event.preventDefault();
      void send('nurse', { act: 'fullLight' });
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  if (snapshot === null) return null;
  return (
    <CommandsProvider>
      <Screen snapshot={snapshot} />
    </CommandsProvider>
  );
};

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Room />
    </StrictMode>,
  );
}
