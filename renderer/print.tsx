// The entry of the window that is never shown: draws the one page it is told to, and says when it is drawn with all
// its letters. It asks for nothing and keeps nothing.

import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Bridge } from '../shared/ipc/contract.ts';
import type { Printable, PrintJob } from '../shared/ipc/print.ts';
import type { Drawn } from '../shared/session/patient-pages.ts';
import { planGroups } from './nurse/plan/plan-lines.ts';
import styles from './print/Sheet.module.css';
import './ui/base.css';
import { words } from './words/index.ts';

/** A plan card to lie beside the chair, large enough to read in passing and named by its two random words only. */
const PlanSheet = ({ label, plan }: Extract<Printable, { kind: 'plan' }>) => (
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

/** What a patient wrote and drew: the writing dark on white, the drawing on black, which its inks need. */
const PagesSheet = ({ writing, drawn }: Extract<Printable, { kind: 'pages' }>) => (
  <main>
    {writing.trim() !== '' && <div className={styles.writing}>{writing}</div>}
    {drawn !== null && drawn.strokes.length > 0 && <Drawing drawn={drawn} />}
  </main>
);

const bridge: Bridge<'print'> = window.stillroom;

/** The weights that a sheet uses: asked for by name, since a page that nobody sees is not laid out by itself. */
const FACES = ['400 1em', '650 1em'].map((face) => `${face} "Atkinson Hyperlegible Next Variable"`);

const draw = async (job: PrintJob): Promise<void> => {
  const element = document.getElementById('root');
  if (element === null) return;
  document.documentElement.className = styles.paper ?? '';
  document.title = job.kind === 'plan' ? words.plan.title : words.paper.title;
  flushSync(() =>
    createRoot(element).render(job.kind === 'plan' ? <PlanSheet {...job} /> : <PagesSheet {...job} />),
  );
  await Promise.all(FACES.map((face) => document.fonts.load(face)));
  await document.fonts.ready;
  await bridge.send('printReport', { job: job.job });
};

bridge.on('printJob', (job) => void draw(job));
