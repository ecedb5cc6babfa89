// The still picture while the room settles: on a real screen it is dark, moves too slowly to see, and leaves the ring to
// be found.

import { expect, type Page } from '@playwright/test';
import { leaveSession, presetWith, sized, wakeDisplay, withoutItsFade } from './patient-room.ts';
import { plantSession } from './planted.ts';
import { type Launch, test, toConsole } from './program.ts';

/** Lays a picture into the page's own memory under that name, as red, green and blue of every pixel. */
const lay = (room: Page, name: string, png: Buffer): Promise<void> =>
  room.evaluate(
    async ([base64, key]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      if (context === null) throw new Error('there is no canvas to look at');
      context.drawImage(image, 0, 0);
      const shots = window as unknown as Record<string, ImageData>;
      shots[key] = context.getImageData(0, 0, image.width, image.height);
    },
    [png.toString('base64'), name] as const,
  );

/** Lays down what a page shows now. */
const shoot = async (room: Page, name: string): Promise<void> => lay(room, name, await room.screenshot());

/** The most that any channel of any pixel differs between two shots, and the lightest channel of the first. */
const compare = (room: Page, a: string, b: string): Promise<{ apart: number; lightest: number }> =>
  room.evaluate(
    ([first, second]) => {
      const shots = window as unknown as Record<string, ImageData>;
      const [one, other] = [shots[first]?.data ?? [], shots[second]?.data ?? []];
      let [apart, lightest] = [0, 0];
      for (let i = 0; i < one.length; i += 1) {
        if (i % 4 === 3) continue;
        apart = Math.max(apart, Math.abs((one[i] ?? 0) - (other[i] ?? 0)));
        // The key for staff stands at the upper edge.
        if (i > one.length * 0.1) lightest = Math.max(lightest, one[i] ?? 0);
      }
      return { apart, lightest };
    },
    [a, b] as const,
  );

/** Mean of all channels along the ring, and a little inside and outside of it. */
const roundTheRing = async (room: Page, name: string): Promise<readonly [number, number, number]> =>
  room.evaluate((key) => {
    const shot = (window as unknown as Record<string, ImageData>)[key];
    if (shot === undefined) throw new Error('there is no such shot');
    const radius = Math.min(180, Math.max(96, 0.15 * shot.height)) / 2 - 1;
    const mean = (at: number): number => {
      let sum = 0;
      for (let step = 0; step < 360; step += 1) {
        const angle = (step * Math.PI) / 180;
        const x = Math.floor(shot.width / 2 + at * Math.cos(angle));
        const y = Math.floor(shot.height / 2 + at * Math.sin(angle));
        const i = (y * shot.width + x) * 4;
        sum += ((shot.data[i] ?? 0) + (shot.data[i + 1] ?? 0) + (shot.data[i + 2] ?? 0)) / 3;
      }
      return sum / 360;
    };
    return [mean(radius - 6), mean(radius), mean(radius + 6)] as const;
  }, name);

const picture = (room: Page) => room.getByRole('main', { name: 'Patient display' }).locator('canvas');

test('no pixel changes by more than one step of 255 within a second, on its way in neither', async ({
  launch,
  folder,
}) => {
  await leaveSession(folder, 'settle', { picture: true });
  const program = await launch();
  const { room } = program;
  await expect(picture(room).locator('..')).toHaveAttribute('data-present', 'true');
  await sized(program, 1280, 800);
  // Fifteen seconds into its minute.
  await room.evaluate(() => {
    for (const turn of document.getAnimations()) turn.currentTime = 15_000;
  });
  // Shooting takes a while itself, so that more than a second lies between the two.
  const began = performance.now();
  await shoot(room, 'first');
  await room.waitForTimeout(1000);
  await shoot(room, 'second');
  const seconds = (performance.now() - began) / 1000;
  const onItsWay = await compare(room, 'first', 'second');
  expect(onItsWay.lightest).toBeGreaterThan(2);
  expect(onItsWay.apart).toBeLessThanOrEqual(Math.max(2, Math.ceil(seconds)));
  await withoutItsFade(room);
  const wholeSince = performance.now();
  await shoot(room, 'third');
  await room.waitForTimeout(1000);
  await shoot(room, 'fourth');
  const wholeSeconds = (performance.now() - wholeSince) / 1000;
  const whole = await compare(room, 'third', 'fourth');
  expect(whole.apart).toBeLessThanOrEqual(Math.max(1, Math.floor(wholeSeconds / 2)));
  expect(whole.lightest).toBeGreaterThan(15);
  const [within, on, around] = await roundTheRing(room, 'third');
  expect(on).toBeGreaterThan(within + 15);
  expect(on).toBeGreaterThan(around + 15);
});

/** What it looks like so many minutes after Start, in a program of its own that is left open. */
const afterMinutes = async (launch: Launch, folder: string, minutes: number) => {
  await plantSession(folder, [
    [minutes, { type: 'start', preset: presetWith({ picture: true }), found: null }],
  ]);
  const program = await launch();
  await expect(picture(program.room).locator('..')).toHaveAttribute('data-present', 'true');
  await withoutItsFade(program.room);
  await sized(program, 1280, 800);
  return { ...program, png: await program.room.screenshot() };
};

test('over time it has become another picture', async ({ launch, folder }) => {
  const early = await afterMinutes(launch, folder, 1);
  await early.close();
  const { room, png } = await afterMinutes(launch, folder, 40);
  await lay(room, 'early', early.png);
  await lay(room, 'late', png);
  expect((await compare(room, 'early', 'late')).apart).toBeGreaterThan(3);
});

test('it goes slowly when the dose is marked, gives way to the keys, and returns with the ring', async ({
  launch,
  folder,
}) => {
  await leaveSession(folder, 'settle', { picture: true });
  const program = await launch();
  const { room } = program;
  const place = picture(room).locator('..');
  await expect(place).toHaveAttribute('data-present', 'true');
  const turn = await place.evaluate((node) => getComputedStyle(node).transition);
  expect(turn).toContain('opacity 60s');
  const around = place.locator('..');
  const opacity = (): Promise<string> => around.evaluate((node) => getComputedStyle(node).opacity);
  await wakeDisplay(program);
  await expect.poll(opacity).toBe('0');
  expect(await around.evaluate((node) => getComputedStyle(node).transitionDuration)).toBe('0.9s');
  await toConsole(room);
  await room.getByRole('button', { name: 'First device' }).click();
  await room.getByRole('button', { name: 'Patient display' }).click();
  await expect(picture(room)).toHaveCount(0);
});

test('it stays until it has faded when the dose is marked under it', async ({ launch, folder }) => {
  await leaveSession(folder, 'settle', { picture: true });
  const { room, snapshot } = await launch();
  const place = picture(room).locator('..');
  await expect(place).toHaveAttribute('data-present', 'true');
  await expect.poll(async () => (await snapshot()).lights.state).toBe('ready');
  await room.evaluate(() => {
    return window.stillroom.send('nurse', { act: 'doseMark' });
  });
  await expect(place).not.toHaveAttribute('data-present');
  await expect(picture(room)).toHaveCount(1);
});

test('nobody who did not wish for it sees it, nor anybody after settle', async ({ launch, folder }) => {
  await leaveSession(folder, 'settle', { picture: false });
  const plain = await launch();
  await plain.room.getByRole('button', { name: 'Wake the display' }).waitFor();
  await expect(picture(plain.room)).toHaveCount(0);
  await plain.close();
  await leaveSession(folder, 'deep', { picture: true });
  const deep = await launch();
  await deep.room.getByRole('button', { name: 'Wake the display' }).waitFor();
  await expect(picture(deep.room)).toHaveCount(0);
});
