// The patient wants to keep what they wrote or drew: staff print it or save it, and see nothing of it here. Without that it
// is gone with the turnover.

import { type ReactElement, useState } from 'react';
import { want } from '../../../shared/score/score.ts';
import type { Pages } from '../../../shared/session/patient-pages.ts';
import type { Ms, RunningSession } from '../../../shared/session/session.ts';
import { isWishedKept, pagesToPrint, usePages } from '../../patient/pages.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import styles from './KeptPages.module.css';

const { keptPages: say } = words;

type Way = 'print' | 'savePdf';

/** What was given out, and of which pages: when they change it is news again. */
interface Given extends Pick<Pages, 'writing' | 'strokes'> {
  readonly way: Way;
}

export interface KeptPagesProps {
  readonly session: RunningSession;
  /** On the session clock. */
  readonly nowMs: Ms;
}

/** The patient's wish to keep a page, while the light is back and there is something to keep. */
export const KeptPages = ({ session, nowMs }: KeptPagesProps): ReactElement => {
  const { tell } = useCommands();
  const { writing, strokes } = usePages();
  const [busy, setBusy] = useState<Way | null>(null);
  const [given, setGiven] = useState<Given | null>(null);
  const isAsked = isWishedKept() && want(session, nowMs).display.pages.length > 0;

  const give = async (way: Way): Promise<void> => {
    const pages = pagesToPrint();
    if (pages === null || busy !== null) return;
    setBusy(way);
    if (await tell(way, pages)) setGiven({ way, writing, strokes });
    setBusy(null);
  };

  const isGiven = given !== null && given.writing === writing && given.strokes === strokes;
  return (
    <div className="keeps-size announces" role="status" data-asks={isAsked || undefined}>
      {isAsked && (
        <div className={styles.card}>
          <p>{isGiven ? say.given[given.way] : say.asked}</p>
          <div className={styles.ways}>
            <Button size="small" isBusy={busy === 'print'} onPress={() => void give('print')}>
              {say.print}
            </Button>
            <Button size="small" isBusy={busy === 'savePdf'} onPress={() => void give('savePdf')}>
              {say.save}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
};
