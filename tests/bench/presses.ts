// When a button was really pressed: the instant of the input event in the page, on the wall clock.

import type { Page } from '@playwright/test';

/** From now on the page remembers when it was last clicked. */
export const rememberPresses = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const remember = (event: Event): void => {
      (window as unknown as { pressedAt: number }).pressedAt = performance.timeOrigin + event.timeStamp;
    };
    window.addEventListener('pointerup', remember, { capture: true });
  });

/** Wall ms of the last press. */
export const lastPress = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { pressedAt: number }).pressedAt);
