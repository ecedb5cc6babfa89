// Lives one session of a soak: Start, the story with its presses and faults side by side, a press that must bring silence, the end
// and the turnover. Whatever happens, it comes back with what it saw.

import { setTimeout as pause } from 'node:timers/promises';
import { orNull } from '../../shared/errors.ts';
import type { RunningSession } from '../../shared/session/session.ts';
import { SILENT_DBFS } from '../bench/hurried-ear.ts';
import { nurse, type Press, type Pressed, patient, type Timed } from '../bench/hurried-keys.ts';
import { watchLamps } from '../e2e/watching.ts';
import { SCENARIOS } from '../practice/scenarios.ts';
import { lostBetween } from './comparing.ts';
import { isReady, type SoakedRoom, WELL_WITHIN_MS } from './room.ts';
import type { Step, Story, Target } from './story.ts';
import { isAccepted, openWitness, type Witness } from './witness.ts';

/** A program that was killed answers again within this, in ms (the packaged program's promise is 15 s). */
const BACK_WITHIN_MS = 15_000;

/** A session that takes longer hangs, in ms. */
const LIVED_WITHIN_MS = 240_000;

/** The session is ended, and the room free for the next one, within this each, in ms. */
const ENDED_WITHIN_MS = 40_000;

/** From one press of the nurse's to the next, in ms: two within a second are one (main/ipc/session-handlers.ts). */
const NEXT_PRESS_MS = 1050;

/** The room is silent so long after the press, in ms (design); the way to the ear comes on top. */
const SILENT_AFTER_MS = { silence: 2000, fullLight: 1000 } as const;
const WAY_MS = 500;

/** How long the silence is listened to, from the press on, in ms. */
const LISTENED_MS = 3500;

/** Electron writes this where a page dies while something is sent to it. */
const SENT_TO_NOBODY = 'Error sending from webFrameMain';

export type Told = Awaited<ReturnType<typeof live>>;

/** To processes of which some may have ended meanwhile, which a story allows. */
const signal = (pids: readonly number[], name: NodeJS.Signals): void => {
  for (const pid of pids) orNull(() => process.kill(pid, name));
};

type LaneName = 'hands' | 'bridge' | 'computer';

const laneOf = ({ kind }: Step): LaneName =>
  kind === 'press' ? 'hands' : kind === 'bridge' ? 'bridge' : 'computer';

/** Hands that do not wait for an answer before they press again. */
const openHands = (room: SoakedRoom, witness: Witness, presetId: string) => {
  const waiting = new Set<Promise<void>>();
  let arePaused = false;
  const note = async (asked: Promise<readonly Pressed[]>): Promise<void> => {
    const pressed = await asked;
    witness.pressed(pressed);
    // A session that is taken back leaves nothing to live through.
    if (pressed.some((one) => isAccepted(one, 'undoStart')))
      witness.pressed([await room.pressOne({ name: 'start', argument: { presetId } })]);
  };
  const answered = async (): Promise<void> => {
    while (waiting.size > 0) await Promise.all(waiting);
  };
  return {
    press: (presses: readonly Timed[]): void => {
      if (arePaused) return;
      const noted = note(room.press(presses)).finally(() => waiting.delete(noted));
      waiting.add(noted);
    },
    answered,
    /** Presses nothing while something lasts, and has had every answer before. */
    whilePaused: async (act: () => Promise<void>): Promise<void> => {
      arePaused = true;
      await answered();
      await act();
      arePaused = false;
    },
  };
};

type Hands = ReturnType<typeof openHands>;

/** The whole program dies, and is started again as the system does. */
const killMain = async (room: SoakedRoom, witness: Witness): Promise<void> => {
  const before = await room.snapshot();
  // What a full disk could not keep is not there again, and the screens say so.
  const isToldLost = before?.notices.some(({ code }) => code === 'notKept' || code === 'nothingKept');
  const killedAt = performance.now();
  witness.down(Number.POSITIVE_INFINITY);
  await room.kill();
  const { isSo, last: after } = await room.until(() => true, BACK_WITHIN_MS);
  witness.up();
  witness.backAfter(performance.now() - killedAt);
  if (!isSo) witness.fail('stuck', `the program is not back within ${BACK_WITHIN_MS / 1000} s`);
  const lost = before === null || after === null ? null : lostBetween(before.session, after.session);
  if (lost !== null && !isToldLost) witness.fail('lost', lost);
};

const stop = async (room: SoakedRoom, witness: Witness, what: Target, forMs: number): Promise<void> => {
  const stopped = await room.pids(what);
  signal(stopped, 'SIGSTOP');
  witness.down(forMs);
  await pause(forMs);
  signal(stopped, 'SIGCONT');
  witness.up();
};

/** Lets one thing happen, and waits until it is over. */
const carryOut = async (step: Step, room: SoakedRoom, hands: Hands, witness: Witness): Promise<void> => {
  const { bridge, disk, clock, hearing } = room;
  switch (step.kind) {
    case 'press':
      return hands.press(step.presses);
    case 'bridge': {
      const { begin, end } = SCENARIOS[step.scenario];
      const isPower = step.scenario.startsWith('powerCut');
      const began = Date.now();
      await begin(bridge);
      if (isPower) witness.power(began, false);
      if (step.scenario === 'handAtTheWall') witness.hand(began);
      await pause(step.forMs);
      const ended = Date.now();
      await end(bridge);
      if (isPower) witness.power(ended, true);
      return;
    }
    case 'kill':
      if (step.what === 'main') return hands.whilePaused(() => killMain(room, witness));
      signal(await room.pids(step.what), 'SIGKILL');
      return witness.up();
    case 'stop':
      return stop(room, witness, step.what, step.forMs);
    case 'fullDisk':
      await disk.fill();
      await pause(step.forMs);
      return disk.clear();
    case 'clock':
      return clock?.setBy(step.byMs);
    case 'loudspeaker':
      await hearing.pullOut();
      await pause(step.forMs);
      return hearing.putIn();
    case 'soundServer':
      await hearing.crash();
      await pause(step.forMs);
      return hearing.startAgain();
  }
};

const wellAgain = async (room: SoakedRoom, witness: Witness): Promise<void> => {
  const { isSo, last } = await room.until((now) => isReady(now) && now.faults.length === 0, WELL_WITHIN_MS);
  if (isSo) return;
  const codes = last?.faults.map(({ code, about }) => `${code} ${about ?? ''}`.trim()) ?? [];
  const what = last === null ? ['nothing answers'] : [last.lights.state, last.sound.state, ...codes];
  witness.fail('stuck', `not well within ${WELL_WITHIN_MS / 1000} s: ${what.join(', ')}`);
};

/** The press that must bring silence. Answers whether it could be listened to. */
const probe = async (room: SoakedRoom, witness: Witness, what: Story['probe']): Promise<boolean> => {
  const press = async (one: Press): Promise<Pressed> => {
    const pressed = await room.pressOne(one);
    witness.pressed([pressed]);
    return pressed;
  };
  const session = (await room.snapshot())?.session;
  if (session?.stage !== 'running') return false;
  if (session.fullLightSince !== null) await press(nurse('undoFullLight'));
  if (session.quietCheckSince !== null) await press(nurse('endQuietCheck'));
  // The key of Silence goes both ways.
  if (session.silenced) await press(patient('louder'));
  const { at } = await press(what === 'silence' ? patient('silence') : nurse('fullLight'));
  await pause(LISTENED_MS);
  const from = at + SILENT_AFTER_MS[what] + WAY_MS;
  const levels = room.hearing.between(from, Date.now());
  if (levels === null) return false;
  const loudest = Math.max(Number.NEGATIVE_INFINITY, ...levels);
  if (loudest > SILENT_DBFS)
    witness.fail('silence', `${what}: ${loudest.toFixed(0)} dBFS ${(from - at) / 1000} s after the press`);
  return true;
};

/** What a nurse presses next who wants the session over. */
const nextTowardsEnd = (session: RunningSession): Press => {
  if (session.fullLightSince !== null) return nurse('undoFullLight');
  if (session.heldAt !== null) return nurse('release');
  if (session.overAt !== null) return nurse('roomFree');
  // A gentle end in settle has no dose.
  return nurse(session.doseAt === null && !session.gentle ? 'doseMark' : 'nextPhase');
};

const endSession = async (room: SoakedRoom, witness: Witness): Promise<void> => {
  const by = performance.now() + ENDED_WITHIN_MS;
  let told = 'nothing answers';
  while (performance.now() < by) {
    const session = (await room.snapshot())?.session;
    if (session?.stage === 'idle') return;
    if (session !== undefined) {
      const pressed = await room.pressOne(nextTowardsEnd(session));
      witness.pressed([pressed]);
      told = JSON.stringify([pressed.argument, pressed.answer]);
    }
    await pause(NEXT_PRESS_MS);
  }
  witness.fail('stuck', `the session does not end within ${ENDED_WITHIN_MS / 1000} s: ${told}`);
};

const turnOver = async (room: SoakedRoom, witness: Witness): Promise<void> => {
  const session = (await room.snapshot())?.session;
  // A session that was taken back before its dose has left nothing behind.
  if (session?.stage === 'idle' && session.turnover === null) return;
  for (const name of ['turnOver', 'finishTurnover'] as const) {
    const { answer } = await room.pressOne({ name, argument: {} });
    if (!answer?.ok) witness.fail('turnover', `${name}: ${answer === null ? 'no answer' : answer.error}`);
  }
  const { isSo } = await room.until(
    ({ session: now }) => now.stage === 'idle' && now.turnover === null,
    ENDED_WITHIN_MS,
  );
  if (!isSo) witness.fail('stuck', 'the room is not free for the next person');
};

/** Carries one story out. */
export const live = async (room: SoakedRoom, story: Story) => {
  const { presetId, steps } = story;
  const witness = openWitness();
  const hands = openHands(room, witness, presetId);
  const watch = watchLamps(room.bridge);
  const before = room.program().said();
  const begunAt = performance.now();
  /** What each lane is at, for a session that hangs. */
  const latest = new Map<LaneName, Step>();

  const course = async (): Promise<boolean> => {
    const { answer } = await room.pressOne({ name: 'start', argument: { presetId } });
    if (!answer?.ok) witness.fail('stuck', `Start: ${answer === null ? 'no answer' : answer.error}`);
    const beganAt = performance.now();
    /** Steps of one lane follow one another, each at its time or as soon as the one before is over. */
    const walk = async (lane: LaneName): Promise<void> => {
      for (const step of steps.filter((one) => laneOf(one) === lane)) {
        await pause(Math.max(0, beganAt + step.atMs - performance.now()));
        latest.set(lane, step);
        await carryOut(step, room, hands, witness);
      }
    };
    await Promise.all([walk('hands'), walk('bridge'), walk('computer')]);
    await hands.answered();
    await room.bridge.ready();
    await wellAgain(room, witness);
    const isProbed = await probe(room, witness, story.probe);
    await endSession(room, witness);
    await turnOver(room, witness);
    return isProbed;
  };

  const isProbed = await Promise.race([course(), pause(LIVED_WITHIN_MS, null, { ref: false })]);
  if (isProbed === null) {
    witness.fail('stuck', `it hangs after ${LIVED_WITHIN_MS / 1000} s: ${JSON.stringify([...latest])}`);
    room.disk.clear();
    await room.kill();
  }
  watch.stop();
  const said = room.program().said();
  const isSame = said.startsWith(before);
  for (const line of said.slice(isSame ? before.length : 0).split('\n'))
    if (/^\w*Error\b/.test(line) && !line.startsWith(SENT_TO_NOBODY)) witness.fail('threw', line);
  return {
    ...witness.told(),
    samples: watch.samples,
    /** What the bridge was asked, on the same clock as the samples, for looking closer. */
    requests: room.bridge.requests
      .filter(({ atMs }) => atMs >= begunAt)
      .map(({ atMs, method, path, body }) => ({ at: performance.timeOrigin + atMs, method, path, body })),
    faults: steps.filter(({ kind }) => kind !== 'press').length,
    presses: steps.reduce((sum, step) => sum + (step.kind === 'press' ? step.presses.length : 0), 0),
    isProbed: isProbed ?? false,
  };
};
