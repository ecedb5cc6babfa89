// Set-up: the room's name, lights, music, presets, door and PIN. During a session, whatever would disturb it stays in its
// place, cannot be pressed, and says why.

import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import { RefusalLine } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import { BackButton } from '../common/HeaderParts.tsx';
import { Notices } from '../common/Notices.tsx';
import styles from './Setup.module.css';
import { SetupDoor } from './SetupDoor.tsx';
import { SetupEarlier } from './SetupEarlier.tsx';
import { LampRoles, SetupPowerCut } from './SetupLamps.tsx';
import { SetupLights } from './SetupLights.tsx';
import { SetupLoginStart } from './SetupLoginStart.tsx';
import { SetupPin } from './SetupPin.tsx';
import { SetupPresets } from './SetupPresets.tsx';
import { SetupRoom, SetupRoomLook } from './SetupRoom.tsx';
import { SetupMusic, SetupSound } from './SetupSound.tsx';
import { SetupWhole } from './SetupWhole.tsx';

/** Set-up, in three columns. */
export const Setup = ({ snapshot }: { readonly snapshot: Snapshot }) => (
  <div className="screen-frame">
    <header className="screen-head">
      <BackButton />
      <h1 className="keeps-size title">{words.setup.title}</h1>
      <div className={styles.status}>
        {snapshot.session.stage === 'running' && <p className={styles.running}>{words.setup.running}</p>}
        <RefusalLine />
      </div>
    </header>
    <Notices snapshot={snapshot} />
    <main className={styles.columns}>
      <div className="bar-beside stack shrinks gap-4 scrolling">
        <SetupLights snapshot={snapshot} />
        <SetupRoom snapshot={snapshot} />
        <SetupDoor snapshot={snapshot} />
        <SetupPin snapshot={snapshot} />
        <SetupLoginStart snapshot={snapshot} />
      </div>
      <div className="bar-beside stack shrinks gap-4 scrolling">
        <LampRoles snapshot={snapshot} />
        <SetupPowerCut snapshot={snapshot} />
        <SetupRoomLook snapshot={snapshot} />
      </div>
      <div className="bar-beside stack shrinks gap-4 scrolling">
        <SetupMusic snapshot={snapshot} />
        <SetupSound snapshot={snapshot} />
        <SetupPresets snapshot={snapshot} />
        <SetupEarlier snapshot={snapshot} />
        <SetupWhole snapshot={snapshot} />
      </div>
    </main>
  </div>
);
