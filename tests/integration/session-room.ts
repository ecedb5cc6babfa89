// A session in a room that is lit over real HTTP, wired as the program wires it: session, score, guard, lights, Try it,
// reactions and turnover, on a bridge that can fail. It has no windows and no sound.

import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { startClock } from '../../main/room/clock.ts';
import { openFaults } from '../../main/room/faults.ts';
import { openReactions } from '../../main/room/reactions.ts';
import { openRoom } from '../../main/room/room.ts';
import { openRoomLights } from '../../main/room/room-lights.ts';
import { openTurnover } from '../../main/room/turnover.ts';
import { USUAL_SETTINGS } from '../../main/storage/settings-schema.ts';
import type { FaultCode } from '../../shared/ipc/snapshot.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { Look, Preset } from '../../shared/preset/preset.ts';
import { want } from '../../shared/score/score.ts';
import type { NurseAct, PatientAct, SessionEvent } from '../../shared/session/events.ts';
import type { RunningSession, Session, Turnover } from '../../shared/session/session.ts';
import { MINUTE_MS } from '../../shared/session/timeline.ts';
import type { FaultyBridgeOptions } from '../practice/faulty-bridge.ts';
import { pastOf, sessionAfter } from '../practice/past-session.ts';
import { KEY, startBridge } from './hue-room.ts';
import { closesLater, until, watchLamps, wayTo } from './lit-room.ts';

export const SPRAVATO = BUILT_IN_PRESETS[0] as Preset;

/** The same preset where staff look in where it is lighter: two looks at a time, which a scene carries. */
export const TWO_LOOKS: Preset = {
  ...SPRAVATO,
  phases: SPRAVATO.phases.map((phase) => ({ ...phase, task: { brightnessPct: 45, warmthK: 2400 } })),
};

/** The same preset with fades of other lengths: that to settle, and those of all other phases. */
export const fadingIn = (settleS: number, othersS = settleS): Preset => ({
  ...SPRAVATO,
  phases: SPRAVATO.phases.map((phase, i) => ({ ...phase, fadeS: i === 0 ? settleS : othersS })),
});

/** One step of a lamp's 254, and rounding on the way, in points. */
export const STEP_PCT = 0.6;

/** A command's way to the bridge, and one step of 254, are all that a lamp may be behind by, in points. */
export const BEHIND_PCT = 3;

/** A change that a patient or a nurse asks for is there within this, in real ms; a phase's fade at rate 20 too. */
const SOON_MS = 15_000;

/** A lamp that puts out the same for so long has come to rest: one command follows another within a second. */
const AT_REST_MS = 1100;

/** How many minutes ago the dose was marked; null: the session settles. */
export type DoseMinutesAgo = number | null;

export interface SessionRoomOptions extends FaultyBridgeOptions {
  /** Time runs so many times as fast, and light's slopes are as many times as steep. */
  readonly rate?: number;
  /** A session that runs already, its dose marked so long ago; without it, the room is idle. */
  readonly doseMinutesAgo?: DoseMinutesAgo;
  /** The bridge's room that was chosen in Set-up; all lamps where neither this nor rooms are named. */
  readonly chosenRoom?: string;
  /** The look for the next person. */
  readonly roomLook?: Look;
}

export type SessionRoom = Awaited<ReturnType<typeof openSessionRoom>>;

/** Opens the room, with its bridge in use and its lamps watched. It is closed by `closeRooms`. */
export const openSessionRoom = async (options: SessionRoomOptions = {}) => {
  const { rate = 20, doseMinutesAgo, chosenRoom, roomLook = USUAL_SETTINGS.roomLook, ...plan } = options;
  const bridge = await startBridge(plan);
  const clock = startClock(rate);
  const told: FaultCode[] = [];
  const faults = openFaults(Date.now, ({ code }, isOver) => {
    if (!isOver) told.push(code);
  });
  const said = chosenRoom === undefined && plan.rooms === undefined ? null : chosenRoom;
  const rooms = said === undefined ? {} : { [bridge.bridgeId.toLowerCase()]: said };
  const nothing = (): undefined => undefined;
  const roomLights = openRoomLights({
    ...{ clock, faults, changed: nothing },
    settings: {
      get: () => ({ ...USUAL_SETTINGS, lights: { source: 'practice' }, rooms }),
      change: nothing,
    },
  });
  const { lights, guarded, trial } = roomLights;
  const session = (): Session => room.session();
  const reactions = openReactions({
    ...{ session, clock, roomLights, lines: null, changed: nothing, firstView: 'console' },
    log: { append: nothing },
    keptSession: { keep: nothing },
    pages: { forgetIfOver: nothing },
    desktop: { keepAwake: nothing, checkReadiness: nothing },
    fullScreen: nothing,
    lock: { lock: nothing },
    faults,
  });
  const room = openRoom({
    clock,
    ...(doseMinutesAgo === undefined
      ? {}
      : { session: sessionAfter(pastOf(SPRAVATO, doseMinutesAgo), clock.now()) }),
    light: guarded.goTo,
    sound: nothing,
    changed: reactions.onSession,
    tell: reactions.onTold,
  });
  const turnOver = openTurnover({
    ...{ room, lights, guarded, trial, forget: nothing },
    pages: { forget: nothing },
    sound: { forget: nothing, isSilent: () => true },
    roomLook: () => roomLook,
  });
  const watch = watchLamps(bridge, rate);
  closesLater(async () => {
    watch.stop();
    room.close();
    await roomLights.close();
    await bridge.close();
  });
  const taken = lights.use(await wayTo(bridge));
  if (doseMinutesAgo !== undefined) room.apply({ type: 'resumed', gapMs: 0 });
  await taken;

  const apply = (event: SessionEvent): void => {
    expect(room.apply(event), event.type).toBeNull();
  };
  /** What every lamp puts out now, in %, by its name. */
  const outputs = (): Readonly<Record<string, number>> =>
    Object.fromEntries(bridge.outputs().map(({ name, brightnessPct }) => [name, brightnessPct]));
  const pct = (name: string): number => outputs()[name] ?? Number.NaN;

  return {
    ...{ bridge, clock, room, lights, guarded, trial, watch, told, turnOver, outputs, pct },
    ceiling: () => pct('Ceiling left'),
    desk: () => pct('Desk task lamp'),
    start: (preset = SPRAVATO) => apply({ type: 'start', preset, found: lights.found() }),
    /** What a nurse presses, and what a patient does. */
    press: (type: NurseAct) => apply({ type }),
    patient: (type: Exclude<PatientAct, 'different'>) => apply({ type, awakeUntil: clock.now() + MINUTE_MS }),
    faults: () => faults.all().map(({ code }) => code),
    running: (): RunningSession => {
      const present = session();
      if (present.stage !== 'running') throw new Error('the session should be running');
      return present;
    },
    turnover: (): Turnover => {
      const present = session();
      if (present.stage !== 'idle' || present.turnover === null) throw new Error('no turnover waits');
      return present.turnover;
    },
    /** What the score wants now. */
    wanted: () => want(session(), clock.now()),
    /** How far the ceiling is from what the score wants of it now, in points. */
    behind: () => {
      const wanted = want(session(), clock.now()).light?.ambient.now.brightnessPct ?? Number.NaN;
      return Math.abs(pct('Ceiling left') - wanted);
    },
    /** Waits until it is so. */
    soon: (isSo: () => boolean): Promise<void> => until(isSo, SOON_MS),
    /** Waits until every lamp has come to rest; answers with what they then put out. */
    atRest: async () => {
      let before = outputs();
      for (;;) {
        await pause(AT_REST_MS);
        const now = outputs();
        if (Object.entries(now).every(([name, each]) => each === before[name])) return now;
        before = now;
      }
    },
    /** The scenes on the bridge that are ours, and those of others. */
    scenes: async () => {
      const answer = await fetch(`http://${bridge.address}/api/${KEY}/scenes`);
      const all: Record<string, { readonly name: string }> = await answer.json();
      const names = Object.values(all).map(({ name }) => name);
      const isOurs = (name: string): boolean => name.startsWith('Stillroom');
      return { ours: names.filter(isOurs), others: names.filter((name) => !isOurs(name)) };
    },
  };
};

/** Each lamp puts out what it did then. */
export const expectAsBefore = (before: Readonly<Record<string, number>>, { pct }: SessionRoom): void => {
  for (const [name, was] of Object.entries(before)) {
    expect(Math.abs(pct(name) - was), name).toBeLessThan(STEP_PCT);
  }
};
