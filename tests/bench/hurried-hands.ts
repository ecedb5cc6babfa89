// Hurried hands: every key of patient and nurse at random, in single presses and in bursts, for minutes on end, while
// an ear listens whether Silence and Full light still do what they promise. It must never be kinder than people are.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import type { Listening } from '../e2e/listening.ts';
import { makeMusic } from '../e2e/player-alone.ts';
import type { Program } from '../e2e/program.ts';
import { median } from './figures.ts';
import { makeProject } from './heard-music.ts';
import {
  type Ear,
  fallsAfter,
  inTenths,
  openEar,
  presentLevel,
  type Rise,
  riseBesideHoles,
  silentAfter,
} from './hurried-ear.ts';
import {
  anyOf,
  between,
  type Chance,
  chanceOf,
  type Hands,
  nurse,
  type Press,
  type Pressed,
  patient,
  putHands,
  someKeys,
} from './hurried-keys.ts';

/** Music is heard above this, in dBFS. */
const HEARD_DBFS = -45;

/** Music comes from silence to its level within 5 s; this is how long it is helped and waited for, in ms. */
const COMES_WITHIN_MS = 40_000;

/** Silence is listened to for so long after the press, to hear that it stays, in ms. */
const LISTENED_MS = 5000;

/** A turnover waits for lights and sound; in ms. */
const TURNED_OVER_WITHIN_MS = 20_000;

/** So much softer than before has begun to fall, in dB; a tone is steadier than that. */
const FALLS_DB = 0.1;

/** What one run heard and saw. */
export interface HurriedRun {
  readonly seed: number;
  readonly presses: number;
  readonly differents: number;
  readonly sessions: number;
  /** Every Silence, Full light and end of a session that was measured, in ms until -60 dBFS. */
  readonly silencesMs: readonly number[];
  readonly fullLightsMs: readonly number[];
  readonly endsMs: readonly number[];
  /** From a press to the first change at the loudspeaker, in ms. */
  readonly wayMs: number;
  readonly rise: Rise;
  /** When a player's window was opened beyond the first, in seconds of the recording. */
  readonly deathsAtS: readonly number[];
  readonly refusedTurnovers: number;
  /** Fault codes that were told, what pages threw, presses without an answer, music that did not come. */
  readonly faults: readonly string[];
  readonly thrown: readonly string[];
  readonly troubles: readonly string[];
  /** Every press, with its second of the recording, and the level of every tenth of a second: for looking closer. */
  readonly course: {
    readonly pressed: readonly string[];
    readonly levelsDb: readonly number[];
  };
  /** The next session was accepted at the very end, and was heard. */
  readonly startsAgain: boolean;
}

export interface HurriedWish {
  readonly program: Program;
  readonly listening: Listening;
  readonly seed: number;
  readonly minutes: number;
}

/** Playlists of tones: each its own frequency, so that two together are as steady as one; loud, soft, long and short. */
const PLAYLISTS: Readonly<Record<string, number>> = { 'Slow Water': 12, 'Rain and Wind': 4 };
const LUFS = [-14, -23, -9, -27, -18];
const LENGTHS_S = [150, 24, 90, 38, 200, 30];

/** A folder like the project's, with steady tones as its music. */
export const makeTones = async (folder: string): Promise<string> => {
  makeProject(folder, []);
  const known: Record<string, object> = {};
  let count = 0;
  for (const [playlist, tracks] of Object.entries(PLAYLISTS)) {
    const inside = path.join(folder, 'assets', 'playlists', playlist);
    await mkdir(inside, { recursive: true });
    for (let track = 0; track < tracks; track += 1) {
      const lufs = LUFS[count % LUFS.length] ?? -23;
      const durationS = LENGTHS_S[count % LENGTHS_S.length] ?? 60;
      const name = `${track + 1} Tone.flac`;
      const one = `${10 ** (lufs / 20)}*sin(2*PI*${400 + 100 * count}*t)`;
      const source = `aevalsrc='${one}|${one}':s=48000:d=${durationS}`;
      makeMusic(path.join(inside, name), '-f', 'lavfi', '-i', source);
      known[`${playlist}/${name}`] = { durationS, lufs, title: name, truePeakDbtp: lufs };
      count += 1;
    }
  }
  await writeFile(path.join(folder, 'assets', 'playlists', 'loudness.json'), JSON.stringify(known));
  return folder;
};

const ownPreset = (id: string, more: Partial<Preset>): Preset => {
  const [spravato] = BUILT_IN_PRESETS;
  if (spravato === undefined) throw new Error('there are built-in presets');
  return { ...spravato, id, label: id.replace('-', ' '), otherPlaylists: ['bundled:Rain and Wind'], ...more };
};

const PRESETS: readonly Preset[] = [
  ownPreset('quiet-harbour', {}),
  ownPreset('still-meadow', { joins: 'gapless' }),
  ownPreset('far-shore', { playlistsByPhase: { deep: 'bundled:Rain and Wind' } }),
];

/** Lays the presets of these runs into the program's folder. */
export const layPresets = (folder: string): Promise<void> =>
  writeFile(path.join(folder, 'presets.json'), JSON.stringify({ version: 1, presets: PRESETS }));

/** What a run is made of while it lasts. */
interface Place {
  readonly hands: Hands;
  readonly ear: Ear;
  readonly chance: Chance;
  readonly silencesMs: number[];
  readonly fullLightsMs: number[];
  readonly endsMs: number[];
  readonly troubles: string[];
  sessions: number;
  refusedTurnovers: number;
}

const pressOne = async ({ hands }: Place, press: Press, withinMs?: number): Promise<Pressed> => {
  const [pressed] = await hands.press([{ ...press, afterMs: 0 }], withinMs);
  if (pressed === undefined) throw new Error('one press is answered once');
  return pressed;
};

/** A press that must be accepted; false, and told, when it is not. */
const insist = async (place: Place, press: Press, withinMs?: number): Promise<boolean> => {
  const { answer, name } = await pressOne(place, press, withinMs);
  if (answer?.ok === true) return true;
  place.troubles.push(`${name} ${answer === null ? 'was not answered' : `refused: ${answer.error}`}`);
  return false;
};

const start = async (place: Place): Promise<boolean> => {
  place.sessions += 1;
  return insist(place, { name: 'start', argument: { presetId: anyOf(place.chance, PRESETS).id } });
};

/** Turns the room over and starts anew. Each step must be accepted at once; a second try only keeps the run going. */
const turnOver = async (place: Place): Promise<boolean> => {
  for (let time = 0; time < 2; time += 1) {
    const isOver =
      (await insist(place, { name: 'turnOver', argument: {} }, TURNED_OVER_WITHIN_MS)) &&
      (await insist(place, { name: 'finishTurnover', argument: {} })) &&
      (await start(place));
    if (isOver) return true;
    place.refusedTurnovers += 1;
  }
  return false;
};

/** After Room is free: how long the music took to go, up to the next Start; then the next session. */
const afterEnd = async (place: Place, endedAt: number): Promise<boolean> => {
  await pause(between(place.chance, 0, 3000));
  if (!(await turnOver(place))) return false;
  const startedAt = place.hands.all.findLast(({ name }) => name === 'start')?.at ?? Date.now();
  await pause(300);
  const levels = place.ear.since(endedAt, startedAt);
  if (levels.length > 0) place.endsMs.push(silentAfter(levels));
  return true;
};

/** What would let the music be heard now; null: nothing but time. */
const helping = async ({ hands }: Place, lastLouderMs: number): Promise<Press | null> => {
  const { session } = await hands.snapshot();
  if (session.fullLightSince !== null) return nurse('undoFullLight');
  if (session.stage === 'idle') return null;
  if (session.silenced) return patient('louder');
  if (session.quietCheckSince !== null) return nurse('endQuietCheck');
  return performance.now() - lastLouderMs > 4000 ? patient('louder') : null;
};

/** Brings the music back by the keys that people have; false, and told, when it does not come. */
const bringMusic = async (place: Place): Promise<boolean> => {
  const by = performance.now() + COMES_WITHIN_MS;
  let lastLouderMs = performance.now();
  while (performance.now() < by) {
    const help = await helping(place, lastLouderMs);
    if (help === null && presentLevel(place.ear) > HEARD_DBFS) return true;
    if (help !== null) await pressOne(place, help);
    if (help !== null) lastLouderMs = performance.now();
    await pause(help === null ? 100 : 600);
  }
  place.troubles.push(
    `no music within ${COMES_WITHIN_MS / 1000} s: ${presentLevel(place.ear).toFixed(0)} dBFS`,
  );
  return false;
};

/** Presses what brings silence, as often as not over loud music, and answers the ms until it is there, to stay. */
const measure = async (place: Place, press: Press): Promise<number> => {
  if (place.chance() < 0.5) {
    await place.hands.press(Array.from({ length: 6 }, (_, i) => ({ ...patient('louder'), afterMs: 50 * i })));
    await pause(between(place.chance, 2000, 5000));
  }
  // As hurried hands do it: as often as not right after Different, once or twice.
  if (place.chance() < 0.5) {
    const count = 1 + Math.floor(place.chance() * 2);
    const bursts = Array.from({ length: count }, (_, i) => ({ ...patient('different'), afterMs: 170 * i }));
    await place.hands.press(bursts);
    await pause(between(place.chance, 0, 6000));
  }
  const { at } = await pressOne(place, press);
  await pause(LISTENED_MS);
  return silentAfter(place.ear.since(at));
};

/** Silence and Full light, each over music. Answers false when no music came. */
const probe = async (place: Place): Promise<boolean> => {
  if (!(await bringMusic(place))) return false;
  place.silencesMs.push(await measure(place, patient('silence')));
  await pressOne(place, patient(anyOf(place.chance, ['silence', 'louder', 'different'] as const)));
  if (!(await bringMusic(place))) return false;
  place.fullLightsMs.push(await measure(place, nurse('fullLight')));
  await insist(place, nurse('undoFullLight'));
  return bringMusic(place);
};

/** From a press of Softer to the instant at which it is heard: the way through player and sound server, in ms. */
const measureWay = async (place: Place): Promise<number> => {
  const ways: number[] = [];
  for (let time = 0; time < 3; time += 1) {
    const { at } = await pressOne(place, patient('softer'));
    await pause(1500);
    ways.push(fallsAfter(place.ear.since(at), FALLS_DB));
    await pressOne(place, patient('louder'));
    await pause(2500);
  }
  return median(ways);
};

/** To the end of the session that runs, by the nurse's keys; answers when Room is free was pressed. */
const endSession = async (place: Place): Promise<number> => {
  for (let press = 0; press < 30; press += 1) {
    const { session } = await place.hands.snapshot();
    if (session.stage === 'idle') break;
    if (session.overAt !== null) return (await pressOne(place, nurse('roomFree'))).at;
    const isUnmarked = session.doseAt === null && session.beforeGentle === null;
    await pressOne(place, nurse(isUnmarked ? 'doseMark' : 'nextPhase'));
    await pause(150);
  }
  place.troubles.push('the session could not be ended');
  return Date.now();
};

/** Presses at random until it is time, with a probe every 60 to 90 s. False: the room could not go on. */
const pressOn = async (place: Place, minutes: number): Promise<boolean> => {
  const { chance, hands } = place;
  const endsAt = performance.now() + minutes * 60_000;
  let probeAt = performance.now() + between(chance, 60_000, 90_000);
  while (performance.now() < endsAt) {
    await pause(between(chance, 100, chance() < 0.7 ? 1500 : 4000));
    const pressed = await hands.press(someKeys(chance));
    const lost = pressed.filter(({ answer }) => answer === null);
    if (lost.length > 0) place.troubles.push(`${lost.length} presses were not answered`);
    const ended = pressed.find(
      ({ argument, answer }) => answer?.ok === true && 'act' in argument && argument.act === 'roomFree',
    );
    if (ended !== undefined && !(await afterEnd(place, ended.at))) return false;
    if (performance.now() < probeAt) continue;
    await probe(place);
    probeAt = performance.now() + between(chance, 60_000, 90_000);
  }
  await probe(place);
  return true;
};

/** Keeps the wall ms at which a player's window was opened, from the first on, and keeps what any page throws. */
const watchPages = ({
  app,
  room,
}: Program): { readonly births: readonly number[]; readonly thrown: string[] } => {
  const thrown: string[] = [];
  const births: number[] = [];
  const seen = new WeakSet<Page>();
  const watch = async (page: Page): Promise<void> => {
    if (seen.has(page)) return;
    seen.add(page);
    page.on('pageerror', ({ message }) => {
      thrown.push(`${path.basename(page.url())} threw: ${message}`);
    });
    await page.waitForURL(/\.html$/, { timeout: 10_000 }).catch(() => undefined);
    if (page.url().endsWith('player.html')) births.push(Date.now());
  };
  app.on('window', (page) => void watch(page));
  for (const page of [room, ...app.windows()]) void watch(page);
  return { births, thrown };
};

const saidOf = ({ name, argument, answer, at }: Pressed, beganAt: number): string => {
  const what = [name, ...Object.values(argument)].join(' ');
  const came = answer === null ? 'no answer' : answer.ok ? '' : answer.error;
  return `${((at - beganAt) / 1000).toFixed(2)} ${what} ${came}`.trim();
};

const isDifferent = ({ argument }: Pressed): boolean => 'act' in argument && argument.act === 'different';

/** One whole run, from the first Start to one more Start after the last session. */
export const hurry = async ({ program, listening, seed, minutes }: HurriedWish): Promise<HurriedRun> => {
  const pages = watchPages(program);
  const { room, snapshot } = program;
  while ((await snapshot()).sound.state !== 'ready') await pause(200);
  const hands = await putHands(room);
  const ear = await openEar(listening);
  const place: Place = {
    ...{ hands, ear, chance: chanceOf(seed), sessions: 0, refusedTurnovers: 0 },
    ...{ silencesMs: [], fullLightsMs: [], endsMs: [], troubles: [] },
  };
  await pause(1200);
  await start(place);
  await bringMusic(place);
  await pause(4000);
  const wayMs = await measureWay(place);
  const goesOn = await pressOn(place, minutes);
  const isStarted = goesOn && (await afterEnd(place, await endSession(place)));
  const startsAgain = isStarted && (await bringMusic(place));
  const told = await hands.faults();
  const beganAt = ear.wallAt(0);
  const atS = (what: string, wallMs: number): string =>
    `${what} at ${((wallMs - beganAt) / 1000).toFixed(1)} s`;
  await ear.close();
  const tenths = inTenths(ear.levels());
  return {
    ...{ seed, wayMs, startsAgain, thrown: pages.thrown, rise: riseBesideHoles(tenths) },
    deathsAtS: pages.births.slice(1).map((ms) => (ms - beganAt) / 1000),
    faults: Object.entries(told).map(([fault, wallMs]) => atS(fault, wallMs)),
    presses: hands.all.length,
    differents: hands.all.filter(isDifferent).length,
    ...{ sessions: place.sessions, refusedTurnovers: place.refusedTurnovers, troubles: place.troubles },
    ...{ silencesMs: place.silencesMs, fullLightsMs: place.fullLightsMs, endsMs: place.endsMs },
    course: {
      pressed: hands.all.map((one) => saidOf(one, beganAt)),
      levelsDb: tenths.map((db) => Math.round(Math.max(-99, db) * 10) / 10),
    },
  };
};
