// The sheets that are printed: a plan card to lie beside the chair, large enough to read in passing and named by its two
// random words only; and what a patient wrote and drew, the writing dark on white, the drawing on black, which its inks
// need.

import type { Printable } from '../../shared/ipc/print.ts';
import type { Drawn } from '../../shared/session/patient-pages.ts';
import { planGroups } from '../nurse/plan/plan-lines.ts';
import { words } from '../words/index.ts';
import styles from './Sheet.module.css';

export const PlanSheet = ({ label, plan }: Extract<Printable, { kind: 'plan' }>) => (
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

const Drawing = ({ drawn }: { readonly drawn: Drawn }) => (
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

export const PagesSheet = ({ writing, drawn }: Extract<Printable, { kind: 'pages' }>) => (
  <main>
    {writing.trim() !== '' && <div className={styles.writing}>{writing}</div>}
    {drawn !== null && drawn.strokes.length > 0 && <Drawing drawn={drawn} />}
  </main>
);
