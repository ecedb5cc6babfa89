// Offers to print what the patient wrote and drew, or to save it as a PDF. It must never show the pages. It says plainly
// that they are gone with the turnover.

import type { ReactElement } from 'react';
import type { Turnover } from '../../../shared/session/session.ts';
import { isWishedKept, pagesToPrint, usePages } from '../../patient/pages.ts';
import { Wrong } from '../../ui/Section.tsx';
import { words } from '../../words/index.ts';
import { usePrint } from '../common/usePrint.tsx';
import styles from './PagesLeft.module.css';

const { pages: say } = words.turnover;

/** Nothing without pages. */
export const PagesLeft = ({ turnover }: { readonly turnover: Turnover }): ReactElement | null => {
  // Renders again whenever the pages change.
  usePages();
  const print = usePrint(say, async () => pagesToPrint());
  const pages = turnover.steps.pages === 'ahead' ? pagesToPrint() : null;
  if (pages === null) return null;
  const [wrote, drew] = [pages.writing !== '', pages.drawn !== null];
  return (
    <section className={styles.card} aria-label={say.title} data-wished={isWishedKept() || undefined}>
      <div className="pretty grows">
        <p>
          {say.there(wrote, drew)} {isWishedKept() ? say.wished : say.plain}
        </p>
        <p className="caption" role="status">
          {print.done ?? say.gone(wrote && drew)}
        </p>
        <Wrong sentence={print.wrong} />
      </div>
      <div className="keeps-size row-wraps gap-3">{print.keys}</div>
    </section>
  );
};
