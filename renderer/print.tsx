// The entry of the window that is never shown: draws the one page it is told to, and says when it is drawn with all
// its letters. It asks for nothing and keeps nothing.

import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Bridge } from '../shared/ipc/contract.ts';
import type { PrintJob } from '../shared/ipc/print.ts';
import styles from './print/Sheet.module.css';
import { PagesSheet, PlanSheet } from './print/sheets.tsx';
import './ui/base.css';
import { words } from './words/index.ts';

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
