// A sheet with every part of the interface in its states, to look at and to test. It is no page of the program: nothing
// on it reaches a room, and every command is answered as done.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../../renderer/ui/base.css';
import { CommandsProvider } from '../../renderer/ui/Commands.tsx';
import { Controls } from './Controls.tsx';
import { Displays } from './Displays.tsx';
import { Look } from './Look.tsx';
import styles from './parts.module.css';
import { StaffParts } from './StaffParts.tsx';
import { SNAPSHOT } from './sample-room.ts';

const noRoom = {
  send: async (name: string) => ({ ok: true, value: name === 'snapshot' ? SNAPSHOT : null }),
  on: () => () => undefined,
  pathOf: () => '',
};
Object.assign(window, { stillroom: noRoom });

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <CommandsProvider>
        <main className={styles.sheet}>
          <header className={styles.head}>
            <h1 className={styles.name}>Stillroom</h1>
            <p className="hint">Every part of the interface in every state.</p>
          </header>
          <Look />
          <Controls />
          <StaffParts />
          <Displays />
        </main>
      </CommandsProvider>
    </StrictMode>,
  );
}
