// A room and its light, wired as the program wires them, in the bench's own process and without a window. It measures
// nothing: benches look at the lamps of a practice bridge.

import { type LightSource, pairedBridge } from '../../main/lights/bridge/sources.ts';
import { PRACTICE_BRIDGE_ID } from '../../main/lights/practice/store.ts';
import { startClock } from '../../main/room/clock.ts';
import { openFaults } from '../../main/room/faults.ts';
import { openRoom, type Room } from '../../main/room/room.ts';
import { asksForLight, openRoomLights, type RoomLights } from '../../main/room/room-lights.ts';
import type { KeptSettings } from '../../main/storage/settings.ts';
import { USUAL_SETTINGS } from '../../main/storage/settings-schema.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { type DoorSign, doorSign } from '../../shared/score/door-score.ts';
import { want } from '../../shared/score/score.ts';
import type { Clock } from '../../shared/session/clock.ts';
import {
  NURSE_ACTS,
  type NurseAct,
  type PatientAct,
  type SessionEvent,
} from '../../shared/session/events.ts';
import type { LampOutput } from '../practice/faulty-bridge.ts';
import { KEY } from './twelve-lamps.ts';

/** A lamp is right within two of 254 steps of the score's brightness, in percentage points. */
export const RIGHT_PCT = (2 / 254) * 100;

type Key = NurseAct | Exclude<PatientAct, 'different'>;

const isNurses = (key: Key): key is NurseAct => (NURSE_ACTS as readonly Key[]).includes(key);

export interface LitRoom {
  readonly room: Room;
  readonly roomLights: RoomLights;
  readonly clock: Clock;
  /** Presses a key of the nurse's or the patient's. Throws where the session refuses it. */
  readonly press: (key: Key) => void;
  readonly start: (preset: Preset) => void;
  /** What the door says now. */
  readonly door: () => DoorSign;
  /** How far each lamp of the room is from what the score wants of it now, in percentage points up or down. */
  readonly apart: (outputs: readonly LampOutput[]) => readonly LampApart[];
  readonly close: () => Promise<void>;
}

export interface LampApart {
  readonly lampId: string;
  readonly role: string;
  readonly pct: number;
  /** Somebody changed it by hand, and the program leaves it so. */
  readonly isLeft: boolean;
}

/** The built-in preset of two hours. */
export const spravato = (): Preset => {
  const [preset] = BUILT_IN_PRESETS;
  if (preset === undefined) throw new Error('Spravato is built in');
  return preset;
};

/** The same preset, but soon at the look of settle. */
export const soonSettled = (): Preset => {
  const preset = spravato();
  const [settle, ...rest] = preset.phases;
  if (settle === undefined) throw new Error('a preset begins with settle');
  return { ...preset, id: 'bench-soon-settled', phases: [{ ...settle, fadeS: 2 }, ...rest] };
};

/** The source of light for a practice bridge, as if it had been paired. */
export const pairedWith = ({ address, bridgeId }: { readonly address: string; readonly bridgeId: string }) =>
  pairedBridge({
    paired: {
      source: 'bridge',
      bridgeId,
      name: 'Bench',
      username: KEY,
      fingerprint: null,
      baseUrl: `http://${address}`,
      address: `http://${address}`,
    },
    onMoved: () => undefined,
  });

/** Somebody said that all lamps of the bench's bridges are the room's. */
const ALL_LAMPS = { [PRACTICE_BRIDGE_ID.toLowerCase()]: null, simulated: null };

const settings: Pick<KeptSettings, 'get' | 'change'> = {
  get: () => ({ ...USUAL_SETTINGS, lights: { source: 'practice' }, rooms: ALL_LAMPS }),
  change: () => undefined,
};

/** Opens the room on a source of light. Rejects where that cannot be used. */
export const openLitRoom = async (source: LightSource, clock: Clock = startClock(1)): Promise<LitRoom> => {
  const faults = openFaults(Date.now, () => undefined);
  const roomLights = openRoomLights({ clock, settings, faults, changed: () => undefined });
  const { guarded, lights } = roomLights;
  const room = openRoom({
    clock,
    light: guarded.goTo,
    sound: () => undefined,
    changed: () => undefined,
    tell: (told) => {
      if (told.kind === 'look' || told.kind === 'sound' || told.kind === 'door') return;
      if (asksForLight(told)) guarded.takeBack();
      if (told.kind === 'session' && told.what === 'ended') lights.tidy();
    },
  });
  const taken = await lights.use(source);
  if (!taken.ok) throw new Error(`the bench's bridge: ${taken.error}`);

  const apply = (event: SessionEvent): void => {
    const refused = room.apply(event);
    if (refused !== null) throw new Error(`${event.type}: ${refused}`);
  };
  return {
    room,
    roomLights,
    clock,
    press: (key) => apply(isNurses(key) ? { type: key } : { type: key, awakeUntil: clock.now() + 20_000 }),
    start: (preset) => apply({ type: 'start', preset, found: lights.found() }),
    door: () => doorSign(room.session()),
    apart: (outputs) => {
      const wanted = want(room.session(), clock.now()).light;
      return [...guarded.lamps()].flatMap(([lampId, { role, isChanged }]) => {
        const output = outputs.find(({ id }) => id === lampId);
        const path = wanted?.[role];
        if (output === undefined || path === undefined) return [];
        return [{ lampId, role, pct: output.brightnessPct - path.now.brightnessPct, isLeft: isChanged }];
      });
    },
    close: async () => {
      room.close();
      await roomLights.close();
    },
  };
};
