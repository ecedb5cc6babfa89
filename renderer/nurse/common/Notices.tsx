// What is wrong now and what happened to kept files, one plain sentence each, for staff alone. A fault goes by
// itself when it is over; only a notice can be dismissed.

import { Info, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Fault, FaultCode, Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import styles from './Notices.module.css';

/** What can be mended in Set-up, out of a session, and what the way there is called. */
const MENDED_IN_SETUP: Partial<Readonly<Record<FaultCode, string>>> = {
  bridgeUnreachable: words.app.seeToLights,
  bridgeUnauthorised: words.app.seeToLights,
  bridgeNotItself: words.app.seeToLights,
  noLamps: words.app.seeToLights,
  roomUnchosen: words.app.seeToLights,
  outputLost: words.app.seeToSound,
  doorAway: words.app.seeToDoor,
};

/** In a session a lost output is asked about in a place of its own; in Set-up both stand where they are chosen. */
const isTold = ({ code }: Fault, { session, view }: Snapshot): boolean =>
  (code === 'doorAway' && view !== 'setup') ||
  !(code === 'outputLost' || code === 'doorAway') ||
  view === 'music' ||
  (view === 'console' && session.stage !== 'running');

export interface NoticesProps {
  readonly snapshot: Snapshot;
  /** Faults that the screen tells in a place of their own. */
  readonly saidAbove?: ReadonlySet<FaultCode>;
}

const NOTHING: ReadonlySet<FaultCode> = new Set();

/**
 * The list of faults and notices, as wide as what it stands in. Its place stays in the page when nothing is
 * wrong, without taking room, so that what comes later is read out.
 */
export const Notices = ({ snapshot, saidAbove = NOTHING }: NoticesProps): ReactElement => {
  const { tell } = useCommands();
  const { notices, session, view } = snapshot;
  const faults = snapshot.faults.filter((fault) => !saidAbove.has(fault.code) && isTold(fault, snapshot));
  const isWayOpen = session.stage !== 'running' && view === 'console';
  return (
    <div className={styles.place} role="status">
      {faults.length + notices.length > 0 && (
        <ul className={styles.list}>
          {faults.map(({ code, about }) => (
            <li key={`${code} ${about}`} className={styles.fault}>
              <TriangleAlert className={styles.mark} aria-hidden="true" />
              <p className={styles.sentence}>{words.faults[code](about)}</p>
              {isWayOpen && MENDED_IN_SETUP[code] !== undefined && (
                <Button kind="link" size="small" onPress={() => void tell('show', { view: 'setup' })}>
                  {MENDED_IN_SETUP[code]}
                </Button>
              )}
            </li>
          ))}
          {notices.map(({ id, code, about }) => (
            <li key={id} className={styles.notice}>
              <Info className={styles.mark} aria-hidden="true" />
              <p className={styles.sentence}>{words.notices[code](about)}</p>
              <Button kind="link" size="small" onPress={() => void tell('dismissNotice', { id })}>
                {words.app.dismiss}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
