// A room to show parts with: sessions at several moments and the snapshots around them. Sessions are made by the real
// state machine, so that no part is shown in a state that it can never have.

import type { LampView, Snapshot } from '../../shared/ipc/snapshot.ts';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { type PlanCard, USUAL_PLAN } from '../../shared/preset/plan.ts';
import type { Preset, Role } from '../../shared/preset/preset.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { reduce } from '../../shared/session/reduce.ts';
import { EMPTY_ROOM, type RunningSession, type Session } from '../../shared/session/session.ts';
import { MINUTE_MS } from '../../shared/session/timeline.ts';

export const WALL_MS = Date.now();

/** The session clock now, in ms: sessions began before it. */
export const NOW_MS = 120 * MINUTE_MS;

export const PLAN: PlanCard = {
  ...USUAL_PLAN,
  talk: 'whisper',
  eyeMask: true,
  companion: true,
  write: true,
  draw: true,
  medicinesTalkedAbout: true,
  quietAgreed: true,
  helps: 'a hand on the blanket, humming',
  leaveAlone: 'questions, perfume',
  musicNever: 'choirs',
  afterwards: 'tea, no talk for ten minutes',
};

const spravato = BUILT_IN_PRESETS[0];
if (spravato === undefined) throw new Error('There is always a built-in preset.');

export const PRESET: Preset = { ...spravato, id: 'quiet-harbour', label: 'Quiet Harbour', plan: PLAN };

export type Moment = readonly [minutesAgo: number, event: SessionEvent];

/** How long the patient display stays awake on this sheet, as an instant of the session clock. */
export const awakeUntil = NOW_MS + 12 * 60 * MINUTE_MS;

/** A running session after events that came so many minutes before now. */
export const sessionAfter = (...moments: readonly Moment[]): RunningSession => {
  const events: readonly Moment[] = [
    [48, { type: 'start', preset: PRESET, found: null }],
    ...moments,
    [0, { type: 'tick' }],
  ];
  const session = events.reduce<Session>(
    (before, [minutesAgo, event]) => reduce(before, event, NOW_MS - minutesAgo * MINUTE_MS).session,
    EMPTY_ROOM,
  );
  if (session.stage !== 'running') throw new Error('The sample session has ended.');
  return session;
};

const DOSE: Moment = [38, { type: 'doseMark' }];

export const SETTLING = sessionAfter();
export const DEEP = sessionAfter(DOSE, [20, { type: 'darker', awakeUntil }]);
export const ASKED = sessionAfter(
  DOSE,
  [2, { type: 'someone', awakeUntil }],
  [1, { type: 'wish', wish: 'water', awakeUntil }],
);
export const COMING = sessionAfter(
  DOSE,
  [2, { type: 'someone', awakeUntil }],
  [1, { type: 'wish', wish: 'water', awakeUntil }],
  [0.5, { type: 'acknowledge' }],
);
export const SILENT = sessionAfter(DOSE, [2, { type: 'silence', awakeUntil }]);
export const CHECK_DUE = sessionAfter([44, { type: 'doseMark' }]);
export const FULL_LIGHT = sessionAfter(DOSE, [0.2, { type: 'fullLight' }]);

const lamp = (id: string, role: Role, brightnessPct: number, more: Partial<LampView> = {}): LampView => {
  const look = { brightnessPct, warmthK: 2000 };
  return {
    id,
    name: id,
    role,
    reachable: true,
    isUntold: false,
    isUnclear: false,
    runsOther: false,
    isChanged: false,
    afterPowerCut: 'asBefore',
    from: look,
    to: look,
    beganAt: 0,
    endsAt: 0,
    ...more,
  };
};

export const lampsAt = (brightnessPct: number): readonly LampView[] => [
  lamp('Window left', 'ambient', brightnessPct),
  lamp('Window right', 'ambient', brightnessPct),
  lamp('Behind the chair', 'ambient', brightnessPct),
  lamp('Desk lamp', 'task', brightnessPct / 2),
  lamp('Door lamp', 'door', 30),
];

export const SNAPSHOT: Snapshot = {
  revision: 1,
  roomName: 'Room 3',
  clock: { wallMs: WALL_MS, sessionMs: NOW_MS, rate: 1 },
  view: 'console',
  session: DEEP,
  presets: { revision: 1, count: 1 },
  keptChanges: null,
  roomLook: { brightnessPct: 40, warmthK: 2700 },
  lock: 'none',
  lights: {
    source: 'practice',
    state: 'ready',
    commands: 'taken',
    bridgeName: 'Practice room',
    address: null,
    answersInMs: 9,
    health: { model: null, software: null, lastFault: null, commandsLastHour: 42 },
    rooms: [],
    roomId: null,
    lamps: lampsAt(40),
    trying: null,
  },
  pairing: null,
  sound: {
    state: 'ready',
    playing: {
      trackId: 'low-tide',
      title: 'Low Tide',
      playlistTitle: 'Slow Water',
      place: 1,
      of: 5,
      endsAtWallMs: WALL_MS + 6 * MINUTE_MS,
    },
    levelDb: -12,
    playlists: [],
    library: {
      revision: 1,
      isScanning: false,
      trackCount: 9,
      unplayableCount: 0,
      measuring: { done: 4, of: 9, title: 'Long Meadow', share: 0.4 },
    },
    outputs: {
      isKnown: true,
      present: [
        { id: 'headphones', name: 'Headphones' },
        { id: 'loudspeakers', name: 'Loudspeakers' },
      ],
      inUse: { id: 'headphones', name: 'Headphones' },
      isLost: false,
      isStopped: false,
    },
    chairDb: 62,
    trial: null,
  },
  quiet: {
    asksAwake: true,
    awake: 'desktop',
    onMains: true,
    doorWindow: true,
    door: { displays: [], chosen: null, isAway: false },
    doorTellsWish: false,
    disk: 'enough',
    loginStart: { isOn: false, restarts: true, isNow: false },
  },
  faults: [],
  notices: [],
  isPinDamaged: false,
  keysEncrypted: true,
  isPinReadable: false,
};

/** The snapshot of a room in which that session runs. */
export const roomWith = (session: Session): Snapshot => ({ ...SNAPSHOT, session });
