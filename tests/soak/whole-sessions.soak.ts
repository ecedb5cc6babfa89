// Whole sessions of the real program, one after the other: every key at random, every fault that bridges, processes, disks,
// clocks and loudspeakers have. None may be lost, none stuck, nothing may startle, and nothing may grow. It must never end
// well when a session failed, nor without the seed by which it fails again.

import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import { median } from '../bench/figures.ts';
import { MOST_RISE_DB } from '../bench/heard-music.ts';
import { inTenths, riseBesideHoles } from '../bench/hurried-ear.ts';
import { anyOf, chanceOf } from '../bench/hurried-keys.ts';
import { makeTones } from '../bench/hurried-room.ts';
import { pastGuard } from '../bench/watch.ts';
import { startListening } from '../e2e/listening.ts';
import { type Launch, PLANTED_KEY, PROJECT, test } from '../e2e/program.ts';
import { startFaultyBridge } from '../practice/faulty-bridge.ts';
import { growthOver, type Held, heldBy } from './comparing.ts';
import { live, type Told } from './living.ts';
import { openClock, openDisk } from './machine.ts';
import { openSoakedRoom, type SoakedRoom } from './room.ts';
import { drawStory, type Fault, inWords, type Story } from './story.ts';

const SESSIONS = Number(process.env.STILLROOM_SOAK_SESSIONS ?? 20);
const HOURS = Number(process.env.STILLROOM_SOAK_HOURS ?? Number.POSITIVE_INFINITY);
const SEED = Number(process.env.STILLROOM_SOAK_SEED ?? Date.now() % 1_000_000);

/** How many times as fast as real time the session clock runs: light is judged best at 1, whole phases pass at the highest. */
const RATES = [1, 8, 60, 300] as const;

/**
 * Sessions come in rounds of this many. In the first of a round main is killed and the rate changes; the others are one life
 * of the program, over which memory is compared.
 */
const ROUND = 50;
const WITH_KILLS = 20;

/** By so much what is held may grow over one life. */
const MOST_GROWTH = 0.05;

/** A failing story is tried again in parts so many times at most. */
const TRIES = 12;

/** One room at a time on each; elsewhere than on Linux one on the computer's own. */
const DISPLAYS: readonly (string | undefined)[] = process.env.STILLROOM_TEST_DISPLAYS?.split(' ') ?? [
  undefined,
];

const seedOf = (session: number): number => SEED * 10_000 + session;

const FOLDER = path.join(PROJECT, 'out', 'soak');

const tell = (line: string): void => {
  process.stdout.write(`${line}\n`);
  mkdirSync(FOLDER, { recursive: true });
  appendFileSync(path.join(FOLDER, `soak-${SEED}.txt`), `${line}\n`);
};

/** What the lamps did in one session past the guard; null: nothing. */
const steepLight = ({ samples, excuses }: Told, rate: number): string | null => {
  // In the order of the first sample: after a reset of the bridge the lamps come in another.
  const names = Object.keys(samples[0]?.pct ?? {});
  const outputs = samples.map(({ at, pct }) => ({ atMs: at, outputs: names.map((name) => pct[name] ?? 0) }));
  return pastGuard(outputs, excuses, rate);
};

/** What every room of the soak has in common. */
interface House {
  readonly launch: Launch;
  readonly project: string;
}

/** A room of the soak with all that belongs to it, for as long as `use` lasts. */
const withRoom = async <T>(
  { launch, project }: House,
  display: string | undefined,
  rate: number,
  use: (room: SoakedRoom, without: ReadonlySet<Fault['kind']>) => Promise<T>,
): Promise<T> => {
  const disk = openDisk();
  const clock = openClock();
  const listening = await startListening();
  const bridge = await startFaultyBridge({ knownUsers: [PLANTED_KEY] });
  const without = new Set<Fault['kind']>([
    ...(disk.canFill ? [] : (['fullDisk'] as const)),
    ...(clock === null ? (['clock'] as const) : []),
  ]);
  const room = await openSoakedRoom({ launch, bridge, disk, clock, listening, project, display }, rate);
  try {
    return await use(room, without);
  } finally {
    await room.close();
    await bridge.close();
    await listening.close();
    clock?.close();
    disk.close();
  }
};

const failingsOf = (told: Told, rate: number): readonly string[] => {
  const steep = steepLight(told, rate);
  return [
    ...told.failings.map(({ kind, told: words }) => `${kind}: ${words}`),
    ...(steep === null ? [] : [`light past the guard: ${steep}`]),
  ];
};

/** The shortest part of a story that fails too, in a room of its own; null: not even the whole story does so alone. */
const shortest = async (house: House, rate: number, whole: Story): Promise<Story | null> => {
  const fails = (story: Story): Promise<boolean> =>
    withRoom(house, DISPLAYS[0], rate, async (room) => failingsOf(await live(room, story), rate).length > 0);
  let tries = 1;
  if (!(await fails(whole))) return null;
  let story = whole;
  for (let parts = 2; parts <= story.steps.length && tries < TRIES; parts *= 2) {
    const size = Math.ceil(story.steps.length / parts);
    for (let at = 0; at < story.steps.length && tries < TRIES; ) {
      const shorter = { ...story, steps: story.steps.toSpliced(at, size) };
      tries += 1;
      if (await fails(shorter)) story = shorter;
      else at += size;
    }
  }
  return story;
};

const mb = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;

/** What all rooms together did. */
interface Sum {
  sessions: number;
  faults: number;
  presses: number;
  unheard: number;
  probes: number;
  /** How many times each kind of failing came. */
  readonly failings: Record<string, number>;
  readonly failed: { readonly session: number; readonly rate: number; readonly story: Story }[];
  readonly backAfterMs: number[];
  /** What was held after each session, for every life of a program. */
  readonly lives: Held[][];
  /** What was heard, in pieces without a gap. */
  readonly heard: (readonly number[])[];
}

/**
 * Lives the sessions of one room until all are over. Which they are does not depend on how fast the rooms are, so that a seed
 * brings the same again.
 */
const soakRoom = (
  house: House,
  number: number,
  sum: Sum,
  isOver: (session: number) => boolean,
): Promise<void> =>
  withRoom(house, DISPLAYS[number], RATES[0], async (room, without) => {
    if (without.size > 0) tell(`Not possible on this computer: ${[...without].join(', ')}.`);
    for (let lived = 0; !isOver(number + lived * DISPLAYS.length); lived += 1) {
      const session = number + lived * DISPLAYS.length;
      const chance = chanceOf(seedOf(session));
      const place = lived % ROUND;
      const isKilled = place < WITH_KILLS;
      if (isKilled ? lived > 0 && chance() < 0.25 : place === WITH_KILLS)
        await room.reopen(anyOf(chance, RATES));
      if (isKilled || place === WITH_KILLS) sum.lives.push([]);
      const story = drawStory({ seed: seedOf(session), mayKillMain: isKilled, without });
      const told = await live(room, story);
      const failings = failingsOf(told, room.rate());
      const held = await heldBy(room.program());
      sum.sessions += 1;
      sum.faults += told.faults;
      sum.presses += told.presses;
      sum.unheard += told.unheard;
      sum.probes += told.isProbed ? 1 : 0;
      sum.backAfterMs.push(...told.backAfterMs);
      sum.lives.at(-1)?.push(held);
      const counts = `${told.faults} faults, ${mb(held.heap)} of ${mb(held.memory)}, ${held.files} files, ${held.resources} resources`;
      tell(
        `${session + 1}: rate ${room.rate()}, ${counts}: ${failings.length === 0 ? 'well' : failings.join('; ')}`,
      );
      if (failings.length === 0) continue;
      for (const failing of failings) {
        const kind = failing.split(':')[0] ?? failing;
        sum.failings[kind] = (sum.failings[kind] ?? 0) + 1;
      }
      sum.failed.push({ session, rate: room.rate(), story });
      tell(inWords(story));
      const course = path.join(FOLDER, `soak-${SEED}-${session + 1}.json`);
      writeFileSync(course, JSON.stringify({ story, ...told }));
    }
    sum.heard.push(...room.hearing.pieces());
  });

/** By how much each thing that the program holds has grown, at worst; true: more than may be. */
const tellGrowth = (lives: readonly (readonly Held[])[]): boolean => {
  let hasGrown = false;
  for (const what of ['heap', 'memory', 'files', 'resources'] as const) {
    const grown = lives.flatMap((life) => growthOver(life, what) ?? []);
    const worst = grown.toSorted((a, b) => b.share - a.share)[0];
    if (worst === undefined) {
      tell(`${what}: too few sessions of one life to say`);
      continue;
    }
    const [from, to] = [worst.from, worst.to].map((value) => (value > 10_000 ? mb(value) : String(value)));
    tell(`${what}: ${from} to ${to}, ${(worst.share * 100).toFixed(1)} % (at most ${MOST_GROWTH * 100} %)`);
    hasGrown ||= worst.share > MOST_GROWTH;
  }
  return hasGrown;
};

test('whole sessions', async ({ launch }) => {
  const project = await makeTones(await mkdtemp(path.join(tmpdir(), 'stillroom-soak-music-')));
  const house = { launch, project };
  const sum: Sum = {
    sessions: 0,
    faults: 0,
    presses: 0,
    unheard: 0,
    probes: 0,
    failings: {},
    failed: [],
    backAfterMs: [],
    lives: [],
    heard: [],
  };
  const began = performance.now();
  const isOver = (session: number): boolean =>
    Number.isFinite(HOURS) ? performance.now() - began > HOURS * 3_600_000 : session >= SESSIONS;
  tell(`seed ${SEED}, ${DISPLAYS.length} rooms at a time`);
  await Promise.all(DISPLAYS.map((_, number) => soakRoom(house, number, sum, isOver)));

  const rises = sum.heard.map((levels) => riseBesideHoles(inTenths(levels)));
  const steepest = Math.max(0, ...rises.map(({ db }) => db));
  const judgedMin = rises.reduce((all, { judgedS }) => all + judgedS, 0) / 60;
  const minutes = ((performance.now() - began) / 60_000).toFixed(0);
  tell(
    `\n${sum.sessions} sessions in ${minutes} min: ${sum.faults} faults and ${sum.presses} presses, of which ${sum.unheard} met a program that was down; seed ${SEED}`,
  );
  for (const kind of ['lost', 'stuck', 'turnover', 'unanswered', 'silence', 'threw', 'light past the guard'])
    tell(`${sum.failings[kind] ?? 0}  ${kind}`);
  tell(
    `${sum.probes} silences listened to; the steepest rise of sound ${steepest.toFixed(1)} dB in a second (at most ${MOST_RISE_DB}), of ${judgedMin.toFixed(0)} min judged`,
  );
  if (sum.backAfterMs.length > 0)
    tell(
      `${sum.backAfterMs.length} kills of main; back after ${(median(sum.backAfterMs) / 1000).toFixed(1)} s, at most ${(Math.max(...sum.backAfterMs) / 1000).toFixed(1)} s`,
    );
  const hasGrown = tellGrowth(sum.lives);
  const [first] = sum.failed;
  if (first !== undefined) {
    tell(`\nSession ${first.session + 1} of seed ${SEED} failed; looking for the shortest story of it.`);
    const story = await shortest(house, first.rate, first.story);
    tell(story === null ? 'It did not fail again by itself.' : `At rate ${first.rate}:\n${inWords(story)}`);
  }
  await rm(project, { recursive: true, force: true });
  expect(sum.failed.length, 'sessions that failed').toBe(0);
  expect(steepest, 'the steepest rise of sound, in dB a second').toBeLessThanOrEqual(MOST_RISE_DB);
  expect(hasGrown, 'something grew').toBe(false);
});
