// Where the session stands, in three figures: how long since the dose mark, until when the room is quiet, and what
// comes next, with the one button that it may wait for.

import type { ReactElement } from 'react';
import type { Ms, RunningSession } from '../../shared/session.ts';
import type { ClockAnchor } from '../../shared/snapshot.ts';
import { quietUntil, runningPhase } from '../../shared/timeline.ts';
import { Button } from '../ui/Button.tsx';
import { useCommands } from '../ui/Commands.tsx';
import { wallOf } from '../ui/useNow.ts';
import { words } from '../words/index.ts';
import styles from './ConsoleNow.module.css';
import { CHECK_NEARS_MS, type Coming, type Next, nextOf } from './console-next.ts';

const { session: say } = words;

const comingInWords = (coming: Coming): string => {
  switch (coming.kind) {
    case 'check':
      return say.checkIn(coming.inMs);
    case 'phase':
      return say.phaseIn(coming.name, coming.inMs);
    case 'phasesOver':
      return say.phasesOverIn(coming.inMs);
    case 'roomBack':
      return say.gentleEnding(coming.inMs);
    case 'assess':
      return say.assessIn(coming.inMs);
  }
};

interface NextProps {
  readonly session: RunningSession;
  readonly next: Next;
}

const NextText = ({ session, next }: NextProps): ReactElement => {
  const here = session.overAt === null ? say.now(runningPhase(session).name) : words.milestones.phasesOver;
  switch (next.kind) {
    case 'doseMark':
      return <p className={styles.line}>{say.settleWaits}</p>;
    case 'roomFree':
      return (
        <>
          <p className={styles.strong}>{say.roomIsFree}</p>
          <p className={styles.line}>{say.whenReady}</p>
        </>
      );
    case 'held':
      return (
        <>
          <p className={styles.strong}>{say.heldFor(next.forMs)}</p>
          <p className={styles.line}>{next.coming === null ? here : comingInWords(next.coming)}</p>
        </>
      );
    case 'checkDue':
      return (
        <>
          <p className={styles.strong}>{say.checkDue}</p>
          <p className={styles.line}>{say.checkDueSince(next.minute, next.lateMs)}</p>
        </>
      );
    default:
      return (
        <>
          <p className={styles.strong} data-nears={next.kind === 'check' && next.inMs <= CHECK_NEARS_MS}>
            {comingInWords(next)}
          </p>
          <p className={styles.line}>{here}</p>
        </>
      );
  }
};

const NextUp = ({ session, next }: NextProps): ReactElement => {
  const { act } = useCommands();
  const text = <NextText session={session} next={next} />;
  return (
    <section className={styles.next} data-kind={next.kind} aria-label={say.next}>
      <div className={styles.said}>
        <p className={styles.name}>{say.next}</p>
        {next.kind !== 'checkDue' && text}
        {/* Always there, so that a check that becomes due is read out. */}
        <div role="status">{next.kind === 'checkDue' && text}</div>
      </div>
      {next.kind === 'doseMark' && (
        <Button kind="primary" size="footer" onPress={() => act('doseMark')}>
          {say.markDose(session.preset.kind)}
        </Button>
      )}
      {next.kind === 'checkDue' && (
        <Button kind="check" size="footer" onPress={() => act('checkDone')}>
          {say.done}
        </Button>
      )}
    </section>
  );
};

export interface ConsoleNowProps {
  readonly session: RunningSession;
  readonly clock: ClockAnchor;
  /** On the session clock. */
  readonly nowMs: Ms;
}

/** The figures of now and next. */
export const ConsoleNow = ({ session, clock, nowMs }: ConsoleNowProps): ReactElement => {
  const { doseAt, startedAt, preset } = session;
  const until = quietUntil(session, nowMs);
  return (
    <div className={styles.now}>
      <dl className={styles.figures}>
        <div>
          <dt className={styles.name}>{doseAt === null ? say.settling : say.sinceDose[preset.kind]}</dt>
          <dd className={styles.figure}>{say.minutesGone(nowMs - (doseAt ?? startedAt))}</dd>
        </div>
        <div>
          <dt className={styles.name}>{say.quietUntil}</dt>
          <dd className={styles.figure}>
            {say.clock(wallOf(clock, until))}{' '}
            {until > nowMs && <span className={styles.left}>{say.left(until - nowMs)}</span>}
          </dd>
        </div>
      </dl>
      <NextUp session={session} next={nextOf(session, nowMs)} />
    </div>
  );
};
