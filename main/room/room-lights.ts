// The parts of the room's light, wired together: sources, connection, guard, joining, Try it and their faults.

import type { BridgeHealthView, FaultCode, LightsView } from '../../shared/ipc/snapshot.ts';
import type { Clock } from '../../shared/session/clock.ts';
import { openJoining } from '../lights/bridge/joining.ts';
import { openSources } from '../lights/bridge/sources.ts';
import { guardRig } from '../lights/guarded-rig.ts';
import type { KeptLamps } from '../lights/known-lamps.ts';
import { type LightsFault, openLights } from '../lights/lights.ts';
import { openTrial } from '../lights/trial.ts';
import type { KeptSettings } from '../storage/settings.ts';
import type { Faults } from './faults.ts';
import type { Told } from './room.ts';

export type RoomLights = ReturnType<typeof openRoomLights>;

export interface RoomLightsParts {
  readonly clock: Clock;
  readonly settings: Pick<KeptSettings, 'get' | 'change'>;
  readonly faults: Faults;
  readonly changed: () => void;
}

/** A new phase, and presses that want other light: lamps that were changed by hand follow again. */
export const asksForLight = (told: Told): boolean =>
  told.kind === 'phase' ||
  (told.kind === 'patient' && (told.what === 'darker' || told.what === 'lighter')) ||
  (told.kind === 'session' && told.what === 'quietCheck');

const CODES: Readonly<Record<LightsFault, FaultCode>> = {
  unreachable: 'bridgeUnreachable',
  hangs: 'bridgeHangs',
  busy: 'bridgeBusy',
  unauthorised: 'bridgeUnauthorised',
  refused: 'bridgeRefusesCommand',
  notItself: 'bridgeNotItself',
  noLamps: 'noLamps',
  roomUnchosen: 'roomUnchosen',
};

/**
 * What is wrong with the lights, from the connection that polls them and the guarded rig that commands them. One fault
 * that both notice is shown once.
 */
const openLightFaults = (faults: Faults, { now, wallAt }: Clock) => {
  const present = new Map<'connection' | 'command', LightsFault>();
  let last: { readonly code: FaultCode; readonly at: number } | null = null;
  let room: string | null = null;
  return {
    /** null: nothing is wrong. `about`: the room that has to be chosen. */
    report: (who: 'connection' | 'command', fault: LightsFault | null, about: string | null = null): void => {
      if (fault === 'roomUnchosen') room = about;
      if (fault === null) present.delete(who);
      else present.set(who, fault);
      // What Set-up has left open is no fault of the bridge.
      if (fault !== null && fault !== 'noLamps' && fault !== 'roomUnchosen') {
        last = { code: CODES[fault], at: now() };
      }
      const all = new Set(present.values());
      // A stranger in the bridge's place does not know the key either: that it is a stranger says it all.
      if (all.has('notItself')) all.delete('unauthorised');
      faults.set(
        'lights',
        [...all].map((each) => ({ code: CODES[each], about: each === 'roomUnchosen' ? room : null })),
      );
    },
    /** The last thing that went wrong with the bridge since the program started, over or not. */
    last: (): BridgeHealthView['lastFault'] =>
      last === null ? null : { code: last.code, atWallMs: wallAt(last.at) },
  };
};

/** What is kept of a bridge's lamps. Earlier versions kept roles by number alone: whose they are is seen on the bridge. */
const keptLamps = (
  { lamps, roles, rooms, knownRooms }: ReturnType<KeptSettings['get']>,
  bridgeId: string,
): KeptLamps => {
  const known = lamps[bridgeId] ?? [];
  const byNumber = Object.entries(roles[bridgeId] ?? {});
  return {
    lamps:
      known.length > 0 ? known : byNumber.map(([id, role]) => ({ id, uniqueId: null, name: null, role })),
    room: rooms[bridgeId],
    knownRoom: rooms[bridgeId] === null ? null : (knownRooms[bridgeId] ?? null),
  };
};

/** The room's light; no source is in use yet. */
export const openRoomLights = ({ clock, settings, faults, changed }: RoomLightsParts) => {
  const lightFaults = openLightFaults(faults, clock);
  const guarded = guardRig({
    clock,
    random: Math.random,
    onFault: (fault) => {
      lightFaults.report('command', fault);
      if (fault !== null) lights.suspect();
    },
    onMoved: () => {
      lights.confirm();
      changed();
    },
  });
  /** A lamp that does not do as it is told is named; the others follow all the same. */
  const tellOfDeaf = (): void => {
    const deaf = [...guarded.lamps().values()].filter(
      ({ deafTo, lamp }) => deafTo !== null && lamp.reachable,
    );
    faults.set(
      'lamps',
      deaf.map(({ lamp }) => ({ code: 'bridgeRefusesCommand', about: lamp.name })),
    );
  };
  const lights = openLights({
    clock,
    guarded,
    changed: () => {
      tellOfDeaf();
      changed();
    },
    random: Math.random,
    kept: (bridgeId) => keptLamps(settings.get(), bridgeId),
    keep: (bridgeId, { lamps, room, knownRoom }) => {
      const { lamps: all, rooms, knownRooms } = settings.get();
      settings.change({
        lamps: { ...all, [bridgeId]: lamps },
        ...(room !== undefined && { rooms: { ...rooms, [bridgeId]: room } }),
        ...(knownRoom !== null && { knownRooms: { ...knownRooms, [bridgeId]: knownRoom } }),
      });
    },
    onFault: (fault, about) => lightFaults.report('connection', fault, about),
    lastFault: lightFaults.last,
  });
  const sources = openSources(settings);
  /** Takes what the settings name into use. */
  const takeKept = async () => lights.use(await sources.kept());
  const joining = openJoining({
    roomName: () => settings.get().roomName,
    inUse: () => (settings.get().lights.source === 'bridge' ? lights.bridgeId() : null),
    take: (paired, address) => {
      settings.change({ lights: { source: 'bridge', address, ...paired } });
      return takeKept();
    },
    now: Date.now,
    changed,
    load: async () => ({
      ...(await import('../lights/bridge/pairing.ts')),
      ...(await import('../lights/bridge/discovery.ts')),
    }),
  });
  const trial = openTrial({ guarded, now: clock.now, changed });
  return {
    guarded,
    lights,
    joining,
    trial,
    takeKept,
    /** Takes the practice room into use, whatever the settings say. */
    takePractice: async () => lights.use(await sources.practice()),
    view: (): LightsView => ({ ...lights.view(), trying: trial.trying() }),
    /** Lets go of the lamps as they are. */
    close: (): Promise<void> => {
      joining.stop();
      lights.close();
      return sources.close();
    },
  };
};
