// A plan card on one printed sheet, to lie beside the chair: large enough to read in passing, and named by its two random
// words only.

import type { ReactElement } from 'react';
import type { PlanCard } from '../../shared/preset/plan.ts';
import { planGroups } from '../nurse/plan/plan-lines.ts';
import { words } from '../words/index.ts';
import styles from './Sheet.module.css';

export interface PlanSheetProps {
  readonly label: string;
  readonly plan: PlanCard;
}

export const PlanSheet = ({ label, plan }: PlanSheetProps): ReactElement => (
  <main>
    <header className={styles.head}>
      <h1 className={styles.label}>{label}</h1>
      <p className={styles.kind}>{words.plan.title}</p>
    </header>
    {planGroups(plan).map(({ title, isShort, lines }) => (
      <section key={title} className={styles.group}>
        <h2 className={styles.title}>{title}</h2>
        <dl className={styles.lines} data-short={isShort}>
          {lines.map(({ part, name, said, isSaid, isNote }) => (
            <div key={part} className={styles.line} data-said={isSaid} data-note={isNote}>
              <dt>{name}</dt>
              <dd>{said}</dd>
            </div>
          ))}
        </dl>
      </section>
    ))}
  </main>
);
