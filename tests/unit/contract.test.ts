// The contract: every message is checked, may come from the windows it names, and from no other.

import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  COMMAND_NAMES,
  type CommandName,
  commandChannel,
  publicationChannel,
} from '../../shared/ipc/channels.ts';
import {
  COMMANDS,
  NURSE_ACTS,
  type NurseAct,
  PATIENT_ACTS,
  type PatientAct,
  type Sender,
} from '../../shared/ipc/contract.ts';
import { LONGEST_WRITING } from '../../shared/session/patient-pages.ts';
import type { NurseEvent, PatientEvent } from '../../shared/session/session.ts';

const STROKE = {
  stroke: { outline: 'M0 0L1 1Z', ink: '#e8a13a' },
  size: { width: 800, height: 500 },
  goesOn: false,
};

const names = COMMAND_NAMES;
const fits = (name: CommandName, argument: unknown): boolean =>
  v.safeParse(COMMANDS[name].argument, argument).success;

describe('the names', () => {
  it('are those of the contract, each of them once and no more', () => {
    expect(Object.keys(COMMANDS).sort()).toEqual([...COMMAND_NAMES].sort());
    expect(new Set(COMMAND_NAMES).size).toBe(COMMAND_NAMES.length);
  });

  it('have a channel each, which no command shares with another or with a publication', () => {
    const channels = [
      ...names.map(commandChannel),
      ...(['snapshot', 'order'] as const).map(publicationChannel),
    ];
    expect(new Set(channels).size).toBe(channels.length);
  });
});

describe('the acts', () => {
  it('are those of the session, each of them and no more', () => {
    // The compiler proves it: a missing or an extra act makes one of these lines wrong.
    type Own = 'start' | 'correctDose' | 'changesSettled' | 'turnoverDone';
    const nurse: Record<Exclude<NurseEvent['type'], Own>, true> = {} as Record<NurseAct, true>;
    const patient: Record<Exclude<PatientEvent['type'], 'wish'>, true> = {} as Record<PatientAct, true>;
    const nurseBack: Record<NurseAct, true> = nurse;
    const patientBack: Record<PatientAct, true> = patient;
    expect([nurseBack, patientBack]).toEqual([{}, {}]);
    expect(new Set([...NURSE_ACTS, ...PATIENT_ACTS]).size).toBe(NURSE_ACTS.length + PATIENT_ACTS.length);
  });

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

  it('let the door look and say that it broke, and never touch', () => {
    const door = names.filter((name) => (COMMANDS[name].from as readonly string[]).includes('door'));
    expect(door).toEqual(['pageBroke', 'snapshot']);
  });

  it('leave no command without a window', () => {
    expect(names.filter((name) => (COMMANDS[name].from as readonly Sender[]).length === 0)).toEqual([]);
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
      { kind: 'measured', trackId: 'a', lufs: -23, truePeakDbtp: null, durationS: 60, channels: 2 },
    ],
    ['playerReport', { kind: 'outputs', present: [], inUse: null, isLost: false }],
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
      { kind: 'measured', trackId: 'a', lufs: Number.NaN, truePeakDbtp: 0, durationS: 60, channels: 2 },
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
