// A time limit for an answer from the network. It must never blame the network for a time in which this program itself stood
// still, as in a computer without memory: what was answered meanwhile waits, and is read only after timers are served.

/** A timer this much too late shows that nothing was read here meanwhile, in ms. */
const STOOD_STILL_MS = 500;

/** What waits is read within this time, in ms. */
const READ_WITHIN_MS = 500;

/** Calls `late` after so many ms, unless what it returns is called before. */
export const deadline = (ms: number, late: () => void): (() => void) => {
  const byMs = performance.now() + ms;
  let timer = setTimeout(() => {
    if (performance.now() - byMs < STOOD_STILL_MS) late();
    else timer = setTimeout(late, READ_WITHIN_MS);
  }, ms);
  return () => clearTimeout(timer);
};
