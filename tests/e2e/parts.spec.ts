// The sheet of parts: it opens, every part on it is drawn, and nothing is logged as an error.

import path from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { build } from 'vite';
import { cleanEnvironment, electron, PROJECT } from './program.ts';

test('every part of the interface can be seen on one sheet', async () => {
  await build({ configFile: path.join(PROJECT, 'scripts', 'parts.vite.config.ts') });
  const { executable, switches } = electron();
  const app = await _electron.launch({
    executablePath: executable,
    args: [path.join(PROJECT, 'scripts', 'parts-window.mjs'), ...switches],
    cwd: PROJECT,
    env: cleanEnvironment(),
  });
  try {
    const page = await app.firstWindow();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    const last = page.getByRole('heading', { name: 'Door sign' });
    await last.waitFor();
    // Once more, now that errors are heard from the first.
    await page.reload();
    await last.waitFor();

    const empty = await page.locator('[data-part] [data-case]').evaluateAll((states) =>
      states
        .filter((state) => {
          const box = state.lastElementChild?.getBoundingClientRect();
          return box === undefined || box.width < 8 || box.height < 8;
        })
        .map((state) => state.getAttribute('data-case')),
    );
    expect(empty).toEqual([]);
    expect(await page.locator('[data-part]').count()).toBeGreaterThan(35);
    for (const name of ['Button', 'Field', 'Slider', 'Readiness', 'Chart', 'PIN pad', 'Patient keys'])
      await expect(page.locator(`[data-part="${name}"]`)).toBeVisible();
    expect(errors).toEqual([]);
  } finally {
    await app.close();
  }
});
