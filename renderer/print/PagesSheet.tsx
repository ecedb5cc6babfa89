// What a patient wrote and drew, for print: the writing dark on white, the drawing on black, which its inks need.

import type { ReactElement } from 'react';
import type { Drawn } from '../../shared/session/patient-pages.ts';
import { words } from '../words/index.ts';
import styles from './Sheet.module.css';

export interface PagesSheetProps {
  /** Empty: nothing was written. */
  readonly writing: string;
  /** null: nothing was drawn. */
  readonly drawn: Drawn | null;
}

const Drawing = ({ drawn }: { readonly drawn: Drawn }): ReactElement => (
  <svg
    className={styles.drawing}
    viewBox={`0 0 ${drawn.width} ${drawn.height}`}
    role="img"
    aria-label={words.paper.drawing}
  >
    <rect className={styles.night} width={drawn.width} height={drawn.height} />
    {drawn.strokes.map(({ outline, ink }, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a stroke has no name but its place, and this is drawn once.
      <path key={at} d={outline} fill={ink} />
    ))}
  </svg>
);

export const PagesSheet = ({ writing, drawn }: PagesSheetProps): ReactElement => (
  <main>
    {writing.trim() !== '' && <div className={styles.writing}>{writing}</div>}
    {drawn !== null && drawn.strokes.length > 0 && <Drawing drawn={drawn} />}
  </main>
);
