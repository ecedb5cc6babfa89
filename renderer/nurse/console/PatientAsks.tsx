// What the patient asks of staff: somebody to come, or to keep what they wrote or drew. Each card's live region stays in the
// page, without taking room, so that a new one is read out.

import { useState } from 'react';
import { want } from '../../../shared/score/score.ts';
import type { Pages } from '../../../shared/session/patient-pages.ts';
import { isUnanswered } from '../../../shared/session/session.ts';
import { pagesToPrint, usePages, wishedPages } from '../../patient/pages.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import type { SessionProps } from '../common/session-props.ts';
import styles from './PatientAsks.module.css';

const { side, keptPages } = words;

/** The patient asked for someone: how long ago, and the one press that tells the patient that someone is coming. */
export const RequestCard = ({ session, nowMs }: SessionProps) => {
  const { act } = useCommands();
  const { request } = session;
  return (
    <div className="keeps-size announces" role="status" data-asks={request !== null || undefined}>
      {request !== null && (
        <div className={styles.request} data-waits={isUnanswered(session) || undefined}>
          <div>
            <p className={styles.what}>
              {request.comingAt === null ? side.asked(request.wish) : side.coming(request.wish)}
            </p>
            <p aria-live="off">
              {request.comingAt === null
                ? side.ago(nowMs - request.askedAt)
                : side.toldAgo(nowMs - request.comingAt)}
            </p>
          </div>
          {isUnanswered(session) && (
            <Button kind="asked" size="footer" onPress={() => act('acknowledge')}>
              {side.onMyWay}
            </Button>
          )}
        </div>
      )}
    </div>
  );
};

type OutputCommand = 'print' | 'savePdf';

/** What was done with which pages: when the pages change, it has to be done again. */
interface Done extends Pick<Pages, 'writing' | 'strokes' | 'isWishedKept'> {
  readonly by: OutputCommand;
}

/**
 * Shown while the light is back and the patient wants to keep something: staff print it or save it, and see nothing of it
 * here. Otherwise it is deleted at the turnover.
 */
export const KeptPages = ({ session, nowMs }: SessionProps) => {
  const { tell } = useCommands();
  const { writing, strokes, isWishedKept } = usePages();
  const [busy, setBusy] = useState<OutputCommand | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const wished = wishedPages();
  const isAsked = wished.length > 0 && want(session, nowMs).display.pages.length > 0;

  const output = async (by: OutputCommand): Promise<void> => {
    const pages = pagesToPrint(wished);
    if (pages === null || busy !== null) return;
    setBusy(by);
    if (await tell(by, pages)) setDone({ by, writing, strokes, isWishedKept });
    setBusy(null);
  };

  const isDone = done?.writing === writing && done.strokes === strokes && done.isWishedKept === isWishedKept;
  return (
    <div className="keeps-size announces" role="status" data-asks={isAsked || undefined}>
      {isAsked && (
        <div className={styles.pages}>
          <p>{isDone ? keptPages.given[done.by] : keptPages.asked(wished.length)}</p>
          <div className={styles.keys}>
            <Button size="small" isBusy={busy === 'print'} onPress={() => void output('print')}>
              {keptPages.print}
            </Button>
            <Button size="small" isBusy={busy === 'savePdf'} onPress={() => void output('savePdf')}>
              {keptPages.save}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
};
