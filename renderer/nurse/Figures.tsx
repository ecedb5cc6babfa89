// The two figures that a nurse looks for first, since when and until when, and what comes next beside them.

import type { ReactElement } from 'react';
import type { Ms, RunningSession } from '../../shared/session.ts';
import type { ClockAnchor } from '../../shared/snapshot.ts';
import { quietUntil } from '../../shared/timeline.ts';
import { Button } from '../ui/Button.tsx';
import { useCommands } from '../ui/Commands.tsx';
import { wallOf } from '../ui/useNow.ts';
import { words } from '../words/index.ts';
import styles from './Figures.module.css';
import { type NextUp, nextUp } from './next-up.ts';

const say = words.session;

interface FiguresProps {
  readonly session: RunningSession;
  readonly clock: ClockAnchor;
  readonly now: Ms;
}

/** What is next in words; what it waits for may be a press, which is then a button of its own. */
const saidOf = (next: NextUp): readonly [string, string | null] => {
  switch (next.kind) {
    case 'doseMark':
      return ['', say.settleWaits];
    case 'checkDue':
      return [say.checkDue, say.checkDueSince(next.minute, next.dueForMs)];
    case 'held':
      return [say.heldFor(next.forMs), null];
    case 'check':
      return [say.checkIn(next.inMs), null];
    case 'phase':
      return [say.phaseIn(next.name, next.inMs), null];
    case 'phasesOver':
      return [say.phasesOverIn(next.inMs), null];
    case 'gentleEnd':
      return [say.gentleEnding(next.inMs), null];
    case 'assess':
      return [say.assessIn(next.inMs), null];
    case 'roomFree':
      return ['', say.whenReady];
  }
};

const Next = ({
  session,
  next,
}: {
  readonly session: RunningSession;
  readonly next: NextUp;
}): ReactElement => {
  const { act } = useCommands();
  const [head, line] = saidOf(next);
  const { kind } = session.preset;
  return (
    <div className={styles.next} data-kind={next.kind}>
      <div className={styles.said}>
        <p className={styles.label}>{say.next}</p>
        {head !== '' && <p className={styles.head}>{head}</p>}
        {line !== null && <p className={styles.line}>{line}</p>}
      </div>
      {next.kind === 'doseMark' && (
        <Button kind="primary" size="footer" onPress={() => act('doseMark')}>
          {say.markDose(kind)}
        </Button>
      )}
      {next.kind === 'checkDue' && <Button onPress={() => act('checkDone')}>{say.done}</Button>}
      {session.overAt !== null && next.kind !== 'checkDue' && (
        <Button kind="primary" size="footer" onPress={() => act('roomFree')}>
          {say.roomIsFree}
        </Button>
      )}
    </div>
  );
};

/** Since the dose mark (or Start), the clock time until which the room is quiet, and what is next. */
export const Figures = ({ session, clock, now }: FiguresProps): ReactElement => {
  const { doseAt, startedAt, preset } = session;
  const until = quietUntil(session, now);
  return (
    <section className={styles.figures}>
      <div>
        <p className={styles.label}>{doseAt === null ? say.settling : say.sinceDose[preset.kind]}</p>
        <p className={styles.figure}>{say.minutesGone(now - (doseAt ?? startedAt))}</p>
      </div>
      <div>
        <p className={styles.label}>{say.quietUntil}</p>
        <p className={styles.figure}>
          {say.clock(wallOf(clock, until))}
          <span className={styles.left}>{say.left(until - now)}</span>
        </p>
      </div>
      <Next session={session} next={nextUp(session, now)} />
    </section>
  );
};
