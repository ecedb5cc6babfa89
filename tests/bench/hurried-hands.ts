// Hurried hands: every key of patient and nurse at random, in single presses and in bursts, for minutes on end, while
// an ear checks that Silence and Full light keep their promises. It must never be kinder than people are.

import { setTimeout as pause } from 'node:timers/promises';
import type { NurseAct } from '../../shared/session/events.ts';
import type { Listening } from '../e2e/listening.ts';
import type { Program } from '../e2e/program.ts';
import { median } from './figures.ts';
import { FALLS_DB } from './heard-music.ts';
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
import { PRESETS, watchPages } from './hurried-room.ts';

/** Music is heard above this, in dBFS. */
const HEARD_DBFS = -45;

/** Music comes from silence to its level within 5 s; this is how long it is helped and waited for, in ms. */
const COMES_WITHIN_MS = 40_000;

/** The ear listens this long after the press of Silence, to hear that it stays, in ms. */
const LISTENED_MS = 5000;

/** A turnover waits for lights and sound; in ms. */
const TURNED_OVER_WITHIN_MS = 20_000;

/** What a run counts and measures while it lasts. */
interface Heard {
  /** Every Silence, Full light and end of a session that was measured, in ms until -60 dBFS. */
  readonly silencesMs: number[];
  readonly fullLightsMs: number[];
  readonly endsMs: number[];
  /** Refused presses, presses without an answer, music that did not come. */
  readonly troubles: string[];
  sessions: number;
  refusedTurnovers: number;
}

/** What one run heard and saw. */
export interface HurriedRun extends Readonly<Heard> {
  readonly seed: number;
  readonly presses: number;
  readonly differents: number;
  /** From a press to the first change at the loudspeaker, in ms. */
  readonly wayMs: number;
  readonly rise: Rise;
  /** When another player's window was opened after the first, in seconds of the recording. */
  readonly deathsAtS: readonly number[];
  /** Fault codes that were shown, and what pages threw. */
  readonly faults: readonly string[];
  readonly thrown: readonly string[];
  /** Every press, with its second of the recording, and the level of every tenth of a second: for looking closer. */
  readonly course: { readonly pressed: readonly string[]; readonly levelsDb: readonly number[] };
  /** The next session was accepted at the very end, and was heard. */
  readonly startsAgain: boolean;
}

export interface HurriedWish {
  readonly program: Program;
  readonly listening: Listening;
  readonly seed: number;
  readonly minutes: number;
}

interface Place extends Heard {
  readonly hands: Hands;
  readonly ear: Ear;
  readonly chance: Chance;
}

const pressOne = async ({ hands }: Place, press: Press, withinMs?: number): Promise<Pressed> => {
  const [pressed] = await hands.press([{ ...press, afterMs: 0 }], withinMs);
  if (pressed === undefined) throw new Error('one press is answered once');
  return pressed;
};

/** A press that must be accepted. Where it is not, that is noted as a trouble and the answer is false. */
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

/** The press that would bring the music back now; null where only time will. */
const helping = async ({ hands }: Place, lastLouderMs: number): Promise<Press | null> => {
  const { session } = await hands.snapshot();
  if (session.fullLightSince !== null) return nurse('undoFullLight');
  if (session.stage === 'idle') return null;
  if (session.silenced) return patient('louder');
  if (session.quietCheckSince !== null) return nurse('endQuietCheck');
  return performance.now() - lastLouderMs > 4000 ? patient('louder') : null;
};

/** Brings the music back by the keys that people have. Where it does not come, that is noted and the answer is false. */
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

/** Presses what brings silence, half of the time over loud music. Answers the ms until it is silent and stays so. */
const measure = async (place: Place, press: Press): Promise<number> => {
  if (place.chance() < 0.5) {
    await place.hands.press(Array.from({ length: 6 }, (_, i) => ({ ...patient('louder'), afterMs: 50 * i })));
    await pause(between(place.chance, 2000, 5000));
  }
  // As hurried hands do it: half of the time right after Different, once or twice.
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

/** The first of some presses by which the nurse did something; undefined: none was accepted. */
const accepted = (pressed: readonly Pressed[], act: NurseAct): Pressed | undefined =>
  pressed.find(({ argument, answer }) => answer?.ok === true && 'act' in argument && argument.act === act);

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
    const ended = accepted(pressed, 'roomFree');
    if (ended !== undefined && !(await afterEnd(place, ended.at))) return false;
    // A session that is taken back before its dose mark leaves nothing to turn over.
    if (accepted(pressed, 'undoStart') !== undefined && !(await start(place))) return false;
    if (performance.now() < probeAt) continue;
    await probe(place);
    probeAt = performance.now() + between(chance, 60_000, 90_000);
  }
  await probe(place);
  return true;
};

const saidOf = ({ name, argument, answer, at }: Pressed, beganAt: number): string => {
  const what = [name, ...Object.values(argument)].join(' ');
  const came = answer === null ? 'no answer' : answer.ok ? '' : answer.error;
  return `${((at - beganAt) / 1000).toFixed(2)} ${what} ${came}`.trim();
};

/** One whole run, from the first Start to one more Start after the last session. */
export const hurry = async ({ program, listening, seed, minutes }: HurriedWish): Promise<HurriedRun> => {
  const pages = watchPages(program);
  const { room, snapshot } = program;
  while ((await snapshot()).sound.state !== 'ready') await pause(200);
  const hands = await putHands(room);
  const ear = await openEar(listening);
  const place: Place = {
    hands,
    ear,
    chance: chanceOf(seed),
    sessions: 0,
    refusedTurnovers: 0,
    silencesMs: [],
    fullLightsMs: [],
    endsMs: [],
    troubles: [],
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
    seed,
    wayMs,
    startsAgain,
    thrown: pages.thrown,
    rise: riseBesideHoles(tenths),
    deathsAtS: pages.births.slice(1).map((ms) => (ms - beganAt) / 1000),
    faults: Object.entries(told).map(([fault, wallMs]) => atS(fault, wallMs)),
    presses: hands.all.length,
    differents: hands.all.filter(({ argument }) => 'act' in argument && argument.act === 'different').length,
    sessions: place.sessions,
    refusedTurnovers: place.refusedTurnovers,
    troubles: place.troubles,
    silencesMs: place.silencesMs,
    fullLightsMs: place.fullLightsMs,
    endsMs: place.endsMs,
    course: {
      pressed: hands.all.map((one) => saidOf(one, beganAt)),
      levelsDb: tenths.map((db) => Math.round(Math.max(-99, db) * 10) / 10),
    },
  };
};
