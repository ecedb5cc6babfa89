// The room's lights as a whole: which bridge is in use, which of its lamps are this room's, and what they are for. It
// reports what is wrong, and sends no light itself (guarded-rig.ts does).

import { byItself, tellError } from '../../shared/errors.ts';
import type { BridgeHealthView, LightsView } from '../../shared/ipc/snapshot.ts';
import type { Look, Role } from '../../shared/preset/preset.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Clock } from '../../shared/session/clock.ts';
import type { LeftLooks } from '../../shared/session/session.ts';
import { type ConnectionParts, openConnection } from './bridge/connection.ts';
import type { LightSource } from './bridge/sources.ts';
import type { GuardedRig } from './guarded-rig.ts';
import { type KeptLamps, type KnownAgain, knowAgain, knownRoomOf, markOf, withRole } from './known-lamps.ts';
import { lampViewOf } from './lamp-view.ts';
import {
  type AfterPowerCut,
  type BridgeLamp,
  type BridgeRoom,
  isSameLamp,
  type LightFault,
  type Rig,
  type RoleOfLamp,
} from './rig.ts';
import { onlyRoomOf, type RoleChoice, rolesFor } from './roles.ts';
import { lookOf } from './tracking/lamp-tracker.ts';
import { sessionAt } from './tracking/room-tracker.ts';

/** What any rig may suffer, and what Set-up may have left open. */
export type LightsFault = LightFault | 'noLamps' | 'roomUnchosen';

export interface LightsParts {
  readonly clock: Clock;
  readonly guarded: GuardedRig;
  /** What Set-up chose for a bridge's lamps, and how they are known again. */
  readonly kept: (bridgeId: string) => KeptLamps;
  readonly keep: (bridgeId: string, kept: KeptLamps) => void;
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

const NOTHING_KEPT: KeptLamps = { lamps: [], room: undefined, knownRoom: null };
const NOTHING_KNOWN = knowAgain(NOTHING_KEPT, [], []);

/** Changes when a number is another lamp's, or when a lamp comes or goes. */
const identityOf = (lamps: readonly BridgeLamp[]): string =>
  JSON.stringify(lamps.map((lamp) => [lamp.id, markOf(lamp)]));

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
  let known: KnownAgain = NOTHING_KNOWN;
  let roles: RoleOfLamp = {};
  let state: LightsView['state'] = 'connecting';
  const tidying = openTidying(() => rig);

  /** A lamp is out of reach as well where it does not answer, whatever the bridge says of it. */
  const withinReach = (lamp: BridgeLamp): BridgeLamp =>
    guarded.isSilent(lamp.id) ? { ...lamp, reachable: false } : lamp;

  const roomLamps = () =>
    lamps.flatMap((lamp) => {
      const role = roles[lamp.id];
      return role === undefined ? [] : [{ lamp, role }];
    });

  const kept = (): KeptLamps => {
    const all = source === null ? NOTHING_KEPT : parts.kept(source.bridgeId);
    // The practice room has no neighbours: it is all lamps of its bridge.
    return source?.kind === 'practice' ? { ...all, room: all.room ?? null } : all;
  };

  const keep = (next: KeptLamps): void => {
    if (source !== null && JSON.stringify(next) !== JSON.stringify(kept())) parts.keep(source.bridgeId, next);
  };

  const tellOfRoom = (): void => {
    if (known.choice === undefined) onFault('roomUnchosen', onlyRoomOf(rooms));
    else onFault(Object.keys(roles).length > 0 ? null : 'noLamps');
  };

  /** Gives each lamp its role, and the bridge what it needs to move them together. Until the room is said, none has one. */
  const assign = async (to: Rig): Promise<LightFault | null> => {
    known = knowAgain(kept(), lamps, rooms);
    // Its numbers never change.
    if (source?.kind !== 'practice') keep(known.kept);
    const next = known.inRoom === null ? {} : rolesFor(lamps, known.roles, known.inRoom);
    const assigned = await to.assign(next);
    if (!assigned.ok) return assigned.error;
    roles = next;
    guarded.use(to, roomLamps(), readAt);
    return null;
  };

  /** Applies what Set-up chose to the lamps in use. */
  const reassign = async (): Promise<void> => {
    if (rig === null) return;
    const fault = await assign(rig);
    if (fault === null) tellOfRoom();
    else onFault(fault);
    changed();
  };

  /** Numbers are other lamps' by now: whose they are is found out before any of those lamps is told anything more. */
  const takeAnew = async (from: Rig, before: readonly BridgeLamp[]): Promise<void> => {
    const same = lamps.filter((lamp) => before.some((was) => was.id === lamp.id && isSameLamp(was, lamp)));
    roles = Object.fromEntries(Object.entries(roles).filter(([id]) => same.some((lamp) => lamp.id === id)));
    guarded.use(from, roomLamps(), readAt);
    const told = await from.readRooms();
    if (from !== rig) return;
    if (told.ok) rooms = told.value;
    await reassign();
  };

  const onRig: ConnectionParts['onRig'] = async (next, read, askedMs) => {
    const told = await next.readRooms();
    if (!told.ok) return told.error;
    rooms = told.value;
    lamps = read;
    readAt = sessionAt(clock, askedMs);
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
    const before = lamps;
    lamps = read;
    readAt = sessionAt(clock, askedMs);
    if (rig !== null && identityOf(read) !== identityOf(before)) void takeAnew(rig, before).catch(tellError);
    else byItself(() => guarded.report({ lamps: read, askedAt: readAt }));
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
    known = NOTHING_KNOWN;
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
    reassign,
    /** Takes in what Set-up chose; it holds from here on. */
    chooseRole: async (lampId: string, role: RoleChoice): Promise<void> => {
      const lamp = lamps.find(({ id }) => id === lampId);
      if (lamp !== undefined) keep({ ...kept(), lamps: withRole(known, lamp, role) });
      await reassign();
    },
    chooseRoom: async (roomId: string | null): Promise<void> => {
      const room = rooms.find(({ id }) => id === roomId);
      keep({ ...kept(), room: roomId, knownRoom: room === undefined ? null : knownRoomOf(room, lamps) });
      await reassign();
    },
    hasLamp: (lampId: string): boolean => lamps.some(({ id }) => id === lampId),
    hasRoom: (roomId: string): boolean => rooms.some(({ id }) => id === roomId),
    view: (): Omit<LightsView, 'trying'> => ({
      source: source?.kind ?? 'practice',
      state,
      commands: guarded.commands(),
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
      roomId: known.choice ?? null,
      lamps: lamps.map((lamp) => {
        const isUnclear = known.unclear.includes(lamp.id);
        return lampViewOf(withinReach(lamp), guarded.lamps().get(lamp.id), isUnclear, clock);
      }),
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
