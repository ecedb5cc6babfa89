// What main does for each command of the contract. A handler translates and delegates: the session is the
// room's, the files are the keepers', the lamps are the lights'.

import { writeFile } from 'node:fs/promises';
import type { Answer, NurseAct, PatientAct } from '../shared/contract.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { PatientEvent, SessionEvent } from '../shared/session.ts';
import type { Snapshot, View } from '../shared/snapshot.ts';
import type { Clock } from './clock.ts';
import type { Door } from './desk/door-window.ts';
import type { PaperDesk } from './desk/paper.ts';
import type { Question } from './desk/questions.ts';
import { deskHandlers } from './desk-handlers.ts';
import type { Handlers } from './ipc.ts';
import type { Log } from './keep/log.ts';
import type { Presets } from './keep/presets.ts';
import type { KeptSettings } from './keep/settings.ts';
import type { KeptChanges } from './kept-changes.ts';
import { lightHandlers } from './light-handlers.ts';
import type { Lights } from './lights/lights.ts';
import type { Lock } from './lock.ts';
import { musicHandlers } from './music-handlers.ts';
import type { PatientPages } from './pages.ts';
import { paperHandlers } from './paper-handlers.ts';
import { presetHandlers } from './preset-handlers.ts';
import type { Room } from './room.ts';
import type { RoomLights } from './room-lights.ts';
import type { RoomSound } from './room-sound.ts';
import { soundHandlers } from './sound-handlers.ts';
import type { TurningOver } from './turnover.ts';
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
  readonly paper: PaperDesk;
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
    if (file === null) return fail('cancelled');
    try {
      await writeFile(file, parts.log.exportCsv());
      return DONE;
    } catch {
      return fail('notWritten');
    }
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
  if (act === 'different') return { type: act, awakeUntil: until, playing: roomSound.deck.current() };
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
  ...paperHandlers(parts),
  ...deskHandlers(parts),
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
