// What stands in the place of every staff screen while the console is locked: what runs, the keys for the PIN, and
// what nobody needs a PIN for. It must never keep anyone from Full light.

import { Lock } from 'lucide-react';
import { type ReactElement, useCallback } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import type { Session } from '../../../shared/session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalLine, useCommands } from '../../ui/Commands.tsx';
import { useKeyboardShortcuts } from '../../ui/useKeyboardShortcuts.ts';
import { words } from '../../words/index.ts';
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

/** A look at the patient by a low light: staff in a hurry need no PIN for it. */
const QuietCheck = ({ isOn }: { readonly isOn: boolean }): ReactElement => {
  const { act } = useCommands();
  const toggle = useCallback(() => act(isOn ? 'endQuietCheck' : 'quietCheck'), [act, isOn]);
  const onLetter = useCallback(
    (letter: string): boolean => {
      if (letter !== actions.keys.quietCheck) return false;
      toggle();
      return true;
    },
    [toggle],
  );
  useKeyboardShortcuts(onLetter);
  return (
    <Button size="footer" kind={isOn ? 'check' : 'plain'} hint={actions.keys.quietCheck} onPress={toggle}>
      {isOn ? actions.endQuietCheck : actions.quietCheck}
    </Button>
  );
};

const FullLight = ({ session }: { readonly session: Session }): ReactElement => {
  const { act } = useCommands();
  const isOn = session.fullLightSince !== null;
  const back = session.stage === 'running' ? actions.backToSession : actions.backAsBefore;
  return (
    <span className="full-light-place">
      <Button
        kind={isOn ? 'fullOn' : 'full'}
        size="footer"
        {...(isOn ? {} : { hint: actions.keys.fullLight })}
        onPress={() => act(isOn ? 'undoFullLight' : 'fullLight')}
      >
        {isOn ? back : actions.fullLight}
      </Button>
    </span>
  );
};

/** The lock, over whichever screen main says is shown. */
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
        <FullLight session={session} />
      </footer>
    </div>
  );
};
