// The entry of the window by the door. It shows the sign and nothing that can be pressed.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { DoorSign } from './door/DoorSign.tsx';
import './ui/base.css';
import { reloadBroken } from './ui/broken-page.ts';
import { useSnapshot } from './ui/snapshots.ts';

const Door = () => {
  const snapshot = useSnapshot();
  return snapshot === null ? null : <DoorSign snapshot={snapshot} />;
};

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root, { onUncaughtError: reloadBroken }).render(
    <StrictMode>
      <Door />
    </StrictMode>,
  );
}
