// The patient wants to keep what they wrote or drew: staff print it or save it, and see nothing of it here. Otherwise it
// is deleted at the turnover.

import { type ReactElement, useState } from 'react';
import { want } from '../../../shared/score/score.ts';
import type { Pages } from '../../../shared/session/patient-pages.ts';
import { isWishedKept, pagesToPrint, usePages } from '../../patient/pages.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { words } from '../../words/index.ts';
import type { SessionProps } from '../common/session-props.ts';
import styles from './KeptPages.module.css';

const { keptPages: say } = words;

type OutputCommand = 'print' | 'savePdf';

/** What was done with which pages: when the pages change, it has to be done again. */
interface Done extends Pick<Pages, 'writing' | 'strokes'> {
  readonly by: OutputCommand;
}

/** Shown while the light is back and there is something to keep. */
export const KeptPages = ({ session, nowMs }: SessionProps): ReactElement => {
  const { tell } = useCommands();
  const { writing, strokes } = usePages();
  const [busy, setBusy] = useState<OutputCommand | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const isAsked = isWishedKept() && want(session, nowMs).display.pages.length > 0;

  const output = async (by: OutputCommand): Promise<void> => {
    const pages = pagesToPrint();
    if (pages === null || busy !== null) return;
    setBusy(by);
    if (await tell(by, pages)) setDone({ by, writing, strokes });
    setBusy(null);
  };

  const isDone = done !== null && done.writing === writing && done.strokes === strokes;
  return (
    <div className="keeps-size announces" role="status" data-asks={isAsked || undefined}>
      {isAsked && (
        <div className={styles.card}>
          <p>{isDone ? say.given[done.by] : say.asked}</p>
          <div className={styles.ways}>
            <Button size="small" isBusy={busy === 'print'} onPress={() => void output('print')}>
              {say.print}
            </Button>
            <Button size="small" isBusy={busy === 'savePdf'} onPress={() => void output('savePdf')}>
              {say.save}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
};
