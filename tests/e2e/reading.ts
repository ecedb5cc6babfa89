// Watches what stands on the patient display to be read, many times a second, and tells it phase by phase. What is drawn
// of it in small on the console is for staff, and is not looked at.

import type { Page } from '@playwright/test';
import type { PhaseName } from '../../shared/preset/preset.ts';

/** The lines that stood on the display while that phase ran, each once, in the order of the alphabet. */
export type Read = Readonly<Partial<Record<PhaseName, readonly string[]>>>;

/** Looks from now on, ten times a second. */
export const watchReading = (room: Page): Promise<void> =>
  room.evaluate(async () => {
    const read: Record<string, Set<string>> = {};
    Object.assign(window, { readByPhase: read });
    const answer = await window.stillroom.send('snapshot', {});
    if (!answer.ok) throw new Error(answer.error);
    let { session } = answer.value;
    window.stillroom.on('snapshot', (snapshot) => {
      session = snapshot.session;
    });
    setInterval(() => {
      const displays = [...document.querySelectorAll<HTMLElement>('main[aria-label="Patient display"]')];
      const display = displays.find((one) => one.closest('[aria-hidden="true"]') === null);
      const phase = session.stage === 'running' ? session.phases[session.phase.index]?.name : undefined;
      if (display === undefined || phase === undefined) return;
      read[phase] ??= new Set();
      const lines = display.innerText.split('\n').map((line) => line.trim());
      for (const line of lines) if (line !== '') read[phase].add(line);
    }, 100);
  });

/** What has been read so far. */
export const readSoFar = (room: Page): Promise<Read> =>
  room.evaluate(() => {
    const { readByPhase } = window as unknown as { readByPhase: Record<string, Set<string>> };
    return Object.fromEntries(
      Object.entries(readByPhase).map(([phase, lines]) => [phase, [...lines].sort()]),
    );
  });
