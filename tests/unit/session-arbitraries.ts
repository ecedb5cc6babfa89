// What the tests of the session are made from: any preset that the schema lets in, anything that may happen to
// a session at any time, and a way to play a short story of presses.

import * as fc from 'fast-check';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { USUAL_PLAN } from '../../shared/preset/plan.ts';
import type { Limits, Look, Phase, Preset } from '../../shared/preset/preset.ts';
import type { Happening, Refusal, SessionEvent } from '../../shared/session/events.ts';
import { reduce } from '../../shared/session/reduce.ts';
import {
  EMPTY_ROOM,
  type IdleRoom,
  type LeftLooks,
  type RunningSession,
  type Session,
  TURNOVER_STEPS,
} from '../../shared/session/session.ts';

export const MINUTE = 60_000;

const builtIn = (place: number): Preset => {
  const preset = BUILT_IN_PRESETS[place];
  if (preset === undefined) throw new Error('three presets are built in');
  return preset;
};
export const SPRAVATO = builtIn(0);
export const IV = builtIn(1);
export const IM = builtIn(2);

/** Everything that may happen apart from Start and a turnover. */
export type Act = Exclude<SessionEvent['type'], 'start' | 'wiped' | 'changesOffered' | 'oneCheckDone'>;

/** The event of an act; a patient's press wakes the display for 20 s. */
export const eventOf = (act: Act, now: number, playing = 'a'): SessionEvent => {
  switch (act) {
    case 'wake':
    case 'darker':
    case 'lighter':
    case 'softer':
    case 'louder':
    case 'silence':
    case 'someone':
      return { type: act, awakeUntil: now + 20_000 };
    case 'different':
      return { type: act, awakeUntil: now + 20_000, playing };
    case 'wish':
      return { type: act, awakeUntil: now + 20_000, wish: playing === 'a' ? 'water' : 'warmer' };
    case 'correctDose':
      return { type: act, minutesAgo: { a: 4, b: 0, c: 37 }[playing] ?? 1 };
    case 'resumed':
      return { type: act, gapMs: MINUTE };
    default:
      return { type: act };
  }
};

export interface Played {
  readonly session: Session;
  readonly happened: readonly Happening[];
  /** Why the last act was refused. */
  readonly refused: Refusal | null;
}

/** Plays acts at minutes of the session clock, after a Start at minute 0 with nothing found. */
export const play = (preset: Preset, ...acts: readonly (readonly [minute: number, act: Act])[]): Played => {
  const start = reduce(EMPTY_ROOM, { type: 'start', preset, found: null }, 0);
  return acts.reduce<Played>((before, [minute, act]) => {
    const step = reduce(before.session, eventOf(act, minute * MINUTE), minute * MINUTE);
    return { ...step, happened: [...before.happened, ...step.happened] };
  }, start);
};

/** A room turned over after its session; fails the test where the session is not over. */
export const ready = (session: Session, now: number): IdleRoom => {
  const look = { brightnessPct: 40, warmthK: 2200 };
  const wiped = TURNOVER_STEPS.reduce<Session>(
    (room, step) =>
      reduce(
        room,
        step === 'look' ? { type: 'wiped', step, look } : { type: 'wiped', step, state: 'done' },
        now,
      ).session,
    session,
  );
  const room = reduce(wiped, { type: 'turnoverDone' }, now).session;
  if (room.stage !== 'idle' || room.turnover !== null) throw new Error('this room is not turned over');
  return room;
};

/** The session as a running one; fails the test where it is not. */
export const running = (session: Session): RunningSession => {
  if (session.stage !== 'running') throw new Error('this session is over');
  return session;
};

const percent = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.double({ min: 0, max: 100, noNaN: true }));
const chromaticity = fc.double({ min: 0, max: 1, noNaN: true });

export const anyLook: fc.Arbitrary<Look> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ brightnessPct: percent, warmthK: fc.integer({ min: 1800, max: 6500 }) }),
  },
  fc.record({ brightnessPct: percent, colour: fc.record({ x: chromaticity, y: chromaticity }) }),
);

const levelDb = fc.integer({ min: -27, max: 0 });
const inOrder = (a: number, b: number) => ({ least: Math.min(a, b), most: Math.max(a, b) });

const anyLimits: fc.Arbitrary<Limits> = fc.record({
  lightPct: fc.tuple(percent, percent).map(([a, b]) => inOrder(a, b)),
  soundDb: fc.tuple(levelDb, levelDb).map(([a, b]) => inOrder(a, b)),
});

const anyPhase = (name: Phase['name']): fc.Arbitrary<Phase> =>
  fc.record({
    name: fc.constant(name),
    lengthMin: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.double({ min: 1, max: 600, noNaN: true })),
    ambient: anyLook,
    task: anyLook,
    fadeS: fc.oneof(fc.integer({ min: 5, max: 600 }), fc.integer({ min: 5, max: 3600 })),
    levelDb,
  });

const anyPhases: fc.Arbitrary<Phase[]> = fc
  .subarray(['onset', 'deep', 'return', 'rest'] as const, { minLength: 1 })
  .chain((names) => fc.tuple(anyPhase('settle'), ...names.map(anyPhase)));

const anyPlaylist = fc.constantFrom('bundled:Slow Water', 'bundled:Rain and Wind', 'own:any');

/** Any preset that the schema lets in; preset.test.ts proves that it does. */
export const anyPreset: fc.Arbitrary<Preset> = fc.record({
  version: fc.constant(1 as const),
  id: fc.constant('any'),
  label: fc.constant('Amber Heron'),
  kind: fc.constantFrom('spravato' as const, 'iv' as const, 'im' as const),
  phases: anyPhases,
  checksMin: fc
    .uniqueArray(fc.integer({ min: 1, max: 120 }), { maxLength: 5 })
    .map((minutes) => minutes.sort((a, b) => a - b)),
  assessMin: fc.integer({ min: 1, max: 200 }),
  limits: anyLimits,
  playlist: fc.option(anyPlaylist, { freq: 4 }),
  playlistsByPhase: fc.dictionary(
    fc.constantFrom('settle', 'onset', 'deep', 'return', 'rest'),
    fc.option(anyPlaylist, { freq: 3 }),
  ),
  otherPlaylists: fc.uniqueArray(anyPlaylist),
  joins: fc.constantFrom('crossfade' as const, 'gapless' as const),
  leftOut: fc.uniqueArray(fc.constantFrom('x', 'y')),
  plan: fc.option(
    fc
      .record({ write: fc.boolean(), draw: fc.boolean(), picture: fc.boolean() })
      .map((pages) => ({ ...USUAL_PLAN, ...pages })),
  ),
});

export const anyFound: fc.Arbitrary<LeftLooks | null> = fc.option(
  fc.record({ ambient: anyLook, task: anyLook }),
);

const ACTS: readonly Act[] = [
  ...(['doseMark', 'doseMark', 'extend', 'hold', 'release', 'nextPhase', 'gentleEnd', 'fullLight'] as const),
  ...([
    'undoGentleEnd',
    'undoNextPhase',
    'undoExtend',
    'undoStart',
    'undoFullLight',
    'quietCheck',
    'endQuietCheck',
    'checkDone',
    'acknowledge',
    'assessed',
    'roomFree',
    'undoDoseMark',
    'correctDose',
    'wish',
    'changesSettled',
    'turnoverDone',
  ] as const),
  ...(['wake', 'darker', 'lighter', 'softer', 'louder', 'different', 'silence', 'someone'] as const),
  ...(['darker', 'lighter', 'softer', 'louder', 'tick', 'resumed'] as const),
];

/** No time, seconds, minutes, or as long as a program may have been away. */
export const anyGapMs: fc.Arbitrary<number> = fc.oneof(
  fc.constant(0),
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 30_000 }) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 20 }).map((minutes) => minutes * MINUTE) },
  fc.integer({ min: 1, max: 5 * 60 * MINUTE }),
);

/** One thing that happens some time after the last one. */
export interface Move {
  readonly gapMs: number;
  readonly act: Act | 'start';
  readonly playing: string;
}

const moveOf = (acts: readonly (Act | 'start')[]): fc.Arbitrary<Move> =>
  fc.record({ gapMs: anyGapMs, act: fc.constantFrom(...acts), playing: fc.constantFrom('a', 'b', 'c') });

export const anyMoves = fc.array(moveOf([...ACTS, 'start']), { maxLength: 25 });

/** Moves that leave Full light alone. */
export const movesWithoutFullLight = fc.array(
  moveOf(ACTS.filter((act) => act !== 'fullLight' && act !== 'undoFullLight')),
  { maxLength: 12 },
);

/** A whole session: its preset, what the lamps were found at, and what happened. */
export const anyStory = fc.record({
  preset: anyPreset,
  found: anyFound,
  startsAt: fc.constantFrom(0, 1_790_000_000_000),
  moves: anyMoves,
});
export type Story = typeof anyStory extends fc.Arbitrary<infer T> ? T : never;

export interface Lived {
  readonly session: Session;
  readonly now: number;
}

/** Lives through moves from a session; `watch` sees every step. */
export const live = (
  from: Lived,
  preset: Preset,
  moves: readonly Move[],
  watch: (before: Session, after: Played, now: number) => void = () => {},
): Lived =>
  moves.reduce<Lived>(({ session, now: before }, { gapMs, act, playing }) => {
    const now = before + gapMs;
    const event: SessionEvent =
      act === 'start' ? { type: 'start', preset, found: null } : eventOf(act, now, playing);
    // No session starts before a turnover; most stories go on after one.
    const isNext = act === 'start' && session.stage === 'idle' && session.turnover !== null;
    const room = isNext ? ready(session, now) : session;
    const step = reduce(room, event, now);
    watch(room, step, now);
    return { session: step.session, now };
  }, from);

/** The session after the last move of the story. */
export const lived = (
  { preset, found, startsAt, moves }: Story,
  watch?: (before: Session, after: Played, now: number) => void,
): Lived => {
  const begun = reduce(EMPTY_ROOM, { type: 'start', preset, found }, startsAt);
  return live({ session: begun.session, now: startsAt }, preset, moves, watch);
};
