// What is compared in a soak: a session before and after a cut, and what the program holds before and after many sessions.

import { readdirSync, readFileSync } from 'node:fs';
import { orNull } from '../../shared/errors.ts';
import type { Session } from '../../shared/session/session.ts';
import { median } from '../bench/figures.ts';
import type { Program } from '../e2e/program.ts';

/** What is the same before and after a cut. */
const lastingOf = (session: Session): string => {
  if (session.stage !== 'running') return session.stage;
  const { startedAt, doseAt, gentle, preset } = session;
  return JSON.stringify({ preset: preset.id, startedAt, doseAt, gentle });
};

/** What is the same while one phase lasts. */
const ofPhase = (session: Session): string => {
  if (session.stage !== 'running') return '';
  const { nudge, silenced, heldAt, overAt } = session;
  return JSON.stringify({ nudge, silenced, heldAt, overAt });
};

const phaseOf = (session: Session): number => (session.stage === 'running' ? session.phase.index : -1);

/** What a cut lost; null: nothing. A phase may have gone on by itself meanwhile. */
export const lostBetween = (before: Session, after: Session): string | null => {
  if (lastingOf(before) !== lastingOf(after)) return `${lastingOf(before)} became ${lastingOf(after)}`;
  if (phaseOf(after) < phaseOf(before)) return `phase ${phaseOf(before)} became ${phaseOf(after)}`;
  if (phaseOf(after) > phaseOf(before) || ofPhase(before) === ofPhase(after)) return null;
  return `${ofPhase(before)} became ${ofPhase(after)}`;
};

export interface Held {
  /** What main's JavaScript holds after a collection, in bytes. */
  readonly heap: number;
  /** What all processes have for themselves, in bytes. */
  readonly memory: number;
  /** Files and connections that main has open. */
  readonly files: number;
  /** Timers, servers and connections that keep main awake. */
  readonly resources: number;
}

const privateBytes = (pid: number): number => {
  const said = orNull(() => readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? '';
  const parts = said.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm);
  return [...parts].reduce((sum, [, kb]) => sum + Number(kb) * 1024, 0);
};

/** Collects what can be, and counts what is left. Elsewhere than on Linux it counts main's heap and resources only. */
export const heldBy = async ({ app }: Program): Promise<Held> => {
  const { heap, pids, resources } = await app.evaluate(async ({ app: own, BrowserWindow }) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      if (webContents.isCrashed()) continue;
      const late = new Promise((done) => setTimeout(done, 3000));
      await Promise.race([webContents.executeJavaScript('gc(); gc(); undefined'), late]);
    }
    globalThis.gc?.();
    globalThis.gc?.();
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    return {
      heap: heapUsed + external + arrayBuffers,
      pids: own.getAppMetrics().map(({ pid }) => pid),
      resources: process.getActiveResourcesInfo().length,
    };
  });
  const main = app.process().pid ?? 0;
  const files = orNull(() => readdirSync(`/proc/${main}/fd`).length) ?? 0;
  return { heap, memory: pids.reduce((sum, pid) => sum + privateBytes(pid), 0), files, resources };
};

/** Sessions of one life before what is held counts, and how many at each end are compared. */
const WARM_UP = 10;
const COMPARED = 5;

export interface Growth {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

/** By how much something grew over one life of the program; null: too short a life. */
export const growthOver = (life: readonly Held[], of: keyof Held): Growth | null => {
  const counted = life.slice(WARM_UP).map((held) => held[of]);
  if (counted.length < 2 * COMPARED) return null;
  const [from, to] = [median(counted.slice(0, COMPARED)), median(counted.slice(-COMPARED))];
  return { from, to, share: to / from - 1 };
};
