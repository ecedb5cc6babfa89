// How punctual a session is. At rate 1 every phase, check and mark comes within 50 ms of its deadline, over three real
// minutes. At rate 1000 none is skipped, and each carries its own instant.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { cleanEnvironment, electron, PROJECT, test } from '../e2e/program.ts';
import { tellFigure } from './figures.ts';

const MOST_LATE_MS = 50;

interface Line {
  /** Seconds of session time. */
  readonly at: number;
  readonly kind: string;
  readonly phase?: string;
  readonly minute?: number;
  readonly what?: string;
  readonly state?: string;
  /** Wall ms at which the line arrived. */
  readonly toldAt: number;
}

const run = async (folder: string, label: string, rate: number): Promise<readonly Line[]> => {
  const { executable, switches } = electron();
  const words = ['--practice', '--preset', label, '--rate', String(rate), '--events'];
  const child: ChildProcess = spawn(executable, ['.', ...switches, `--user-data-dir=${folder}`, ...words], {
    cwd: PROJECT,
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (child.stdout === null) throw new Error('standard output is piped');
  const lines: Line[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push({
      ...(JSON.parse(line) as Omit<Line, 'toldAt'>),
      toldAt: performance.timeOrigin + performance.now(),
    });
  }
  return lines;
};

const nameOf = ({ kind, phase, minute, what, state }: Line): string =>
  [kind, phase, minute, what, state].filter((part) => part !== undefined).join(' ');

const isDeadline = ({ kind, what, state, phase }: Line): boolean =>
  (kind === 'phase' && phase !== 'settle' && phase !== 'onset') ||
  (kind === 'check' && state === 'due') ||
  (kind === 'session' && ['assess', 'phasesOver'].includes(what ?? ''));

test('every deadline within 50 ms at rate 1', async () => {
  const [spravato] = BUILT_IN_PRESETS;
  const minute = {
    ...spravato,
    id: 'bench-minute',
    label: 'Bench Minute',
    phases: spravato?.phases.map((phase) => ({ ...phase, lengthMin: 1, fadeS: 5 })).slice(0, 4),
    checksMin: [1, 2],
    assessMin: 3,
  };
  const folder = test.info().outputPath('program');
  await mkdir(path.join(folder, 'practice'), { recursive: true });
  await writeFile(
    path.join(folder, 'practice', 'presets.json'),
    JSON.stringify({ version: 1, presets: [minute] }),
  );
  const lines = await run(folder, 'Bench Minute', 1);
  const mark = lines.find(({ what }) => what === 'doseMark');
  if (mark === undefined) throw new Error('the dose was never marked');
  const late = lines
    .filter(isDeadline)
    .map((line) => line.toldAt - mark.toldAt - Math.round((line.at - mark.at) / 60) * 60_000);
  const worst = Math.max(...late.map(Math.abs));
  tellFigure(
    `deadlines at rate 1, ${late.length} over three minutes`,
    `at most ${worst.toFixed(1)} ms from their instants`,
    `at most ${MOST_LATE_MS} ms`,
    late.length >= 6 && worst <= MOST_LATE_MS,
  );
});

test('none skipped at rate 1000', async () => {
  const folder = test.info().outputPath('program');
  const lines = await run(folder, 'Spravato, two hours', 1000);
  const told = lines.filter(({ kind }) => ['phase', 'check', 'session'].includes(kind)).map(nameOf);
  const due = [
    ...['session started', 'phase settle', 'session doseMark', 'phase onset', 'phase deep', 'check 40 due'],
    ...['phase return', 'phase rest', 'session phasesOver', 'session assess'],
  ];
  const skipped = due.filter((name) => !told.includes(name));
  const mark = lines.find(({ what }) => what === 'doseMark')?.at ?? Number.NaN;
  const deep = lines.find(({ phase }) => phase === 'deep')?.at ?? Number.NaN;
  const over = lines.find(({ what }) => what === 'phasesOver')?.at ?? Number.NaN;
  tellFigure(
    'two hours of session time at rate 1000',
    `${due.length - skipped.length} of ${due.length} turns told, deep ${(deep - mark).toFixed(3)} s and the end of the phases ${(over - mark).toFixed(3)} s after the dose mark`,
    'none skipped; 1200 and 7200 s',
    skipped.length === 0 && Math.abs(deep - mark - 1200) < 0.01 && Math.abs(over - mark - 7200) < 0.01,
  );
});
