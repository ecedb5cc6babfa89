// What runs behind the lock, at a glance: the phase, how long since the dose, until when it is quiet, a due check, and the
// patient's request. Only the answer to that request can be pressed here.

import type { ReactElement } from 'react';
import { quietUntil, runningPhase } from '../../../shared/session/timeline.ts';
import { useNow, wallOf } from '../../ui/useNow.ts';
import { words } from '../../words/index.ts';
import { nextEvent } from '../common/next-event.ts';
import type { SessionProps } from '../common/session-props.ts';
import { RequestCard } from '../console/RequestCard.tsx';
import styles from './LockNow.module.css';

const { session: say } = words;

const Figure = ({ name, figure }: { readonly name: string; readonly figure: string }): ReactElement => (
  <div>
    <dt className={styles.name}>{name}</dt>
    <dd className={styles.figure}>{figure}</dd>
  </div>
);

export const LockNow = ({ session, clock }: Omit<SessionProps, 'nowMs'>): ReactElement => {
  const { sessionMs } = useNow(clock);
  const { doseAt, startedAt, preset } = session;
  const next = nextEvent(session, sessionMs);
  const since = doseAt === null ? say.settling : say.sinceDose[preset.kind];
  return (
    <div className="narrows stack gap-5">
      <p className={styles.phase}>
        {session.overAt === null ? say.now(runningPhase(session).name) : words.milestones.phasesOver}
        {session.heldAt !== null && `${words.app.separator}${words.chart.held}`}
      </p>
      <dl className={styles.figures}>
        <Figure name={since} figure={say.minutesGone(sessionMs - (doseAt ?? startedAt))} />
        <Figure name={say.quietUntil} figure={say.clock(wallOf(clock, quietUntil(session, sessionMs)))} />
      </dl>
      <div role="status">
        {next.kind === 'checkDue' && (
          <p className={styles.check}>
            <b>{say.checksDue(next.minutes.length)}</b>
            {words.app.separator}
            {say.checkDueSince(next.minutes, next.lateMs)}
          </p>
        )}
        {next.kind === 'assessDue' && (
          <p className={styles.check}>
            <b>{say.assessDue(preset.kind, preset.assessMin)}</b>
          </p>
        )}
      </div>
      {next.kind === 'check' && <p className={styles.coming}>{say.checkIn(next.inMs)}</p>}
      {session.fullLightSince !== null && <p className={styles.full}>{words.lock.fullLightOn}</p>}
      <div className={styles.request}>
        <RequestCard session={session} clock={clock} nowMs={sessionMs} />
      </div>
    </div>
  );
};
