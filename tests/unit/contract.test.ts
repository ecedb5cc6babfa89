// The contract: a message that does not fit it does not compile, and main refuses it at run time.

import * as v from 'valibot';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Windows } from '../../main/electron/windows.ts';
import type { Handlers } from '../../main/ipc/answers.ts';
import { commandChannel, publicationChannel } from '../../shared/ipc/channels.ts';
import {
  type Answer,
  type Bridge,
  COMMANDS,
  type CommandName,
  type CommandOf,
  PUBLICATIONS,
  type PublicationTo,
  type WindowName,
} from '../../shared/ipc/contract.ts';
import type { PresetView, Snapshot } from '../../shared/ipc/snapshot.ts';
import { fail, ok } from '../../shared/result.ts';
import { NURSE_ACTS, PATIENT_ACTS } from '../../shared/session/events.ts';
import { LONGEST_WRITING } from '../../shared/session/patient-pages.ts';
import type { PlayerOrder } from '../../shared/sound/player-orders.ts';

const STROKE = {
  stroke: { outline: 'M0 0L1 1Z', ink: '#e8a13a' },
  size: { width: 800, height: 500 },
  goesOn: false,
};

const names = Object.keys(COMMANDS) as CommandName[];
const fits = (name: CommandName, argument: unknown): boolean =>
  v.safeParse(COMMANDS[name].argument, argument).success;

it('a channel belongs to one command or publication', () => {
  const channels = [...names.map(commandChannel), ...Object.keys(PUBLICATIONS).map(publicationChannel)];
  expect(new Set(channels).size).toBe(channels.length);
});

describe('the compiler', () => {
  // Each `@ts-expect-error` is an error of its own once the line below it compiles.
  const preset = (): Answer<PresetView> => fail('unknownPreset');

  it('refuses a handler that answers something else than the contract says', () => {
    const right: Pick<Handlers, 'preset' | 'start' | 'pages'> = {
      preset,
      start: () => ok(null),
      pages: async () => ok(null),
    };
    // @ts-expect-error: `start` answers only that it is done.
    const tooMuch: Pick<Handlers, 'start'> = { start: () => ok('im') };
    // @ts-expect-error: `preset` answers a whole preset.
    const tooLittle: Pick<Handlers, 'preset'> = { preset: () => ok(null) };
    // @ts-expect-error: the renderer has no sentence for this error.
    const unknownError: Pick<Handlers, 'start'> = { start: () => fail('noIdea') };
    expect([right, tooMuch, tooLittle, unknownError]).toHaveLength(4);
  });

  it('refuses handlers of which one is missing, and one that no command has', () => {
    const all = {} as Handlers;
    const { saveLog: _, ...others } = all;
    // @ts-expect-error: `saveLog` is missing.
    const missing: Handlers = others;
    // @ts-expect-error: there is no such command.
    const stranger: Partial<Handlers> = { destroy: () => ok(null) };
    expect([missing, stranger]).toHaveLength(2);
  });

  it('refuses a publication with the payload of another', () => {
    const publishAll = (publish: Windows['publish'], snapshot: Snapshot, order: PlayerOrder) => {
      publish('snapshot', snapshot);
      publish('playerOrder', order);
      // @ts-expect-error: a player is never sent a snapshot.
      publish('playerOrder', snapshot);
      // @ts-expect-error: there is no such publication.
      publish('gossip', snapshot);
    };
    expect(publishAll).toBeTypeOf('function');
  });

  it('lets a page send and receive what its window may, typed from end to end', () => {
    const room = async ({ send, on }: Bridge<'room'>) => {
      expectTypeOf(await send('preset', { presetId: 'im' })).toEqualTypeOf<Answer<PresetView>>();
      expectTypeOf(await send('start', { presetId: 'im' })).toEqualTypeOf<Answer>();
      on('snapshot', (snapshot) => expectTypeOf(snapshot).toEqualTypeOf<Snapshot>());
      // @ts-expect-error: the argument of another command.
      await send('start', { view: 'console' });
      // @ts-expect-error: only the player reports as the player.
      await send('playerReport', { kind: 'born' });
      // @ts-expect-error: orders go to the player alone.
      on('playerOrder', () => {});
    };
    expect(room).toBeTypeOf('function');
    expectTypeOf<CommandOf<'player'>>().toEqualTypeOf<'playerReport'>();
    expectTypeOf<CommandOf<'door'>>().toEqualTypeOf<'pageBroke' | 'snapshot'>();
    expectTypeOf<PublicationTo<'door'>>().toEqualTypeOf<'snapshot'>();
    expectTypeOf<PublicationTo<'print'>>().toEqualTypeOf<'printJob'>();
  });
});

describe('the acts', () => {
  it.each(NURSE_ACTS)('%s is for the nurse and not for the patient', (act) => {
    expect(fits('nurse', { act })).toBe(true);
    expect(fits('patient', { act })).toBe(false);
  });

  it.each(PATIENT_ACTS)('%s is for the patient and not for the nurse', (act) => {
    expect(fits('patient', { act })).toBe(true);
    expect(fits('nurse', { act })).toBe(false);
  });
});

describe('the windows', () => {
  it('let the player report and nothing else', () => {
    const player = names.filter((name) => (COMMANDS[name].from as readonly string[]).includes('player'));
    expect(player).toEqual(['playerReport']);
  });

  it('let the door follow the room and report that it broke, and change nothing', () => {
    const door = names.filter((name) => (COMMANDS[name].from as readonly string[]).includes('door'));
    expect(door).toEqual(['pageBroke', 'snapshot']);
  });

  it('leave no command without a window', () => {
    expect(names.filter((name) => (COMMANDS[name].from as readonly WindowName[]).length === 0)).toEqual([]);
  });
});

describe('an argument', () => {
  it.each(names)('of %s is never nothing, a list, or a stranger', (name) => {
    expect(fits(name, undefined)).toBe(false);
    expect(fits(name, null)).toBe(false);
    expect(fits(name, ['x'])).toBe(false);
    expect(fits(name, { act: 'fullLight', presetId: 'im', kind: 'born', stranger: 1 })).toBe(false);
  });

  it.each<[CommandName, unknown]>([
    ['start', { presetId: 'im' }],
    ['show', { view: 'patient' }],
    ['showDoor', { open: true }],
    ['tellWish', { tells: true }],
    ['nameRoom', { name: 'Room 2' }],
    ['connectBridge', { address: '192.168.1.20' }],
    ['usePracticeRoom', {}],
    ['chooseRole', { lampId: '3', role: 'none' }],
    ['chooseMusic', { presetId: 'im', music: { playlist: null } }],
    [
      'chooseMusic',
      { presetId: 'im', music: { playlist: 'own:1', playlistsByPhase: { rest: null }, joins: 'gapless' } },
    ],
    ['savePlaylist', { playlistId: null, title: 'Long evenings', trackIds: [] }],
    ['mark', { trackIds: ['a'], marks: { suits: 'calm' } }],
    ['playNoise', { levelDb: -12 }],
    ['calibrate', { shownDb: 52.5 }],
    [
      'meterReport',
      {
        kind: 'measured',
        url: '/media/a',
        lufs: -23,
        truePeakDbtp: null,
        durationS: 60,
        channels: 2,
        unheardS: 0,
      },
    ],
    ['playerReport', { kind: 'outputs', present: [], inUse: null, isLost: false, isStopped: false }],
    ['snapshot', {}],
    ['pages', {}],
    ['changePages', { startedAt: 1000, change: { kind: 'write', writing: 'x'.repeat(LONGEST_WRITING) } }],
    ['changePages', { startedAt: 1000, change: { kind: 'stroke', ...STROKE } }],
    ['changePages', { startedAt: 1000, change: { kind: 'undo' } }],
    ['playerReport', { kind: 'born' }],
    [
      'playerReport',
      { kind: 'playing', order: 3, trackId: null, positionS: 0, durationS: null, levelDb: null },
    ],
  ])('of %s is let in: %j', (name, argument) => {
    expect(fits(name, argument)).toBe(true);
  });

  it.each<[CommandName, unknown]>([
    ['start', { presetId: '' }],
    ['start', { presetId: 'x'.repeat(65) }],
    ['start', { presetId: 'im', found: null }],
    ['nurse', { act: 'start' }],
    ['nurse', { act: 'tick' }],
    ['patient', { act: 'wake', awakeUntil: 1e12 }],
    ['show', { view: 'door' }],
    ['showDoor', { open: 'yes' }],
    ['nameRoom', { name: '   ' }],
    ['connectBridge', { address: 'x'.repeat(201) }],
    ['chooseRole', { lampId: '3', role: 'ceiling' }],
    ['chooseMusic', { presetId: 'im', music: {} }],
    ['chooseMusic', { presetId: 'im', music: { playlist: null, playlistsByPhase: { lunch: 'own:1' } } }],
    ['savePlaylist', { playlistId: null, title: ' ', trackIds: [] }],
    ['mark', { trackIds: ['a'], marks: { suits: 'loud' } }],
    ['changePages', { startedAt: Number.NaN, change: { kind: 'undo' } }],
    ['changePages', { change: { kind: 'undo' } }],
    ['changePages', { startedAt: 1000, change: { kind: 'forget' } }],
    ['changePages', { startedAt: 1000, change: { kind: 'write', writing: 'x'.repeat(LONGEST_WRITING + 1) } }],
    ['changePages', { startedAt: 1000, change: { kind: 'stroke', ...STROKE, stroke: { outline: '<svg>' } } }],
    [
      'changePages',
      {
        startedAt: 1000,
        change: { kind: 'stroke', ...STROKE, stroke: { outline: '0'.repeat(400_001), ink: '#e8a13a' } },
      },
    ],
    [
      'changePages',
      { startedAt: 1000, change: { kind: 'stroke', ...STROKE, size: { width: 0, height: 1 } } },
    ],
    ['playNoise', { levelDb: 3 }],
    ['calibrate', { shownDb: 130 }],
    [
      'meterReport',
      {
        kind: 'measured',
        url: '/media/a',
        lufs: Number.NaN,
        truePeakDbtp: 0,
        durationS: 60,
        channels: 2,
        unheardS: 0,
      },
    ],
    ['playerReport', { kind: 'advanced' }],
    [
      'playerReport',
      { kind: 'playing', order: 3, trackId: null, positionS: -1, durationS: null, levelDb: 0 },
    ],
  ])('of %s is refused: %j', (name, argument) => {
    expect(fits(name, argument)).toBe(false);
  });
});
