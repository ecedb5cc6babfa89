// Files that a program finds at its start, so that no test has to walk to where it begins: a bridge that was paired, and a
// session that was interrupted at any minute, which the program goes on with.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { Preset } from '../../shared/preset/preset.ts';
import type { FaultyBridge } from '../practice/faulty-bridge.ts';
import { type Past, sessionAfter } from '../practice/past-session.ts';
import { type Launch, PLANTED_KEY, type Program } from './program.ts';

const write = (folder: string, name: string, content: object): Promise<void> =>
  writeFile(path.join(folder, name), JSON.stringify({ version: 1, ...content }));

/** Lays presets down as the room's own. */
export const plantPresets = (folder: string, presets: readonly Preset[]): Promise<void> =>
  write(folder, 'presets.json', { presets });

/** Lays down the journal of a program that was interrupted just now, at a rate, after these events. */
export const plantSession = async (folder: string, past: readonly Past[], rate = 1): Promise<void> => {
  const now = Date.now();
  const session = sessionAfter(past, now);
  const times = { savedAtWallMs: now, sessionMs: now, rate };
  await write(folder, 'journal.json', { session, ...times, place: null });
};

/** Lays settings down. */
export const plantSettings = (folder: string, settings: object): Promise<void> =>
  write(folder, 'settings.json', settings);

/** Lays down that the sign by the door was open. */
export const plantDoorSign = (folder: string): Promise<void> => plantSettings(folder, { doorWindow: true });

/** Somebody said that all lamps are this room's: of this bridge, and of the one that may be put in its place. */
const ALL_LAMPS = { '001788fffe570001': null, '001788fffe570002': null };

/** The settings of a room whose bridge was paired, and which of its rooms was chosen. */
export const pairedWith = (
  { address }: FaultyBridge,
  rooms: Readonly<Record<string, string | null>> = ALL_LAMPS,
): object => ({
  rooms,
  lights: {
    source: 'bridge',
    address,
    baseUrl: `http://${address}`,
    bridgeId: '001788fffe570001',
    name: 'Practice room',
    username: { plain: PLANTED_KEY },
    fingerprint: null,
  },
});

/** Lays such settings down. */
export const plantBridge = (
  folder: string,
  bridge: FaultyBridge,
  rooms?: Readonly<Record<string, string | null>>,
): Promise<void> => plantSettings(folder, pairedWith(bridge, rooms));

/** Lays down what a file was until a local instant, as 2026-11-22T10-15-00. */
export const plantVersion = async (
  folder: string,
  name: 'presets' | 'settings',
  until: string,
  content: object,
): Promise<void> => {
  await mkdir(path.join(folder, 'earlier'), { recursive: true });
  await write(folder, path.join('earlier', `${name}.${until}.json`), content);
};

/** A program that is connected to the bridge of the test. */
export const launchOnBridge = async (
  launch: Launch,
  folder: string,
  bridge: FaultyBridge,
  words: readonly string[] = [],
  rooms?: Readonly<Record<string, string | null>>,
): Promise<Program> => {
  await plantBridge(folder, bridge, rooms);
  const program = await launch(words);
  await expect
    .poll(async () => (await program.snapshot()).lights)
    .toMatchObject({ source: 'bridge', state: 'ready' });
  return program;
};
