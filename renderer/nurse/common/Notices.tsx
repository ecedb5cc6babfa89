// What is wrong now and what happened to kept files, one plain sentence each, for staff only. A fault goes by itself when
// it is over; only a notice can be dismissed.

import { Info, TriangleAlert } from 'lucide-react';
import type { Fault, Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import { FIXED_IN_SETUP } from '../console/readiness-facts.ts';
import { ScreenLink } from './HeaderParts.tsx';
import styles from './Notices.module.css';

/** Not shown here: an output that is lost or stopped in a session, and what is shown where it is chosen in Set-up. */
const isShown = ({ code }: Fault, { session, view }: Snapshot): boolean =>
  (code === 'doorAway' && view !== 'setup') ||
  !(code === 'outputLost' || code === 'soundStopped' || code === 'doorAway') ||
  view === 'music' ||
  (view === 'console' && session.stage !== 'running');

interface NoticesProps {
  readonly snapshot: Snapshot;
  /** True where the readiness facts above already show the faults that are fixed in Set-up. */
  readonly isBesideReadiness?: boolean;
}

/**
 * The list of faults and notices. Its live region stays in the page, without taking room, so that what comes later is
 * read out.
 */
export const Notices = ({ snapshot, isBesideReadiness = false }: NoticesProps) => {
  const { tell } = useCommands();
  const { notices, session, view } = snapshot;
  const isElsewhere = ({ code }: Fault): boolean => isBesideReadiness && FIXED_IN_SETUP[code] !== undefined;
  const faults = snapshot.faults.filter((fault) => !isElsewhere(fault) && isShown(fault, snapshot));
  const isWayOpen = session.stage !== 'running' && view === 'console';
  return (
    <div className={styles.place} role="status">
      {faults.length + notices.length > 0 && (
        <ul className={styles.list}>
          {faults.map(({ code, about }) => (
            <li key={`${code} ${about}`} className={styles.fault}>
              <TriangleAlert className={styles.mark} aria-hidden="true" />
              <p className={styles.sentence}>{words.faults[code](about)}</p>
              {isWayOpen && FIXED_IN_SETUP[code] !== undefined && (
                <ScreenLink size="small" to="setup">
                  {FIXED_IN_SETUP[code]}
                </ScreenLink>
              )}
            </li>
          ))}
          {notices.map(({ id, code, about, place }) => (
            <li key={id} className={styles.notice}>
              <Info className={styles.mark} aria-hidden="true" />
              <p className={styles.sentence}>{words.notices[code](about, place)}</p>
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
