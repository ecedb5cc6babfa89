// The room's lights as a whole: which bridge is in use, which of its lamps are this room's, and what they are for. It
// reports what is wrong, and sends no light itself (guarded-rig.ts does).

import { byItself } from '../../shared/errors.ts';
import type { BridgeHealthView, LampView, LightsView } from '../../shared/ipc/snapshot.ts';
import type { Look, Role } from '../../shared/preset/preset.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Clock } from '../../shared/session/clock.ts';
import type { LeftLooks } from '../../shared/session/session.ts';
import { type ConnectionParts, openConnection } from './bridge/connection.ts';
import type { LightSource } from './bridge/sources.ts';
import type { GuardedRig } from './guarded-rig.ts';
import type { AfterPowerCut, BridgeLamp, BridgeRoom, LightFault, Rig, RoleOfLamp } from './rig.ts';
import { type ChosenRoles, lampsInRoom, onlyRoomOf, type RoomChoice, rolesFor } from './roles.ts';
import { isAsReported, lookOf, type TrackedLamp, UNTOLD } from './tracking/lamp-tracker.ts';

/** What any rig may suffer, and what Set-up may have left open. */
export type LightsFault = LightFault | 'noLamps' | 'roomUnchosen';

export interface LightsParts {
  readonly clock: Clock;
  readonly guarded: GuardedRig;
  /** What Set-up chose for a bridge's lamps, by lamp id. */
  readonly chosenRoles: (bridgeId: string) => ChosenRoles;
  readonly chosenRoom: (bridgeId: string) => RoomChoice;
  readonly random: () => number;
  /** `about`: the bridge's only room, where that has to be chosen. */
  readonly onFault: (fault: LightsFault | null, about?: string | null) => void;
  readonly lastFault: () => BridgeHealthView['lastFault'];
  readonly changed: () => void;
}

/**
 * Removes what a session laid on the bridge, however long that takes: what a bridge that is away still holds is removed
 * when it answers again. `tidy` never rejects.
 *
 * @param rig the one in use; null while there is none
 */
export const openTidying = (rig: () => Rig | null) => {
  let waiting: readonly (() => void)[] = [];
  let isBusy = false;

  const tryAgain = async (): Promise<void> => {
    const to = rig();
    if (isBusy || waiting.length === 0 || to === null) return;
    isBusy = true;
    const served = waiting;
    try {
      const tidied = await to.tidy();
      if (!tidied.ok) return;
    } finally {
      isBusy = false;
    }
    waiting = waiting.filter((done) => !served.includes(done));
    for (const done of served) done();
    // A call that came in the meantime also means what was laid in the meantime.
    await tryAgain();
  };

  return {
    tidy: (): Promise<void> =>
      new Promise((done) => {
        waiting = [...waiting, done];
        void tryAgain();
      }),
    tryAgain: (): void => void tryAgain(),
  };
};

/** A lamp as the screens show it: what it most likely puts out; `tracked` is undefined for a lamp that is left alone. */
const lampViewOf = (
  { id, name, reachable, afterPowerCut, reported }: BridgeLamp,
  tracked: TrackedLamp | undefined,
  clock: Pick<Clock, 'wallAt'>,
): LampView => {
  const role: LampView['role'] = tracked?.role ?? 'none';
  const isChanged = tracked?.isChanged ?? false;
  const isUntold = reported === null;
  const common = { id, name, reachable, afterPowerCut, role, isChanged, isUntold };
  // What a person set at the wall goes there at once.
  if (tracked === undefined || isAsReported(tracked)) {
    const look = reported ?? UNTOLD;
    return { ...common, from: look, to: look, beganAt: 0, endsAt: 0 };
  }
  const { at, now, to, reachAt } = tracked.estimate.likely;
  return { ...common, from: now, to, beganAt: clock.wallAt(at), endsAt: clock.wallAt(reachAt) };
};

/** The lights, before any source is in use. */
export const openLights = (parts: LightsParts) => {
  const { clock, guarded, onFault, changed } = parts;
  let source: LightSource | null = null;
  let connection: ReturnType<typeof openConnection> | null = null;
  let rig: Rig | null = null;
  let lamps: readonly BridgeLamp[] = [];
  /** When the lamps were asked for, on the session clock. */
  let readAt = 0;
  let rooms: readonly BridgeRoom[] = [];
  let roles: RoleOfLamp = {};
  let state: LightsView['state'] = 'connecting';
  const tidying = openTidying(() => rig);

  const chosenRoles = (): ChosenRoles => (source === null ? {} : parts.chosenRoles(source.bridgeId));

  /** The practice room has no neighbours: it is all lamps of its bridge. */
  const choice = (): RoomChoice => {
    const chosen = source === null ? undefined : parts.chosenRoom(source.bridgeId);
    return chosen === undefined && source?.kind === 'practice' ? null : chosen;
  };

  /** null: nobody has said it yet. */
  const inRoom = (): readonly string[] | null =>
    lampsInRoom(
      lamps.map(({ id }) => id),
      rooms,
      choice(),
      chosenRoles(),
    );

  const roomLamps = () =>
    lamps.flatMap((lamp) => {
      const role = roles[lamp.id];
      return role === undefined ? [] : [{ lamp, role }];
    });

  /** Gives each lamp its role, and the bridge what it needs to move them together. */
  const assign = async (to: Rig): Promise<LightFault | null> => {
    const ours = inRoom();
    const next = ours === null ? {} : rolesFor(lamps, chosenRoles(), ours);
    const assigned = await to.assign(next);
    if (!assigned.ok) return assigned.error;
    roles = next;
    guarded.use(to, roomLamps(), readAt);
    return null;
  };

  const tellOfRoom = (): void => {
    if (inRoom() === null) onFault('roomUnchosen', onlyRoomOf(rooms));
    else onFault(Object.keys(roles).length > 0 ? null : 'noLamps');
  };

  const sessionAt = (realMs: number): number => clock.now() - (performance.now() - realMs) * clock.rate;

  const onRig: ConnectionParts['onRig'] = async (next, read, askedMs) => {
    const told = await next.readRooms();
    if (!told.ok) return told.error;
    rooms = told.value;
    lamps = read;
    readAt = sessionAt(askedMs);
    const fault = await assign(next);
    if (fault !== null) return fault;
    rig = next;
    return null;
  };

  const onBack = (): void => {
    state = 'ready';
    // First of all: this is called only once, and the lamps would wait for it for ever.
    byItself(() => guarded.setAway(false));
    tellOfRoom();
    changed();
  };

  const onLamps = (read: readonly BridgeLamp[], askedMs: number): boolean => {
    lamps = read;
    readAt = sessionAt(askedMs);
    byItself(() => guarded.report({ lamps: read, askedAt: readAt }));
    tidying.tryAgain();
    changed();
    return roomLamps().some(({ lamp }) => !lamp.reachable);
  };

  const onAway = (fault: LightFault): void => {
    state = 'away';
    guarded.setAway(true);
    onFault(fault);
    changed();
  };

  /** Takes a source into use in place of the present one; answers with the outcome of the first attempt. */
  const use = async (next: LightSource): Promise<Result<null, LightFault>> => {
    connection?.close();
    guarded.use(null, [], clock.now());
    source = next;
    rig = null;
    lamps = [];
    rooms = [];
    roles = {};
    state = 'connecting';
    onFault(null);
    changed();
    connection = openConnection({ source: next, random: parts.random, onRig, onLamps, onAway, onBack });
    const fault = await connection.first;
    return fault === null ? ok(null) : fail(fault);
  };

  /** What the brightest lamp of a role is likely at: the fade to settle begins there. */
  const brightestOf = (role: Role): Look | undefined => {
    const now = clock.now();
    const looks = [...guarded.lamps().values()].flatMap((one) =>
      one.role === role ? (lookOf(one, now) ?? []) : [],
    );
    return looks.toSorted((a, b) => b.brightnessPct - a.brightnessPct)[0];
  };

  return {
    use,
    /** Applies what Set-up chose to the lamps in use. */
    reassign: async (): Promise<void> => {
      if (rig === null) return;
      const fault = await assign(rig);
      if (fault === null) tellOfRoom();
      else onFault(fault);
      changed();
    },
    hasLamp: (lampId: string): boolean => lamps.some(({ id }) => id === lampId),
    hasRoom: (roomId: string): boolean => rooms.some(({ id }) => id === roomId),
    view: (): Omit<LightsView, 'trying'> => ({
      source: source?.kind ?? 'practice',
      state,
      bridgeName: rig?.bridge.name ?? null,
      address: source?.address() ?? null,
      answersInMs: rig?.answersInMs() ?? null,
      health: {
        model: rig?.bridge.model || null,
        software: rig?.bridge.software || null,
        lastFault: parts.lastFault(),
        commandsLastHour: rig?.commandsLastHour() ?? 0,
      },
      rooms: rooms.map(({ id, name, kind, lampIds }) => ({ id, name, kind, lampCount: lampIds.length })),
      roomId: choice() ?? null,
      lamps: lamps.map((lamp) => lampViewOf(lamp, guarded.lamps().get(lamp.id), clock)),
    }),
    /** What the lamps are most likely at, for the fade from here to settle; null when nothing is known. */
    found: (): LeftLooks | null => {
      const ambient = brightestOf('ambient') ?? brightestOf('task');
      if (ambient === undefined) return null;
      return { ambient, task: brightestOf('task') ?? ambient };
    },
    bridgeId: (): string | null => rig?.bridge.id ?? null,
    /** Tells this room's lamps what to do when their power returns. */
    setAfterPowerCut: async (what: AfterPowerCut): Promise<Result<null, LightFault>> => {
      if (rig === null) return fail('unreachable');
      const set = await rig.setAfterPowerCut(Object.keys(roles), what);
      connection?.confirm();
      return set;
    },
    /** Removes what a session laid on the bridge; resolves once that is done, which may be when the bridge is back. */
    tidy: tidying.tidy,
    /** A command was taken: the bridge is polled soon. */
    confirm: (): void => connection?.confirm(),
    /** A command failed: the bridge is polled soon, but not too soon. */
    suspect: (): void => connection?.suspect(),
    close: (): void => {
      connection?.close();
      guarded.close();
    },
  };
};

export type Lights = ReturnType<typeof openLights>;
