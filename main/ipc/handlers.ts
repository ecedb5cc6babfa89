// What main does for each command of the contract. A handler translates and delegates: the session is the
// room's, the files are the keepers', the lamps are the lights'.

import type { Answer, NurseAct, PatientAct } from '../../shared/ipc/contract.ts';
import type { Snapshot, View } from '../../shared/ipc/snapshot.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Clock } from '../../shared/session/clock.ts';
import type { PatientEvent, SessionEvent } from '../../shared/session/events.ts';
import type { Question } from '../electron/dialogs.ts';
import type { Door } from '../electron/door-window.ts';
import type { Printing } from '../electron/print.ts';
import type { Lights } from '../lights/lights.ts';
import type { KeptChanges } from '../room/kept-changes.ts';
import type { PatientPages } from '../room/patient-pages.ts';
import type { Room } from '../room/room.ts';
import type { RoomLights } from '../room/room-lights.ts';
import type { RoomSound } from '../room/room-sound.ts';
import type { TurningOver } from '../room/turnover.ts';
import { writeChosen } from '../storage/chosen-file.ts';
import type { Log } from '../storage/log.ts';
import type { Presets } from '../storage/presets.ts';
import type { KeptSettings } from '../storage/settings.ts';
import { doorHandlers } from './door-handlers.ts';
import type { Handlers } from './gate.ts';
import { lightHandlers } from './light-handlers.ts';
import type { Lock } from './lock.ts';
import { musicHandlers } from './music-handlers.ts';
import { presetHandlers } from './preset-handlers.ts';
import { printHandlers } from './print-handlers.ts';
import { soundHandlers } from './sound-handlers.ts';
import { turnoverHandlers } from './turnover-handlers.ts';

/** The patient display stays awake this long after a touch, in real ms. */
export const AWAKE_MS = 45_000;

export interface HandlerParts {
  readonly clock: Clock;
  readonly room: Room;
  readonly roomLights: RoomLights;
  readonly roomSound: RoomSound;
  readonly presets: Presets;
  readonly settings: KeptSettings;
  readonly log: Pick<Log, 'exportCsv'>;
  readonly pages: PatientPages;
  readonly printing: Printing;
  readonly show: (view: View) => void;
  readonly door: Door;
  readonly lock: Lock;
  /** Asks the person for a folder or a file; null when they think better of it. */
  readonly ask: (what: Question, name?: string) => Promise<string | null>;
  readonly dismiss: (noticeId: string) => void;
  readonly snapshot: () => Snapshot;
  readonly keptChanges: KeptChanges;
  readonly turningOver: TurningOver;
  readonly changed: () => void;
}

const DONE: Answer = ok(null);

/** What Set-up does, but for the lights. */
const setUpHandlers = (parts: HandlerParts) => {
  const { settings, changed } = parts;

  const done = (): Answer => {
    changed();
    return DONE;
  };

  const saveLog = async (): Promise<Answer> => {
    const file = await parts.ask('logFile');
    return file === null ? fail('cancelled') : writeChosen(file, parts.log.exportCsv());
  };

  return {
    nameRoom: ({ name }) => {
      settings.change({ roomName: name });
      return done();
    },
    saveLog,
    dismissNotice: ({ id }) => {
      parts.dismiss(id);
      return done();
    },
  } satisfies Partial<Handlers>;
};

/** What happens at a press, and why not, if it was refused. */
const pressed = (room: Room, event: SessionEvent): Answer => {
  const refused = room.apply(event);
  return refused === null ? DONE : fail(refused);
};

/** Until when a press keeps the patient display awake. */
const awakeUntil = (clock: Clock): number => clock.now() + AWAKE_MS * clock.rate;

/** The event of a patient's press. */
const patientEvent = (act: PatientAct, { clock, roomSound }: HandlerParts): PatientEvent => {
  const until = awakeUntil(clock);
  if (act === 'different') return { type: act, awakeUntil: until, playing: roomSound.player.current() };
  return { type: act, awakeUntil: until };
};

/** The start of a preset by its id. */
export const startPreset = (
  { presets, room, lights }: Pick<HandlerParts, 'presets' | 'room'> & { readonly lights: Lights },
  presetId: string,
): Answer => {
  const preset = presets.find(presetId);
  if (preset === null) return fail('unknownPreset');
  const started = pressed(room, { type: 'start', preset, found: lights.found() });
  if (started.ok) presets.used(presetId, Date.now());
  return started;
};

/** Every command's handler. */
export const makeHandlers = (parts: HandlerParts): Handlers => ({
  ...setUpHandlers(parts),
  ...lightHandlers(parts),
  ...musicHandlers({ ...parts, library: parts.roomSound.library }),
  ...soundHandlers(parts),
  ...presetHandlers(parts),
  ...turnoverHandlers(parts),
  ...printHandlers(parts),
  ...doorHandlers(parts),
  start: ({ presetId }) => startPreset({ ...parts, lights: parts.roomLights.lights }, presetId),
  nurse: ({ act }: { act: NurseAct }) => pressed(parts.room, { type: act }),
  correctDose: ({ minutesAgo }) => pressed(parts.room, { type: 'correctDose', minutesAgo }),
  patient: ({ act }) => pressed(parts.room, patientEvent(act, parts)),
  wish: ({ wish }) => pressed(parts.room, { type: 'wish', wish, awakeUntil: awakeUntil(parts.clock) }),
  changePages: ({ startedAt, change }) => parts.pages.change(startedAt, change),
  pages: () => ok(parts.pages.present()),
  show: ({ view }) => {
    parts.show(view);
    return DONE;
  },
  snapshot: (): Result<Snapshot, never> => ok(parts.snapshot()),
});
