// A room in which a session is where a test wants it: written as the journal of a program that was interrupted, which
// the next one goes on from. Beside it, what is asked of everything that a patient sees.

import { expect, type Locator, type Page } from '@playwright/test';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import { type PlanCard, USUAL_PLAN } from '../../shared/preset/plan.ts';
import type { PhaseName, Preset } from '../../shared/preset/preset.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import type { RunningSession } from '../../shared/session/session.ts';
import { runningPhase } from '../../shared/session/timeline.ts';
import { pastOf } from '../practice/past-session.ts';
import { plantPresets, plantSession } from './planted.ts';
import type { Launch, Program } from './program.ts';

/** The preset of these rooms: Spravato's, with a plan card. */
export const presetWith = (plan: Partial<PlanCard> = {}): Preset => {
  const [spravato] = BUILT_IN_PRESETS;
  if (spravato === undefined) throw new Error('there are built-in presets');
  return { ...spravato, id: 'quiet-harbour', label: 'Quiet Harbour', plan: { ...USUAL_PLAN, ...plan } };
};

/** Minutes after the dose mark at which each phase of that preset is well on its way; rest's is after its fade. */
export const MINUTE_IN = { settle: null, onset: 10, deep: 30, return: 90, rest: 112 } as const;

/** Writes the files of a program that was interrupted just now, in that phase. */
export const leaveSession = async (
  folder: string,
  phase: keyof typeof MINUTE_IN,
  plan: Partial<PlanCard> = {},
  more: readonly SessionEvent[] = [],
): Promise<void> => {
  const preset = presetWith(plan);
  const now = more.map((event) => [0, event] as const);
  await plantSession(folder, [...pastOf(preset, MINUTE_IN[phase]), ...now]);
  await plantPresets(folder, [preset]);
};

/** The session that runs in it. */
export const runningIn = async ({ snapshot }: Pick<Program, 'snapshot'>): Promise<RunningSession> => {
  const { session } = await snapshot();
  if (session.stage !== 'running') throw new Error('the session should be running');
  return session;
};

/** The phase of that session. */
export const phaseIn = async (program: Pick<Program, 'snapshot'>): Promise<PhaseName> =>
  runningPhase(await runningIn(program)).name;

/** Waits until the program has gone on from its journal, which ends with the display at rest. */
const wentOn = ({ snapshot }: Pick<Program, 'snapshot'>): Promise<void> =>
  expect.poll(async () => (await snapshot()).lights.state).toBe('ready');

/** Touches the display at rest, and waits until its keys are there. */
export const wakeDisplay = async (program: Pick<Program, 'room' | 'snapshot'>): Promise<void> => {
  await wentOn(program);
  await program.room.getByRole('button', { name: 'Wake the display' }).click();
  await program.room.getByRole('button', { name: 'Someone, please' }).waitFor();
};

/** A room in rest whose display is awake. */
export const inRest = async (launch: Launch, folder: string): Promise<Program> => {
  await leaveSession(folder, 'rest');
  const program = await launch();
  await wakeDisplay(program);
  return program;
};

/** Makes the room's window so large and keeps it so: a display of that size, whole, is what it stands for. */
export const sized = ({ app, room }: Program, width: number, height: number): Promise<void> =>
  expect
    .poll(async () => {
      await app.evaluate(
        ({ BrowserWindow }, size) => {
          for (const window of BrowserWindow.getAllWindows()) {
            if (!window.webContents.getURL().endsWith('index.html')) continue;
            window.setFullScreen(false);
            window.setFullScreen = () => undefined;
            window.setContentSize(size.width, size.height);
          }
        },
        { width, height },
      );
      return room.evaluate(() => [innerWidth, innerHeight]);
    })
    .toEqual([width, height]);

export interface Box {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the visible buttons are, by their names. */
export const keysOf = async (within: Page | Locator): Promise<readonly Box[]> => {
  const buttons = await within.getByRole('button').all();
  const boxes = await Promise.all(
    buttons.map(async (button) => ({
      name: (await button.getAttribute('aria-label')) ?? (await button.innerText()),
      ...((await button.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }),
    })),
  );
  return boxes.filter(({ width }) => width > 0);
};

const gap = (a: Box, b: Box): number =>
  Math.max(a.x - b.x - b.width, b.x - a.x - a.width, a.y - b.y - b.height, b.y - a.y - a.height);

/** Every key is at least 96 px, 24 px from every other, and whole within the window. Staff's own is no patient's. */
export const expectLargeAndApart = async (room: Page, boxes: readonly Box[]): Promise<void> => {
  const keys = boxes.filter(({ name }) => name !== 'Staff');
  const window = await room.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  for (const key of keys) {
    expect(Math.min(key.width, key.height), `${key.name} is large`).toBeGreaterThanOrEqual(96);
    expect(key.x >= 0 && key.x + key.width <= window.width, `${key.name} is within`).toBe(true);
    expect(key.y >= 0 && key.y + key.height <= window.height, `${key.name} is within`).toBe(true);
  }
  for (const key of boxes)
    for (const other of boxes)
      if (key !== other)
        expect(gap(key, other), `${key.name} and ${other.name} are apart`).toBeGreaterThanOrEqual(23.9);
};

/** How long the slower of an element's fades lasts: its animation's or its opacity's, in ms. */
export const fadeMsOf = (element: Locator): Promise<number> =>
  element.evaluate((node) => {
    const style = getComputedStyle(node);
    const inMs = (said: string): number => Number.parseFloat(said) * (said.endsWith('ms') ? 1 : 1000);
    const properties = style.transitionProperty.split(', ');
    const lengths = style.transitionDuration.split(', ');
    const place = properties.findIndex((property) => property === 'opacity' || property === 'all');
    const turn = place === -1 ? 0 : inMs(lengths[place % lengths.length] ?? '0s');
    return Math.max(turn, style.animationName === 'none' ? 0 : inMs(style.animationDuration));
  });

/** How much an element's ink stands out from a ground, as WCAG counts it: 1 to 21. */
export const contrastOf = (element: Locator, ground: readonly [number, number, number]): Promise<number> =>
  element.evaluate((node, under) => {
    const linear = (value: number): number =>
      value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    const luminance = ([red = 0, green = 0, blue = 0]: readonly number[]): number =>
      0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    const ink = (getComputedStyle(node).color.match(/[\d.]+/g) ?? []).map(Number);
    return (luminance(ink) + 0.05) / (luminance(under) + 0.05);
  }, ground);

/** The still picture comes over a minute; a test that does not look at that has it at once. */
export const withoutItsFade = (room: Page): Promise<void> =>
  room.evaluate(() => {
    document.documentElement.style.setProperty('--picture-turn', '0s');
    for (const turn of document.getAnimations()) turn.finish();
  });
