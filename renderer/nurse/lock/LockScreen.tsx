// Replaces every staff screen while the console is locked: what runs, the PIN pad, and what needs no PIN. It must never
// keep anyone from Full light.

import { Lock } from 'lucide-react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import { quietUntil, runningPhase } from '../../../shared/session/timeline.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalLine, useCommands } from '../../ui/Commands.tsx';
import { useKeyboardShortcuts } from '../../ui/useKeys.ts';
import { useNow, wallOf } from '../../ui/useNow.ts';
import { words } from '../../words/index.ts';
import { FullLightButton } from '../common/FullLightButton.tsx';
import { RoomBadges, ScreenLink } from '../common/HeaderParts.tsx';
import { nextEvent } from '../common/next-event.ts';
import type { ConsoleProps } from '../common/session-props.ts';
import { fullLightText } from '../console/console-cards.ts';
import { RequestCard } from '../console/PatientAsks.tsx';
import styles from './LockScreen.module.css';
import { PinPad } from './PinPad.tsx';

const { lock: say, actions, session: running } = words;

const Head = ({ snapshot }: { readonly snapshot: Snapshot }) => (
  <header className={styles.head}>
    <Lock className={styles.mark} aria-hidden="true" />
    <h1 className={styles.title}>{say.title}</h1>
    <p className={styles.room}>{snapshot.roomName}</p>
    <RoomBadges snapshot={snapshot} />
    <span className={styles.link}>
      <ScreenLink to="patient">{say.patientDisplay}</ScreenLink>
    </span>
  </header>
);

/**
 * What runs behind the lock, at a glance: the phase, how long since the dose, until when it is quiet, a due check, and the
 * patient's request. Only the answer to that request can be pressed here.
 */
const LockNow = ({ snapshot, session }: ConsoleProps) => {
  const { clock, lights } = snapshot;
  const { sessionMs } = useNow(clock);
  const { doseAt, startedAt, preset } = session;
  const next = nextEvent(session, sessionMs);
  const since = doseAt === null ? running.settling : running.sinceDose[preset.kind];
  const figures = [
    [since, running.minutesGone(sessionMs - (doseAt ?? startedAt))],
    [running.quietUntil, running.clock(wallOf(clock, quietUntil(session, sessionMs)))],
  ] as const;
  return (
    <div className="narrows stack gap-5">
      <p className={styles.phase}>
        {session.overAt === null ? running.now(runningPhase(session).name) : running.roomRests}
        {session.heldAt !== null && `${words.app.separator}${words.chart.held}`}
      </p>
      <dl className={styles.figures}>
        {figures.map(([name, figure]) => (
          <div key={name}>
            <dt className={styles.name}>{name}</dt>
            <dd className={styles.figure}>{figure}</dd>
          </div>
        ))}
      </dl>
      <div role="status">
        {next.kind === 'checkDue' && (
          <p className={styles.check}>
            <b>{running.checksDue(next.minutes.length)}</b>
            {words.app.separator}
            {running.checkDueSince(next.minutes, next.lateMs)}
          </p>
        )}
        {next.kind === 'assessDue' && (
          <p className={styles.check}>
            <b>{running.assessDue(preset.kind, preset.assessMin)}</b>
          </p>
        )}
      </div>
      {next.kind === 'check' && <p className={styles.coming}>{running.comingIn.check(next.inMs)}</p>}
      {session.fullLightSince !== null && <p className={styles.fullLight}>{fullLightText(lights)}</p>}
      <div className={styles.request}>
        <RequestCard session={session} clock={clock} nowMs={sessionMs} />
      </div>
    </div>
  );
};

/** Staff in a hurry need no PIN to check on the patient by a low light. */
const QuietCheck = ({ isOn }: { readonly isOn: boolean }) => {
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

/** In place of the pad, on which no PIN would open anything. */
const DamagedPin = () => (
  <section className={styles.damaged}>
    <h2 className={styles.phase}>{say.damaged.title}</h2>
    <ol className={styles.steps}>
      {say.damaged.steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
    <p className={styles.coming}>{say.damaged.still}</p>
  </section>
);

export const LockScreen = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { session } = snapshot;
  return (
    <div className={styles.screen}>
      <Head snapshot={snapshot} />
      <main className={styles.main}>
        {session.stage === 'running' ? (
          <LockNow snapshot={snapshot} session={session} />
        ) : (
          <div className={styles.idle}>
            <p>{say.nothingRuns}</p>
            {session.fullLightSince !== null && (
              <p className={styles.full}>{fullLightText(snapshot.lights)}</p>
            )}
          </div>
        )}
        {snapshot.isPinDamaged ? <DamagedPin /> : <PinPad />}
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
