// Offers to print what the patient wrote and drew, or to save it as a PDF. It must never show the pages. It says plainly
// that they are gone with the turnover.

import type { ReactElement } from 'react';
import type { Turnover } from '../../../shared/session/session.ts';
import { isWishedKept, pagesToPrint, usePages } from '../../patient/pages.ts';
import { Button } from '../../ui/Button.tsx';
import { Wrong } from '../../ui/Section.tsx';
import { type Ask, useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';
import styles from './PagesLeft.module.css';

const { pages: say } = words.turnover;

const giveOut = (command: 'print' | 'savePdf', { ask }: Ask): void => {
  const pages = pagesToPrint();
  if (pages !== null) void ask(command, pages);
};

/** Nothing without pages. */
export const PagesLeft = ({ turnover }: { readonly turnover: Turnover }): ReactElement | null => {
  // Renders again whenever the pages change.
  usePages();
  const printing = useAsk();
  const saving = useAsk();
  const pages = turnover.steps.pages === 'ahead' ? pagesToPrint() : null;
  if (pages === null) return null;
  const [wrote, drew] = [pages.writing !== '', pages.drawn !== null];
  const given = saving.isDone ? say.saved : printing.isDone ? say.printed : null;
  return (
    <section className={styles.card} aria-label={say.title} data-wished={isWishedKept() || undefined}>
      <div className="pretty grows">
        <p>
          {say.there(wrote, drew)} {isWishedKept() ? say.wished : say.plain}
        </p>
        <p className="caption" role="status">
          {given ?? say.gone(wrote && drew)}
        </p>
        <Wrong sentence={printing.wrong ?? saving.wrong} />
      </div>
      <div className="keeps-size row-wraps gap-3">
        <Button isBusy={printing.isBusy} onPress={() => giveOut('print', printing)}>
          {say.print}
        </Button>
        <Button isBusy={saving.isBusy} onPress={() => giveOut('savePdf', saving)}>
          {say.save}
        </Button>
      </div>
    </section>
  );
};
