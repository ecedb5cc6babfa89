// Hurried hands on the real program, heard over steady music. Whatever is pressed and however fast, Silence and Full
// light keep their times, nothing rises past the guard, and the next session is accepted.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cannotListen, startListening } from '../e2e/listening.ts';
import { cannotMakeMusic } from '../e2e/player-alone.ts';
import { PROJECT, test } from '../e2e/program.ts';
import { tellFigure } from './figures.ts';
import { MOST_RISE_DB } from './heard-music.ts';
import { type HurriedRun, hurry } from './hurried-hands.ts';
import { layPresets, makeTones } from './hurried-room.ts';

const MOST_SILENCE_MS = 2000;
const MOST_FULL_LIGHT_MS = 1000;
/** The way through the sound server and back takes at most this, in ms. */
const WAY_MS = 250;

/** How many runs follow one another, the minutes of each, and the seed of the first; each next seed is one more. */
const RUNS = Number(process.env.STILLROOM_HURRIED_RUNS ?? 1);
const MINUTES = Number(process.env.STILLROOM_HURRIED_MINUTES ?? 5);
const FIRST_SEED = Number(process.env.STILLROOM_HURRIED_SEED ?? Date.now() % 1_000_000);

const why = cannotListen() ?? cannotMakeMusic();
test.skip(why !== null, why ?? '');
test.describe.configure({ mode: 'default' });

/** A run in which less than this is judged, for all the holes that the machine tore, shows nothing; in seconds a minute. */
const LEAST_JUDGED_S = 15;

/** Probes and turnovers go on after the last minute of pressing, in ms. */
const BESIDE_MS = 300_000;

const worst = (times: readonly number[]): number => Math.max(0, ...times);

const inMs = (times: readonly number[]): string =>
  Number.isFinite(worst(times)) ? `${worst(times).toFixed(0)} ms of ${times.length}` : 'never';

const isKept = (run: HurriedRun): boolean =>
  run.silencesMs.length > 0 &&
  run.fullLightsMs.length > 0 &&
  worst([...run.silencesMs, ...run.endsMs]) <= MOST_SILENCE_MS + WAY_MS &&
  worst(run.fullLightsMs) <= MOST_FULL_LIGHT_MS + WAY_MS &&
  run.rise.db <= MOST_RISE_DB &&
  run.rise.judgedS >= LEAST_JUDGED_S * MINUTES &&
  run.refusedTurnovers === 0 &&
  run.deathsAtS.length === 0 &&
  run.troubles.length === 0 &&
  run.startsAgain;

const oneLine = (run: HurriedRun): string =>
  [
    `seed ${run.seed}`,
    `${run.presses} presses, ${run.differents} Different, ${run.sessions} sessions`,
    `worst Silence ${inMs(run.silencesMs)}`,
    `worst Full light ${inMs(run.fullLightsMs)}`,
    `worst end ${inMs(run.endsMs)}`,
    `way ${run.wayMs.toFixed(0)} ms`,
    `worst rise ${run.rise.db.toFixed(1)} dB at ${run.rise.atS.toFixed(1)} s`,
    `in ${run.rise.judgedS.toFixed(0)} s beside ${run.rise.holes} holes of the machine's`,
    `${run.deathsAtS.length} player deaths${run.deathsAtS.map((atS) => ` at ${atS.toFixed(1)} s`).join('')}`,
    `${run.refusedTurnovers} refused turnovers`,
    run.startsAgain ? 'the next Start heard' : 'no next Start',
    ...[...new Set([...run.faults, ...run.thrown, ...run.troubles])],
  ].join('; ');

/** Writes what was pressed and heard beside the figures, for looking closer. */
const keepCourse = async ({ seed, course }: HurriedRun): Promise<void> => {
  const folder = path.join(PROJECT, 'out', 'bench');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `hurried-${seed}.json`), JSON.stringify(course, null, 1));
};

/** The music is made once, before anything listens: the work would tear holes in what is heard. */
let project = '';

test.beforeAll(async () => {
  project = await makeTones(await mkdtemp(path.join(tmpdir(), 'stillroom-hands-')));
});

test.afterAll(async () => {
  await rm(project, { recursive: true, force: true });
});

for (let run = 0; run < RUNS; run += 1) {
  // The seed is not in the title: each process that reads this file would have another one.
  test(`hurried hands, run ${run + 1}`, async ({ launch, folder }) => {
    const seed = FIRST_SEED + run;
    test.setTimeout(MINUTES * 2 * 60_000 + BESIDE_MS);
    const listening = await startListening();
    try {
      await layPresets(folder);
      const program = await launch([], { env: listening.env, project });
      const told = await hurry({ program, listening, seed, minutes: MINUTES });
      const limit = `Silence and end ${MOST_SILENCE_MS} ms, Full light ${MOST_FULL_LIGHT_MS} ms, and ${WAY_MS} ms for the way; at most ${MOST_RISE_DB} dB a second before`;
      tellFigure(`${MINUTES} minutes of hurried hands`, oneLine(told), limit, isKept(told));
      process.stdout.write(`${isKept(told) ? 'kept  ' : 'MISSED'}  ${oneLine(told)}\n`);
      await keepCourse(told);
      await program.close();
    } finally {
      await listening.close();
    }
  });
}
