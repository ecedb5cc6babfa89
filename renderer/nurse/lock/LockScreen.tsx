// Replaces every staff screen while the console is locked: what runs, the PIN pad, and what needs no PIN. It must never
// keep anyone from Full light.

import { Lock } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalLine, useCommands } from '../../ui/Commands.tsx';
import { useKeyboardShortcuts } from '../../ui/useKeys.ts';
import { words } from '../../words/index.ts';
import { FullLightButton } from '../common/FullLightButton.tsx';
import { RoomBadges } from '../common/HeaderParts.tsx';
import { LockNow } from './LockNow.tsx';
import styles from './LockScreen.module.css';
import { PinPad } from './PinPad.tsx';

const { lock: say, actions } = words;

const Head = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement => {
  const { tell } = useCommands();
  return (
    <header className={styles.head}>
      <Lock className={styles.mark} aria-hidden="true" />
      <h1 className={styles.title}>{say.title}</h1>
      <p className={styles.room}>{snapshot.roomName}</p>
      <RoomBadges snapshot={snapshot} />
      <span className={styles.way}>
        <Button kind="link" onPress={() => void tell('show', { view: 'patient' })}>
          {say.patientDisplay}
        </Button>
      </span>
    </header>
  );
};

/** Staff in a hurry need no PIN to check on the patient by a low light. */
const QuietCheck = ({ isOn }: { readonly isOn: boolean }): ReactElement => {
  const { act } = useCommands();
  const toggle = (): void => act(isOn ? 'endQuietCheck' : 'quietCheck');
  useKeyboardShortcuts((key) => {
    if (key !== actions.keys.quietCheck) return false;
    toggle();
    return true;
  });
  return (
    <Button size="footer" kind={isOn ? 'check' : 'plain'} hint={actions.keys.quietCheck} onPress={toggle}>
      {isOn ? actions.endQuietCheck : actions.quietCheck}
    </Button>
  );
};

export const LockScreen = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement => {
  const { session, clock } = snapshot;
  return (
    <div className={styles.screen}>
      <Head snapshot={snapshot} />
      <main className={styles.main}>
        {session.stage === 'running' ? (
          <LockNow session={session} clock={clock} />
        ) : (
          <div className={styles.idle}>
            <p>{say.nothingRuns}</p>
            {session.fullLightSince !== null && <p className={styles.full}>{say.fullLightOn}</p>}
          </div>
        )}
        <PinPad />
      </main>
      <footer className="row gap-4">
        {session.stage === 'running' && <QuietCheck isOn={session.quietCheckSince !== null} />}
        <div className={styles.refusal}>
          <RefusalLine />
        </div>
        <span className="full-light-place">
          <FullLightButton session={session} />
        </span>
      </footer>
    </div>
  );
};
