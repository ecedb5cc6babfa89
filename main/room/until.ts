// Waits for what nothing reports, such as music that has faded out.

/** How often it is checked, in real ms. */
const CHECK_EVERY_MS = 50;

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Waits until it is so, and no longer than this (real ms); answers whether it is. */
export const until = async (isSo: () => boolean, withinMs: number): Promise<boolean> => {
  const byMs = performance.now() + withinMs;
  while (!isSo() && performance.now() < byMs) await pause(CHECK_EVERY_MS);
  return isSo();
};
