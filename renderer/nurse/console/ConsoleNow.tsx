// Where the session stands: how long since the dose mark, until when the room is quiet, and what comes next, with the one
// button that it may wait for. What waits for staff is never called the end of anything.

import type { NurseAct } from '../../../shared/session/events.ts';
import type { RunningSession } from '../../../shared/session/session.ts';
import { extensionTakenBack, nextPhaseToTakeBack } from '../../../shared/session/take-back.ts';
import { isSettling, quietUntil, runningPhase } from '../../../shared/session/timeline.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { wallOf } from '../../ui/useNow.ts';
import { words } from '../../words/index.ts';
import { CHECK_NEARS_MS, type Coming, type Next, nextEvent } from '../common/next-event.ts';
import type { SessionProps } from '../common/session-props.ts';
import { DoseFigure } from '../dose/DoseFigure.tsx';
import styles from './ConsoleNow.module.css';

const { session: say } = words;

const comingText = (coming: Coming): string =>
  coming.kind === 'phase' ? say.phaseIn(coming.name, coming.inMs) : say.comingIn[coming.kind](coming.inMs);

/** What is next: the chief line, null where there is none, and one or two beneath it. */
const nextText = (
  session: RunningSession,
  next: Next,
): readonly [string | null, string, (string | undefined)?] => {
  const { kind, assessMin } = session.preset;
  const here = session.overAt === null ? say.now(runningPhase(session).name) : say.roomRests;
  switch (next.kind) {
    case 'doseMark':
      return [null, say.settleWaits];
    case 'roomFree':
      return [say.phasesAreOver, say.untilRoomFree];
    case 'held':
      return [say.heldFor(next.forMs), next.coming === null ? here : comingText(next.coming)];
    case 'checkDue': {
      const since = say.checkDueSince(next.minutes, next.lateMs);
      return [say.checksDue(next.minutes.length), since, next.isAssessDue ? say.assessToo : undefined];
    }
    case 'assessDue':
      return [say.assessDue(kind, assessMin), say.assessDueSince(next.lateMs)];
    default:
      return [comingText(next), here];
  }
};

/** True for what waits until staff mark it done. */
const isDue = ({ kind }: Next): boolean => kind === 'checkDue' || kind === 'assessDue';

/** The press that can be undone here: Start before the dose mark, and for two minutes Next phase or +10 min. */
const undoable = (session: RunningSession, nowMs: number): readonly [NurseAct, string] | null => {
  if (isSettling(session)) return ['undoStart', say.undoStart];
  const kept = nextPhaseToTakeBack(session, nowMs);
  const left = kept?.phases[kept.phase.index];
  if (left !== undefined) return ['undoNextPhase', say.backTo(left.name)];
  return extensionTakenBack(session, nowMs) === null ? null : ['undoExtend', say.undoExtend];
};

/** It stands far from where that was pressed. */
const UndoPress = ({ session, nowMs }: Omit<SessionProps, 'clock'>) => {
  const { act } = useCommands();
  const undo = undoable(session, nowMs);
  if (undo === null) return null;
  return (
    <span className="appears" data-undo>
      <Button onPress={() => act(undo[0])}>{undo[1]}</Button>
    </span>
  );
};

/** Done for the due check; where several are due, one after the other or all together. */
const ChecksDone = ({ minutes }: { readonly minutes: readonly number[] }) => {
  const { act, tell } = useCommands();
  const all = (
    <Button kind="check" size="footer" onPress={() => act('checkDone')}>
      {minutes.length === 1 ? say.done : say.allDone}
    </Button>
  );
  if (minutes.length === 1) return all;
  return (
    <div className="keeps-size row gap-3">
      <span className={styles.menu}>
        <MenuButton
          isBare
          label={say.whichDone}
          entries={minutes.map((minute) => ({ id: `${minute}`, name: say.doneAt(minute) }))}
          onChoose={(id) => void tell('oneCheckDone', { atMin: Number(id) })}
        />
      </span>
      {all}
    </div>
  );
};

const NextUp = ({ session, nowMs }: SessionProps) => {
  const { act } = useCommands();
  const next = nextEvent(session, nowMs);
  const [chief, line, more] = nextText(session, next);
  const text = (
    <>
      {chief !== null && (
        <p className={styles.strong} data-nears={next.kind === 'check' && next.inMs <= CHECK_NEARS_MS}>
          {chief}
        </p>
      )}
      <p className={styles.line}>{line}</p>
      {more !== undefined && <p className={styles.line}>{more}</p>}
    </>
  );
  return (
    <section
      className={styles.next}
      data-kind={next.kind}
      data-due={isDue(next) || undefined}
      aria-label={say.next}
    >
      <div className={styles.text}>
        {!isDue(next) && <p className={styles.name}>{say.next}</p>}
        {!isDue(next) && text}
        {/* Always in the page, so that what becomes due is read out. */}
        <div role="status">{isDue(next) && text}</div>
      </div>
      <UndoPress session={session} nowMs={nowMs} />
      {next.kind === 'doseMark' && (
        <Button kind="primary" size="footer" onPress={() => act('doseMark')}>
          {say.markDose(session.preset.kind)}
        </Button>
      )}
      {next.kind === 'checkDue' && <ChecksDone minutes={next.minutes} />}
      {next.kind === 'assessDue' && (
        <Button kind="check" size="footer" onPress={() => act('assessed')}>
          {say.assessed}
        </Button>
      )}
    </section>
  );
};

export const ConsoleNow = (props: SessionProps) => {
  const { session, clock, nowMs } = props;
  const { doseAt, startedAt } = session;
  const until = quietUntil(session, nowMs);
  return (
    <div className={styles.now}>
      <div className={styles.figures}>
        {doseAt === null ? (
          <dl>
            <dt className={styles.name}>{say.settling}</dt>
            <dd className={styles.figure}>{say.minutesGone(nowMs - startedAt)}</dd>
          </dl>
        ) : (
          <DoseFigure {...props} doseAt={doseAt} />
        )}
        <dl>
          <dt className={styles.name}>{say.quietUntil}</dt>
          <dd className={styles.figure}>
            {say.clock(wallOf(clock, until))}{' '}
            {until > nowMs && <span className={styles.left}>{say.left(until - nowMs)}</span>}
          </dd>
        </dl>
      </div>
      <NextUp {...props} />
    </div>
  );
};
