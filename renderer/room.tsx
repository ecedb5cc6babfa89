// The entry of the room window: the console, the patient display, or whichever other screen main says is shown.
// F1 is Full light on all of them.

import { Activity, lazy, type ReactElement, StrictMode, Suspense } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { ConsoleBefore } from './nurse/console/ConsoleBefore.tsx';
import { ConsoleInSession } from './nurse/console/ConsoleInSession.tsx';
import { loadFirstPresets } from './nurse/presets/usePresets.ts';
import { PatientScreen } from './patient/PatientScreen.tsx';
import { followPages, tellWriting } from './patient/pages.ts';
import './ui/base.css';
import type { Snapshot } from '../shared/ipc/snapshot.ts';
import { send } from './ui/bridge.ts';
import { CommandsProvider } from './ui/Commands.tsx';
import { comeAnew } from './ui/come-anew.ts';
import { useSnapshot } from './ui/useSnapshot.ts';

/** These are seldom wanted and never in a hurry: a start does not wait for them. */
const Music = lazy(async () => ({ default: (await import('./nurse/music/Music.tsx')).Music }));
const Setup = lazy(async () => ({ default: (await import('./nurse/setup/Setup.tsx')).Setup }));
const PresetEditor = lazy(async () => ({
  default: (await import('./nurse/preset-editor/PresetEditor.tsx')).PresetEditor,
}));
const Plan = lazy(async () => ({ default: (await import('./nurse/plan/Plan.tsx')).Plan }));
const Companion = lazy(async () => ({ default: (await import('./nurse/plan/Companion.tsx')).Companion }));
const LockScreen = lazy(async () => ({
  default: (await import('./nurse/lock/LockScreen.tsx')).LockScreen,
}));
const AfterSession = lazy(async () => ({
  default: (await import('./nurse/turnover/AfterSession.tsx')).AfterSession,
}));

const SELDOM = { setup: Setup, music: Music, preset: PresetEditor, plan: Plan, companion: Companion };

interface ScreenProps {
  readonly snapshot: Snapshot;
}

const StaffScreen = ({ snapshot }: ScreenProps): ReactElement | null => {
  const { session, view } = snapshot;
  if (view === 'patient') return null;
  if (view !== 'console') {
    const Seldom = SELDOM[view];
    return (
      <Suspense>
        <Seldom snapshot={snapshot} />
      </Suspense>
    );
  }
  if (session.stage === 'idle' && session.turnover !== null) {
    return (
      <Suspense>
        <AfterSession snapshot={snapshot} turnover={session.turnover} />
      </Suspense>
    );
  }
  return session.stage === 'running' ? (
    <ConsoleInSession snapshot={snapshot} session={session} />
  ) : (
    <ConsoleBefore snapshot={snapshot} room={session} />
  );
};

/** Behind the lock the staff's screen stays as it was left, unseen, so that nothing half typed is lost. */
const Screen = ({ snapshot }: ScreenProps): ReactElement => {
  const { view, lock } = snapshot;
  if (view === 'patient') return <PatientScreen snapshot={snapshot} />;
  const isLocked = lock === 'locked' && view !== 'companion';
  return (
    <>
      <Activity mode={isLocked ? 'hidden' : 'visible'}>
        <StaffScreen snapshot={snapshot} />
      </Activity>
      {isLocked && (
        <Suspense>
          <LockScreen snapshot={snapshot} />
        </Suspense>
      )}
    </>
  );
};

const Room = (): ReactElement | null => {
  const snapshot = useSnapshot();
  if (snapshot === null) return null;
  return (
    <CommandsProvider>
      <Screen snapshot={snapshot} />
    </CommandsProvider>
  );
};

/** Main takes F1 before any page does; this is for a key that comes past it, as from an input aid. */
const onKey = (event: KeyboardEvent): void => {
  if (event.key !== 'F1' || event.repeat) return;
  event.preventDefault();
  void send('nurse', { act: 'fullLight' });
};

/** The first thing that is painted is the whole screen, drawn in the same breath as its snapshot and presets came. */
const begin = async (): Promise<void> => {
  const element = document.getElementById('root');
  if (element === null) return;
  followPages();
  await loadFirstPresets();
  const root = createRoot(element, { onUncaughtError: comeAnew });
  flushSync(() =>
    root.render(
      <StrictMode>
        <Room />
      </StrictMode>,
    ),
  );
};

/** A file that is dropped where nobody takes it must not be opened in place of the page. */
const refuseFile = (event: DragEvent): void => event.preventDefault();

window.addEventListener('keydown', onKey);
window.addEventListener('dragover', refuseFile);
window.addEventListener('drop', refuseFile);
window.addEventListener('pagehide', tellWriting);
document.addEventListener('visibilitychange', tellWriting);
begin().catch(comeAnew);
