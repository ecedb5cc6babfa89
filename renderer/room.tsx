// The entry of the room window: the console, the patient display, or whichever other screen main shows. F1 is Full light
// on all of them.

import { Activity, lazy, StrictMode, Suspense } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { ConsoleBefore } from './nurse/console/ConsoleBefore.tsx';
import { ConsoleInSession } from './nurse/console/ConsoleInSession.tsx';
import { loadFirstPresets } from './nurse/presets/usePresets.ts';
import { PatientScreen } from './patient/PatientDisplay.tsx';
import { followPages, tellWriting } from './patient/pages.ts';
import './ui/base.css';
import type { Snapshot } from '../shared/ipc/snapshot.ts';
import { turnoverIn } from '../shared/session/turnover.ts';
import { send } from './ui/bridge.ts';
import { reloadBroken } from './ui/broken-page.ts';
import { CommandsProvider } from './ui/Commands.tsx';
import { useSnapshot } from './ui/snapshots.ts';

/** Rarely used and never in a hurry: the program starts without them. */
const Music = lazy(() => import('./nurse/music/Music.tsx').then((page) => ({ default: page.Music })));
const Setup = lazy(() => import('./nurse/setup/Setup.tsx').then((page) => ({ default: page.Setup })));
const PresetEditor = lazy(() =>
  import('./nurse/preset-editor/PresetEditor.tsx').then((page) => ({ default: page.PresetEditor })),
);
const Plan = lazy(() => import('./nurse/plan/Plan.tsx').then((page) => ({ default: page.Plan })));
const Companion = lazy(() =>
  import('./nurse/plan/Companion.tsx').then((page) => ({ default: page.Companion })),
);
const LockScreen = lazy(() =>
  import('./nurse/lock/LockScreen.tsx').then((page) => ({ default: page.LockScreen })),
);
const AfterSession = lazy(() =>
  import('./nurse/turnover/AfterSession.tsx').then((page) => ({ default: page.AfterSession })),
);

const RARE = { setup: Setup, music: Music, preset: PresetEditor, plan: Plan, companion: Companion };

const StaffScreen = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { session, view } = snapshot;
  if (view === 'patient') return null;
  if (view !== 'console') {
    const Rare = RARE[view];
    return (
      <Suspense>
        <Rare snapshot={snapshot} />
      </Suspense>
    );
  }
  // The room waits for its turnover: that screen is beside this one.
  if (turnoverIn(session) !== null) return null;
  return session.stage === 'running' ? (
    <ConsoleInSession snapshot={snapshot} session={session} />
  ) : (
    <ConsoleBefore snapshot={snapshot} />
  );
};

/**
 * The console of a room that waits for its turnover. Behind every other screen it stays as it was, hidden, so that what
 * was chosen and ticked off on it is lost to none of them; it goes with the turnover.
 */
const Afterwards = ({ snapshot, isSeen }: { readonly snapshot: Snapshot; readonly isSeen: boolean }) => {
  const turnover = turnoverIn(snapshot.session);
  if (turnover === null) return null;
  return (
    <Activity key={turnover.endedAt} mode={isSeen ? 'visible' : 'hidden'}>
      <Suspense>
        <AfterSession snapshot={snapshot} turnover={turnover} />
      </Suspense>
    </Activity>
  );
};

/** Behind the lock the staff's screen stays as it was, hidden, so that nothing half typed is lost. */
const ScreenOfView = ({
  snapshot,
  isLocked,
}: {
  readonly snapshot: Snapshot;
  readonly isLocked: boolean;
}) => {
  if (snapshot.view === 'patient') return <PatientScreen snapshot={snapshot} />;
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

const Screen = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { view, lock } = snapshot;
  const isLocked = lock === 'locked' && view !== 'companion';
  return (
    <>
      <Afterwards snapshot={snapshot} isSeen={view === 'console' && !isLocked} />
      <ScreenOfView snapshot={snapshot} isLocked={isLocked} />
    </>
  );
};

const Room = () => {
  const snapshot = useSnapshot();
  return <CommandsProvider>{snapshot !== null && <Screen snapshot={snapshot} />}</CommandsProvider>;
};

/** Main handles F1 before any page does; this is for an F1 that bypasses it, for example from an input aid. */
const onKey = (event: KeyboardEvent): void => {
  if (event.key !== 'F1' || event.repeat) return;
  event.preventDefault();
  void send('nurse', { act: 'fullLight' });
};

/** The first thing that is painted is the whole screen, with its snapshot and presets. */
const begin = async (): Promise<void> => {
  const element = document.getElementById('root');
  if (element === null) return;
  followPages();
  await loadFirstPresets();
  const root = createRoot(element, { onUncaughtError: reloadBroken });
  flushSync(() =>
    root.render(
      <StrictMode>
        <Room />
      </StrictMode>,
    ),
  );
};

/** A file that is dropped outside any drop place must not replace the page. */
const refuseFile = (event: DragEvent): void => event.preventDefault();

window.addEventListener('keydown', onKey);
window.addEventListener('dragover', refuseFile);
window.addEventListener('drop', refuseFile);
window.addEventListener('pagehide', tellWriting);
document.addEventListener('visibilitychange', tellWriting);
begin().catch(reloadBroken);
