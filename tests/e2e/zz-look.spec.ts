import { type Program, test } from './program.ts';

const sized = ({ app }: Program, w: number, h: number) =>
  app.evaluate(
    ({ BrowserWindow }, [w, h]) => {
      for (const window of BrowserWindow.getAllWindows()) {
        if (!window.isVisible()) continue;
        window.setFullScreen(false);
        window.setContentSize(w as number, h as number);
      }
    },
    [w, h],
  );
test('look', async ({ launch }) => {
  const p = await launch();
  const { room } = p;
  const shot = async (n: string) => {
    await room.waitForTimeout(700);
    await room.screenshot({ path: `/tmp/ed/${n}.png` });
  };
  await sized(p, 1280, 800);
  await room.getByRole('option', { name: 'Spravato, two hours' }).click();
  await shot('console');
  await room.getByRole('button', { name: 'Change', exact: true }).click();
  await shot('menu');
  await room.getByRole('menuitem', { name: 'Look at it' }).click();
  await shot('look');
  await room.getByRole('button', { name: 'Make one of it' }).click();
  await shot('whole');
  await room.getByRole('tab', { name: 'Deep' }).click();
  await shot('deep');
  await room.getByRole('slider', { name: 'End of deep' }).focus();
  await room.keyboard.press('PageUp');
  await shot('edge');
  await room.getByRole('slider', { name: 'Check at 40 min' }).focus();
  await room.keyboard.press('ArrowRight');
  await shot('check');
  for (const [w, h] of [
    [960, 600],
    [1920, 1080],
  ] as const) {
    await sized(p, w, h);
    await shot(`deep-${w}`);
    await room.getByRole('tab', { name: 'Whole' }).click();
    await shot(`whole-${w}`);
    await room.getByRole('tab', { name: 'Deep' }).click();
  }
  await sized(p, 1280, 800);
  await room.getByRole('button', { name: 'Preview' }).click();
  await room.waitForTimeout(9000);
  await shot('preview');
  await sized(p, 960, 600);
  await shot('preview-960');
});
