// A whole plan to read, in as few lines as possible. What was not said is fainter than what was.

import type { PlanCard } from '../../../shared/preset/plan.ts';
import styles from './PlanReading.module.css';
import { planLines } from './plan-lines.ts';

export const PlanReading = ({ plan }: { readonly plan: PlanCard }) => (
  <dl className="gap-1 grid">
    {planLines(plan).map(({ part, name, said, isSaid }) => (
      <div key={part} className={styles.line} data-said={isSaid}>
        <dt>{name}</dt>
        <dd>{said}</dd>
      </div>
    ))}
  </dl>
);
